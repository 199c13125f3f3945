//! The pages that people see: plain HTML, no script.

use http::StatusCode;

use crate::store::{Scopes, Secret};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;\
padding:0 1rem}fieldset{border:1px solid #767676;border-radius:.4rem;margin:1rem 0}\
label{display:block;padding:.3rem 0}code{overflow-wrap:anywhere}\
button{font:inherit;padding:.5rem 1.5rem;margin-right:.5rem}";

/// What stands on the consent page.
pub(super) struct ConsentPage<'a> {
    /// Where the form goes.
    pub(super) path: &'a str,
    pub(super) client: String,
    pub(super) scopes: Scopes,
    /// Where the browser goes afterwards.
    pub(super) return_to: String,
    pub(super) accounts: Vec<String>,
    /// Position of the account that is chosen already.
    pub(super) chosen: Option<usize>,
    pub(super) form_token: Secret,
}

/// The consent page. Scripts post its form: `form_token`, `account`, `scope` once for each scope,
/// `decision=allow` or `decision=deny`.
pub(super) fn consent(page: &ConsentPage<'_>) -> String {
    let client = escape(&page.client);
    let accounts: String = page
        .accounts
        .iter()
        .enumerate()
        .map(|(position, address)| {
            choice(&Choice {
                kind: "radio",
                name: "account",
                value: address,
                text: None,
                checked: page.chosen.unwrap_or(0) == position,
            })
        })
        .collect();
    let scopes: String = page
        .scopes
        .iter()
        .map(|scope| {
            choice(&Choice {
                kind: "checkbox",
                name: "scope",
                value: scope,
                text: meaning(scope),
                checked: true,
            })
        })
        .collect();
    let body = format!(
        "<h1>{client} asks for access</h1>\n\
         <p>This is cardproof in the place of Google. No real account is concerned.</p>\n\
         <form method=\"post\" action=\"{action}\">\n\
         <input type=\"hidden\" name=\"form_token\" value=\"{token}\">\n\
         <fieldset>\n<legend>As which account?</legend>\n{accounts}</fieldset>\n\
         <fieldset>\n<legend>What may {client} do?</legend>\n{scopes}</fieldset>\n\
         <p>You go back to <code>{return_to}</code>.</p>\n\
         <button type=\"submit\" name=\"decision\" value=\"allow\">Allow</button>\n\
         <button type=\"submit\" name=\"decision\" value=\"deny\">Deny</button>\n\
         </form>\n",
        action = escape(page.path),
        token = escape(page.form_token.reveal()),
        return_to = escape(&page.return_to),
    );
    document("Allow access?", &body)
}

/// A page that tells why there is nothing to decide.
pub(super) fn error(status: StatusCode, error: &str, what: &str) -> String {
    let title = format!("Error {}: {}", status.as_str(), escape(error));
    let body = format!(
        "<h1>Access blocked</h1>\n<p>{title}</p>\n<p>{what}</p>\n",
        what = escape(what)
    );
    document(&title, &body)
}

/// One line of an account or scope list.
struct Choice<'a> {
    kind: &'static str,
    name: &'static str,
    value: &'a str,
    text: Option<&'static str>,
    checked: bool,
}

fn choice(choice: &Choice<'_>) -> String {
    let Choice { kind, name, .. } = choice;
    let value = escape(choice.value);
    let checked = if choice.checked { " checked" } else { "" };
    let text = choice.text.map_or_else(
        || value.clone(),
        |text| format!("{text} <code>{value}</code>"),
    );
    format!(
        "<label><input type=\"{kind}\" name=\"{name}\" value=\"{value}\"{checked}> {text}</label>\n"
    )
}

/// What a scope means, for the scopes that contacts programs ask for.
fn meaning(scope: &str) -> Option<&'static str> {
    match scope {
        Scopes::CARDDAV => Some("See, edit and delete your contacts over CardDAV"),
        "https://www.googleapis.com/auth/contacts" => {
            Some("See, edit and delete your contacts over the People API")
        }
        "https://www.googleapis.com/auth/calendar" => Some("See, edit and delete your calendars"),
        "openid" | "email" | "profile" => Some("Know who you are"),
        _ => None,
    }
}

/// `body` is HTML, `title` too.
fn document(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Text as it may stand in HTML, between tags and in quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
