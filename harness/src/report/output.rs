//! Where reports go.

use std::fmt;
use std::io::{self, Write};

/// A place to write to. When its reader goes away (`cardproof run | head`), the rest is dropped
/// quietly: the run goes on, since it has things to clean up.
pub struct Output {
    writer: Box<dyn Write + Send>,
    open: bool,
    error: Option<io::Error>,
}

impl Output {
    /// An output that ends in this writer.
    #[must_use]
    pub fn new(writer: impl Write + Send + 'static) -> Self {
        Self {
            writer: Box::new(writer),
            open: true,
            error: None,
        }
    }

    /// Writes a text, and makes it visible.
    pub fn text(&mut self, text: &str) {
        if !self.open {
            return;
        }
        let written = self.writer.write_all(text.as_bytes());
        if let Err(error) = written.and_then(|()| self.writer.flush()) {
            self.open = false;
            if error.kind() != io::ErrorKind::BrokenPipe {
                self.error = Some(error);
            }
        }
    }

    /// Writes a text and a line end.
    pub fn line(&mut self, text: &str) {
        self.text(&format!("{text}\n"));
    }

    /// Whether something went wrong that is not the reader's own choice.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        self.error.is_some()
    }

    /// What went wrong, if anything did that is not the reader's own choice.
    pub fn error(&mut self) -> Option<io::Error> {
        self.error.take()
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output")
            .field("open", &self.open)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_goes_away_is_no_error() {
        let mut output = Output::new(Failing(io::ErrorKind::BrokenPipe));
        output.line("a");
        output.line("b");
        assert!(output.error().is_none());
    }

    #[test]
    fn a_full_disk_is_one() {
        let mut output = Output::new(Failing(io::ErrorKind::StorageFull));
        output.line("a");
        assert!(output.error().is_some());
    }
}
