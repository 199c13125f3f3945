//! The file with the authority's certificate, for clients to trust.
//!
//! Only the certificate is ever written; its key stays in memory.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::Trouble;

/// The file; one that nobody named is gone when this is dropped.
#[derive(Debug)]
pub(super) struct CaFile {
    path: PathBuf,
    is_temporary: bool,
}

impl CaFile {
    /// Writes the file, where it was asked for or to a fresh temporary one.
    pub(super) fn write(pem: &str, asked: Option<&Path>) -> Result<Self, Trouble> {
        let (path, written) = match asked {
            Some(path) => (absolute(path), fs::write(path, pem)),
            None => {
                let path = fresh_path()?;
                let written = write_new(&path, pem);
                (path, written)
            }
        };
        written.map_err(|error| {
            Trouble::environment(format!("{} cannot be written: {error}", path.display()))
        })?;
        Ok(Self {
            path,
            is_temporary: asked.is_none(),
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for CaFile {
    fn drop(&mut self) {
        if self.is_temporary {
            // Somebody may have removed it already.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A name that nobody can foresee and no other server has.
fn fresh_path() -> Result<PathBuf, Trouble> {
    let mut random = [0; 8];
    getrandom::fill(&mut random)
        .map_err(|error| Trouble::environment(format!("no random numbers: {error}")))?;
    let random = u64::from_be_bytes(random);
    Ok(std::env::temp_dir().join(format!("cardproof-ca-{random:016x}.pem")))
}

/// Never follows what somebody else put there.
fn write_new(path: &Path, pem: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(pem.as_bytes())
}

/// Readers of the ready line may work in another folder.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_goes_with_the_server() {
        let file = CaFile::write("pem", None).unwrap();
        let path = file.path().to_owned();
        assert_eq!(fs::read_to_string(&path).unwrap(), "pem");
        drop(file);
        assert!(!path.exists());
    }

    #[test]
    fn a_file_that_was_asked_for_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        drop(CaFile::write("pem", Some(&path)).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "pem");
    }

    #[test]
    fn a_file_of_somebody_else_is_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ca.pem");
        fs::write(&path, "theirs").unwrap();
        assert!(write_new(&path, "ours").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_trouble_of_this_machine() {
        let trouble = CaFile::write("pem", Some(Path::new("/nowhere/at/all"))).unwrap_err();
        assert_eq!(trouble.exit, crate::run::Exit::NotJudged);
    }
}
