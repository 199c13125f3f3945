//! What is told when the server is ready: to people, to programs, and in a file.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use cardproof_mock::MockServer;
use serde_json::{Value, json};

use super::choices::Choices;
use super::door::Others;
use crate::cli::Trouble;
use crate::whole_file::write_whole;

/// What is known of a server that is ready.
pub(super) struct Ready<'a> {
    pub(super) server: &'a MockServer,
    pub(super) choices: &'a Choices,
    pub(super) ca_file: Option<&'a Path>,
    pub(super) others: Others,
}

impl Ready<'_> {
    /// For programs. The mock's token is nobody's secret: it opens this server only, and ends
    /// with it.
    pub(super) fn json(&self) -> Value {
        let secure = |address: Option<SocketAddr>| address.map(|at| self.url("https", at));
        json!({
            "url": self.main_url(),
            "ca_file": self.ca_file,
            "plain_url": self.others.plain.map(|at| self.url("http", at)),
            "expired_url": secure(self.others.expired),
            "not_yet_valid_url": secure(self.others.not_yet_valid),
            "wrong_name_url": secure(self.others.wrong_name),
            "account": self.server.account(),
            "access_token": self.server.token().reveal(),
            "admin_token": self.server.admin_token().reveal(),
            "profile": self.choices.profile.to_string(),
        })
    }

    /// For people, with the line for programs at its end.
    pub(super) fn text(&self) -> String {
        let (url, ready) = (self.main_url(), self.json());
        let token = self.server.token();
        let mut text = format!("The mock of Google's CardDAV listens on {url}\n");
        let mut line = |name: &str, value: &str| text += &format!("  {name:<13} {value}\n");
        line("account", &self.server.account());
        line("access token", token.reveal());
        line("admin token", self.server.admin_token().reveal());
        line("profile", &self.choices.profile.to_string());
        line("seed", &self.choices.seed.to_string());
        if let Some(state) = self.state() {
            line("state file", &state);
        }
        for (name, key) in [
            ("CA file", "ca_file"),
            ("plain HTTP", "plain_url"),
            ("expired", "expired_url"),
            ("not yet valid", "not_yet_valid_url"),
            ("wrong name", "wrong_name_url"),
        ] {
            if let Some(value) = ready[key].as_str() {
                line(name, value);
            }
        }
        let trust = self.ca_file.map_or_else(String::new, |path| {
            format!("--cacert '{}' ", path.display())
        });
        let warning = if self.choices.door.insecure_http {
            "Plain HTTP is served as if it were HTTPS: use it on this machine only.\n"
        } else {
            ""
        };
        format!(
            "{text}\n{warning}  curl -i {trust}-X PROPFIND -H 'Authorization: Bearer {}' \
             {url}/.well-known/carddav\n\ncardproof-ready {ready}\n",
            token.reveal()
        )
    }

    /// The state file, and what was in it.
    fn state(&self) -> Option<String> {
        let (path, report) = (self.choices.state.as_ref()?, self.server.state_report()?);
        let content = match report.cards {
            None => "new".to_owned(),
            Some(1) => "1 card".to_owned(),
            Some(cards) => format!("{cards} cards"),
        };
        let dropped = match report.dropped {
            0 => String::new(),
            bytes => format!(
                "; {bytes} bytes at its end were dropped, a change that was not written to its end \
                 and that no client was told of"
            ),
        };
        let passed_over = match (&self.choices.world_file, report.cards) {
            (Some(world), Some(_)) => format!(
                "; clients, accounts and clocks come from here and not from {}",
                world.display()
            ),
            _ => String::new(),
        };
        Some(format!(
            "{} ({content}{dropped}{passed_over})",
            path.display()
        ))
    }

    fn main_url(&self) -> String {
        let is_clear = self.choices.door.insecure_http;
        let scheme = if is_clear { "http" } else { "https" };
        self.url(scheme, self.server.address())
    }

    /// A URL that a client can use: a server that listens on every interface is reached under its
    /// first own name, or from this machine.
    fn url(&self, scheme: &str, address: SocketAddr) -> String {
        let name = self.choices.door.hosts.first();
        match (address.ip().is_unspecified(), name, address.ip()) {
            (false, ..) => format!("{scheme}://{address}"),
            (true, Some(name), _) => format!("{scheme}://{name}:{}", address.port()),
            (true, None, IpAddr::V4(_)) => format!("{scheme}://127.0.0.1:{}", address.port()),
            (true, None, IpAddr::V6(_)) => format!("{scheme}://[::1]:{}", address.port()),
        }
    }
}

/// A file that exists while the server is ready.
#[derive(Debug)]
pub(super) struct ReadyFile(PathBuf);

impl ReadyFile {
    /// Writes the file so that nobody ever sees half of it.
    pub(super) fn write(path: &Path, ready: &Value) -> Result<Self, Trouble> {
        write_whole(path, &format!("{ready}\n")).map_err(|error| {
            Trouble::environment(format!("{} cannot be written: {error}", path.display()))
        })?;
        Ok(Self(path.to_owned()))
    }
}

impl Drop for ReadyFile {
    fn drop(&mut self) {
        // Somebody may have removed it already.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_file_is_there_until_the_end_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ready");
        let file = ReadyFile::write(&path, &json!({"url": "x"})).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "{\"url\":\"x\"}\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_ready_file_that_cannot_be_written_is_trouble_of_this_machine() {
        let trouble = ReadyFile::write(Path::new("/nowhere/at/all"), &json!({})).unwrap_err();
        assert_eq!(trouble.exit, crate::run::Exit::NotJudged);
    }
}
