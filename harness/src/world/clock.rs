//! `clock:`.

use super::ClockFile;
use crate::scenario::diagnostic::{Read, Reporter, WorldProblem};
use crate::scenario::yaml::{Fields, Node};

pub(super) fn clock(node: &Node, reporter: &Reporter) -> Read<ClockFile> {
    let fields = Fields::new(node, "a clock", &["start", "frozen"], reporter)?;
    let start = fields.optional("start", |node| {
        let text = node.text(reporter)?;
        let text = text.to_owned();
        text.parse()
            .map_err(|_| reporter.report(&node.span, WorldProblem::BadInstant { text }))
    });
    let frozen = fields.optional("frozen", |node| node.boolean(reporter));
    Ok(ClockFile {
        start: start?,
        frozen: frozen?,
    })
}
