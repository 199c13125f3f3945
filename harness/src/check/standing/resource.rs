//! Which resources of an exchange are address objects (RFC 6352 §5.1), as far as the exchange
//! itself says so.

use super::asked::Asked;
use crate::check::Subject;
use crate::dav::{Href, Response};
use crate::scenario::ContextName;

/// The responses of a multistatus that are about address objects: what a multiget asks for, what
/// stands in the address book and is no collection (RFC 6352 §5.2).
pub(super) fn address_objects<'s>(subject: &'s Subject<'_>) -> Vec<(&'s Href, &'s Response)> {
    let Ok(multistatus) = subject.multistatus() else {
        return Vec::new();
    };
    let asked = Asked::of(subject);
    let rows = multistatus
        .responses
        .iter()
        .filter_map(|row| Some((row.href()?, row)));
    rows.filter(|(href, row)| match &asked {
        Asked::Multiget { .. } => true,
        _ => (is_in_book(subject, href) || row.address_data().is_some()) && !is_collection(row),
    })
    .collect()
}

/// Whether the request went to an address object, as far as its URL or the answer says so.
pub(super) fn is_to_address_object(subject: &Subject<'_>) -> bool {
    is_in_book(subject, &subject.own_href()) || has_vcard_body(subject)
}

/// Whether the body is that of an address object: a vCard by its media type (RFC 6350 §10.1, RFC
/// 2426 §6), and not the export of a whole collection.
pub(super) fn has_vcard_body(subject: &Subject<'_>) -> bool {
    let is_vcard = matches!(
        subject.media_type().as_deref(),
        Some("text/vcard" | "text/x-vcard" | "text/directory")
    );
    let own = subject.own_href();
    is_vcard && !own.canonical.ends_with('/') && book(subject) != Some(own)
}

fn is_in_book(subject: &Subject<'_>, href: &Href) -> bool {
    book(subject).is_some_and(|book| href.is_within(&book))
}

/// The address book, if the scenario knows one.
fn book(subject: &Subject<'_>) -> Option<Href> {
    let book = subject.values.context(ContextName::Book).ok()?;
    Some(subject.href(book))
}

fn is_collection(row: &Response) -> bool {
    row.is_collection() || row.href().is_some_and(|href| href.raw.ends_with('/'))
}
