//! A body that does not come at once.

use std::mem::take;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame};
use tokio::sync::watch;
use tokio::time::sleep;

use super::delivery::BrokenOff;

/// How long a reset of an HTTP/2 stream waits for the frames before it: h2 throws away what it
/// has not sent yet.
const BEFORE_RESET: Duration = Duration::from_millis(20);

/// How a body goes on behind its first part.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pace {
    /// In pieces, with a wait before each.
    Pieces { bytes: usize, every: Duration },
    /// Not at all: it ends.
    End,
    /// Not at all: it breaks.
    Break,
    /// Not at all, and it does not end before the server does.
    Silence,
}

/// A body that does not come at once. Waits end when the server stops.
pub(super) struct Paced {
    first: Bytes,
    rest: Bytes,
    pace: Pace,
    stop: watch::Receiver<()>,
    wait: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    has_waited: bool,
}

enum Step {
    Send(Bytes),
    Wait(Duration),
    WaitForStop,
    Break,
    End,
}

impl Paced {
    /// A body whose first part, of so many bytes, goes at once.
    pub(super) fn new(
        mut body: Bytes,
        first: usize,
        pace: Pace,
        stop: watch::Receiver<()>,
    ) -> Self {
        let first = body.split_to(first.min(body.len()));
        Self {
            first,
            rest: body,
            pace,
            stop,
            wait: None,
            has_waited: false,
        }
    }

    fn step(&mut self) -> Step {
        if !self.first.is_empty() {
            return Step::Send(take(&mut self.first));
        }
        let has_waited = take(&mut self.has_waited);
        match self.pace {
            Pace::End => Step::End,
            Pace::Pieces { .. } if self.rest.is_empty() => Step::End,
            Pace::Pieces { bytes, .. } if has_waited => {
                let count = bytes.min(self.rest.len());
                Step::Send(self.rest.split_to(count))
            }
            Pace::Break | Pace::Silence if has_waited => Step::Break,
            Pace::Pieces { every, .. } => Step::Wait(every),
            Pace::Break => Step::Wait(BEFORE_RESET),
            Pace::Silence => Step::WaitForStop,
        }
    }
}

/// Waits for some time, but not longer than the server runs.
pub(super) async fn wait(by: Duration, mut stop: watch::Receiver<()>) {
    tokio::select! {
        () = sleep(by) => {}
        _ = stop.changed() => {}
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        loop {
            if let Some(waiting) = &mut self.wait {
                ready!(waiting.as_mut().poll(context));
                self.wait = None;
                self.has_waited = true;
            }
            let mut stop = self.stop.clone();
            match self.step() {
                Step::Send(piece) => return Poll::Ready(Some(Ok(Frame::data(piece)))),
                Step::Wait(by) => self.wait = Some(Box::pin(wait(by, stop))),
                Step::WaitForStop => {
                    self.wait = Some(Box::pin(async move {
                        let _ = stop.changed().await;
                    }));
                }
                Step::Break => return Poll::Ready(Some(Err(BrokenOff))),
                Step::End => return Poll::Ready(None),
            }
        }
    }
}
