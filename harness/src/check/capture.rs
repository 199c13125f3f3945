//! Values of an exchange that later steps use.

use crate::dav::{CARDDAV, Element, Multistatus, Name};
use crate::scenario::{Listing, Source, Unresolved};

use super::{Subject, vcard};

/// The value of a source, if the exchange has one.
#[must_use]
pub fn find(source: &Source, subject: &Subject<'_>) -> Option<String> {
    value(source, subject).ok().flatten()
}

/// The value of a source.
///
/// # Errors
/// When the source refers to something without a value.
pub(super) fn value(source: &Source, subject: &Subject<'_>) -> Result<Option<String>, Unresolved> {
    Ok(match source {
        Source::Header(name) => subject.header(name).into_iter().next(),
        Source::Property { name, of } => {
            let href = match of {
                Some(_) => subject.resource(of.as_ref())?,
                None => subject.answering(),
            };
            let property = subject.property(&href, name).ok();
            property
                .filter(|property| property.status == Some(200))
                .and_then(|property| text_or_href(property.element))
        }
        Source::SyncToken => sync_token(subject),
        Source::RequestHref => Some(path_of(&subject.request.url)),
        Source::ResponseHref => only_href(subject),
        Source::ResponseHrefWith(name) => href_with(name, subject),
        Source::Body => Some(String::from_utf8_lossy(&subject.response.body).into_owned())
            .filter(|body| !body.is_empty()),
        Source::Status => Some(subject.response.status.to_string()),
        Source::Element(path) => first_text(path, subject),
        Source::Vcard { name, of } => {
            let card = vcard::received(of.as_ref(), subject)?.ok();
            card.and_then(|card| Some(card.properties(name).next()?.value.clone()))
        }
    })
}

fn first_text(path: &[Name], subject: &Subject<'_>) -> Option<String> {
    let root = subject.document().ok()?;
    let text = root.at(path).first()?.trimmed().to_owned();
    Some(text).filter(|text| !text.is_empty())
}

/// The source in words: `header Location`, `DAV:getetag of /a`.
pub(super) fn in_words(source: &Source, subject: &Subject<'_>) -> Result<String, Unresolved> {
    Ok(match source {
        Source::Header(name) => format!("header {name}"),
        Source::Property { name, of: None } => name.to_string(),
        Source::Property { name, of: Some(of) } => {
            format!("{name} of {}", of.resolve(subject.values)?)
        }
        Source::SyncToken => "DAV:sync-token".to_owned(),
        Source::RequestHref => "request href".to_owned(),
        Source::ResponseHref => "response href".to_owned(),
        Source::ResponseHrefWith(name) => format!("response href with {name}"),
        Source::Body => "body".to_owned(),
        Source::Status => "status".to_owned(),
        Source::Element(path) => format!("element {}", path_in_words(path)),
        Source::Vcard { name, of: None } => format!("vcard {name}"),
        Source::Vcard { name, of: Some(of) } => {
            format!("vcard {name} of {}", of.resolve(subject.values)?)
        }
    })
}

/// `DAV:multistatus/DAV:response`.
#[must_use]
pub fn path_in_words(path: &[Name]) -> String {
    let names: Vec<String> = path.iter().map(ToString::to_string).collect();
    names.join("/")
}

/// The members that a multistatus lists, with their ETags: without the request's own resource,
/// without what is gone, without collections.
#[must_use]
pub fn listing(subject: &Subject<'_>) -> Option<Listing> {
    let multistatus = subject.multistatus().ok()?;
    let own = subject.own_href();
    let members = multistatus.responses.iter().filter(|response| {
        response.status.is_none_or(|status| status / 100 == 2) && !response.is_collection()
    });
    let rows = members.filter_map(|response| {
        let href = response.href().filter(|href| **href != own)?;
        Some((href.canonical.clone(), response.etag().map(|etag| etag.0)))
    });
    Some(rows.collect())
}

/// The child of the multistatus (RFC 6578 §6.4).
fn sync_token(subject: &Subject<'_>) -> Option<String> {
    let token = subject.multistatus().ok()?.sync_token.clone()?;
    Some(token.0).filter(|token| !token.is_empty())
}

/// The `DAV:href` in a property if there is one, else its text.
fn text_or_href(element: &Element) -> Option<String> {
    let text = match element.dav_child("href") {
        Some(href) => href.trimmed(),
        None if element.is(CARDDAV, "address-data") => &element.text,
        None => element.trimmed(),
    };
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn only_href(subject: &Subject<'_>) -> Option<String> {
    let multistatus: &Multistatus = subject.multistatus().ok()?;
    match &multistatus.responses[..] {
        [only] => only.href().map(|href| href.raw.trim().to_owned()),
        _ => None,
    }
}

/// The href of the first response whose resource is of a type.
fn href_with(kind: &Name, subject: &Subject<'_>) -> Option<String> {
    let rows = &subject.multistatus().ok()?.responses;
    let found = rows.iter().find(|row| row.is_of_type(kind))?;
    found.href().map(|href| href.raw.trim().to_owned())
}

/// A URL without scheme and host.
fn path_of(url: &str) -> String {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme
        .find('/')
        .and_then(|slash| after_scheme.get(slash..));
    path.unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, dav, found, reference, text};

    fn property(local: &str, of: Option<&str>) -> Source {
        Source::Property {
            name: dav(local),
            of: of.map(text),
        }
    }

    #[test]
    fn a_status_an_element_and_a_line_of_a_card_can_be_taken() {
        let sample = Sample::sync(&at_status("/ada/book/a", 404));
        let path = ["multistatus", "response", "status"].map(dav).to_vec();
        let other = ["multistatus", "error"].map(dav).to_vec();
        let found = |source: &Source| find(source, &sample.subject());
        assert_eq!(found(&Source::Status).as_deref(), Some("207"));
        let status = found(&Source::Element(path)).expect("a status");
        assert!(status.starts_with("HTTP/1.1 404"), "{status}");
        assert_eq!(found(&Source::Element(other)), None);
        let card = "BEGIN:VCARD\r\nNOTE:one\\, two\r\nEND:VCARD\r\n";
        let row = found_card("/ada/book/a", card);
        let sample = Sample::sync(&row);
        let note = |of: &str, name: &str| {
            let (name, of) = (name.to_owned(), Some(text(of)));
            find(&Source::Vcard { name, of }, &sample.subject())
        };
        assert_eq!(note("a", "NOTE").as_deref(), Some("one\\, two"));
        assert_eq!(note("a", "TEL"), None);
        assert_eq!(note("b", "NOTE"), None);
    }

    /// A response with a card in its `address-data`.
    fn found_card(href: &str, card: &str) -> String {
        let data = format!("<c:address-data xmlns:c=\"{CARDDAV}\">{card}</c:address-data>");
        found(href, &data)
    }

    #[test]
    fn values_are_taken_from_headers_properties_tokens_and_bodies() {
        let rows = format!(
            "{}{}",
            found(
                "/ada/book/",
                "<d:displayname> Book </d:displayname><d:owner><d:href>/ada/</d:href></d:owner>"
            ),
            found("/ada/book/a", "<d:getetag>\"1\"</d:getetag>")
        );
        let sample = Sample::sync(&format!("{rows}<d:sync-token>data:,2</d:sync-token>"))
            .header("Location", "/ada/book/a");
        for (source, value) in [
            (Source::Header("location".to_owned()), "/ada/book/a"),
            (property("displayname", None), "Book"),
            (property("owner", None), "/ada/"),
            (property("getetag", Some("a")), "\"1\""),
            (Source::SyncToken, "data:,2"),
            (Source::RequestHref, "/ada/book/"),
        ] {
            assert_eq!(find(&source, &sample.subject()).as_deref(), Some(value));
        }
        let body = find(&Source::Body, &sample.subject()).expect("a body");
        assert!(body.starts_with("<d:multistatus"));
    }

    #[test]
    fn a_property_is_taken_from_the_resource_that_answered_at_another_name() {
        let row = found("/ada/book/1f", "<d:getetag>\"1\"</d:getetag>");
        let asked = |depth: &str, rows: &str| {
            let sample =
                Sample::propfind(depth, &[], rows).url("https://dav.example.com/ada/book/a");
            find(&property("getetag", None), &sample.subject())
        };
        assert_eq!(asked("0", &row).as_deref(), Some("\"1\""));
        assert_eq!(asked("1", &row), None);
        assert_eq!(asked("0", &format!("{row}{}", at_status("/b", 404))), None);
    }

    #[test]
    fn a_response_is_found_by_its_resource_type() {
        let home = "<d:resourcetype><d:collection/></d:resourcetype>";
        let book = "<d:resourcetype><d:collection/><card:addressbook/></d:resourcetype>";
        let rows = format!("{}{}", found("/ada/", home), found("/ada/book/", book));
        let sample = Sample::propfind("1", &[], &rows);
        let with = |local: &str| Source::ResponseHrefWith(Name::new(CARDDAV, local));
        let value = |source| find(&source, &sample.subject());
        assert_eq!(value(with("addressbook")).as_deref(), Some("/ada/book/"));
        assert_eq!(value(with("directory")), None);
    }

    #[test]
    fn what_is_not_there_has_no_value() {
        let sample = Sample::new("GET");
        for source in [
            Source::Header("Location".to_owned()),
            property("displayname", None),
            Source::SyncToken,
            Source::ResponseHref,
            Source::Body,
        ] {
            assert_eq!(find(&source, &sample.subject()), None, "{source:?}");
        }
        let unknown = Source::Property {
            name: dav("getetag"),
            of: Some(reference("create.href")),
        };
        assert_eq!(find(&unknown, &sample.subject()), None);
        assert!(value(&unknown, &sample.subject()).is_err());
    }

    #[test]
    fn properties_at_404_and_empty_texts_have_no_value() {
        let sample = Sample::propfind(
            "0",
            &[],
            "<d:response><d:href>/ada/book/</d:href>\
             <d:propstat><d:prop><d:getetag>x</d:getetag></d:prop>\
             <d:status>HTTP/1.1 404 No</d:status></d:propstat>\
             <d:propstat><d:prop><d:displayname/></d:prop>\
             <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>\
             <d:sync-token/>",
        );
        for source in [
            property("getetag", None),
            property("displayname", None),
            Source::SyncToken,
        ] {
            assert_eq!(find(&source, &sample.subject()), None, "{source:?}");
        }
    }

    #[test]
    fn the_response_href_needs_a_single_response() {
        let one = Sample::propfind("0", &[], &found("/ada/book/a", ""));
        let subject = one.subject();
        assert_eq!(
            find(&Source::ResponseHref, &subject).as_deref(),
            Some("/ada/book/a")
        );
        let two = format!("{}{}", found("/a", ""), found("/b", ""));
        let two = Sample::propfind("0", &[], &two);
        assert_eq!(find(&Source::ResponseHref, &two.subject()), None);
    }

    #[test]
    fn a_listing_holds_members_with_their_etags_and_nothing_else() {
        let sample = Sample::sync(&format!(
            "{}{}{}{}{}",
            found("/ada/book/", "<d:getetag>\"0\"</d:getetag>"),
            found("/ada/book/a%40", "<d:getetag>\"1\"</d:getetag>"),
            found("/ada/book/b", ""),
            found(
                "/ada/book/c/",
                "<d:resourcetype><d:collection/></d:resourcetype>"
            ),
            at_status("/ada/book/d", 404),
        ));
        let expected = Listing::from([
            ("/ada/book/a@".to_owned(), Some("\"1\"".to_owned())),
            ("/ada/book/b".to_owned(), None),
        ]);
        assert_eq!(listing(&sample.subject()), Some(expected));
        assert_eq!(listing(&Sample::new("GET").subject()), None);
    }

    #[test]
    fn the_path_of_a_url_starts_at_its_slash() {
        assert_eq!(path_of("https://dav.example.com/a%40/?b"), "/a%40/?b");
        assert_eq!(path_of("https://dav.example.com"), "/");
        assert_eq!(path_of("/a"), "/a");
    }
}
