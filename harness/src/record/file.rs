//! The file: written again and again while a door is open, so that little is lost if the process
//! is killed, and never seen half.

use std::path::Path;
use std::time::Duration;

use super::{RecordError, Tape};
use crate::whole_file::write_whole;

/// How often new exchanges are written.
const EVERY: Duration = Duration::from_secs(1);

impl Tape {
    /// Writes everything to a file, which nobody ever sees half.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), RecordError> {
        write_whole(path, &self.har()).map_err(|error| RecordError::Unwritable {
            file: path.display().to_string(),
            cause: error.to_string(),
        })
    }

    /// Writes what is new every second, and never ends. A disk that is full for a while costs
    /// nothing: the next time everything is written.
    pub async fn keep_saving(&self, path: &Path) {
        let mut saved = self.count();
        loop {
            let began = tokio::time::Instant::now();
            if self.count() > saved {
                saved = self.count();
                let _ = tokio::task::block_in_place(|| self.save(path));
            }
            // A long recording takes long to write, and there is more to do.
            tokio::time::sleep(EVERY.max(began.elapsed() * 10)).await;
        }
    }
}
