//! What a content line means, whatever its spelling (RFC 2426 §2, §3, §5).

use super::line::{ContentLine, Param};
use super::text::{split_unescaped, unescaped};

/// The meaning of a content line without its group: equal for lines that mean the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meaning {
    /// The name in capitals.
    pub name: String,
    /// Names in capitals with their values, sorted. Types are in capitals.
    pub params: Vec<(String, Vec<String>)>,
    /// The components of the value, each a list of texts. A plain value is one component with one
    /// text.
    pub components: Vec<Vec<String>>,
}

impl Meaning {
    /// What a line means.
    #[must_use]
    pub fn of(line: &ContentLine) -> Self {
        let name = line.name.to_ascii_uppercase();
        Self {
            params: params(&name, &line.params),
            components: components(&name, &line.value),
            name,
        }
    }

    /// Whether each parameter of another line is here too.
    #[must_use]
    pub fn has_params_of(&self, other: &Self) -> bool {
        other.params.iter().all(|(name, values)| {
            let own = self.params.iter().find(|(own, _)| own == name);
            own.is_some_and(|(_, own)| values.iter().all(|value| own.contains(value)))
        })
    }
}

fn components(name: &str, value: &str) -> Vec<Vec<String>> {
    let texts = |part: &str| -> Vec<String> {
        split_unescaped(part, ',')
            .into_iter()
            .map(unescaped)
            .collect()
    };
    match name {
        "N" | "ADR" => {
            without_empty_end(split_unescaped(value, ';').into_iter().map(texts).collect())
        }
        "ORG" => {
            let parts = split_unescaped(value, ';').into_iter();
            without_empty_end(parts.map(|part| vec![unescaped(part)]).collect())
        }
        "CATEGORIES" | "NICKNAME" => {
            let mut items = texts(value);
            items.sort();
            vec![items]
        }
        "BDAY" | "ANNIVERSARY" | "REV" => vec![vec![basic_format(&unescaped(value))]],
        _ => vec![vec![unescaped(value)]],
    }
}

/// Empty components at the end say nothing.
fn without_empty_end(mut components: Vec<Vec<String>>) -> Vec<Vec<String>> {
    while components
        .pop_if(|last| last.iter().all(String::is_empty))
        .is_some()
    {}
    components
}

/// A date in the basic format of ISO 8601 if it is a date in the extended one: both are allowed
/// (RFC 2426 §4), and mean the same.
fn basic_format(text: &str) -> String {
    let is_extended = matches!(
        text.as_bytes(),
        [y @ .., b'-', m1, m2, b'-', d1, d2]
            if y.len() == 4 && [m1, m2, d1, d2].into_iter().chain(y).all(u8::is_ascii_digit)
    );
    match text.split_once('T') {
        _ if is_extended => text.replace('-', ""),
        Some((date, time)) if basic_format(date) != date => {
            format!("{}T{}", basic_format(date), time.replace(':', ""))
        }
        _ => text.to_owned(),
    }
}

fn params(name: &str, params: &[Param]) -> Vec<(String, Vec<String>)> {
    let mut meant: Vec<(String, Vec<String>)> = Vec::new();
    for param in params {
        let (param_name, values) = param_meaning(param);
        if is_default(name, &param_name, &values) {
            continue;
        }
        match meant.iter_mut().find(|(known, _)| *known == param_name) {
            Some((_, known)) => known.extend(values),
            None => meant.push((param_name, values)),
        }
    }
    for (_, values) in &mut meant {
        values.sort();
        values.dedup();
    }
    meant.sort();
    meant
}

/// A value alone is a type, as vCard 2.1 has it. Types, encodings and kinds of values are the same
/// in any case; several types may stand in one pair of quotes.
fn param_meaning(param: &Param) -> (String, Vec<String>) {
    let name = param.name.as_deref().unwrap_or("TYPE").to_ascii_uppercase();
    let values = param.values.iter().map(super::line::ParamValue::decoded);
    let values = match &*name {
        "TYPE" => values
            .flat_map(|value| {
                let types = value.split(',').map(|one| one.trim().to_ascii_uppercase());
                types.collect::<Vec<_>>()
            })
            .collect(),
        "ENCODING" => values
            .map(|value| match value.to_ascii_uppercase() {
                long if long == "BASE64" => "B".to_owned(),
                other => other,
            })
            .collect(),
        "VALUE" | "CHARSET" => values.map(|value| value.to_ascii_uppercase()).collect(),
        _ => values.collect(),
    };
    (name, values)
}

/// Whether a `VALUE` parameter says what holds without it (RFC 2426 §3).
fn is_default(property: &str, param: &str, values: &[String]) -> bool {
    let default = match property {
        "BDAY" => "DATE",
        "REV" => "DATE-TIME",
        "URL" | "SOURCE" | "IMPP" => "URI",
        "PHOTO" | "LOGO" | "SOUND" | "KEY" => "BINARY",
        _ => "TEXT",
    };
    param == "VALUE" && matches!(values, [one] if one == default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(line: &str) -> Meaning {
        Meaning::of(&ContentLine::parse(line).expect(line))
    }

    #[test]
    fn spelling_makes_no_difference() {
        for (one, other) in [
            ("fn:Ada", "FN:Ada"),
            ("item1.TEL:1", "TEL:1"),
            ("TEL;type=home,Cell:1", "TEL;TYPE=CELL;TYPE=HOME:1"),
            ("TEL;TYPE=\"home,cell\":1", "TEL;HOME;CELL:1"),
            (
                "URL:http\\://example.com",
                "URL;VALUE=uri:http://example.com",
            ),
            ("NOTE:a\\, b", "NOTE:a, b"),
            ("N:Doe;Jane", "N:Doe;Jane;;;"),
            ("ORG:Doe\\, Inc.;", "ORG:Doe, Inc."),
            ("BDAY;VALUE=date:1970-12-30", "BDAY:19701230"),
            ("REV:2016-08-31T13:48:15Z", "REV:20160831T134815Z"),
            ("PHOTO;ENCODING=b:AA==", "PHOTO;encoding=BASE64:AA=="),
            ("CATEGORIES:a,b", "CATEGORIES:b,a"),
            ("X;P=\"a\":1", "X;P=a:1"),
        ] {
            assert_eq!(meaning(one), meaning(other), "{one} and {other}");
        }
    }

    #[test]
    fn content_makes_a_difference() {
        for (one, other) in [
            ("FN:Ada", "FN:ada"),
            ("FN:Ada", "NOTE:Ada"),
            ("N:Doe;Jane", "N:Doe;;Jane"),
            ("N:Doe,X;Jane", "N:Doe\\,X;Jane"),
            ("ORG:a;b", "ORG:a\\;b"),
            ("TEL;TYPE=HOME:1", "TEL:1"),
            ("X;P=a:1", "X;P=A:1"),
            ("BDAY:--12-30", "BDAY:--1230"),
            ("PHOTO;VALUE=uri:x", "PHOTO:x"),
            ("NOTE:1970-12-30", "NOTE:19701230"),
        ] {
            assert_ne!(meaning(one), meaning(other), "{one} and {other}");
        }
    }

    #[test]
    fn parameters_can_be_a_part_of_others() {
        let both = meaning("TEL;TYPE=HOME,PREF:1");
        assert!(both.has_params_of(&meaning("TEL;TYPE=pref:2")));
        assert!(both.has_params_of(&meaning("TEL:1")));
        assert!(!both.has_params_of(&meaning("TEL;TYPE=WORK:1")));
        assert!(!both.has_params_of(&meaning("TEL;X=HOME:1")));
    }
}
