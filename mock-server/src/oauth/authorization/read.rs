//! Reads an authorization request.

use http::StatusCode;

use super::problem::{Problem, ReturnAddress};
use crate::oauth::parameters::{Parameters, Repeated};
use crate::oauth::token::REGISTERED;
use crate::store::{Authority, AuthorizationRequest, Challenge, ClientSecret, RedirectUri, Scopes};

/// The parameters that no authorization request can do without.
const NEEDED: [&str; 4] = ["client_id", "redirect_uri", "response_type", "scope"];

/// An authorization request, and how the user is to be asked.
pub(super) struct Asked {
    pub(super) request: AuthorizationRequest,
    /// Which account the client expects.
    pub(super) login_hint: Option<String>,
    /// `prompt=none`: the user is not to be asked.
    pub(super) silently: bool,
}

/// Reads an authorization request, in the order in which RFC 6749 §4.1.2.1 tells whom to tell.
pub(super) fn read(authority: &mut Authority, query: &str) -> Result<Asked, Problem> {
    let parameters = Parameters::parse(query.as_bytes())
        .map_err(|bad| Problem::for_the_person("invalid_request", bad.to_string(), bad.remedy()))?;
    let client = client(authority, &parameters)?;
    let redirect = redirect(authority, &parameters, client)?;
    let reader = Reader {
        return_to: ReturnAddress {
            redirect,
            // A state that came twice is none (RFC 6749 §3.1).
            state: parameters.one("state").ok().flatten().map(str::to_owned),
        },
        parameters,
    };
    reader.read(client, authority)
}

fn client(authority: &mut Authority, parameters: &Parameters) -> Result<usize, Problem> {
    let id = required_by_the_person(parameters, "client_id")?;
    authority
        .recognise_client(id)
        .ok_or_else(|| Problem::ForThePerson {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            what: "The OAuth client was not found.".to_owned(),
            remedy: REGISTERED.to_owned(),
        })
}

fn redirect(
    authority: &mut Authority,
    parameters: &Parameters,
    client: usize,
) -> Result<RedirectUri, Problem> {
    let text = required_by_the_person(parameters, "redirect_uri")?;
    RedirectUri::parse(text)
        .ok()
        .filter(|uri| authority.accepts_redirect(client, uri))
        .ok_or_else(|| {
            Problem::for_the_person(
                "redirect_uri_mismatch",
                "The redirect URI is neither registered for this client nor on the user's own \
                 machine (http://127.0.0.1, http://[::1] or http://localhost, any port and path).",
                "send a redirect_uri on this machine, or register this one for the client",
            )
        })
}

fn required_by_the_person<'a>(parameters: &'a Parameters, name: &str) -> Result<&'a str, Problem> {
    let problem = |what, remedy| Problem::for_the_person("invalid_request", what, remedy);
    parameters
        .one(name)
        .map_err(|Repeated| {
            problem(
                format!("Parameter given more than once: {name}"),
                format!("send {name} once"),
            )
        })?
        .ok_or_else(|| {
            problem(
                format!("Missing required parameter: {name}"),
                parameters.add_missing(&NEEDED),
            )
        })
}

/// Reads what is left once it is clear whom to tell of problems.
struct Reader {
    parameters: Parameters,
    return_to: ReturnAddress,
}

impl Reader {
    fn read(self, client: usize, authority: &Authority) -> Result<Asked, Problem> {
        if self.parameters.has_repetition() {
            return Err(self.invalid(
                "A parameter was given more than once.",
                "send each parameter once",
            ));
        }
        self.response_type()?;
        let prompt = self.prompt()?;
        let challenge = self.challenge()?;
        let is_public = authority
            .clients
            .get(client)
            .is_some_and(|client| client.secret == ClientSecret::Public);
        if is_public && challenge.is_none() {
            return Err(self.invalid(
                "A client without a secret has to send a code_challenge.",
                "add a code_challenge, and its code_verifier to the token request",
            ));
        }
        let request = AuthorizationRequest {
            client,
            redirect: self.return_to.redirect.clone(),
            state: self.return_to.state.clone(),
            scopes: self.scopes()?,
            challenge,
            offline: self.either("access_type", ["online", "offline"])?,
            afresh: prompt.afresh || self.either("approval_prompt", ["auto", "force"])?,
            include_granted: self.either("include_granted_scopes", ["false", "true"])?,
        };
        Ok(Asked {
            request,
            login_hint: self.value("login_hint").map(str::to_owned),
            silently: prompt.silently,
        })
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.parameters.one(name).ok().flatten()
    }

    fn response_type(&self) -> Result<(), Problem> {
        match self.value("response_type") {
            Some("code") => Ok(()),
            None => Err(self.invalid(
                "Missing required parameter: response_type",
                self.parameters.add_missing(&NEEDED),
            )),
            Some(_) => Err(self.problem(
                "unsupported_response_type",
                "The only response_type is code.",
                "send response_type=code",
            )),
        }
    }

    fn scopes(&self) -> Result<Scopes, Problem> {
        let list = self.value("scope").ok_or_else(|| {
            self.problem(
                "invalid_scope",
                "Missing required parameter: scope",
                self.parameters.add_missing(&NEEDED),
            )
        })?;
        match Scopes::parse(list) {
            Ok(scopes) if !scopes.is_empty() && scopes.iter().all(Scopes::is_known) => Ok(scopes),
            _ => Err(self.problem(
                "invalid_scope",
                "Some requested scopes are not Google's.",
                "ask for scopes that Google has, such as https://www.googleapis.com/auth/carddav",
            )),
        }
    }

    fn challenge(&self) -> Result<Option<Challenge>, Problem> {
        let method = self.value("code_challenge_method");
        match self.value("code_challenge") {
            Some(text) => Challenge::parse(method, text)
                .map(Some)
                .map_err(|error| self.invalid(error.to_string(), error.remedy())),
            None if method.is_some() => Err(self.invalid(
                "code_challenge_method came without a code_challenge.",
                "add the code_challenge, or leave code_challenge_method out",
            )),
            None => Ok(None),
        }
    }

    fn prompt(&self) -> Result<Prompt, Problem> {
        let mut prompt = Prompt::default();
        for word in self.value("prompt").unwrap_or_default().split(' ') {
            match word {
                "" | "select_account" => prompt.visibly |= !word.is_empty(),
                "consent" => (prompt.visibly, prompt.afresh) = (true, true),
                "none" => prompt.silently = true,
                _ => {
                    return Err(self.invalid(
                        "prompt is made of none, consent, select_account.",
                        "leave out the other words of prompt",
                    ));
                }
            }
        }
        if prompt.visibly && prompt.silently {
            return Err(self.invalid(
                "prompt=none stands alone.",
                "leave out none, or the other words of prompt",
            ));
        }
        Ok(prompt)
    }

    /// Whether a parameter has the second of two values. Left out it has the first.
    fn either(&self, name: &str, [plain, special]: [&str; 2]) -> Result<bool, Problem> {
        match self.value(name) {
            None => Ok(false),
            Some(value) if value == plain => Ok(false),
            Some(value) if value == special => Ok(true),
            Some(_) => Err(self.invalid(
                format!("{name} is {plain} or {special}."),
                format!("send {name}={plain} or {name}={special}"),
            )),
        }
    }

    fn invalid(&self, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        self.problem("invalid_request", what, remedy)
    }

    fn problem(
        &self,
        error: &'static str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Problem {
        Problem::ForTheClient {
            return_to: self.return_to.clone(),
            error,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// The words of `prompt`.
#[derive(Default)]
struct Prompt {
    /// `consent`.
    afresh: bool,
    /// `none`.
    silently: bool,
    /// Any but `none`.
    visibly: bool,
}
