//! How a scenario is played again.

use crate::run::ScenarioReport;

/// How a scenario is played again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// Whether the scenario has to be named by its file, because it is not below `scenarios/`.
    pub by_file: bool,
    /// The other arguments: `--target`, `--profile`, `--quirk`, `--seed`.
    pub arguments: Vec<String>,
}

impl Replay {
    /// The command that plays a scenario again.
    #[must_use]
    pub fn command(&self, scenario: &ScenarioReport) -> String {
        let name = match scenario.id.case() {
            _ if !self.by_file => scenario.id.to_string(),
            None => scenario.place.file.to_string(),
            Some(case) => format!("{}[{case}]", scenario.place.file),
        };
        let mut words = vec!["cardproof".to_owned(), "run".to_owned(), quoted(&name)];
        words.extend(self.arguments.iter().map(|word| quoted(word)));
        words.join(" ")
    }
}

/// A word as a shell reads it back.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else if word.chars().any(char::is_control) {
        let escaped: String = word.chars().map(ansi_c).collect();
        format!("$'{escaped}'")
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A character inside of `$'…'`, which keeps line ends visible and the command on one line.
fn ansi_c(c: char) -> String {
    match c {
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        '\t' => r"\t".to_owned(),
        '\\' => r"\\".to_owned(),
        '\'' => r"\'".to_owned(),
        c if c.is_control() => format!(r"\u{:04x}", u32::from(c)),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(quoted("sync/expired-token"), "sync/expired-token");
        assert_eq!(quoted("two words"), "'two words'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("a\r\nb'\\"), r"$'a\r\nb\'\\'");
        assert_eq!(quoted("\u{1}"), r"$'\u0001'");
        assert_eq!(quoted(""), "''");
    }
}
