//! The resource that a path was perhaps meant for.

use super::turn::Turn;
use crate::dav::{encode_segment, same_origin_path};
use crate::limits::MAX_TARGET;

/// What stands for the account's address, which explanations do not show.
const ACCOUNT: &str = "[account]";

/// The resource of the account whose path is most like the one that was asked for.
pub(super) fn resource(turn: &Turn<'_>) -> String {
    let account = &turn.keeper.account;
    let address = encode_segment(&account.address);
    let known = [
        account.book_href(),
        account.home_href(),
        account.principal_href(),
        "/.well-known/carddav".to_owned(),
    ];
    let asked = same_origin_path(&turn.request.target);
    let asked = asked.split('?').next().unwrap_or_default();
    let nearest = known
        .into_iter()
        .min_by_key(|path| distance(asked, path))
        .unwrap_or_default();
    nearest.replace(&*address, ACCOUNT)
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
}
