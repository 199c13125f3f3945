//! Problems with their places, collected while files are read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::Problem;
use crate::scenario::Span;
use crate::scenario::text_file::TextFile;

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// What the caret points at.
    pub span: Span,
    /// What is wrong.
    pub problem: Problem,
    /// Another place that has to do with it, and what it is.
    pub see: Option<(Span, &'static str)>,
}

/// Everything that is wrong in the files that were read: sorted by place, each problem once. The
/// scenario's author is to mend it.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: BTreeMap<Arc<str>, Arc<str>>,
}

impl Diagnostics {
    /// One problem of a whole file.
    pub(crate) fn of_file(file: &str, problem: impl Into<Problem>) -> Self {
        let reporter = Reporter::default();
        reporter.report_file(file, problem);
        reporter.finish(Ok(())).err().unwrap_or_default()
    }

    /// The problems, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The text of a file, if it could be read.
    pub(super) fn source(&self, file: &str) -> Option<&str> {
        self.sources.get(file).map(|text| &**text)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Diagnostics {}

/// A proof that a problem was reported: whoever gives up on a value has said why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reported(());

/// A value, or the proof that its absence was reported.
pub(crate) type Read<T> = Result<T, Reported>;

/// Where problems go while files are read.
#[derive(Debug, Default)]
pub(crate) struct Reporter {
    list: RefCell<Vec<Diagnostic>>,
    sources: RefCell<BTreeMap<Arc<str>, Arc<str>>>,
}

impl Reporter {
    /// Makes the text of a file known, so that messages can show its lines.
    pub(crate) fn know(&self, source: &TextFile) {
        self.sources
            .borrow_mut()
            .insert(source.file.clone(), source.text.clone());
    }

    /// A reporter for work that goes on at the same time: it knows the same files.
    pub(crate) fn sibling(&self) -> Self {
        Self {
            list: RefCell::default(),
            sources: self.sources.clone(),
        }
    }

    /// Takes over what another reporter was told.
    pub(crate) fn absorb(&self, other: Self) {
        self.list.borrow_mut().extend(other.list.into_inner());
        self.sources.borrow_mut().extend(other.sources.into_inner());
    }

    /// Forgets the text of a file: messages then show none of its lines.
    pub(crate) fn forget(&self, source: &TextFile) {
        self.sources.borrow_mut().remove(&source.file);
    }

    /// Where the `nth` occurrence of a piece of text stands within a stretch of a file; the whole
    /// stretch where the file writes it differently.
    pub(crate) fn within(&self, span: &Span, piece: &str, nth: usize) -> Span {
        let sources = self.sources.borrow();
        let text = sources
            .get(&span.place.file)
            .and_then(|text| text.get(span.start..span.end))
            .unwrap_or_default();
        match text.match_indices(piece).nth(nth) {
            Some((start, _)) => span.part(text, start..start + piece.len()),
            None => span.clone(),
        }
    }

    /// Reports a problem.
    pub(crate) fn report(&self, span: &Span, problem: impl Into<Problem>) -> Reported {
        self.push(Diagnostic {
            span: span.clone(),
            problem: problem.into(),
            see: None,
        })
    }

    /// Reports a problem of a whole file or folder.
    pub(crate) fn report_file(&self, file: &str, problem: impl Into<Problem>) -> Reported {
        self.report(&Span::of_file(file), problem)
    }

    /// Reports a problem that has to do with another place.
    pub(crate) fn report_with(
        &self,
        span: &Span,
        problem: impl Into<Problem>,
        see: (Span, &'static str),
    ) -> Reported {
        self.push(Diagnostic {
            span: span.clone(),
            problem: problem.into(),
            see: Some(see),
        })
    }

    fn push(&self, diagnostic: Diagnostic) -> Reported {
        self.list.borrow_mut().push(diagnostic);
        Reported(())
    }

    /// Ends the reading: the value, or everything that is wrong.
    pub(crate) fn finish<T>(self, value: Read<T>) -> Result<T, Diagnostics> {
        let mut list = self.list.into_inner();
        list.sort();
        list.dedup();
        match value {
            Ok(value) if list.is_empty() => Ok(value),
            _ => Err(Diagnostics {
                list,
                sources: self.sources.into_inner(),
            }),
        }
    }
}

/// Reads each item, so that each one's problems are reported, and gives all or none.
pub(crate) fn each<I, T>(
    items: impl IntoIterator<Item = I>,
    mut read: impl FnMut(I) -> Read<T>,
) -> Read<Vec<T>> {
    let items = items.into_iter();
    let mut values = Vec::with_capacity(items.size_hint().0);
    let mut missing = None;
    for item in items {
        match read(item) {
            Ok(value) => values.push(value),
            Err(reported) => missing = Some(reported),
        }
    }
    missing.map_or(Ok(values), Err)
}
