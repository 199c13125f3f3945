//! Cards of somebody: their form stays, what they say goes.

/// Parameters whose values are words of the standard.
const OPEN_PARAMETERS: [&str; 8] = [
    "TYPE",
    "ENCODING",
    "CHARSET",
    "VALUE",
    "PREF",
    "LANGUAGE",
    "MEDIATYPE",
    "ALTID",
];

/// A card with the form of this one: every letter an `x`, every digit a 1. Values that stand in
/// `known` anyway are left, and so are BEGIN, END and VERSION; the UID becomes another one.
pub(crate) fn masked(card: &str, uid: &str, known: &str) -> String {
    let unfolded = card.replace("\r\n ", "").replace("\r\n\t", "");
    let lines = unfolded.lines();
    lines.fold(String::new(), |text, content| {
        text + &line(content, uid, known) + "\r\n"
    })
}

fn line(content: &str, uid: &str, known: &str) -> String {
    let Some(colon) = colon(content) else {
        return letters(content);
    };
    let (head, value) = content.split_at(colon);
    let value = value.trim_start_matches(':');
    let mut parts = head.split(';');
    let name = parts.next().unwrap_or_default();
    let parameters: String = parts.map(parameter).collect();
    let bare = name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase();
    let value = match bare.as_str() {
        "BEGIN" | "END" | "VERSION" => value.to_owned(),
        _ if !value.is_empty() && known.contains(value) => value.to_owned(),
        "UID" => uid.to_owned(),
        _ => letters(value),
    };
    format!("{name}{parameters}:{value}")
}

/// Where the value begins: at the first colon outside of quotes.
fn colon(content: &str) -> Option<usize> {
    let mut quoted = false;
    content.find(|c| {
        quoted ^= c == '"';
        c == ':' && !quoted
    })
}

fn parameter(written: &str) -> String {
    match written.split_once('=') {
        Some((name, value))
            if !OPEN_PARAMETERS
                .iter()
                .any(|open| name.eq_ignore_ascii_case(open)) =>
        {
            format!(";{name}={}", letters(value))
        }
        _ => format!(";{written}"),
    }
}

/// Text of the same form. After a backslash stands a character of the syntax (RFC 6350 §3.4).
fn letters(text: &str) -> String {
    let mut escaped = false;
    let masked = text.chars().map(|c| {
        let is_syntax = escaped;
        escaped = c == '\\' && !is_syntax;
        match c {
            _ if is_syntax => c,
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '1',
            c => c,
        }
    });
    masked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_keeps_its_form_and_loses_what_it_says() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:9\r\nN:Lovelace;Ada;;;\r\nFN:Ada Love\r\n \
                    lace\r\nitem1.EMAIL;TYPE=WORK;X-NOTE=\"a:b\":ada@engine.example\r\nBDAY:1815-12-10\r\n\
                    NOTE:one\\ntwo\r\nROLE:tester\r\nEND:VCARD\r\n";
        assert_eq!(
            masked(card, "uid-3", "has ROLE: tester"),
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:uid-3\r\nN:xxxxxxxx;xxx;;;\r\nFN:xxx xxxxxxxx\r\n\
             item1.EMAIL;TYPE=WORK;X-NOTE=\"x:x\":xxx@xxxxxx.xxxxxxx\r\nBDAY:1111-11-11\r\n\
             NOTE:xxx\\nxxx\r\nROLE:tester\r\nEND:VCARD\r\n"
        );
    }
}
