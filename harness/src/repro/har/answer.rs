//! What was answered, as the checks of a step, and what later requests may have from it.

use http::header::{ETAG, LOCATION};
use serde_json::{Map, Value, json};

use super::links::Links;
use super::read::Said;
use super::request::written;
use super::start::{key, text_of};
use crate::dav::{CARDDAV, Condition, DAV, Element, Href, Multistatus, Name, Response as Row};
use crate::exchange::Response;

/// The checks of a step. What the answer tells is known from the next step on.
pub(super) fn checks(said: &Said, step: usize, links: &mut Links) -> Map<String, Value> {
    let mut checks = Map::new();
    let Ok(response) = &said.exchange.outcome else {
        return checks;
    };
    let request = &said.exchange.request;
    let answered = Answered {
        method: &request.method,
        url: &request.url,
        response,
        step,
    };
    checks.insert("status".to_owned(), response.status.into());
    answered.location(&mut checks, links);
    answered.etag(&mut checks, links);
    answered.condition(&mut checks);
    if let Ok(multistatus) = Multistatus::read(&response.body, &request.url) {
        answered.members(&multistatus, &mut checks, links);
        answered.sync_token(&multistatus, &mut checks, links);
    }
    checks
}

struct Answered<'a> {
    method: &'a str,
    url: &'a str,
    response: &'a Response,
    step: usize,
}

impl Answered<'_> {
    fn own(&self) -> Href {
        Href::resolve(self.url, self.url)
    }

    fn field(&self, name: &http::HeaderName) -> Option<String> {
        let value = self.response.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// Where a redirect leads, and where something was created.
    fn location(&self, checks: &mut Map<String, Value>, links: &mut Links) {
        let created = self.response.status == 201;
        let own = self.own();
        if let Some(location) = self.field(&LOCATION) {
            checks.insert("header".to_owned(), json!({ "Location": "present" }));
            let href = Href::resolve(&location, self.url);
            let source = ("location", json!("header Location"));
            if href != own {
                links.tell(self.step, &key(&href), source);
            }
        }
        if created && self.method == "PUT" {
            let source = json!(["header Location", "request href"]);
            links.tell(self.step, &key(&own), ("href", source));
        }
    }

    fn etag(&self, checks: &mut Map<String, Value>, links: &mut Links) {
        let Some(etag) = self.field(&ETAG) else {
            return;
        };
        let before = links.etag(&self.own(), &etag);
        let same = before.as_ref() == Some(&etag);
        let before = before.and_then(|before| links.reference(&before, self.step));
        let check = match (before, same) {
            (Some(before), true) => json!({ "same-as": before }),
            (Some(before), false) => json!({ "differs-from": before }),
            (None, _) => json!("present"),
        };
        checks.insert("etag".to_owned(), check);
        links.tell(self.step, &etag, ("etag", json!("header ETag")));
    }

    /// RFC 4918 §16.
    fn condition(&self, checks: &mut Map<String, Value>) {
        let conditions = match self.response.status {
            300.. => Condition::read_all(&self.response.body).unwrap_or_default(),
            _ => Vec::new(),
        };
        if let Some(first) = conditions.first() {
            checks.insert("precondition".to_owned(), written(&first.name).into());
        }
    }

    fn members(
        &self,
        multistatus: &Multistatus,
        checks: &mut Map<String, Value>,
        links: &mut Links,
    ) {
        let (mut ok, mut gone) = (Vec::new(), Vec::new());
        let mut all_known = true;
        for row in &multistatus.responses {
            let Some(href) = row.href() else { continue };
            let known = match *href == self.own() {
                true => None,
                false => {
                    let known = links.known(href, self.step);
                    all_known &= known.is_some();
                    known
                }
            };
            let list = if row.status == Some(404) {
                &mut gone
            } else {
                &mut ok
            };
            list.extend(known.clone());
            self.learn(row, href, known.as_ref(), links);
        }
        let lists = self.method == "REPORT" || !(ok.is_empty() && gone.is_empty());
        let mut members = Map::new();
        for (key, list) in [("ok", ok), ("gone", gone)] {
            if !list.is_empty() {
                members.insert(key.to_owned(), list.into());
            }
        }
        if all_known && lists {
            members.insert("none-other".to_owned(), true.into());
        }
        if !members.is_empty() {
            checks.insert("members".to_owned(), Value::Object(members));
        }
    }

    /// What a row tells: the ETag of its resource, the sync token of a collection.
    fn learn(&self, row: &Row, href: &Href, known: Option<&String>, links: &mut Links) {
        let of = match (known, *href == self.own()) {
            (_, true) => String::new(),
            (Some(known), _) => format!(" of {known}"),
            (None, _) => return,
        };
        if let Some(etag) = text_of(row, DAV, "getetag") {
            links.etag(href, &etag);
            let source = json!(format!("property getetag{of}"));
            links.tell(self.step, &etag, ("etag", source));
        }
        if let Some(token) = text_of(row, DAV, "sync-token") {
            let source = json!(format!("property sync-token{of}"));
            links.tell(self.step, &token, ("token", source));
        }
        for (namespace, local) in [
            (DAV, "current-user-principal"),
            (CARDDAV, "addressbook-home-set"),
        ] {
            let name = Name::new(namespace, local);
            let property = row.property(&name);
            let inside = property.and_then(|it| it.element.dav_child("href"));
            if let Some(inside) = inside.map(Element::trimmed) {
                let inside = Href::resolve(inside, self.url);
                let source = json!(format!("property {local}{of}"));
                links.tell(self.step, &key(&inside), ("place", source));
            }
        }
    }

    fn sync_token(
        &self,
        multistatus: &Multistatus,
        checks: &mut Map<String, Value>,
        links: &mut Links,
    ) {
        let Some(token) = &multistatus.sync_token else {
            return;
        };
        let check = match links.reference(&token.0, self.step) {
            Some(known) => json!({ "same-as": known }),
            None => json!("present"),
        };
        checks.insert("sync-token".to_owned(), check);
        links.tell(self.step, &token.0, ("token", json!("sync-token")));
    }
}
