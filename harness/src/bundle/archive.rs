//! Texts that were packed when the program was built.

use std::collections::BTreeMap;

/// Packed texts, by name.
#[derive(Debug, Default)]
pub(super) struct Archive<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Archive<'a> {
    /// Opens what was packed; nothing where it is not whole.
    pub(super) fn open(packed: &'a [u8]) -> Option<Self> {
        let mut rest = Rest(packed);
        let mut archive = Self::default();
        for _ in 0..rest.number()? {
            archive.0.insert(rest.text()?, rest.text()?);
        }
        Some(archive)
    }

    /// Whether nothing was packed.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|text| (*text).to_owned())
    }
}

/// What is not yet read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::pack::pack;
    use super::*;

    fn files() -> Vec<(String, String)> {
        let many: String = (0..300).map(|line| format!("line {line}\n")).collect();
        let texts = ["", "a", "a\nb\n", "\n\n", "a\r\nb\r\n", "ä\n", &many];
        let named = texts.iter().enumerate();
        named
            .map(|(number, text)| (format!("folder/{number}"), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn every_text_comes_out_as_it_went_in() {
        let packed = pack(&files());
        let archive = Archive::open(&packed).unwrap();
        for (name, text) in files() {
            assert_eq!(archive.text(&name).as_deref(), Some(text.as_str()));
        }
        assert_eq!(archive.names().count(), files().len());
        assert_eq!(archive.text("folder/none"), None);
        assert!(!archive.is_empty());
    }

    #[test]
    fn what_is_alike_stands_side_by_side() {
        let names = ["snapshots/a/x", "snapshots/a/y", "snapshots/b/x", "other"];
        let files = names.map(|name| (name.to_owned(), format!("text of {name}")));
        let packed = String::from_utf8(pack(&files)).unwrap();
        let at = |name: &str| packed.find(&format!("text of {name}")).unwrap();
        assert!(at("snapshots/a/x") < at("snapshots/b/x"));
        assert!(at("snapshots/b/x") < at("snapshots/a/y"));
    }

    #[test]
    fn a_pack_that_is_not_whole_is_refused() {
        let packed = pack(&files());
        for length in 0..packed.len() {
            assert!(Archive::open(&packed[..length]).is_none(), "{length}");
        }
        assert!(Archive::open(&[0]).unwrap().is_empty());
        assert!(Archive::open(&[0xff; 20]).is_none());
    }
}
