//! Placeholders in the place of secrets: tokens, passwords, cookies, the account's address.
//!
//! A placeholder keeps identity: the same secret is always the same placeholder, and another one
//! gets another number. What is replaced is found in every form in which a server may repeat it:
//! percent-encoded, as an XML or JSON escape, in other letter case where that makes no difference.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::{Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use http::header::{COOKIE, HeaderName, SET_COOKIE};
use http::{HeaderMap, HeaderValue};
use regex::bytes::{Captures, Regex, RegexBuilder};

use super::{Exchange, RawLine, RawRequest, Request, Response, Secret};

/// Texts shorter than this are no secrets that one could look for: replacing them would destroy
/// every text.
pub(crate) const SHORTEST: usize = 4;
/// What is shown where the secrets could not be looked for.
const WITHHELD: &str = "[withheld]";

/// Knows what must not be printed, and prints something else.
#[derive(Clone, Default)]
pub struct Redactor {
    hidden: Vec<Hidden>,
    pattern: OnceLock<Option<Regex>>,
    /// What is hidden only where it stands alone.
    words: Vec<Hidden>,
    word_pattern: OnceLock<Option<Regex>>,
}

#[derive(Clone, PartialEq, Eq)]
struct Hidden {
    secret: Secret,
    any_case: bool,
    placeholder: String,
}

impl fmt::Debug for Redactor {
    /// The placeholders only: the pattern that finds the secrets would show them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.hidden.iter().chain(&self.words);
        let placeholders = all.map(|hidden| &hidden.placeholder);
        f.debug_set().entries(placeholders).finish()
    }
}

impl Redactor {
    /// Whether both hide the same.
    #[must_use]
    pub fn hides_the_same(&self, other: &Self) -> bool {
        (&self.hidden, &self.words) == (&other.hidden, &other.words)
    }

    /// Hides a secret from now on, behind `[name]` or, when that is taken, `[name-2]`.
    pub fn hide(&mut self, secret: &Secret, name: &str) {
        self.add(secret.clone(), name, false);
    }

    /// Hides an account's address in every form.
    pub fn hide_account(&mut self, address: &str) {
        self.add(Secret::new(address.to_lowercase()), "account", true);
    }

    /// Hides a user's name, which may be any word (`admin`): where it is a whole segment of a path,
    /// or the whole text of an element or attribute. Anywhere else it may be a word of the protocol.
    pub fn hide_user(&mut self, name: &str) {
        let known = |hidden: &Hidden| hidden.secret.expose().eq_ignore_ascii_case(name);
        if name.is_empty() || self.words.iter().any(known) {
            return;
        }
        let placeholder = self.free_placeholder("account");
        self.words.push(Hidden {
            secret: Secret::new(name),
            any_case: true,
            placeholder,
        });
        self.words.sort_by_key(longest_first);
        self.word_pattern = OnceLock::new();
    }

    /// Hides the accounts that a URL names: its path segments that hold an at sign.
    pub fn hide_accounts_of(&mut self, url: &str) {
        let path = url.split_once("://").map_or(url, |(_, rest)| {
            rest.find('/').map_or("", |slash| &rest[slash..])
        });
        let path = path.split(['?', '#']).next().unwrap_or_default();
        for segment in path.split('/') {
            let decoded = percent_encoding::percent_decode_str(segment).decode_utf8_lossy();
            if is_address(&decoded) {
                self.hide_account(&decoded);
            }
        }
    }

    /// Hides the cookies that a server sets (RFC 6265 §4.1).
    pub fn hide_cookies_of(&mut self, headers: &HeaderMap) {
        for value in headers.get_all(SET_COOKIE) {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let pair = text.split(';').next().unwrap_or_default();
            if let Some((_, value)) = pair.split_once('=') {
                self.add(Secret::new(value.trim()), "cookie", false);
            }
        }
    }

    fn add(&mut self, secret: Secret, name: &str, any_case: bool) {
        let known = |hidden: &Hidden| hidden.secret == secret && hidden.any_case == any_case;
        if secret.expose().len() < SHORTEST || self.hidden.iter().any(known) {
            return;
        }
        let placeholder = self.free_placeholder(name);
        self.hidden.push(Hidden {
            secret,
            any_case,
            placeholder,
        });
        self.hidden.sort_by_key(longest_first);
        self.pattern = OnceLock::new();
    }

    fn free_placeholder(&self, name: &str) -> String {
        let all = self.hidden.iter().chain(&self.words);
        match all.filter(|hidden| named(hidden, name)).count() {
            0 => format!("[{name}]"),
            earlier => format!("[{name}-{}]", earlier + 1),
        }
    }

    /// A text without secrets.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        String::from_utf8_lossy(&self.bytes(text.as_bytes())).into_owned()
    }

    fn bytes<'b>(&self, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        let hidden = (&self.hidden[..], &self.pattern);
        let words = (&self.words[..], &self.word_pattern);
        match replaced(bytes, hidden, |_, _| true) {
            Cow::Borrowed(bytes) => replaced(bytes, words, stands_alone),
            Cow::Owned(shown) => Cow::Owned(replaced(&shown, words, stands_alone).into_owned()),
        }
    }

    /// The same bytes where nothing in them is hidden.
    fn body(&self, body: &Bytes) -> Bytes {
        match self.bytes(body) {
            Cow::Borrowed(_) => body.clone(),
            Cow::Owned(shown) => Bytes::from(shown),
        }
    }

    /// An exchange without secrets.
    #[must_use]
    pub fn exchange(&self, exchange: &Exchange) -> Exchange {
        Exchange {
            request: self.request(&exchange.request),
            outcome: exchange
                .outcome
                .as_ref()
                .map(|response| self.response(response))
                .map_err(Clone::clone),
            elapsed: exchange.elapsed,
        }
    }

    fn request(&self, request: &Request) -> Request {
        Request {
            method: request.method.clone(),
            url: self.text(&request.url),
            headers: self.headers(&request.headers),
            body: self.body(&request.body),
            raw: request.raw.as_ref().map(|raw| self.raw(raw)),
        }
    }

    fn raw(&self, raw: &RawRequest) -> RawRequest {
        let lines = raw.lines.iter().map(|line| match line {
            RawLine::Own(line) => RawLine::Own(self.line(line)),
            RawLine::Added(line) => RawLine::Added(self.line(line)),
            RawLine::Credentials(_) => RawLine::Credentials(Secret::new(String::new())),
        });
        RawRequest {
            origin: raw.origin.clone(),
            target: self.text(&raw.target),
            lines: lines.collect(),
            omit: raw.omit.clone(),
        }
    }

    fn line(&self, line: &str) -> String {
        let line = self.text(line);
        match line.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case(COOKIE.as_str()) => {
                let value = without_cookie_values(value.as_bytes());
                format!("{name}:{}", String::from_utf8_lossy(&value))
            }
            _ => line,
        }
    }

    fn response(&self, response: &Response) -> Response {
        Response {
            status: response.status,
            headers: self.headers(&response.headers),
            body: self.body(&response.body),
            foreign: response.foreign,
        }
    }

    fn headers(&self, headers: &HeaderMap) -> HeaderMap {
        headers
            .iter()
            .map(|(name, value)| (name.clone(), self.header(name, value)))
            .collect()
    }

    fn header(&self, name: &HeaderName, value: &HeaderValue) -> HeaderValue {
        let mut bytes = self.bytes(value.as_bytes());
        if name == SET_COOKIE || name == COOKIE {
            bytes = Cow::Owned(without_cookie_values(&bytes));
        }
        match bytes {
            Cow::Borrowed(_) => value.clone(),
            Cow::Owned(shown) => HeaderValue::from_bytes(&shown)
                .unwrap_or_else(|_| HeaderValue::from_static(WITHHELD)),
        }
    }
}

/// Of two secrets that begin alike, the longer one is looked for first.
fn longest_first(hidden: &Hidden) -> std::cmp::Reverse<usize> {
    std::cmp::Reverse(hidden.secret.expose().len())
}

/// A text with placeholders for those secrets that are found where they count; borrowed where
/// there are none.
fn replaced<'b>(
    bytes: &'b [u8],
    (hidden, cell): (&[Hidden], &OnceLock<Option<Regex>>),
    counts: fn(&[u8], &[u8]) -> bool,
) -> Cow<'b, [u8]> {
    if hidden.is_empty() {
        return Cow::Borrowed(bytes);
    }
    let Some(pattern) = cell.get_or_init(|| pattern(hidden)) else {
        return Cow::Owned(WITHHELD.as_bytes().to_vec());
    };
    let shown = |found: &Captures<'_>| {
        let whole = found.get(0).map_or(0..0, |whole| whole.range());
        let before = bytes.get(..whole.start).unwrap_or_default();
        let after = bytes.get(whole.end..).unwrap_or_default();
        if !counts(before, after) {
            return bytes.get(whole).unwrap_or_default().to_vec();
        }
        let index = (0..hidden.len()).find(|index| found.get(index + 1).is_some());
        let placeholder = index.and_then(|index| hidden.get(index));
        let placeholder = placeholder.map_or(WITHHELD, |hidden| hidden.placeholder.as_str());
        placeholder.as_bytes().to_vec()
    };
    pattern.replace_all(bytes, shown)
}

/// Whether something is a whole segment of a path, or the whole text of an element or attribute.
fn stands_alone(before: &[u8], after: &[u8]) -> bool {
    let begins = before.last().is_none_or(|byte| b"/\"'>".contains(byte));
    let ends = after.first().is_none_or(|byte| b"/\"'<?#".contains(byte));
    begins && ends
}

fn named(hidden: &Hidden, name: &str) -> bool {
    let inside = hidden.placeholder.trim_matches(['[', ']']);
    let rest = inside.strip_prefix(name);
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix('-').unwrap_or("0");
        rest.is_empty() || (rest.starts_with('-') && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// A cookie that is too short to be looked for elsewhere is still no reader's business.
fn without_cookie_values(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split(';');
    let first = parts.next().unwrap_or_default();
    let shown = match first.split_once('=') {
        Some((name, value)) if !value.starts_with("[cookie") => format!("{name}=[cookie]"),
        _ => first.to_owned(),
    };
    std::iter::once(shown.as_str())
        .chain(parts)
        .collect::<Vec<_>>()
        .join(";")
        .into_bytes()
}

fn is_address(segment: &str) -> bool {
    segment.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && !host.is_empty() && !segment.contains(char::is_whitespace)
    })
}

/// Patterns that were built, by their texts: scenarios on the mock have the same secrets, and
/// building a pattern takes longer than many a scenario. Like every secret, they are not printed.
static BUILT: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());
/// So many are kept.
const KEPT: usize = 16;

/// One group a secret, in the order of the list.
fn pattern(hidden: &[Hidden]) -> Option<Regex> {
    let groups: Vec<String> = hidden.iter().map(group).collect();
    let text = groups.join("|");
    let kept = || BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(pattern) = kept().get(&text) {
        return Some(pattern.clone());
    }
    let pattern = RegexBuilder::new(&text)
        .size_limit(64 * 1024 * 1024)
        .build()
        .ok()?;
    let mut kept = kept();
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(text, pattern.clone());
    Some(pattern)
}

fn group(hidden: &Hidden) -> String {
    let flags = if hidden.any_case { "i" } else { "" };
    let mut group = format!("((?{flags}:");
    for character in hidden.secret.expose().chars() {
        group.push_str(&forms(character));
    }
    group.push_str("))");
    group
}

/// A character in all forms in which it may be sent.
fn forms(character: char) -> String {
    if character.is_ascii_alphanumeric() {
        return character.to_string();
    }
    let code = character as u32;
    let literal = regex::escape(&character.to_string());
    let mut forms = format!("(?:{literal}|");
    let mut buffer = [0; 4];
    for escape in ["%", "%25"] {
        for byte in character.encode_utf8(&mut buffer).bytes() {
            // Writing to a string cannot fail.
            let _ = write!(forms, "{escape}(?i:{byte:02x})");
        }
        forms.push('|');
    }
    let _ = write!(
        forms,
        r"&#0*{code};|&#(?i:x0*{code:x});|\\(?i:u{code:04x})|\\{literal}|%5[cC]{literal}"
    );
    if let Some(entity) = entity(character) {
        let _ = write!(forms, "|{entity}");
    }
    forms.push(')');
    forms
}

/// The entity of XML 1.0 §4.6 for a character.
const fn entity(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&apos;"),
        _ => None,
    }
}

#[cfg(test)]
#[path = "redact/tests.rs"]
mod tests;
