//! Starts the program against a target, and keeps everything that it writes.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use cardproof_mock::quirk::Profile;
use serde_json::Value;

use crate::account::Account;

/// A folder in which the program runs: its target file, its ledger, its reports.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// How the program ended, and all that it wrote.
pub(crate) struct End {
    pub(crate) code: Option<i32>,
    pub(crate) output: String,
    pub(crate) error: String,
    files: Vec<(PathBuf, String)>,
}

impl Desk {
    pub(crate) fn with(target_file: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("target.yaml"), target_file).expect("a file");
        Self { folder }
    }

    pub(crate) fn for_account(account: &Account, profile: Profile) -> Self {
        Self::with(&account.target_file(profile))
    }

    /// The program at the root of the repository, with nothing of ours in its environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cardproof"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CARDPROOF_") {
                command.env_remove(name);
            }
        }
        command.env("CARDPROOF_STATE_DIR", self.path("state"));
        command.env("CARDPROOF_CONFIG_DIR", self.path("settings"));
        command.arg("run").args(arguments);
        for format in ["junit", "json", "pretty"] {
            let path = self.path(&format!("report.{format}"));
            command.arg(format!("--report={format}={}", path.display()));
        }
        command
    }

    /// The program against the target file.
    pub(crate) fn against_target(&self, token: &str, arguments: &[&str]) -> Command {
        let target = format!("--target={}", self.path("target.yaml").display());
        let mut all = vec![target.as_str(), "--snapshots=off"];
        all.extend(arguments);
        let mut command = self.command(&all);
        command.env("CARDPROOF_ACCESS_TOKEN", token);
        command
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits for the end of a program that was started here.
    pub(crate) fn end(&self, child: Child) -> End {
        let output = child.wait_with_output().expect("the program was started");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        End {
            code: output.status.code(),
            output: text(output.stdout),
            error: text(output.stderr),
            files: self.files(),
        }
    }

    /// Every file that the program wrote, the ledger among them.
    pub(crate) fn files(&self) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        collect(self.folder.path(), &mut files);
        files.retain(|(path, _)| !path.ends_with("target.yaml"));
        files
    }

    /// What the ledger holds now.
    pub(crate) fn ledger(&self) -> String {
        let mut files = Vec::new();
        collect(&self.path("state"), &mut files);
        // What the last run came to lies beside the ledgers.
        files.retain(|(path, _)| !path.starts_with(self.path("state/last-run")));
        files.into_iter().map(|(_, text)| text).collect()
    }
}

impl End {
    /// A file that the program wrote.
    pub(crate) fn file(&self, name: &str) -> &str {
        let mut files = self.files.iter();
        let found = files.find(|(path, _)| path.ends_with(name));
        found
            .map(|(_, text)| text.as_str())
            .expect("the file was written")
    }

    /// Everything that the program wrote.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let files = self.files.iter().map(|(_, text)| text.as_str());
        files.chain([self.output.as_str(), self.error.as_str()])
    }

    /// The verdict of each scenario, and the reason where it has one.
    pub(crate) fn verdicts(&self) -> BTreeMap<String, (String, String)> {
        let report: Value = serde_json::from_str(self.file("report.json")).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let runs = report["runs"].as_array().expect("runs").iter();
        let scenarios = runs.flat_map(|run| run["scenarios"].as_array().expect("scenarios"));
        scenarios
            .map(|scenario| {
                let verdict = (text(&scenario["verdict"]), text(&scenario["reason"]));
                (text(&scenario["id"]), verdict)
            })
            .collect()
    }

    /// Nothing that was written holds any of these.
    pub(crate) fn assert_without(&self, secrets: &[String]) {
        assert_without(&self.output, "the output", secrets);
        assert_without(&self.error, "the errors", secrets);
        assert!(self.files.len() >= 3, "there are reports");
        for (path, text) in &self.files {
            assert_without(text, &path.display().to_string(), secrets);
        }
    }
}

/// A text holds none of these, in whatever letter case. Single words are looked up, so that many
/// of them take no longer than one.
pub(crate) fn assert_without(text: &str, name: &str, secrets: &[String]) {
    let text = text.to_lowercase();
    let words: HashSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    for (number, secret) in secrets.iter().enumerate() {
        let secret = secret.to_lowercase();
        let is_word = secret.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let found = match is_word {
            true => words.contains(secret.as_str()),
            false => text.contains(&secret),
        };
        // The secret itself is not repeated in the message.
        assert!(!found, "{name} holds secret {number}");
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let text = fs::read_to_string(&path).expect("a text file");
            files.push((path, text));
        }
    }
}
