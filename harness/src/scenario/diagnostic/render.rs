//! Diagnostics as text: file, line, column, a caret under the right text, and help.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Diagnostics};
use crate::scenario::{Place, Span};

/// Wide enough that no line of a scenario is cut.
const WIDTH: usize = 200;

impl Diagnostics {
    /// All problems as text, with a blank line between two; `colours` for a terminal.
    #[must_use]
    pub fn render(&self, colours: bool) -> String {
        let renderer = if colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.term_width(WIDTH);
        let texts: Vec<String> = self
            .iter()
            .map(|diagnostic| renderer.render(&[self.group(diagnostic)]))
            .collect();
        let mut text = texts.join("\n\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    fn group<'a>(&'a self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let title = Level::ERROR
            .primary_title(diagnostic.problem.to_string())
            .id(diagnostic.problem.code());
        let group = self.point(Group::with_title(title), diagnostic);
        match diagnostic.problem.help() {
            Some(help) => group.element(Level::HELP.message(help)),
            None => group,
        }
    }

    /// Shows the text that is meant, and the other place.
    fn point<'a>(&'a self, group: Group<'a>, diagnostic: &'a Diagnostic) -> Group<'a> {
        let file = &*diagnostic.span.place.file;
        let Some(text) = self.source(file) else {
            return group.element(origin(&diagnostic.span.place));
        };
        let primary = AnnotationKind::Primary.span(range(&diagnostic.span, text));
        let snippet = Snippet::source(text).path(file).annotation(primary);
        let Some((see, label)) = &diagnostic.see else {
            return group.element(snippet);
        };
        let other = &*see.place.file;
        let other_text = self.source(other).unwrap_or_default();
        let context = AnnotationKind::Context
            .span(range(see, other_text))
            .label(*label);
        if other == file {
            return group.element(snippet.annotation(context));
        }
        let other_snippet = Snippet::source(other_text).path(other).annotation(context);
        group.element(snippet).element(other_snippet)
    }
}

/// A place in a file of which no line is shown; a file as a whole has no place in it.
fn origin(place: &Place) -> Origin<'_> {
    let origin = Origin::path(&*place.file);
    if (place.line, place.column) == (1, 1) {
        return origin;
    }
    origin
        .line(place.line as usize)
        .char_column(place.column as usize)
}

/// The bytes of a span, never outside the text.
fn range(span: &Span, text: &str) -> std::ops::Range<usize> {
    let start = span.start.min(text.len());
    start..span.end.clamp(start, text.len())
}
