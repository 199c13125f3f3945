//! Parameters of content lines (RFC 2425 §5.8.2).

use std::borrow::Cow;

/// A parameter: `TYPE=HOME,WORK` has two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter<'a> {
    /// The name as written. A value that stands alone, as in vCard 2.1, counts as a `TYPE`.
    pub(super) name: &'a str,
    /// The values, without quotation marks.
    pub(super) values: Vec<&'a str>,
}

/// Reads what stands between the name of a property and the colon: `;TYPE=HOME;X-A="b,c"`.
pub(super) fn parameters(text: &str) -> impl Iterator<Item = Parameter<'_>> {
    outside_quotes(text, ';')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, values) = part.split_once('=').unwrap_or(("TYPE", part));
            Parameter {
                name,
                values: outside_quotes(values, ',').map(unquoted).collect(),
            }
        })
}

/// A value as it is written: in quotation marks where it would end too early without them.
///
/// Quotation marks inside of a value cannot be written at all (RFC 2425 §5.8.2) and become single
/// ones.
pub(super) fn quoted(value: &str) -> Cow<'_, str> {
    let value = if value.contains('"') {
        Cow::Owned(value.replace('"', "'"))
    } else {
        Cow::Borrowed(value)
    };
    if value.contains([',', ';', ':']) {
        Cow::Owned(format!("\"{value}\""))
    } else {
        value
    }
}

/// Splits at a separator that stands in no quotation.
fn outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |character| {
        is_quoted ^= character == '"';
        character == separator && !is_quoted
    })
}

fn unquoted(value: &str) -> &str {
    value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Vec<&str>)> {
        parameters(text)
            .map(|parameter| (parameter.name, parameter.values))
            .collect()
    }

    #[test]
    fn parameters_have_one_or_more_values() {
        assert_eq!(
            read(";TYPE=HOME,WORK;x-a=1"),
            [("TYPE", vec!["HOME", "WORK"]), ("x-a", vec!["1"])]
        );
        assert_eq!(read(""), []);
    }

    #[test]
    fn separators_inside_of_quotations_are_text() {
        assert_eq!(
            read(";A=\"x;y,z\",w;B=\"\""),
            [("A", vec!["x;y,z", "w"]), ("B", vec![""])]
        );
    }

    #[test]
    fn a_lone_value_is_a_type() {
        assert_eq!(
            read(";HOME;FAX"),
            [("TYPE", vec!["HOME"]), ("TYPE", vec!["FAX"])]
        );
    }

    #[test]
    fn values_are_quoted_only_where_they_must_be() {
        assert_eq!(quoted("HOME"), "HOME");
        assert_eq!(quoted("HELLO, WORLD"), "\"HELLO, WORLD\"");
        assert_eq!(quoted("a\"b"), "a'b");
    }
}
