//! The suite that comes with the program, as if it stood on a disk.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::archive::Archive;

/// The folder of the suite. No disk has it: paths below it are read from the program.
pub const ROOT: &str = "bundled:/scenarios";
/// What every path in the program begins with.
const MOUNT: &str = "bundled:";

static SCENARIOS: LazyLock<Folder> =
    LazyLock::new(|| Folder::of(include_bytes!(concat!(env!("OUT_DIR"), "/scenarios.pack"))));
static SNAPSHOTS: LazyLock<Folder> =
    LazyLock::new(|| Folder::of(include_bytes!(concat!(env!("OUT_DIR"), "/snapshots.pack"))));

/// A folder that comes with the program.
enum Folder {
    /// In the program.
    Packed(Archive<'static>),
    /// Beside its sources: a build for development.
    Sources(PathBuf),
}

impl Folder {
    fn of(compressed: &[u8]) -> Self {
        let packed = miniz_oxide::inflate::decompress_to_vec(compressed).unwrap_or_default();
        // It is used until the program ends.
        match Archive::open(packed.leak()).filter(|archive| !archive.is_empty()) {
            Some(archive) => Self::Packed(archive),
            None => Self::Sources(PathBuf::from(env!("CARGO_MANIFEST_DIR"))),
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        match self {
            Self::Packed(archive) => archive.text(name),
            Self::Sources(root) => std::fs::read_to_string(root.join(name)).ok(),
        }
    }
}

/// Whether a path leads into the program.
#[must_use]
pub fn is_bundled(path: &Path) -> bool {
    path.starts_with(MOUNT)
}

/// The text of a file in the program; nothing when there is no such file.
#[must_use]
pub(crate) fn text(path: &Path) -> Option<String> {
    let name = path.strip_prefix(MOUNT).ok()?;
    let name = name.to_string_lossy().replace('\\', "/");
    let folder = if name.starts_with("snapshots/") {
        &*SNAPSHOTS
    } else {
        &*SCENARIOS
    };
    folder.text(&name)
}

/// The files of the suite, in no order.
#[must_use]
pub(crate) fn files() -> Vec<PathBuf> {
    let mount = Path::new(MOUNT);
    match &*SCENARIOS {
        Folder::Packed(archive) => archive.names().map(|name| mount.join(name)).collect(),
        Folder::Sources(root) => {
            let below = on_disk(root.join("scenarios"));
            let names = below.iter().filter_map(|path| path.strip_prefix(root).ok());
            names.map(|name| mount.join(name)).collect()
        }
    }
}

fn on_disk(folder: PathBuf) -> Vec<PathBuf> {
    let (mut files, mut open) = (Vec::new(), vec![folder]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_suite_are_read_by_paths_that_no_disk_has() {
        let settings = Path::new(ROOT).join("cardproof.toml");
        assert!(text(&settings).unwrap().contains("snapshots"));
        assert!(files().contains(&settings));
        let flow = Path::new(ROOT).join("flows/create-card.yaml");
        assert!(files().contains(&flow));
        let snapshots = Path::new(MOUNT).join("snapshots/rfc/sync/expired-token.snap");
        assert!(text(&snapshots).is_some());
        assert_eq!(text(&Path::new(ROOT).join("no/such.yaml")), None);
        assert_eq!(text(Path::new("scenarios/cardproof.toml")), None);
        assert!(is_bundled(&flow) && !is_bundled(Path::new("flows")));
    }
}
