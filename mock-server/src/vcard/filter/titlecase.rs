//! The titlecase property of `UnicodeData.txt`, which RFC 5051 §2 builds on.
//!
//! The standard library knows the full uppercase mapping of `SpecialCasing.txt` instead. They are
//! the same but for three groups of characters.

/// A character's simple titlecase mapping; the character itself where it has none.
pub(super) fn titlecase(character: char) -> char {
    match character {
        // Letters that join two, with a capital form of their own for the beginning of a word.
        'Ǆ'..='ǆ' => 'ǅ',
        'Ǉ'..='ǉ' => 'ǈ',
        'Ǌ'..='ǌ' => 'ǋ',
        'Ǳ'..='ǳ' => 'ǲ',
        // Georgian, whose capitals are not used at the beginning of a word.
        'ა'..='ჺ' | 'ჽ'..='ჿ' => character,
        _ => uppercase(character),
    }
}

/// A character's simple uppercase mapping. Where the full mapping is several characters, most have
/// no simple one, as the sharp s; the exceptions are Greek letters with a small iota.
fn uppercase(character: char) -> char {
    let mut full = character.to_uppercase();
    match (full.next(), full.next()) {
        (Some(single), None) => single,
        _ => match character {
            'ᾀ'..='ᾇ' | 'ᾐ'..='ᾗ' | 'ᾠ'..='ᾧ' => {
                char::from_u32(u32::from(character) + 8).unwrap_or(character)
            }
            'ᾳ' => 'ᾼ',
            'ῃ' => 'ῌ',
            'ῳ' => 'ῼ',
            _ => character,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(text: &str) -> String {
        text.chars().map(titlecase).collect()
    }

    #[test]
    fn letters_become_capitals() {
        assert_eq!(titled("doe ÄäÉé жи ω ÿ 12"), "DOE ÄÄÉÉ ЖИ Ω Ÿ 12");
    }

    #[test]
    fn letters_that_join_two_have_a_titlecase_of_their_own() {
        assert_eq!(titled("ǄǅǆǇǉǊǌǱǳ"), "ǅǅǅǈǈǋǋǲǲ");
    }

    #[test]
    fn letters_without_a_simple_capital_stay() {
        assert_eq!(titled("ßŉﬁაჽᾈΐ"), "ßŉﬁაჽᾈΐ");
    }

    #[test]
    fn greek_letters_with_a_small_iota_have_one() {
        assert_eq!(titled("ᾀᾗᾧᾳῃῳ"), "ᾈᾟᾯᾼῌῼ");
    }
}
