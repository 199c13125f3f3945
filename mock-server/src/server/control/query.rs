//! The parameters of a path and a query.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::check::check_fields;
use super::problem::Problem;
use super::shape::{Field, Kind};

/// Reads a query: every parameter known, none twice.
pub(super) fn read(query: &str, fields: &[Field]) -> Result<Map<String, Value>, Problem> {
    let mut found = Map::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name)?;
        let text = decode(text)?;
        let kind = fields.iter().find(|field| field.name == name);
        let value = kind.map_or_else(|| text.clone().into(), |field| value(&field.kind, &text));
        if found.insert(name.clone(), value).is_some() {
            let detail = format!("`{name}` stands there twice");
            return Err(Problem::bad_value(
                format!("?{name}"),
                detail,
                "Send it once.",
            ));
        }
    }
    check_fields(fields, &found, "?")?;
    Ok(found)
}

/// A text as the value that it stands for; it stays text where it stands for nothing else.
pub(super) fn value(kind: &Kind, text: &str) -> Value {
    match kind {
        Kind::Number(..) => text
            .parse::<u64>()
            .map_or_else(|_| text.into(), Value::from),
        Kind::Boolean => text
            .parse::<bool>()
            .map_or_else(|_| text.into(), Value::Bool),
        _ => text.into(),
    }
}

/// Decodes a part of a query, in which a plus is a space.
fn decode(text: &str) -> Result<String, Problem> {
    let text = text.replace('+', " ");
    let decoded = percent_decode_str(&text).decode_utf8().map_err(|_| {
        let detail = "a parameter is not UTF-8 when decoded";
        Problem::bad_value("?", detail, "Encode its UTF-8 bytes with `%`.")
    })?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [Field; 3] = [
        Field::new("limit", Kind::Number(1, 10), "How many."),
        Field::new("faulted", Kind::Boolean, "Whether struck."),
        Field::new("path", Kind::Text, "Where."),
    ];

    #[test]
    fn parameters_become_what_they_stand_for() {
        let found = read("limit=3&faulted=true&path=/a%20b+c", &FIELDS).unwrap();
        assert_eq!(found["limit"], 3);
        assert_eq!(found["faulted"], true);
        assert_eq!(found["path"], "/a b c");
    }

    #[test]
    fn unknown_doubled_and_wrong_parameters_are_refused() {
        for (query, location) in [
            ("limits=3", "?limits"),
            ("limit=3&limit=4", "?limit"),
            ("limit=11", "?limit"),
            ("faulted=perhaps", "?faulted"),
            ("path=%ff", "?"),
        ] {
            let problem = read(query, &FIELDS).unwrap_err().to_json();
            assert_eq!(problem["where"], location, "{query}");
        }
    }
}
