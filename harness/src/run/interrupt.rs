//! The user's Ctrl-C.

use tokio::sync::watch;

use super::EndSignal;

/// Tells a run that the user wants it to end: no further step is played, but what was created is
/// cleaned up.
#[derive(Clone, Debug)]
pub struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// What the other end of a channel says.
    #[must_use]
    pub const fn told_by(receiver: watch::Receiver<bool>) -> Self {
        Self(receiver)
    }

    /// One that never comes.
    #[must_use]
    pub fn never() -> Self {
        Self(watch::channel(false).1)
    }

    /// The first Ctrl-C or SIGTERM. A second one ends the process at once, with code 130.
    ///
    /// # Panics
    /// When called outside of a tokio runtime.
    #[must_use]
    pub fn on_ctrl_c() -> Self {
        let (sender, receiver) = watch::channel(false);
        // Where signals cannot be listened to, the system ends the process as it always does.
        if let Ok(mut signal) = EndSignal::listen() {
            tokio::spawn(async move {
                signal.come().await;
                // Nobody listens any more once the run is over.
                let _ = sender.send(true);
                signal.come().await;
                std::process::exit(130);
            });
        }
        Self(receiver)
    }

    /// Whether the user wants the run to end.
    #[must_use]
    pub fn came(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until the user wants the run to end; for ever, if that never happens.
    pub async fn wait(&mut self) {
        if self.0.wait_for(|came| *came).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
