//! How much and how long the front puts up with.

use std::time::Duration;

use crate::limits::MAX_BODY;

/// How far a body that is too long is read and thrown away, so that the client hears the 413
/// instead of a reset. Beyond that the connection is closed.
pub(super) const MAX_DISCARDED: usize = 8 * MAX_BODY;

/// The longest request head, in bytes. hyper answers a longer one with 431.
pub(super) const MAX_HEAD: usize = 64 * 1024;

/// The most HTTP/2 streams of one connection at a time.
pub(super) const MAX_STREAMS: u32 = 200;

/// How long a client may take for a request head, and again for its body.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// How long a stop waits for requests that are under way.
pub(super) const STOP_PATIENCE: Duration = Duration::from_secs(10);

/// How long the front rests after an accept error, such as too many open files.
pub(super) const ACCEPT_REST: Duration = Duration::from_millis(20);
