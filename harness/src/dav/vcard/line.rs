//! Content lines (RFC 2425 §5.8.2, RFC 6350 §3.3), nothing lost.

use std::fmt;

/// A content line: `item1.EMAIL;TYPE=HOME:ada@example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine {
    /// The group, as it was sent.
    pub group: Option<String>,
    /// The name of the property, as it was sent.
    pub name: String,
    /// The parameters, in order.
    pub params: Vec<Param>,
    /// The value, as it was sent: nothing is unescaped.
    pub value: String,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name, as it was sent; `None` for a value alone, as vCard 2.1 has it (`TEL;HOME:`).
    pub name: Option<String>,
    /// Its values, in order.
    pub values: Vec<ParamValue>,
}

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamValue {
    /// The text, without quotes.
    pub text: String,
    /// Whether it stood in quotes.
    pub quoted: bool,
}

impl ContentLine {
    /// Reads an unfolded line; `None` if it is no content line: a name of letters, digits and
    /// hyphens, then parameters, then a colon.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let end_of_name = line.find([':', ';'])?;
        let (full_name, mut rest) = line.split_at_checked(end_of_name)?;
        let (group, name) = match full_name.split_once('.') {
            Some((group, name)) => (Some(group), name),
            None => (None, full_name),
        };
        if !is_token(name) || group.is_some_and(|group| !is_token(group)) {
            return None;
        }
        let mut params = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            let (param, after) = Param::parse(after)?;
            params.push(param);
            rest = after;
        }
        Some(Self {
            group: group.map(str::to_owned),
            name: name.to_owned(),
            params,
            value: rest.strip_prefix(':')?.to_owned(),
        })
    }

    /// Whether this is the name of the property (RFC 2426 §3: case makes no difference).
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// All that stands before the colon of the value.
    #[must_use]
    pub fn head(&self) -> String {
        let group = self.group.iter().map(|group| format!("{group}."));
        let params = self.params.iter().map(|param| format!(";{param}"));
        let name = [self.name.clone()];
        group.chain(name).chain(params).collect()
    }
}

impl Param {
    /// Reads a parameter at the start of a text, and gives what follows it.
    fn parse(text: &str) -> Option<(Self, &str)> {
        let end = text.find(['=', ';', ':'])?;
        let (first, rest) = text.split_at_checked(end)?;
        let Some(mut rest) = rest.strip_prefix('=') else {
            let value = ParamValue {
                text: first.to_owned(),
                quoted: false,
            };
            let bare = Self {
                name: None,
                values: vec![value],
            };
            return Some((bare, rest));
        };
        let mut values = Vec::new();
        loop {
            let (value, after) = ParamValue::parse(rest)?;
            values.push(value);
            match after.strip_prefix(',') {
                Some(next) => rest = next,
                None => {
                    rest = after;
                    break;
                }
            }
        }
        let param = Self {
            name: Some(first.to_owned()),
            values,
        };
        Some((param, rest))
    }
}

impl ParamValue {
    fn parse(text: &str) -> Option<(Self, &str)> {
        let quoted = text.strip_prefix('"').and_then(|text| text.split_once('"'));
        if let Some((inside, rest)) = quoted
            && rest.starts_with([',', ';', ':'])
        {
            let value = Self {
                text: inside.to_owned(),
                quoted: true,
            };
            return Some((value, rest));
        }
        let (plain, rest) = text.split_at_checked(text.find([',', ';', ':'])?)?;
        let value = Self {
            text: plain.to_owned(),
            quoted: false,
        };
        Some((value, rest))
    }

    /// What the value says, with the escapes of RFC 6868 §3 taken out.
    #[must_use]
    pub fn decoded(&self) -> String {
        let mut decoded = String::with_capacity(self.text.len());
        let mut rest = self.text.chars();
        while let Some(c) = rest.next() {
            let mut ahead = rest.clone();
            let escaped = match (c, ahead.next()) {
                ('^', Some('n')) => Some('\n'),
                ('^', Some('^')) => Some('^'),
                ('^', Some('\'')) => Some('"'),
                _ => None,
            };
            if escaped.is_some() {
                rest = ahead;
            }
            decoded.push(escaped.unwrap_or(c));
        }
        decoded
    }
}

impl fmt::Display for ContentLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.head(), self.value)
    }
}

impl fmt::Display for Param {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write!(f, "{name}=")?;
        }
        for (index, value) in self.values.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let quote = if value.quoted { "\"" } else { "" };
            write!(f, "{comma}{quote}{}{quote}", value.text)?;
        }
        Ok(())
    }
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> ContentLine {
        ContentLine::parse(line).expect(line)
    }

    #[test]
    fn every_part_of_a_line_is_read() {
        let line = parse("item1.Email;type=HOME,\"a;b:c\";X=1:ada@example.com:x;y");
        assert_eq!(line.group.as_deref(), Some("item1"));
        assert!(line.is("EMAIL"));
        assert_eq!(line.params[0].name.as_deref(), Some("type"));
        assert_eq!(line.params[0].values[1].text, "a;b:c");
        assert!(line.params[0].values[1].quoted);
        assert_eq!(line.value, "ada@example.com:x;y");
    }

    #[test]
    fn lines_are_written_as_they_were_read() {
        for line in [
            "FN:Ada Lovelace",
            "item1.X-ABLabel:",
            "TEL;HOME;VOICE:1",
            "TEL;TYPE=work,\"cell\";TYPE=pref:1",
            "ADR;LABEL=\"a^nb\":;;x",
            "X;P=:v",
            "X;P=a\"b:v",
            "X;P=\"a\"b:v",
            "X;P=\"a:v",
            "X;:v",
            "A.b:é",
        ] {
            assert_eq!(parse(line).to_string(), line);
        }
    }

    #[test]
    fn other_lines_are_refused() {
        for line in [
            "", "FN", ":x", ";A=1:x", "a b:x", "item1.:x", ".FN:x", "a.b.c:x", "X;P=1", "X;P",
            "é:x",
        ] {
            assert_eq!(ContentLine::parse(line), None, "{line}");
        }
    }

    #[test]
    fn circumflex_escapes_are_decoded() {
        let decoded = |text: &str| {
            let value = ParamValue {
                text: text.to_owned(),
                quoted: true,
            };
            value.decoded()
        };
        assert_eq!(decoded("a^nb^'c^'^^n^x^"), "a\nb\"c\"^n^x^");
    }
}
