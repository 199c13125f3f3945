//! The operations: one table, a file a group.

mod accounts;
mod cards;
mod clients;
mod clock;
mod exchange;
mod explain;
mod faults;
mod har;
mod health;
mod home;
mod journal;
mod project;
mod quirks;
mod saves;
mod tokens;
mod world;

use super::call::Call;
use super::problem::Problem;
use super::reply::Reply;
use super::shape::{Field, Shape};

pub(super) use exchange::summary;
pub(in crate::server) use har::archive;

/// Operations that belong together.
pub(super) struct Group {
    /// The name.
    pub(super) name: &'static str,
    /// What they are about.
    pub(super) about: &'static str,
    /// The operations.
    pub(super) operations: &'static [Operation],
}

/// Something that can be done to a server.
pub(super) struct Operation {
    /// The name by which programs know it.
    pub(super) id: &'static str,
    /// The method.
    pub(super) method: &'static str,
    /// The path behind `/__cardproof`, parameters in braces.
    pub(super) path: &'static str,
    /// What it does, in a sentence.
    pub(super) summary: &'static str,
    /// The parameters in the path.
    pub(super) path_fields: &'static [Field],
    /// The parameters in the query.
    pub(super) query: &'static [Field],
    /// The body.
    pub(super) body: Option<&'static Shape>,
    /// The status when it is done.
    pub(super) status: u16,
    /// What it answers with.
    pub(super) answer: Answer,
    /// What the answer means.
    pub(super) gives: &'static str,
    /// Does it.
    pub(super) run: fn(&Call<'_>) -> Result<Reply, Problem>,
}

/// What an operation answers with.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// Nothing.
    Nothing,
    /// An object.
    Json(&'static Shape),
    /// JSON whose form others have described.
    Document,
    /// Server-sent events.
    Events,
}

impl Operation {
    /// An operation without parameters and body that answers with an object.
    const fn get(
        (id, path): (&'static str, &'static str),
        summary: &'static str,
        (answer, gives): (Answer, &'static str),
        run: fn(&Call<'_>) -> Result<Reply, Problem>,
    ) -> Self {
        Self {
            id,
            method: "GET",
            path,
            summary,
            path_fields: &[],
            query: &[],
            body: None,
            status: 200,
            answer,
            gives,
            run,
        }
    }

    /// An operation that changes something and answers with nothing.
    const fn change(
        (id, method, path): (&'static str, &'static str, &'static str),
        summary: &'static str,
        run: fn(&Call<'_>) -> Result<Reply, Problem>,
    ) -> Self {
        Self {
            id,
            method,
            path,
            summary,
            path_fields: &[],
            query: &[],
            body: None,
            status: 204,
            answer: Answer::Nothing,
            gives: "It is done.",
            run,
        }
    }

    const fn body(mut self, shape: &'static Shape) -> Self {
        self.body = Some(shape);
        self
    }

    const fn query(mut self, fields: &'static [Field]) -> Self {
        self.query = fields;
        self
    }

    const fn path_fields(mut self, fields: &'static [Field]) -> Self {
        self.path_fields = fields;
        self
    }

    const fn giving(mut self, status: u16, shape: &'static Shape, gives: &'static str) -> Self {
        self.status = status;
        self.answer = Answer::Json(shape);
        self.gives = gives;
        self
    }
}

/// Every operation, in the order in which pages show them.
pub(super) static GROUPS: &[Group] = &[
    health::GROUP,
    world::GROUP,
    accounts::GROUP,
    saves::GROUP,
    clock::GROUP,
    tokens::GROUP,
    clients::GROUP,
    project::GROUP,
    cards::GROUP,
    home::GROUP,
    quirks::GROUP,
    faults::GROUP,
    journal::GROUP,
    explain::GROUP,
];
