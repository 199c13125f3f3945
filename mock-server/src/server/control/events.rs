//! The journal as server-sent events.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::operation::summary;
use super::reply::plain_headers;
use crate::message::Response;
use crate::shared::{Follower, SharedService};

/// How long the line may be silent: proxies end what says nothing.
const SILENCE: Duration = Duration::from_secs(15);

/// How many messages wait for a reader that is slow.
const AHEAD: usize = 16;

/// Exchanges as they come, an event each.
pub(in crate::server) struct Events {
    messages: mpsc::Receiver<Bytes>,
}

impl Events {
    /// The head of the answer.
    pub(super) fn head() -> Response {
        let mut headers = plain_headers();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        Response {
            status: StatusCode::OK,
            headers,
            body: Bytes::new(),
        }
    }

    /// Follows a journal until the reader is gone or the server stops.
    pub(super) fn follow(
        mut follower: Follower,
        service: SharedService,
        mut stop: watch::Receiver<()>,
    ) -> Self {
        let (sender, messages) = mpsc::channel(AHEAD);
        tokio::spawn(async move {
            loop {
                let message = tokio::select! {
                    next = timeout(SILENCE, follower.next()) => match next {
                        Ok(exchanges) => events(&service, &exchanges),
                        Err(_) => Bytes::from_static(b": still here\n\n"),
                    },
                    () = sender.closed() => return,
                    _ = stop.changed() => return,
                };
                if sender.send(message).await.is_err() {
                    return;
                }
            }
        });
        Self { messages }
    }

    /// The next message.
    pub(in crate::server) fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Bytes>> {
        self.messages.poll_recv(context)
    }
}

fn events(service: &SharedService, exchanges: &[crate::journal::Exchange]) -> Bytes {
    let mut text = String::new();
    for exchange in exchanges {
        let (number, data) = (exchange.number, summary(service, exchange));
        text += &format!("id: {number}\nevent: exchange\ndata: {data}\n\n");
    }
    text.into()
}
