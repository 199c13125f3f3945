//! The status lines of `DAV:status` (RFC 4918 §14.28).

/// The status code of a line such as `HTTP/1.1 404 Not Found`; `None` for anything else. White
/// space around the line is allowed, nothing else is.
pub(super) fn code(line: &str) -> Option<u16> {
    let line = line.trim_matches([' ', '\t', '\r', '\n']);
    let (version, rest) = line.strip_prefix("HTTP/")?.split_once(' ')?;
    let (major, minor) = version.split_once('.')?;
    let code = rest.split_once(' ').map_or(rest, |(code, _reason)| code);
    let well_formed = is_digits(major) && is_digits(minor) && is_digits(code) && code.len() == 3;
    well_formed.then(|| code.parse().ok()).flatten()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn only_whole_status_lines_have_a_code() {
        for (line, expected) in [
            ("HTTP/1.1 200 OK", Some(200)),
            ("HTTP/1.1 404 Not Found", Some(404)),
            ("HTTP/2.0 200 ", Some(200)),
            ("\n HTTP/1.1 200 OK\n", Some(200)),
            ("HTTP/1.1 2000 OK", None),
            ("HTTP/1.1 20 OK", None),
            ("HTTP/1.1 OK", None),
            ("HTTP/1 200 OK", None),
            ("HTTP/1.1  200 OK", None),
            ("200 OK", None),
            ("200", None),
            ("", None),
        ] {
            assert_eq!(code(line), expected, "{line:?}");
        }
    }
}
