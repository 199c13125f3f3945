//! What was asked, as the keys of a step.

use http::HeaderMap;
use serde_json::{Map, Value, json};

use super::links::{Links, literal};
use super::read::Said;
use crate::dav::{CARDDAV, DAV, Element, Href, Name};
use crate::exchange::Request;

/// Fields that mean something to the protocol; the others are the client's own business.
const FIELDS: [&str; 7] = [
    "If-Match",
    "If-None-Match",
    "If",
    "Prefer",
    "Overwrite",
    "Brief",
    "Destination",
];

/// What a step is called, before it is numbered.
pub(super) fn name(request: &Request) -> String {
    let root = Element::read(&request.body).ok();
    let is = |namespace, local| root.as_ref().is_some_and(|root| root.is(namespace, local));
    let name = match request.method.as_str() {
        "REPORT" if is(DAV, "sync-collection") => "sync",
        "REPORT" if is(CARDDAV, "addressbook-multiget") => "multiget",
        "REPORT" if is(CARDDAV, "addressbook-query") => "query",
        method => method,
    };
    let name = name.chars().filter(char::is_ascii_alphanumeric);
    let name: String = name.map(|c| c.to_ascii_lowercase()).collect();
    if name.is_empty() {
        "other".to_owned()
    } else {
        name
    }
}

/// The keys of a step that say what is sent.
pub(super) fn keys(said: &Said, step: usize, links: &mut Links) -> Map<String, Value> {
    let request = &said.exchange.request;
    let own = Href::resolve(&request.url, &request.url);
    let mut keys = Map::new();
    let asked = Asked { request, step };
    if !asked.typed(&own, &mut keys, links) {
        asked.raw(&own, &mut keys, links);
    }
    let fields = asked.fields(links);
    if !fields.is_empty() {
        keys.insert("headers".to_owned(), Value::Object(fields));
    }
    let refused = said
        .exchange
        .outcome
        .as_ref()
        .is_ok_and(|it| it.status == 401);
    if refused {
        let who = if said.is_logged_in() {
            "unknown-token"
        } else {
            "none"
        };
        keys.insert("credentials".to_owned(), who.into());
    }
    keys
}

struct Asked<'a> {
    request: &'a Request,
    step: usize,
}

impl Asked<'_> {
    /// A request that the typed fields can say; else nothing.
    fn typed(&self, own: &Href, keys: &mut Map<String, Value>, links: &mut Links) -> bool {
        let action = self.request.method.to_lowercase();
        match action.as_str() {
            "get" | "head" | "delete" | "options" if self.request.body.is_empty() => {
                keys.insert(action, links.resource(own, self.step));
                true
            }
            "put" | "post" => self.card(&action, own, keys, links),
            "propfind" => self.propfind(own, keys, links),
            "report" => self.report(own, keys, links),
            _ => false,
        }
    }

    fn card(
        &self,
        action: &str,
        own: &Href,
        keys: &mut Map<String, Value>,
        links: &mut Links,
    ) -> bool {
        let text = std::str::from_utf8(&self.request.body).unwrap_or_default();
        if !text.starts_with("BEGIN:VCARD") || !text.trim_end().ends_with("END:VCARD") {
            return false;
        }
        keys.insert(action.to_owned(), links.resource(own, self.step));
        let text = literal(&text.replace("\r\n", "\n"));
        keys.insert("card".to_owned(), json!({ "text": text }));
        true
    }

    fn propfind(&self, own: &Href, keys: &mut Map<String, Value>, links: &mut Links) -> bool {
        let Ok(root) = Element::read(&self.request.body) else {
            return false;
        };
        let props = match root.children.as_slice() {
            [only] if only.is(DAV, "prop") => names_in(only).map(Value::from),
            [only] if only.is(DAV, "allprop") => Some("all".into()),
            [only] if only.is(DAV, "propname") => Some("names".into()),
            _ => None,
        };
        let Some(props) = props.filter(|_| root.is(DAV, "propfind")) else {
            return false;
        };
        keys.insert("propfind".to_owned(), links.resource(own, self.step));
        keys.insert("depth".to_owned(), self.depth());
        keys.insert("props".to_owned(), props);
        true
    }

    fn report(&self, own: &Href, keys: &mut Map<String, Value>, links: &mut Links) -> bool {
        let Ok(root) = Element::read(&self.request.body) else {
            return false;
        };
        let Some(props) = root.dav_child("prop").and_then(names_in) else {
            return false;
        };
        let report = if root.is(DAV, "sync-collection") {
            let mut report = self.sync(&root, links);
            report.insert("props".to_owned(), props.into());
            json!({ "sync-collection": report })
        } else if root.is(CARDDAV, "addressbook-multiget") {
            let hrefs = root.children_named(DAV, "href");
            let hrefs = hrefs.map(|href| Href::resolve(href.trimmed(), &self.request.url));
            let hrefs: Vec<Href> = hrefs.collect();
            let hrefs = hrefs
                .iter()
                .map(|href| links.resource_text(href, self.step));
            let hrefs: Vec<String> = hrefs.collect();
            if hrefs.is_empty() {
                return false;
            }
            json!({ "addressbook-multiget": { "hrefs": hrefs, "props": props } })
        } else {
            return false;
        };
        keys.insert("report".to_owned(), report);
        if links.places.book.as_ref() != Some(own) {
            keys.insert("at".to_owned(), links.resource(own, self.step));
        }
        if self.request.headers.contains_key("depth") {
            keys.insert("depth".to_owned(), self.depth());
        }
        true
    }

    fn sync(&self, root: &Element, links: &mut Links) -> Map<String, Value> {
        let mut report = Map::new();
        let token = root.dav_child("sync-token").map(Element::trimmed);
        let token = links.text(token.unwrap_or_default(), self.step);
        report.insert("sync-token".to_owned(), token.into());
        let level = root.dav_child("sync-level").map(Element::trimmed);
        if let Some(level) = level.filter(|level| *level != "1") {
            report.insert("sync-level".to_owned(), literal(level).into());
        }
        let limit = root
            .dav_child("limit")
            .and_then(|it| it.dav_child("nresults"));
        let limit = limit.and_then(|it| it.trimmed().parse::<u32>().ok());
        if let Some(limit) = limit.filter(|limit| *limit > 0) {
            report.insert("limit".to_owned(), limit.into());
        }
        report
    }

    /// Any other request, as it stands.
    fn raw(&self, own: &Href, keys: &mut Map<String, Value>, links: &mut Links) {
        let request = self.request;
        let url = links.resource(own, self.step);
        let action = json!({ "method": request.method, "url": url });
        keys.insert("request".to_owned(), action);
        if request.headers.contains_key("depth") {
            keys.insert("depth".to_owned(), self.depth());
        }
        if request.body.is_empty() {
            return;
        }
        let (key, body) = match std::str::from_utf8(&request.body) {
            Ok(text) => ("body", literal(text)),
            Err(_) => {
                use base64::Engine as _;
                let coded = base64::prelude::BASE64_STANDARD.encode(&request.body);
                ("body-base64", coded)
            }
        };
        keys.insert(key.to_owned(), body.into());
        if let Some(media_type) = text_of(&request.headers, "Content-Type") {
            keys.insert("content-type".to_owned(), media_type.into());
        }
    }

    /// The header Depth; what scenarios have no word for is sent as it stands by none.
    fn depth(&self) -> Value {
        match text_of(&self.request.headers, "Depth").as_deref() {
            Some("0") => 0.into(),
            Some("1") => 1.into(),
            Some(other) if other.eq_ignore_ascii_case("infinity") => "infinity".into(),
            _ => "none".into(),
        }
    }

    fn fields(&self, links: &mut Links) -> Map<String, Value> {
        let mut fields = Map::new();
        for name in FIELDS {
            let Some(value) = text_of(&self.request.headers, name) else {
                continue;
            };
            let value = match name {
                "Destination" => {
                    let href = Href::resolve(&value, &self.request.url);
                    links.resource_text(&href, self.step)
                }
                _ => links.text(&value, self.step),
            };
            fields.insert(name.to_owned(), value.into());
        }
        fields
    }
}

fn text_of(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// The names of the properties that are asked for; `None` where one asks for a part of it, which
/// only the body itself can say.
fn names_in(prop: &Element) -> Option<Vec<String>> {
    let plain = prop
        .children
        .iter()
        .all(|it| it.children.is_empty() && it.attributes.is_empty());
    let names = prop.children.iter().map(|element| written(&element.name));
    let names: Vec<String> = names.collect();
    (plain && !names.is_empty()).then_some(names)
}

/// A name as scenarios write it.
pub(super) fn written(name: &Name) -> String {
    let (namespace, local) = (&name.namespace, &name.local);
    let is_known = namespace == DAV || namespace == CARDDAV;
    let is_known = is_known && crate::scenario::load::element_names().any(|known| known == local);
    match is_known {
        true => local.clone(),
        false => format!("{{{namespace}}}{local}"),
    }
}
