//! From the service's answer to what leaves: whole, or as a fault has it.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::sync::watch;

use super::breakage::Breakage;
use super::control::{Events, Outcome};
use super::line::Line;
use super::paced::{Pace, Paced, wait};
use crate::fault::{Cut, Wire};
use crate::message::{Door, Response};

/// An answer that ends too early, because a fault says so.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the answer is broken off")]
pub(super) struct BrokenOff;

/// What hyper sends, unless it is told to break off.
pub(super) type Sent = Result<http::Response<Outgoing>, BrokenOff>;

/// The body of what hyper sends.
pub(super) enum Outgoing {
    Whole(Full<Bytes>),
    Paced(Paced),
    Events(Events),
}

/// Where an answer goes.
pub(super) struct Delivery<S> {
    pub(super) line: Line<S>,
    pub(super) door: Door,
    /// Changes when the server stops.
    pub(super) stop: watch::Receiver<()>,
}

impl<S> Delivery<S> {
    /// Carries an answer out.
    pub(super) async fn deliver(self, response: Response, wire: Wire) -> Sent {
        match wire {
            Wire::Whole => Ok(whole(response)),
            Wire::Pause { at: Cut::Start, by } => {
                wait(by, self.stop).await;
                Ok(whole(response))
            }
            Wire::Pause {
                at: Cut::Body(first),
                by,
            } => {
                let (bytes, every) = (usize::MAX, by);
                Ok(self.paced(response, first, Pace::Pieces { bytes, every }))
            }
            Wire::Dribble { from, bytes, every } => {
                Ok(self.paced(response, from, Pace::Pieces { bytes, every }))
            }
            Wire::Silence { at: Cut::Start } => self.keep_silent().await,
            Wire::Silence {
                at: Cut::Body(first),
            } => Ok(self.paced(response, first, Pace::Silence)),
            Wire::Close { .. } | Wire::Reset { .. } | Wire::Length { .. } => {
                self.break_off(wire, response).await
            }
        }
    }

    async fn keep_silent(mut self) -> Sent {
        let _ = self.stop.changed().await;
        Err(BrokenOff)
    }

    /// Ends the connection, or the stream where there are several on it.
    async fn break_off(self, wire: Wire, mut response: Response) -> Sent {
        if self.door == Door::Http2 {
            return match wire {
                Wire::Close {
                    at: Cut::Body(first),
                } => Ok(self.paced(response, first, Pace::End)),
                Wire::Reset {
                    at: Cut::Body(first),
                } => Ok(self.paced(response, first, Pace::Break)),
                Wire::Length { stated } => {
                    response.headers.insert(CONTENT_LENGTH, stated.into());
                    Ok(whole(response))
                }
                _ => Err(BrokenOff),
            };
        }
        let breakage = match wire {
            Wire::Reset { at } => Breakage::reset(&response, at),
            Wire::Length { stated } => Breakage::wrong_length(response, stated),
            Wire::Close { at } => Breakage::close(&response, at),
            _ => return Ok(whole(response)),
        };
        self.line.break_off(breakage).await;
        Err(BrokenOff)
    }

    fn paced(self, response: Response, first: usize, pace: Pace) -> http::Response<Outgoing> {
        outgoing(response, |body| {
            Outgoing::Paced(Paced::new(body, first, pace, self.stop))
        })
    }
}

/// The answer as it stands.
pub(super) fn whole(response: Response) -> http::Response<Outgoing> {
    outgoing(response, |body| Outgoing::Whole(Full::new(body)))
}

/// What the control API answers.
pub(super) fn controlled(outcome: Outcome) -> http::Response<Outgoing> {
    match outcome {
        Outcome::Whole(response) => whole(response),
        Outcome::Events(head, events) => outgoing(head, |_| Outgoing::Events(events)),
    }
}

fn outgoing(response: Response, body: impl FnOnce(Bytes) -> Outgoing) -> http::Response<Outgoing> {
    let mut sent = http::Response::new(body(response.body));
    *sent.status_mut() = response.status;
    *sent.headers_mut() = response.headers;
    sent
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        match &mut *self {
            Self::Whole(body) => Pin::new(body).poll_frame(context).map_err(never),
            Self::Paced(body) => Pin::new(body).poll_frame(context),
            Self::Events(body) => {
                let message = Pin::new(body).poll(context);
                message.map(|message| message.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_end_stream(),
            Self::Paced(body) => body.is_end_stream(),
            Self::Events(_) => false,
        }
    }

    /// Of a paced body the length is unknown: what is stated stands in its headers.
    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Paced(body) => body.size_hint(),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

const fn never(error: Infallible) -> BrokenOff {
    match error {}
}
