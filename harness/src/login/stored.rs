//! A login that is kept: in the user's configuration folder, readable for the user alone, never in
//! the project.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

use crate::exchange::Secret;

/// What a run needs to fetch access tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLogin {
    /// Where they are fetched (RFC 6749 §3.2).
    pub token_url: Url,
    /// The client.
    pub client_id: String,
    /// Its secret, where it has one.
    pub client_secret: Option<Secret>,
    /// The refresh token.
    pub refresh_token: Secret,
    /// When the user agreed.
    pub obtained: Timestamp,
}

/// Why a stored login cannot be used or kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoredLoginError {
    /// There is no folder for it.
    #[error("there is no folder for the login: set CARDPROOF_CONFIG_DIR")]
    NoFolder,
    /// The file cannot be read or written.
    #[error("the login in {file} cannot be used: {cause}")]
    File {
        /// The file.
        file: String,
        /// What the system said.
        cause: String,
    },
    /// Others than the user can read it.
    #[error(
        "the login in {file} can be read by others, so it is not used.\n\
         If nobody did: chmod 600 {file}. If in doubt, take the access back and log in again."
    )]
    Open {
        /// The file.
        file: String,
    },
    /// It is not what cardproof wrote.
    #[error("the login in {file} is damaged: log in again")]
    Damaged {
        /// The file.
        file: String,
    },
}

impl StoredLogin {
    /// Where the login of a target is kept, below the user's configuration folder.
    #[must_use]
    pub fn file(folder: &Path, target: &str) -> PathBuf {
        folder.join("logins").join(format!("{target}.json"))
    }

    /// The login of a target; `None` where nobody has logged in.
    ///
    /// # Errors
    /// When others can read it, or it cannot be read.
    pub fn load(folder: &Path, target: &str) -> Result<Option<Self>, StoredLoginError> {
        let path = Self::file(folder, target);
        let file = path.display().to_string();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let cause = error.to_string();
                return Err(StoredLoginError::File { file, cause });
            }
        };
        if is_open(&path) {
            return Err(StoredLoginError::Open { file });
        }
        match parse(&text) {
            Some(login) => Ok(Some(login)),
            None => Err(StoredLoginError::Damaged { file }),
        }
    }

    /// Keeps the login of a target, and tells where.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn store(&self, folder: &Path, target: &str) -> Result<PathBuf, StoredLoginError> {
        let path = Self::file(folder, target);
        write(&path, &self.text()).map_err(|error| StoredLoginError::File {
            file: path.display().to_string(),
            cause: error.to_string(),
        })?;
        Ok(path)
    }

    fn text(&self) -> String {
        let login = json!({
            "format": 1,
            "token_url": self.token_url.as_str(),
            "client_id": self.client_id,
            "client_secret": self.client_secret.as_ref().map(Secret::expose),
            "refresh_token": self.refresh_token.expose(),
            "obtained": self.obtained.to_string(),
        });
        format!("{login:#}\n")
    }
}

fn parse(text: &str) -> Option<StoredLogin> {
    let login: Value = serde_json::from_str(text).ok()?;
    let text = |key: &str| login.get(key).and_then(Value::as_str);
    Some(StoredLogin {
        token_url: text("token_url")?.parse().ok()?,
        client_id: text("client_id")?.to_owned(),
        client_secret: text("client_secret").map(Secret::new),
        refresh_token: Secret::new(text("refresh_token")?),
        obtained: text("obtained")?.parse().ok()?,
    })
}

/// Writes beside and renames: the file is never half there, and never readable for others.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        create_private(folder)?;
    }
    let beside = path.with_extension(format!("{}.new", std::process::id()));
    let written = private_file(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&beside, path)) {
        // Nothing secret is left behind.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    Ok(())
}

#[cfg(unix)]
fn create_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(unix)]
fn private_file(path: &Path) -> io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
}

// Elsewhere the folder of the user's settings is the user's own already.
#[cfg(not(unix))]
fn create_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
}

#[cfg(not(unix))]
const fn is_open(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login() -> StoredLogin {
        StoredLogin {
            token_url: "https://oauth2.example.com/token".parse().unwrap(),
            client_id: "me".to_owned(),
            client_secret: Some(Secret::new("GOCSPX-x")),
            refresh_token: Secret::new("1//abc"),
            obtained: "2026-11-22T10:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn what_is_stored_comes_back_and_another_target_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = login().store(folder.path(), "google").unwrap();
        assert_eq!(path, folder.path().join("logins/google.json"));
        let again = StoredLogin::load(folder.path(), "google");
        assert_eq!(again, Ok(Some(login())));
        assert_eq!(StoredLogin::load(folder.path(), "other"), Ok(None));
        // A second login takes the place of the first.
        login().store(folder.path(), "google").unwrap();
        assert_eq!(
            fs::read_dir(folder.path().join("logins")).unwrap().count(),
            1
        );
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_can_read_it_and_otherwise_it_is_not_used() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = login().store(folder.path(), "google").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let error = StoredLogin::load(folder.path(), "google").unwrap_err();
        let file = path.display();
        assert_eq!(
            error.to_string(),
            format!(
                "the login in {file} can be read by others, so it is not used.\n\
                 If nobody did: chmod 600 {file}. If in doubt, take the access back and log in again."
            )
        );
    }

    #[test]
    fn a_damaged_file_is_told_without_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = login().store(folder.path(), "google").unwrap();
        fs::write(&path, "{\"refresh_token\": \"1//abc\"}").unwrap();
        let error = StoredLogin::load(folder.path(), "google").unwrap_err();
        let text = error.to_string();
        assert!(text.ends_with("is damaged: log in again"), "{text}");
        assert!(!format!("{error:?}").contains("1//abc"));
        assert!(!format!("{:?}", login()).contains("1//abc"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("logins"), "a file").unwrap();
        let error = login().store(folder.path(), "google").unwrap_err();
        assert!(matches!(error, StoredLoginError::File { .. }), "{error}");
    }
}
