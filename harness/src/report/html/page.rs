//! Markup in the making.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Markup in the making. What is not written in the program's source can only be added as text.
#[derive(Debug, Default)]
pub(super) struct Page(String);

impl Page {
    /// Adds markup.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text, between tags or between the quotes of an attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                c if is_deceptive(c) => {
                    // Writing into a string cannot fail.
                    let _ = write!(self.0, "\u{27e8}U+{:04X}\u{27e9}", u32::from(c));
                }
                c => self.0.push(c),
            }
        }
        self
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// How many bytes there are.
    pub(super) const fn length(&self) -> usize {
        self.0.len()
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// Characters that do not show, or that turn the direction of others: a server could make a value
/// look like another one.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The policy of a page that holds this style and this script and loads nothing
/// (<https://www.w3.org/TR/CSP3/>).
pub(super) fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; img-src data:; style-src {}; script-src {}; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(script)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        let mut page = Page::default();
        page.markup("<p title=\"")
            .text("\"><script>'&\u{0}\u{202e}\r\n\t");
        page.markup("\">").number(12);
        assert_eq!(
            page.into_text(),
            "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;⟨U+0000⟩⟨U+202E⟩⟨U+000D⟩\n\t\">12"
        );
    }

    #[test]
    fn the_policy_names_what_the_page_holds() {
        assert_eq!(
            policy("a{}", "1"),
            "default-src 'none'; img-src data:; style-src \
             'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; script-src \
             'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='; base-uri 'none'; \
             form-action 'none'"
        );
    }
}
