//! Collations: when two texts count as the same (RFC 6352 §8.3).

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::titlecase::titlecase;

/// A collation. All work alike: both texts are brought into a form, and the forms are compared
/// octet by octet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Collation {
    /// `i;octet`: nothing but the same octets (RFC 4790 §9.3).
    Octet,
    /// `i;ascii-casemap`: the case of the 26 Latin letters does not count (RFC 4790 §9.2).
    AsciiCasemap,
    /// `i;unicode-casemap`: case does not count, nor how letters are put together (RFC 5051 §2).
    UnicodeCasemap,
}

impl Collation {
    /// Every collation that this server has.
    pub(crate) const ALL: [Self; 3] = [Self::AsciiCasemap, Self::Octet, Self::UnicodeCasemap];

    /// The collation with an identifier. `default` and none at all mean `i;unicode-casemap`
    /// (RFC 6352 §8.3).
    pub(crate) fn named(identifier: Option<&str>) -> Option<Self> {
        match identifier {
            None | Some("default") => Some(Self::UnicodeCasemap),
            Some(identifier) => Self::ALL
                .into_iter()
                .find(|collation| collation.identifier() == identifier),
        }
    }

    /// The identifier as registered.
    pub(crate) const fn identifier(self) -> &'static str {
        match self {
            Self::Octet => "i;octet",
            Self::AsciiCasemap => "i;ascii-casemap",
            Self::UnicodeCasemap => "i;unicode-casemap",
        }
    }

    /// The form in which texts are compared.
    pub(super) fn form(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Octet => Cow::Borrowed(text),
            Self::AsciiCasemap => Cow::Owned(text.to_ascii_uppercase()),
            Self::UnicodeCasemap if text.is_ascii() => Cow::Owned(text.to_ascii_uppercase()),
            Self::UnicodeCasemap => {
                let titled: String = text.chars().map(titlecase).collect();
                let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
                Cow::Owned(normalizer.normalize(&titled).into_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(collation: Collation, one: &str, other: &str) -> bool {
        collation.form(one) == collation.form(other)
    }

    #[test]
    fn identifiers_are_those_of_the_registry() {
        for collation in Collation::ALL {
            assert_eq!(
                Collation::named(Some(collation.identifier())),
                Some(collation)
            );
        }
        assert_eq!(Collation::named(None), Some(Collation::UnicodeCasemap));
        assert_eq!(
            Collation::named(Some("default")),
            Some(Collation::UnicodeCasemap)
        );
        for unknown in ["i;basic", "i;*", "I;OCTET", ""] {
            assert_eq!(Collation::named(Some(unknown)), None, "{unknown}");
        }
    }

    #[test]
    fn octets_are_compared_as_they_are() {
        assert!(same(Collation::Octet, "Doe", "Doe"));
        assert!(!same(Collation::Octet, "Doe", "doe"));
    }

    #[test]
    fn ascii_letters_have_no_case() {
        assert!(same(Collation::AsciiCasemap, "DoE", "dOe"));
        assert!(!same(Collation::AsciiCasemap, "Ä", "ä"));
    }

    #[test]
    fn unicode_letters_have_no_case() {
        assert!(same(Collation::UnicodeCasemap, "Jürgen", "JÜRGEN"));
        assert!(same(Collation::UnicodeCasemap, "ЖИВАГО", "живаго"));
        assert!(!same(Collation::UnicodeCasemap, "Jürgen", "Jurgen"));
    }

    #[test]
    fn how_a_letter_is_put_together_does_not_count() {
        assert!(same(
            Collation::UnicodeCasemap,
            "J\u{FC}rgen",
            "Ju\u{308}rgen"
        ));
        assert_eq!(Collation::UnicodeCasemap.form("ｶ"), "カ");
    }

    #[test]
    fn rfc5051_2_the_example_of_the_letter_dz_with_caron() {
        assert_eq!(Collation::UnicodeCasemap.form("\u{1C4}"), "Dz\u{30C}");
    }
}
