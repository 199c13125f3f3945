//! A connection that hyper and faults share.
//!
//! hyper writes right answers only. For wrong ones the connection is taken out of its hands: the
//! turn leaves a [`Breakage`] with the line and fails, hyper gives up the connection, and whoever
//! served it finds the breakage and carries it out.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use super::breakage::Breakage;

/// A stream that ends in a TCP socket.
pub(super) trait Socket: AsyncRead + AsyncWrite + Unpin + Send + 'static {
    /// The socket.
    fn tcp(&self) -> &TcpStream;
}

/// With and without TLS: the code that serves a connection is there once.
impl Socket for Box<dyn Socket> {
    fn tcp(&self) -> &TcpStream {
        (**self).tcp()
    }
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// One of several hands on a connection.
pub(super) struct Line<S>(Arc<Mutex<Shared<S>>>);

struct Shared<S> {
    stream: S,
    /// Whether hyper has written something that it has not flushed since.
    unflushed: bool,
    waits_for_flush: Option<Waker>,
    breakage: Option<Breakage>,
}

impl<S> Clone for Line<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S> Line<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(Arc::new(Mutex::new(Shared {
            stream,
            unflushed: false,
            waits_for_flush: None,
            breakage: None,
        })))
    }

    /// Waits until earlier answers have left, and leaves word how this connection ends.
    pub(super) async fn break_off(&self, breakage: Breakage) {
        std::future::poll_fn(|context| self.poll_flushed(context)).await;
        self.shared().breakage = Some(breakage);
    }

    /// The stream and how it ends, where somebody has left word. This must be the last hand.
    pub(super) fn broken_off(self) -> Option<(S, Breakage)> {
        let shared = Arc::into_inner(self.0)?;
        let shared = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
        Some((shared.stream, shared.breakage?))
    }

    fn poll_flushed(&self, context: &Context<'_>) -> Poll<()> {
        let mut shared = self.shared();
        if shared.unflushed {
            shared.waits_for_flush = Some(context.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(())
    }

    fn shared(&self) -> MutexGuard<'_, Shared<S>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Socket> AsyncRead for Line<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.shared().stream).poll_read(context, buffer)
    }
}

impl<S: Socket> AsyncWrite for Line<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut shared = self.shared();
        shared.unflushed = true;
        Pin::new(&mut shared.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut shared = self.shared();
        shared.unflushed = true;
        Pin::new(&mut shared.stream).poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.shared().stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut shared = self.shared();
        let flushed = Pin::new(&mut shared.stream).poll_flush(context);
        if flushed.is_ready() {
            shared.unflushed = false;
            if let Some(waiting) = shared.waits_for_flush.take() {
                waiting.wake();
            }
        }
        flushed
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.shared().stream).poll_shutdown(context)
    }
}
