//! The signal that asks the program to end: SIGTERM, or Ctrl-C.

use std::io;

/// Listens from the moment it is made, so that no signal is missed.
#[cfg(unix)]
#[derive(Debug)]
pub(crate) struct EndSignal {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl EndSignal {
    /// Begins to listen. Needs a tokio runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Waits for the signal.
    pub(crate) async fn come(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Listens from the moment it is made, so that no signal is missed.
#[cfg(windows)]
#[derive(Debug)]
pub(crate) struct EndSignal(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl EndSignal {
    /// Begins to listen. Needs a tokio runtime.
    pub(crate) fn listen() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    /// Waits for the signal.
    pub(crate) async fn come(&mut self) {
        self.0.recv().await;
    }
}
