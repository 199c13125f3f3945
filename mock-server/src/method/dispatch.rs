//! From the method to its handler.

use super::turn::{Outcome, Turn};
use super::{
    delete, get, if_header, nowhere, options, post, propfind, proppatch, put, report, unsupported,
};
use crate::route::{Nowhere, Resource};

/// The methods that change something, and look at all conditions before they do.
const CHANGING: [&str; 3] = ["PUT", "POST", "DELETE"];

/// Lets the method's handler answer. Methods that are not served are refused before anybody looks
/// whether the resource exists (google:METH-01).
pub(crate) fn dispatch(turn: &mut Turn<'_>, place: Result<Resource, Nowhere>) -> Outcome {
    let method = turn.request.method.as_str();
    let handler: fn(&mut Turn<'_>, &Resource) -> Outcome = match method {
        "OPTIONS" => options::answer,
        "PROPFIND" => propfind::answer,
        "REPORT" => report::answer,
        "GET" | "HEAD" => get::answer,
        "PUT" => put::answer,
        "POST" => post::answer,
        "DELETE" => delete::answer,
        "PROPPATCH" => proppatch::answer,
        _ => return Err(unsupported::refuse(turn, place.ok().as_ref())),
    };
    match place {
        Ok(resource) if CHANGING.contains(&method) => handler(turn, &resource),
        // What only reads may be refused afterwards.
        Ok(resource) => {
            let reply = handler(turn, &resource)?;
            if_header::check(turn, &resource).map(|()| reply)
        }
        Err(nowhere) => Err(nowhere::refuse(turn, nowhere)),
    }
}
