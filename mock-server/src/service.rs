//! The one entry: a request goes in, an answer comes out.

use http::{HeaderMap, StatusCode};
use jiff::Timestamp;

use crate::explanation::{Explanation, Notes};
use crate::fault::Fault;
use crate::journal::Journal;
use crate::message::{Request, Response};
use crate::store::World;

/// An answer and why it is what it is.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What goes back to the client.
    pub response: Response,
    /// Why.
    pub explanation: Explanation,
}

/// The server: a world, its faults and its journal. No sockets, no clock, no chance of its own.
#[derive(Clone, Debug)]
pub struct Service {
    world: World,
    faults: Vec<Fault>,
    journal: Journal,
}

impl Service {
    /// A server for a world, with an empty journal.
    #[must_use]
    pub fn new(world: World) -> Self {
        Self {
            world,
            faults: Vec::new(),
            journal: Journal::default(),
        }
    }

    /// Answers a request. `now` is real time.
    ///
    /// Never panics, whatever comes in; what cannot be understood is refused and changes nothing.
    pub fn answer(&mut self, _request: &Request, _now: Timestamp) -> Answer {
        let notes = Notes::default();
        notes.because("nothing is served yet");
        Answer {
            response: Response {
                status: StatusCode::NOT_FOUND,
                headers: HeaderMap::new(),
                body: bytes::Bytes::new(),
            },
            explanation: notes.finish(),
        }
    }

    /// The world.
    #[must_use]
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The world, to be changed from outside.
    pub const fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// Puts another world in place and forgets faults and journal.
    pub fn reset(&mut self, world: World) {
        self.world = world;
        self.faults.clear();
        self.journal.clear();
    }

    /// Makes the next matching requests fail. Faults are tried in the order in which they came.
    pub fn inject_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// What was asked and answered.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The journal, to be emptied or replaced by one with another limit.
    pub const fn journal_mut(&mut self) -> &mut Journal {
        &mut self.journal
    }
}
