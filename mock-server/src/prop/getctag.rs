//! `CS:getctag` (caldav-ctag-02 §4.1): another value after every change in the book.

use super::{LiveProperty, Row, Scene};
use crate::dav::{CALENDARSERVER, Content, Name};
use crate::quirk::PropCtagDepth1;
use crate::store::{Account, scramble};

pub(crate) static GETCTAG: LiveProperty = LiveProperty {
    name: Name::new(CALENDARSERVER, "getctag"),
    in_allprop: false,
    value,
};

/// This is the one place that asks `prop.ctag-depth1`.
fn value<'a>(scene: &'a Scene<'_>, row: Row<'a>) -> Option<Content<'a>> {
    let Row::Book = row else { return None };
    if scene.is_listing && scene.ask(scene.quirks.prop_ctag_depth1) == PropCtagDepth1::NotFound {
        return None;
    }
    Some(Content::text(ctag(scene.account)))
}

/// A quoted text of sixteen digits, a dot and a number (google:PROP-10). It comes from the
/// revision and its time, so it costs the same in a book of any size.
fn ctag(account: &Account) -> String {
    let changed = account.book.changed().map_or(0, |at| at.as_microsecond());
    let digits = [
        account.number,
        account.book.revision(),
        changed.unsigned_abs(),
    ]
    .into_iter()
    .fold(0, |digits, part| scramble(digits ^ part));
    let mut ctag = String::with_capacity(20);
    ctag.push('"');
    for shift in (0..16).rev() {
        ctag.push(hexadecimal(digits >> (4 * shift)));
    }
    ctag.push_str(".1\"");
    ctag
}

/// The last hexadecimal digit of a number.
fn hexadecimal(number: u64) -> char {
    char::from_digit((number & 0xF) as u32, 16).unwrap_or('0')
}
