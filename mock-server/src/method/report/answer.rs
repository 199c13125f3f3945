//! From the root of the body to the report.

use http::StatusCode;

use super::{addressbook_query, multiget, sync_collection};
use crate::dav::{BadXml, Condition, Name, document};
use crate::method::turn::{Outcome, Turn};
use crate::refusal::Refusal;
use crate::route::Resource;

/// Answers a report.
pub(in crate::method) fn answer(turn: &mut Turn<'_>, resource: &Resource) -> Outcome {
    let body = turn.request.body.clone();
    let document = document(&body).map_err(refuse_xml)?;
    let root = document.root_element();
    if Name::dav("sync-collection").names(root) && *resource == Resource::Book {
        return sync_collection::answer(turn, root);
    }
    if *resource != Resource::Principal {
        if Name::carddav("addressbook-multiget").names(root) {
            return multiget::answer(turn, resource, root);
        }
        if Name::carddav("addressbook-query").names(root) {
            return addressbook_query::answer(turn, resource, root);
        }
    }
    Err(
        Refusal::invalid_argument("the resource does not support this report")
            .naming(StatusCode::FORBIDDEN, Condition::SupportedReport)
            .unless("send sync-collection, addressbook-multiget or addressbook-query to the address book"),
    )
}

/// The refusal of a body that is no XML.
pub(in crate::method) fn refuse_xml(bad: BadXml) -> Refusal {
    match bad {
        BadXml::TooLarge => Refusal::page(StatusCode::PAYLOAD_TOO_LARGE, bad.to_string())
            .unless("send several smaller requests"),
        _ => Refusal::invalid_argument(bad.to_string()).unless("send well-formed XML in UTF-8"),
    }
}
