//! Diagnostics as text: file, line, column, a caret under the right text, and help.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::Excerpt;
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
        let span = &diagnostic.span;
        let Some(text) = self.source(&span.place.file) else {
            return group.element(origin(&span.place));
        };
        let primary = AnnotationKind::Primary;
        let Some((see, label)) = &diagnostic.see else {
            let excerpt = Excerpt::of(text, &[span]);
            return group.element(excerpt.snippet(span, primary));
        };
        if see.place.file == span.place.file {
            let excerpt = Excerpt::of(text, &[span, see]);
            let context = AnnotationKind::Context.span(excerpt.range(see));
            let snippet = excerpt.snippet(span, primary);
            return group.element(snippet.annotation(context.label(*label)));
        }
        let other_text = self.source(&see.place.file).unwrap_or_default();
        let excerpt = Excerpt::of(text, &[span]);
        let other = Excerpt::of(other_text, &[see]);
        let context = AnnotationKind::Context.span(other.range(see));
        let other = Snippet::source(other.text)
            .line_start(other.first_line)
            .path(&*see.place.file)
            .annotation(context.label(*label));
        group.element(excerpt.snippet(span, primary)).element(other)
    }
}

impl<'a> Excerpt<'a> {
    fn snippet(&self, span: &'a Span, kind: AnnotationKind) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text)
            .line_start(self.first_line)
            .path(&*span.place.file)
            .annotation(kind.span(self.range(span)))
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
