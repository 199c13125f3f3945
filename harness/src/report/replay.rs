//! How a scenario is played again.

use crate::run::ScenarioReport;

/// The arguments that say how the mock behaves.
const KEPT: [&str; 3] = ["--profile=", "--quirk=", "--seed="];

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
        let mut words = vec!["cardproof run".to_owned(), quoted(&self.name(scenario))];
        words.extend(self.arguments.iter().map(|word| quoted(word)));
        words.join(" ")
    }

    /// The command that writes a scenario as one file, to be played anywhere.
    #[must_use]
    pub fn repro(&self, scenario: &ScenarioReport) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let id: String = scenario.id.0.chars().map(plain).collect();
        let mut words = vec!["cardproof repro".to_owned(), quoted(&self.name(scenario))];
        words.push(format!("-o repro-{}.yaml", id.trim_end_matches('-')));
        let kept = |word: &&String| KEPT.iter().any(|flag| word.starts_with(flag));
        let arguments = self.arguments.iter().filter(kept);
        words.extend(arguments.map(|word| quoted(word)));
        words.join(" ")
    }

    fn name(&self, scenario: &ScenarioReport) -> String {
        match scenario.id.case() {
            _ if !self.by_file => scenario.id.to_string(),
            None => scenario.place.file.to_string(),
            Some(case) => format!("{}[{case}]", scenario.place.file),
        }
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
