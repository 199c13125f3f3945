//! Starts the program in a folder of its own, with nothing in its environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that the program works in, gone when dropped.
pub(crate) struct Folder(tempfile::TempDir);

/// How the program ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) code: i32,
    pub(crate) output: String,
    pub(crate) error: String,
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program in a folder, without the variables that it reads.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cardproof"));
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null());
    command.env("CARDPROOF_STATE_DIR", env!("CARGO_TARGET_TMPDIR"));
    command.env("CARDPROOF_CONFIG_DIR", env!("CARGO_TARGET_TMPDIR"));
    for name in [
        "CI",
        "GITHUB_ACTIONS",
        "GITHUB_STEP_SUMMARY",
        "TF_BUILD",
        "COLUMNS",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "INSTA_UPDATE",
    ] {
        command.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        let own = ["CARDPROOF_STATE_DIR", "CARDPROOF_CONFIG_DIR"];
        let name = name.to_string_lossy();
        if name.starts_with("CARDPROOF_") && !own.contains(&&*name) {
            command.env_remove(&*name);
        }
    }
    command
}

/// Starts the program and waits for its end.
pub(crate) fn end(command: &mut Command) -> End {
    let output = command.output().expect("the program starts");
    End {
        code: output.status.code().expect("the program ends by itself"),
        output: String::from_utf8(output.stdout).expect("UTF-8"),
        error: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// Starts the program at the root of the repository.
pub(crate) fn at_root(arguments: &[&str]) -> End {
    end(&mut command(root(), arguments))
}

impl Folder {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder with a copy of the shipped suite in `scenarios/` and its snapshots beside it.
    pub(crate) fn with_suite() -> Self {
        let folder = Self::empty();
        copy(&root().join("scenarios"), &folder.path("scenarios"));
        copy(&root().join("snapshots"), &folder.path("snapshots"));
        folder
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Starts the program here and waits for its end.
    pub(crate) fn end(&self, arguments: &[&str]) -> End {
        end(&mut command(self.0.path(), arguments))
    }

    /// The program here, to be changed before it starts.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        command(self.0.path(), arguments)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let Ok(entries) = fs::read_dir(from) else {
        return;
    };
    for entry in entries.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if entry
            .path()
            .extension()
            .is_none_or(|ending| ending != "new")
        {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
