//! The JSON file of a client, as the Google Cloud console lets one download it.

use std::path::Path;

use serde_json::Value;

use crate::exchange::Secret;
use crate::login::LoginError;

/// Reads the id of a client, and its secret.
pub(super) fn read(path: &Path) -> Result<(String, Option<Secret>), LoginError> {
    let wrong = |problem: &str| LoginError::ClientFile {
        file: path.display().to_string(),
        problem: problem.to_owned(),
    };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(&error.to_string()))?;
    let file: Value = serde_json::from_str(&text).map_err(|_| wrong("it is no JSON"))?;
    let client = match (file.get("installed"), file.get("web")) {
        (Some(client), _) => client,
        (None, Some(_)) => return Err(wrong("it is for a web application")),
        (None, None) => return Err(wrong("there is no `installed` in it")),
    };
    let text = |key: &str| client.get(key).and_then(Value::as_str);
    let id = text("client_id").ok_or_else(|| wrong("there is no `client_id` in it"))?;
    Ok((id.to_owned(), text("client_secret").map(Secret::new)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<(String, Option<Secret>), String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("client.json");
        std::fs::write(&path, text).unwrap();
        read(&path).map_err(|error| error.to_string().replace(path.to_str().unwrap(), "FILE"))
    }

    #[test]
    fn a_desktop_client_is_read() {
        let client = of(r#"{"installed": {"client_id": "me", "client_secret": "GOCSPX-x"}}"#);
        assert_eq!(client, Ok(("me".to_owned(), Some(Secret::new("GOCSPX-x")))));
    }

    #[test]
    fn what_is_no_desktop_client_is_told_with_the_mend() {
        let hint = ".\nMake one of the type \"Desktop app\", and download its JSON.";
        for (text, problem) in [
            ("no", "it is no JSON"),
            (r#"{"web": {}}"#, "it is for a web application"),
            ("{}", "there is no `installed` in it"),
            (r#"{"installed": {}}"#, "there is no `client_id` in it"),
        ] {
            let message = format!("FILE is no client of the Google Cloud console: {problem}{hint}");
            assert_eq!(of(text), Err(message));
        }
    }
}
