//! Suites as files in a temporary folder.

use std::path::{Path, PathBuf};

use crate::scenario::load::suite::load_from;
use crate::scenario::{Diagnostics, Scenario, Suite};

/// A folder with files, gone when dropped.
pub(super) struct Folder(tempfile::TempDir);

/// What every suite has, unless a test replaces it.
const SHARED: [(&str, &str); 4] = [
    ("cardproof.toml", "snapshots = \"../snapshots\"\n"),
    (
        "flows/create-card.yaml",
        "title: Create a card\n\
         parameters: { card: minimal }\n\
         steps:\n\
         \x20 - name: put\n\
         \x20   put: { in: $book, name: \"${uuid.card}.vcf\" }\n\
         \x20   card: $with.card\n\
         \x20   expect: { status: [201, 204] }\n\
         \x20   capture: { href: [header Location, request href] }\n\
         \x20 - name: where\n\
         \x20   propfind: $put.href\n\
         \x20   depth: 0\n\
         \x20   props: [getetag]\n\
         \x20   capture: { href: response href, etag: property getetag }\n\
         results: { href: $where.href, etag: $where.etag }\n",
    ),
    (
        "cards/minimal.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:;Ada;;;\nEND:VCARD\n",
    ),
    (
        "requirements/write.yaml",
        "- id: write-01\n  says: A PUT changes the card.\n  source: RFC 9110 §9.3.4\n  level: must\n\
         - id: write-02\n  says: A stale If-Match is refused.\n  source: RFC 9110 §13.1.1\n  \
         evidence: [google:PUT-04]\n  level: must\n",
    ),
];

impl Folder {
    /// A suite in the folder `suite`, with what every suite has.
    pub(super) fn suite(files: &[(&str, &str)]) -> Self {
        let folder = Self::empty();
        for (path, text) in SHARED.iter().chain(files) {
            folder.write(&format!("suite/{path}"), text.as_bytes());
        }
        folder
    }

    /// A folder with nothing in it.
    pub(super) fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// Writes a file.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        let parent = path.parent().expect("a file in a folder");
        std::fs::create_dir_all(parent).expect("a new folder");
        std::fs::write(path, bytes).expect("a new file");
    }

    /// Makes a link.
    pub(super) fn link(&self, path: &str, to: &str) {
        self.write(path, b"");
        let path = self.path().join(path);
        std::fs::remove_file(&path).expect("the file");
        std::os::unix::fs::symlink(to, path).expect("a link");
    }

    /// Where the folder is.
    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Loads what some paths mean.
    pub(super) fn load(&self, paths: &[&str]) -> Result<Suite, Diagnostics> {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        load_from(&paths, self.path())
    }
}

/// The only scenario of a suite with one scenario file.
pub(super) fn only(scenario: &str) -> Scenario {
    let folder = Folder::suite(&[("write/only.yaml", scenario)]);
    match folder.load(&["suite"]) {
        Ok(mut suite) => suite.scenarios.pop().expect("one scenario"),
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}

/// What is wrong with a suite of one scenario file.
pub(super) fn wrong(scenario: &str) -> String {
    let folder = Folder::suite(&[("write/only.yaml", scenario)]);
    match folder.load(&["suite"]) {
        Ok(_) => panic!("the scenario loads:\n{scenario}"),
        Err(diagnostics) => diagnostics.to_string(),
    }
}
