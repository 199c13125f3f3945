//! Reading many YAML files, on as many processors as there are: parsing is most of what loading a
//! suite costs.

use std::path::Path;
use std::thread;

use super::files::Files;
use crate::scenario::diagnostic::{Read, Reporter};
use crate::scenario::text_file::TextFile;
use crate::scenario::yaml::{Node, parse};

/// So many files are worth a thread.
const WORTH_A_THREAD: usize = 8;
/// More threads than this gain nothing.
const THREADS: usize = 8;

/// A file to read, and what it should hold.
pub(super) type Wanted<'a> = (&'a Path, &'static str);

/// Reads files into trees, in the order in which they are wanted.
pub(super) fn trees(wanted: &[Wanted<'_>], files: &Files, reporter: &Reporter) -> Vec<Read<Node>> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let threads = processors.min(THREADS).min(wanted.len() / WORTH_A_THREAD);
    let size = wanted.len().div_ceil(threads.max(1)).max(1);
    let mut parts = wanted.chunks(size);
    let own = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let others: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || {
                    let reporter = Reporter::default();
                    (part_of(part, files, &reporter), reporter)
                })
            })
            .collect();
        let mut trees = part_of(own, files, reporter);
        for other in others {
            match other.join() {
                Ok((part, told)) => {
                    trees.extend(part);
                    reporter.absorb(told);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        trees
    })
}

fn part_of(wanted: &[Wanted<'_>], files: &Files, reporter: &Reporter) -> Vec<Read<Node>> {
    let trees = wanted.iter().map(|(path, of)| {
        let shown = files.shown(path);
        let file = TextFile::read(path, &shown)
            .map_err(|problem| reporter.report_file(&shown, problem))?;
        parse(&file, of, reporter)
    });
    trees.collect()
}
