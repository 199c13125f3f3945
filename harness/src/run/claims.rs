//! What a target calls the run's own cards: it may keep them under names that it makes up itself.

use super::session::location;
use crate::dav::{CARDDAV, DAV, Element, Href, Multistatus};
use crate::exchange::{Ownership, Request, Response};

/// Claims the names that an answer gives to what the run created.
pub(super) fn claim_what_is_named(
    ownership: &mut Ownership,
    request: &Request,
    response: &Response,
) {
    let href = |reference: &str| Href::resolve(reference, &request.url);
    let is_ours = ownership.claimed(&href(&request.url));
    let method = request.method.as_str();
    if (method == "POST" || (method == "PUT" && is_ours))
        && (200..300).contains(&response.status)
        && let Some(location) = location(response)
    {
        ownership.claim(&href(&location));
    }
    let asked = asked_for(request, is_ours);
    let all_ours = asked.iter().all(|asked| ownership.claimed(&href(asked)));
    if response.status != 207 || asked.is_empty() || !all_ours {
        return;
    }
    let Ok(answer) = Multistatus::read(&response.body, &request.url) else {
        return;
    };
    // One answer for each question: more cannot all be ours.
    if answer.responses.len() <= asked.len() {
        for named in answer.responses.iter().flat_map(|response| &response.hrefs) {
            ownership.claim(named);
        }
    }
}

/// The resources that a request asks about, where it names each of them.
fn asked_for(request: &Request, is_ours: bool) -> Vec<String> {
    let depth = request.headers.get("depth").map(|depth| depth.as_bytes());
    match request.method.as_str() {
        "PROPFIND" if is_ours && depth == Some(b"0") => vec![request.url.clone()],
        "REPORT" => Element::read(&request.body)
            .ok()
            .filter(|root| root.is(CARDDAV, "addressbook-multiget"))
            .map(|root| {
                let hrefs = root.children_named(DAV, "href");
                hrefs.map(|href| href.trimmed().to_owned()).collect()
            })
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}
