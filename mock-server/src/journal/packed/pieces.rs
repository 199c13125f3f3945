//! Texts one behind the other, each after its length.

use bytes::Bytes;

const LENGTH: usize = size_of::<u32>();

/// Texts one behind the other, each after its length.
#[derive(Clone)]
pub(super) struct Texts(Box<[u8]>);

/// Not what stands in them: a journal holds cards.
impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({} bytes)", self.len())
    }
}

/// Puts texts together.
pub(super) struct Writer(Vec<u8>);

/// What is left of the texts.
pub(super) struct Pieces<'a>(&'a [u8]);

impl Texts {
    /// What `write` writes.
    pub(super) fn of(write: impl FnOnce(&mut Writer)) -> Self {
        let mut writer = Writer(Vec::with_capacity(2048));
        write(&mut writer);
        Self(writer.0.as_slice().into())
    }

    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) const fn pieces(&self) -> Pieces<'_> {
        Pieces(&self.0)
    }
}

impl Writer {
    /// Adds a text. What is longer than 4 GiB would be cut off; limits keep everything far below.
    pub(super) fn add(&mut self, text: &[u8]) {
        let text = text.get(..u32::MAX as usize).unwrap_or(text);
        self.count(text.len());
        self.0.extend_from_slice(text);
    }

    /// Adds how many texts of a kind follow.
    pub(super) fn count(&mut self, count: usize) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&count.to_le_bytes());
    }
}

impl<'a> Pieces<'a> {
    /// The next text; empty behind the last one.
    pub(super) fn next(&mut self) -> &'a [u8] {
        let length = self.count();
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        text
    }

    /// The next number.
    pub(super) fn count(&mut self) -> usize {
        let Some((number, rest)) = self.0.split_first_chunk::<LENGTH>() else {
            return 0;
        };
        self.0 = rest;
        u32::from_le_bytes(*number) as usize
    }

    pub(super) fn text(&mut self) -> String {
        String::from_utf8_lossy(self.next()).into_owned()
    }

    pub(super) fn bytes(&mut self) -> Bytes {
        Bytes::copy_from_slice(self.next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_in_their_order() {
        let texts = Texts::of(|writer| {
            writer.add(b"one");
            writer.count(2);
            writer.add(b"");
            writer.add(b"three");
        });
        let mut pieces = texts.pieces();
        assert_eq!(pieces.text(), "one");
        assert_eq!(pieces.count(), 2);
        assert_eq!(pieces.bytes(), "");
        assert_eq!(pieces.next(), b"three");
        assert_eq!((pieces.next(), pieces.count()), (&b""[..], 0));
    }
}
