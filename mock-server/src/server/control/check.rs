//! Holds what came in against what is wanted.

use std::time::Duration;

use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde_json::{Map, Value};

use super::problem::Problem;
use super::shape::{Field, Kind, Shape};

impl Shape {
    /// Checks an object; `at` is its place, a JSON pointer.
    pub(super) fn check(&self, object: &Map<String, Value>, at: &str) -> Result<(), Problem> {
        check_fields(self.fields, object, at)
    }
}

/// Checks that every field is known, every required one there, and every value what it should be.
pub(super) fn check_fields(
    fields: &[Field],
    object: &Map<String, Value>,
    at: &str,
) -> Result<(), Problem> {
    let names = || list(fields.iter().map(|field| field.name));
    for (name, value) in object {
        let location = format!("{at}{name}");
        let field = fields.iter().find(|field| field.name == name);
        let Some(field) = field else {
            let detail = format!("there is no `{name}` here");
            let remedy = format!("Leave it out. There is {}.", names());
            return Err(unknown(location, detail, remedy));
        };
        field.kind.check(value, &location)?;
    }
    let missing = fields
        .iter()
        .find(|field| field.required && !object.contains_key(field.name));
    match missing {
        None => Ok(()),
        Some(field) => {
            let detail = format!("`{}` is missing", field.name);
            let location = format!("{at}{}", field.name);
            let wanted = field.kind.wanted();
            let remedy = format!("Add it: {wanted}. {}", field.about);
            Err(Problem::bad_value(location, detail, remedy))
        }
    }
}

fn unknown(location: String, detail: String, remedy: String) -> Problem {
    let kind = ("unknown-field", "A field or parameter is not known");
    Problem::new(http::StatusCode::BAD_REQUEST, kind, detail, remedy).at(location)
}

/// Names in a sentence, or `nothing`.
pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

impl Kind {
    /// What is wanted, in a few words.
    pub(super) fn wanted(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Name => "a name of letters, digits, `-`, `_` and `.`, at most 64".to_owned(),
            Self::Word([only]) => format!("`{only}`"),
            Self::Word(words) => format!("one of {}", list(words.iter().copied())),
            Self::Time => "an instant such as `2026-07-01T12:00:00Z`".to_owned(),
            Self::Duration => "a length of time such as `30 days` or `500 ms`".to_owned(),
            Self::Number(least, u64::MAX) => format!("a whole number from {least} on"),
            Self::Number(least, most) => format!("a whole number from {least} to {most}"),
            Self::Boolean => "`true` or `false`".to_owned(),
            Self::List(of) => format!("a list, each item {}", of.wanted()),
            Self::Object(_) | Self::Map(_) => "an object".to_owned(),
            Self::Either(kinds) => {
                let each: Vec<_> = kinds.iter().map(Self::wanted).collect();
                each.join(", or ")
            }
            Self::OrNull(of) => format!("{}, or `null`", of.wanted()),
        }
    }

    fn check(&self, value: &Value, at: &str) -> Result<(), Problem> {
        match (self, value) {
            (Self::OrNull(_), Value::Null) => Ok(()),
            (Self::OrNull(of), _) => of.check(value, at),
            (Self::Object(shape), Value::Object(object)) => shape.check(object, &format!("{at}/")),
            (Self::Map(of), Value::Object(object)) => object
                .iter()
                .try_for_each(|(key, value)| of.check(value, &format!("{at}/{key}"))),
            (Self::List(of), Value::Array(items)) => items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| of.check(item, &format!("{at}/{index}"))),
            _ if self.takes(value) => Ok(()),
            _ => {
                let detail = format!("{} is not what is wanted", shown(value));
                let remedy = format!("Write {}.", self.wanted());
                Err(Problem::bad_value(at, detail, remedy))
            }
        }
    }

    /// Whether a value without others in it fits.
    fn takes(&self, value: &Value) -> bool {
        let text = value.as_str();
        match self {
            Self::Text => text.is_some(),
            Self::Name => text.is_some_and(is_name),
            Self::Word(words) => text.is_some_and(|text| words.contains(&text)),
            Self::Time => text.is_some_and(|text| text.parse::<Timestamp>().is_ok()),
            Self::Duration => text.is_some_and(|text| duration(text).is_some()),
            Self::Number(least, most) => value
                .as_u64()
                .is_some_and(|number| (*least..=*most).contains(&number)),
            Self::Boolean => value.is_boolean(),
            Self::Either(kinds) => kinds.iter().any(|kind| kind.takes(value)),
            Self::List(_) | Self::Object(_) | Self::Map(_) | Self::OrNull(_) => false,
        }
    }
}

fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(plain)
}

/// The value, where it is no text: that may be a secret.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "`null`".to_owned(),
        Value::Bool(_) => "a truth value".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "this text".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// The longest time by which anything can be moved: 100 years.
const LONGEST: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// Reads a length of time: `30 days`, `1h 30m`, `500 ms`. A day has 24 hours.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let span: Span = text.trim().parse().ok()?;
    let days = SpanRelativeTo::days_are_24_hours();
    let length = span.to_duration(days).ok()?;
    let length = (length <= LONGEST).then_some(length)?;
    Duration::try_from(length).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const INNER: Shape = Shape {
        name: "Inner",
        about: "",
        fields: &[Field::required("count", Kind::Number(1, 5), "How many.")],
    };
    const EITHER: Kind = Kind::Either(&[Kind::Number(0, 9), Kind::Word(&["never"])]);
    const SHAPE: Shape = Shape {
        name: "Outer",
        about: "",
        fields: &[
            Field::required("by", Kind::Duration, "How far."),
            Field::new("inner", Kind::List(&Kind::Object(&INNER)), "More."),
            Field::new("name", Kind::Name, "A name."),
            Field::new("word", Kind::OrNull(&Kind::Word(&["a", "b"])), "A word."),
            Field::new("either", EITHER, "A number or a word."),
        ],
    };

    fn refused(value: &Value) -> Value {
        let object = value.as_object().unwrap();
        SHAPE.check(object, "/").unwrap_err().to_json()
    }

    #[test]
    fn what_fits_passes() {
        let value =
            json!({ "by": "1 day", "inner": [{ "count": 5 }], "name": "a-1", "word": null });
        SHAPE.check(value.as_object().unwrap(), "/").unwrap();
    }

    #[test]
    fn an_unknown_field_is_refused_with_those_that_there_are() {
        let problem = refused(&json!({ "by": "1 day", "iner": [] }));
        assert_eq!(problem["type"], "urn:cardproof:problem:unknown-field");
        assert_eq!(problem["where"], "/iner");
        assert_eq!(
            problem["remedy"],
            "Leave it out. There is `by`, `inner`, `name`, `word` and `either`."
        );
    }

    #[test]
    fn a_value_deep_inside_is_pointed_at() {
        let problem = refused(&json!({ "by": "1 day", "inner": [{ "count": 1 }, { "count": 9 }] }));
        assert_eq!(problem["where"], "/inner/1/count");
        assert_eq!(problem["detail"], "the number 9 is not what is wanted");
        assert_eq!(problem["remedy"], "Write a whole number from 1 to 5.");
    }

    #[test]
    fn a_missing_field_says_what_to_write() {
        let problem = refused(&json!({}));
        assert_eq!(problem["detail"], "`by` is missing");
        assert_eq!(
            problem["remedy"],
            "Add it: a length of time such as `30 days` or `500 ms`. How far."
        );
    }

    #[test]
    fn every_kind_refuses_what_it_is_not() {
        for (field, value) in [
            ("by", json!("soon")),
            ("by", json!("-3 days")),
            ("by", json!("300 years")),
            ("name", json!("a b")),
            ("name", json!("")),
            ("word", json!("c")),
            ("inner", json!({})),
            ("inner", json!([1])),
            ("either", json!(10)),
            ("either", json!(["never"])),
        ] {
            let mut object = json!({ "by": "1 s" });
            object[field] = value;
            assert!(
                SHAPE.check(object.as_object().unwrap(), "/").is_err(),
                "{object}"
            );
        }
    }

    #[test]
    fn one_of_two_kinds_is_enough() {
        for value in [json!(3), json!("never")] {
            let object = json!({ "by": "1 s", "either": value });
            SHAPE.check(object.as_object().unwrap(), "/").unwrap();
        }
        let problem = refused(&json!({ "by": "1 s", "either": "ever" }));
        assert_eq!(
            problem["remedy"],
            "Write a whole number from 0 to 9, or `never`."
        );
    }

    #[test]
    fn a_day_has_24_hours_and_a_text_is_never_repeated() {
        assert_eq!(duration("30 days"), Some(Duration::from_secs(30 * 86_400)));
        assert_eq!(duration("2 weeks"), Some(Duration::from_secs(14 * 86_400)));
        assert_eq!(
            duration("1 hour 500 ms"),
            Some(Duration::from_millis(3_600_500))
        );
        let problem = refused(&json!({ "by": "ya29.secret" }));
        assert!(!problem.to_string().contains("ya29"));
    }
}
