//! The resource that a path was perhaps meant for.

use percent_encoding::percent_decode_str;

use super::turn::Turn;
use crate::dav::{encode_segment, same_origin_path};
use crate::limits::MAX_TARGET;
use crate::store::{Book, MemberName};

/// What stands for the account's address, which explanations do not show.
const ACCOUNT: &str = "[account]";

/// By how many letters a card's name may differ from the one that was asked for; in a short name
/// by fewer, since most short names are that much alike.
const MOST_EDITS: usize = 2;

/// With how many names one is compared at most, so that a miss in a huge book costs no more than a
/// few milliseconds.
const MOST_COMPARED: usize = 100_000;

/// The resource of the account whose path is most like the one that was asked for.
pub(super) fn resource(turn: &Turn<'_>) -> String {
    let account = &turn.keeper.account;
    let address = encode_segment(&account.address);
    let asked = asked(turn);
    let mut known = vec![
        account.book_href(),
        account.home_href(),
        account.principal_href(),
        "/.well-known/carddav".to_owned(),
    ];
    let card = card(&account.book, &last_segment(asked));
    known.extend(card.map(|name| account.card_href(name)));
    let nearest = known
        .into_iter()
        .min_by_key(|path| distance(asked, path))
        .unwrap_or_default();
    nearest.replace(&*address, ACCOUNT)
}

/// The path that was asked for, as it was written.
pub(super) fn asked<'a>(turn: &Turn<'a>) -> &'a str {
    let path = same_origin_path(&turn.request.target);
    path.split('?').next().unwrap_or_default()
}

/// The card whose name, or the name that a client chose for it, is most like another one. `.vcf`
/// and the case of letters make no difference.
pub(super) fn card<'a>(book: &'a Book, name: &str) -> Option<&'a MemberName> {
    let name = bare(name);
    let most = MOST_EDITS.min(name.len() / 3);
    let cards = book.cards().map(|(own, _)| (own, own));
    let aliases = book
        .aliases()
        .filter(|(_, real)| book.card(real.as_str()).is_some());
    cards
        .chain(aliases)
        .take(MOST_COMPARED)
        .filter_map(|(known, real)| {
            let known = bare(known.as_str());
            let edits = edits(name.as_bytes(), known.as_bytes(), most)?;
            Some(((edits, known != name), real))
        })
        .min_by_key(|(difference, _)| *difference)
        .map(|(_, real)| real)
}

fn bare(name: &str) -> &str {
    name.strip_suffix(".vcf").unwrap_or(name)
}

fn last_segment(path: &str) -> String {
    let last = path.trim_end_matches('/').rsplit('/').next();
    let last = percent_decode_str(last.unwrap_or_default());
    last.decode_utf8_lossy().into_owned()
}

/// The [`distance`] where it is at most `most`, a small number. Of names that have little in
/// common only the first few letters are looked at.
fn edits(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let alike = |(a, b): &(&u8, &u8)| a.eq_ignore_ascii_case(b);
    let same = a.iter().zip(b).take_while(alike).count();
    let (a, b) = (a.get(same..)?, b.get(same..)?);
    let ([_, a_rest @ ..], [_, b_rest @ ..]) = (a, b) else {
        return Some(a.len().max(b.len()));
    };
    let most = most.checked_sub(1)?;
    let edited = [(a_rest, b_rest), (a_rest, b), (a, b_rest)];
    let fewest = edited
        .into_iter()
        .filter_map(|(a, b)| edits(a, b, most))
        .min();
    fewest.map(|edits| edits + 1)
}

/// How many letters have to be changed, added or taken away to make one text of the other, case
/// left aside (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let a = a
        .bytes()
        .take(MAX_TARGET)
        .map(|byte| byte.to_ascii_lowercase());
    let b = b.to_ascii_lowercase();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (above, letter) in (1..).zip(a) {
        let mut left = above;
        let mut diagonal = above - 1;
        for (cell, other) in row.iter_mut().skip(1).zip(b.bytes()) {
            let changed = diagonal + usize::from(letter != other);
            diagonal = *cell;
            *cell = changed.min(diagonal + 1).min(left + 1);
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = above;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    #[test]
    fn a_distance_counts_letters() {
        for (a, b, letters) in [
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "ABC", 0),
            ("kitten", "sitting", 3),
            ("/lists/defualt/", "/lists/default/", 2),
        ] {
            assert_eq!(distance(a, b), letters, "{a} {b}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(42),
            ..ProptestConfig::with_cases(2000)
        })]

        #[test]
        fn a_few_edits_are_counted_like_any_distance(
            a in "[abA]{0,6}",
            b in "[abA]{0,6}",
            most in 0..4_usize,
        ) {
            let whole = distance(&a, &b);
            let expected = (whole <= most).then_some(whole);
            prop_assert_eq!(edits(a.as_bytes(), b.as_bytes(), most), expected);
        }
    }
}
