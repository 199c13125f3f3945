use super::*;

fn written(fill: impl FnOnce(&mut Multistatus), token: Option<&str>) -> String {
    let mut document = Multistatus::new();
    fill(&mut document);
    let text = String::from_utf8(document.finish(token).unwrap().to_vec()).unwrap();
    roxmltree::Document::parse(&text).unwrap();
    text.split_once("ical/\">\n").unwrap().1.to_owned()
}

#[test]
fn the_envelope_is_the_one_that_was_seen() {
    let text = String::from_utf8(Multistatus::new().finish(None).unwrap().to_vec()).unwrap();
    assert!(
        text.starts_with(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<d:multistatus xmlns:cal=\"urn:ietf:params:xml:ns:caldav\" ",
            "xmlns:card=\"urn:ietf:params:xml:ns:carddav\" ",
            "xmlns:cs=\"http://calendarserver.org/ns/\" xmlns:d=\"DAV:\" ",
            "xmlns:ical=\"http://apple.com/ns/ical/\">",
        )),
        "{text}"
    );
}

#[test]
fn foreign_namespaces_are_numbered_and_declared_where_they_stand() {
    let names = [("urn:a", "x"), ("urn:b", "y"), ("urn:a", "z"), ("", "bare")]
        .map(|(namespace, local)| Name::new(namespace, local));
    let fill = |propstats: &mut Propstats<'_>| {
        for name in &names {
            propstats.property(StatusCode::NOT_FOUND, name, &Content::Empty);
        }
    };
    assert_eq!(
        written(|document| document.response("/a", fill), None),
        concat!(
            " <d:response>\n",
            "  <d:href>/a</d:href>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 404 Not Found</d:status>\n",
            "   <d:prop>\n",
            "    <ns1:x xmlns:ns1=\"urn:a\"/>\n",
            "    <ns2:y xmlns:ns2=\"urn:b\"/>\n",
            "    <ns1:z xmlns:ns1=\"urn:a\"/>\n",
            "    <bare/>\n",
            "   </d:prop>\n",
            "  </d:propstat>\n",
            " </d:response>\n",
            "</d:multistatus>\n",
        )
    );
}

#[test]
fn properties_of_one_status_share_a_propstat() {
    let fill = |propstats: &mut Propstats<'_>| {
        propstats.no_prop(StatusCode::OK);
        propstats.no_property(StatusCode::OK);
        let value = Content::text("a & b");
        propstats.property(StatusCode::OK, &Name::dav("getetag"), &value);
        let names = Content::names([Name::dav("collection")]);
        propstats.property(StatusCode::OK, &Name::dav("resourcetype"), &names);
        propstats.property(StatusCode::FORBIDDEN, &Name::dav("x"), &Content::Empty);
        propstats.because(&Condition::CannotModifyProtectedProperty);
    };
    assert_eq!(
        written(|document| document.response("/a", fill), None),
        concat!(
            " <d:response>\n",
            "  <d:href>/a</d:href>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 200 OK</d:status>\n",
            "  </d:propstat>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 200 OK</d:status>\n",
            "   <d:prop/>\n",
            "  </d:propstat>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 200 OK</d:status>\n",
            "   <d:prop>\n",
            "    <d:getetag>a &amp; b</d:getetag>\n",
            "    <d:resourcetype>\n",
            "     <d:collection/>\n",
            "    </d:resourcetype>\n",
            "   </d:prop>\n",
            "  </d:propstat>\n",
            "  <d:propstat>\n",
            "   <d:status>HTTP/1.1 403 Forbidden</d:status>\n",
            "   <d:prop>\n",
            "    <d:x/>\n",
            "   </d:prop>\n",
            "   <d:error>\n",
            "    <d:cannot-modify-protected-property/>\n",
            "   </d:error>\n",
            "  </d:propstat>\n",
            " </d:response>\n",
            "</d:multistatus>\n",
        )
    );
}

#[test]
fn a_removed_member_is_a_status_and_the_token_comes_last() {
    assert_eq!(
        written(
            |document| document.status("/a", StatusCode::NOT_FOUND, None),
            Some("token&")
        ),
        concat!(
            " <d:response>\n",
            "  <d:href>/a</d:href>\n",
            "  <d:status>HTTP/1.1 404 Not Found</d:status>\n",
            " </d:response>\n",
            " <d:sync-token>token&amp;</d:sync-token>\n",
            "</d:multistatus>\n",
        )
    );
}

#[test]
fn an_error_document_holds_its_condition() {
    let text = String::from_utf8(Multistatus::error(&Condition::ValidSyncToken).to_vec()).unwrap();
    assert!(
        text.ends_with(">\n <d:valid-sync-token/>\n</d:error>\n"),
        "{text}"
    );
}

#[test]
fn a_multistatus_that_grows_beyond_all_measure_is_none() {
    let mut document = Multistatus::new();
    document.most_bytes = 10_000;
    let name = Name::new("", "x");
    let row = |document: &mut Multistatus| {
        document.response("/a", |propstats| {
            for _ in 0..100 {
                propstats.property(StatusCode::NOT_FOUND, &name, &Content::Empty);
            }
        });
    };
    row(&mut document);
    assert!(!document.is_full());
    for _ in 0..100 {
        row(&mut document);
    }
    assert!(document.document.len() < 11_000, "nothing more is written");
    assert_eq!(document.finish(None), Err(TooLarge));
}

#[test]
fn line_breaks_in_a_namespace_are_kept() {
    let name = Name::new("urn:a\n\t\"b", "x");
    let fill = |propstats: &mut Propstats<'_>| {
        propstats.property(StatusCode::NOT_FOUND, &name, &Content::Empty);
    };
    let text = written(|document| document.response("/a", fill), None);
    assert!(
        text.contains("xmlns:ns1=\"urn:a&#10;&#9;&quot;b\""),
        "{text}"
    );
}
