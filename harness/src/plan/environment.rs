//! The environment variables that a run reads: the only place that asks for them.

use std::path::PathBuf;

use crate::exchange::Secret;

/// The variable below which this system keeps a user's settings, and where cardproof's are there.
const SETTINGS: (&str, &str) = if cfg!(target_os = "macos") {
    ("HOME", "Library/Application Support/cardproof")
} else if cfg!(windows) {
    ("APPDATA", "cardproof")
} else {
    ("HOME", ".config/cardproof")
};

/// What the environment says: credentials, and where the ledger is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `CARDPROOF_ACCESS_TOKEN`
    pub access_token: Option<Secret>,
    /// `CARDPROOF_REFRESH_TOKEN`
    pub refresh_token: Option<Secret>,
    /// `CARDPROOF_CLIENT_ID`
    pub client_id: Option<String>,
    /// `CARDPROOF_CLIENT_SECRET`
    pub client_secret: Option<Secret>,
    /// `CARDPROOF_USER`
    pub user: Option<String>,
    /// `CARDPROOF_PASSWORD`
    pub password: Option<Secret>,
    /// The folder of ledgers: `CARDPROOF_STATE_DIR`, else `cardproof` in the state folder of the
    /// XDG base directories.
    pub state_dir: Option<PathBuf>,
    /// The folder of logins: `CARDPROOF_CONFIG_DIR`, else `cardproof` in the folder of the user's
    /// settings on this system.
    pub config_dir: Option<PathBuf>,
}

impl Environment {
    /// What the environment of this process says. A variable that is empty counts as not set.
    #[must_use]
    pub fn of_process() -> Self {
        Self::read(Self::variable)
    }

    /// A variable that the user names, in a target file.
    #[must_use]
    pub fn variable(name: &str) -> Option<String> {
        std::env::var(name).ok()
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| variable(name).filter(|value| !value.is_empty());
        let secret = |name: &str| text(name).map(Secret::new);
        let folder = |name: &str| text(name).map(PathBuf::from);
        Self {
            access_token: secret("CARDPROOF_ACCESS_TOKEN"),
            refresh_token: secret("CARDPROOF_REFRESH_TOKEN"),
            client_id: text("CARDPROOF_CLIENT_ID"),
            client_secret: secret("CARDPROOF_CLIENT_SECRET"),
            user: text("CARDPROOF_USER"),
            password: secret("CARDPROOF_PASSWORD"),
            state_dir: folder("CARDPROOF_STATE_DIR")
                .or_else(|| folder("XDG_STATE_HOME").map(|path| path.join("cardproof")))
                .or_else(|| folder("HOME").map(|path| path.join(".local/state/cardproof"))),
            config_dir: folder("CARDPROOF_CONFIG_DIR")
                .or_else(|| folder("XDG_CONFIG_HOME").map(|path| path.join("cardproof")))
                .or_else(|| folder(SETTINGS.0).map(|path| path.join(SETTINGS.1))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Environment {
        Environment::read(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        assert_eq!(of(&[("CARDPROOF_ACCESS_TOKEN", "")]).access_token, None);
    }

    #[test]
    fn the_ledger_folder_is_the_named_one_before_the_one_of_the_desktop() {
        let all = [
            ("CARDPROOF_STATE_DIR", "/a"),
            ("XDG_STATE_HOME", "/b"),
            ("HOME", "/c"),
        ];
        assert_eq!(of(&all).state_dir, Some("/a".into()));
        assert_eq!(of(&all[1..]).state_dir, Some("/b/cardproof".into()));
        assert_eq!(
            of(&all[2..]).state_dir,
            Some("/c/.local/state/cardproof".into())
        );
        assert_eq!(of(&[]).state_dir, None);
    }

    #[test]
    fn the_folder_of_logins_is_the_named_one_before_the_one_of_the_desktop() {
        let all = [("CARDPROOF_CONFIG_DIR", "/a"), ("XDG_CONFIG_HOME", "/b")];
        assert_eq!(of(&all).config_dir, Some("/a".into()));
        assert_eq!(of(&all[1..]).config_dir, Some("/b/cardproof".into()));
        let settings = of(&[(SETTINGS.0, "/c")]).config_dir;
        assert_eq!(settings, Some(PathBuf::from("/c").join(SETTINGS.1)));
    }

    #[test]
    fn debug_shows_no_secret() {
        let all = of(&[
            ("CARDPROOF_ACCESS_TOKEN", "ya29.abc"),
            ("CARDPROOF_REFRESH_TOKEN", "1//abc"),
            ("CARDPROOF_CLIENT_SECRET", "GOCSPX-abc"),
            ("CARDPROOF_PASSWORD", "abc"),
        ]);
        assert!(!format!("{all:?}").contains("abc"));
    }
}
