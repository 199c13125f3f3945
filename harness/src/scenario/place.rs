//! Where something stands in a file.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in a file that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the user would name it.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

/// A text that is no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no FILE:LINE:COLUMN")]
pub struct InvalidPlace(String);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl FromStr for Place {
    type Err = InvalidPlace;

    fn from_str(text: &str) -> Result<Self, InvalidPlace> {
        let read = || {
            let mut parts = text.rsplitn(3, ':');
            let column = parts.next()?.parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            let file = Arc::from(parts.next()?);
            Some(Self { file, line, column })
        };
        read().ok_or_else(|| InvalidPlace(text.to_owned()))
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let place: Place = "C:/suite/a.yaml:12:3".parse().unwrap();
        assert_eq!(
            (&*place.file, place.line, place.column),
            ("C:/suite/a.yaml", 12, 3)
        );
        assert_eq!(place.to_string(), "C:/suite/a.yaml:12:3");
        let problem = "a.yaml:12".parse::<Place>().unwrap_err();
        assert_eq!(problem.to_string(), "`a.yaml:12` is no FILE:LINE:COLUMN");
    }
}
