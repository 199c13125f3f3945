//! What `Allow` and `DAV` say.

use http::HeaderName;

use crate::explanation::Notes;
use crate::quirk::{OptionsAdvertised, Quirks};
use crate::reply::Reply;
use crate::route::Resource;

/// The `DAV` header (RFC 4918 §10.1).
const DAV: HeaderName = HeaderName::from_static("dav");

/// The methods that a resource has; of an unknown one, all that there are.
pub(super) const fn methods(resource: Option<&Resource>) -> &'static str {
    match resource {
        None => "OPTIONS, PROPFIND, PROPPATCH, REPORT, GET, HEAD, PUT, POST, DELETE",
        Some(Resource::Principal) => "OPTIONS, PROPFIND, PROPPATCH",
        Some(Resource::Home) => "OPTIONS, PROPFIND, PROPPATCH, REPORT",
        Some(Resource::Book) => "OPTIONS, PROPFIND, PROPPATCH, REPORT, POST",
        Some(Resource::Member(_)) => "OPTIONS, PROPFIND, PROPPATCH, REPORT, GET, HEAD, PUT, DELETE",
    }
}

/// What `Allow` and `DAV` claim.
pub(super) struct Claims {
    pub(super) allow: &'static str,
    dav: &'static str,
}

/// What is claimed about a resource. This is the one place that asks `options.advertised`.
pub(super) fn claims(quirks: &Quirks, notes: &Notes, resource: Option<&Resource>) -> Claims {
    match notes.ask(quirks.options_advertised) {
        OptionsAdvertised::Served => Claims {
            allow: methods(resource),
            dav: "1, 3, addressbook",
        },
        // google:OPT-03 and google:OPT-05.
        OptionsAdvertised::MoreThanServed => Claims {
            allow: "UNLOCK,MKCOL,PROPFIND,LOCK,PROPPATCH,OPTIONS,ACL,PUT,GET,REPORT,POST",
            dav: "1, 2, 3, addressbook, access-control",
        },
    }
}

impl Claims {
    /// Puts the `DAV` header on a reply, as every multistatus has it.
    pub(super) fn mark(&self, reply: Reply) -> Reply {
        reply.set_text(DAV, self.dav)
    }
}
