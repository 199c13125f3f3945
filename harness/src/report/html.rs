//! The report as one page: what is not as required first, then requirements and scenarios as a
//! matrix, then every conversation as a sequence diagram.
//!
//! The page needs no other file and no network. Without scripts all of it can be read; a script
//! adds search, filters and copying. Whatever a server said is text: [`Page`] takes markup from
//! the program's own source only, and the page's policy allows no script but the one in it.

mod attention;
mod check;
mod column;
mod conversation;
mod exchange;
mod matrix;
mod overview;
mod page;
mod sequence;
mod verdict;

use column::columns;
use conversation::Conversations;
use page::{Page, policy};

use super::document::Document;

#[cfg(test)]
pub(super) use verdict::class;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// All runs as one HTML page.
#[must_use]
pub fn html(document: &Document) -> String {
    let columns = columns(document);
    let mut page = Page::default();
    page.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .text(&policy(STYLE, SCRIPT))
        .markup("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .text(&overview::title(document))
        .markup("</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>")
        .markup(STYLE)
        .markup("</style>\n</head>\n<body>\n");
    overview::overview(&mut page, document, &columns);
    page.markup("<main>\n");
    attention::attention(&mut page, document, &columns);
    matrix::matrix(&mut page, document, &columns);
    Conversations::default().write(&mut page, document, &columns);
    page.markup("</main>\n<footer><p>cardproof ")
        .text(&document.cardproof)
        .markup("</p></footer>\n<script>")
        .markup(SCRIPT)
        .markup("</script>\n</body>\n</html>\n");
    page.into_text()
}

#[cfg(test)]
mod tests;
