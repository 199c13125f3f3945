//! One server a state file.
//!
//! The lock is on a file beside it, since the log itself is replaced at each start. The system gives
//! it back when the process ends, however that happens; the empty file stays.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::StateError;

/// Holds a state file as long as it lives.
pub(super) struct Lock(#[expect(dead_code, reason = "held for its lock")] File);

impl Lock {
    pub(super) fn take(path: &Path) -> Result<Self, StateError> {
        let beside = beside(path, ".lock");
        let failed = |cause| StateError::System {
            path: beside.clone(),
            cause,
        };
        let mut options = OpenOptions::new();
        let file = options.create(true).append(true).open(&beside);
        let file = file.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StateError::InUse {
                path: path.to_owned(),
            }),
            Err(TryLockError::Error(cause)) => Err(failed(cause)),
        }
    }
}

/// A path with something added to its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
