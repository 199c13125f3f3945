//! The inside of an addressbook-query as clients write it (RFC 6352 §10.3).

use std::io;

use super::request::{Xml, write_props, write_text};
use crate::dav::{CARDDAV, Name};
use crate::scenario::{Query, QueryCondition, QueryFilter, QueryProperty, QueryText};

/// Writes what stands inside of the report's root.
pub(super) fn write_query(xml: &mut Xml, query: &Query) -> io::Result<()> {
    write_wanted(xml, query)?;
    if let Some(filter) = &query.filter {
        write_filter(xml, filter)?;
    }
    if let Some(limit) = query.limit {
        let limit = limit.to_string();
        xml.create_element("card:limit")
            .write_inner_content(|xml| write_text(xml, "card:nresults", &limit))?;
    }
    Ok(())
}

/// The properties; `address-data` limited where the query says so.
fn write_wanted(xml: &mut Xml, query: &Query) -> io::Result<()> {
    let address_data = Name::new(CARDDAV, "address-data");
    if query.data.is_empty() {
        return write_props(xml, &query.props);
    }
    xml.create_element("d:prop").write_inner_content(|xml| {
        query.props.iter().try_for_each(|name| {
            if *name != address_data {
                return super::request::write_empty(xml, name);
            }
            xml.create_element("card:address-data")
                .write_inner_content(|xml| {
                    query.data.iter().try_for_each(|name| {
                        let element = xml.create_element("card:prop");
                        element
                            .with_attribute(("name", name.as_str()))
                            .write_empty()?;
                        Ok(())
                    })
                })?;
            Ok(())
        })
    })?;
    Ok(())
}

fn write_filter(xml: &mut Xml, filter: &QueryFilter) -> io::Result<()> {
    let test = filter.test.attribute().map(|test| ("test", test));
    let element = xml.create_element("card:filter").with_attributes(test);
    if filter.properties.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|xml| {
        let mut properties = filter.properties.iter();
        properties.try_for_each(|property| write_property(xml, property))
    })?;
    Ok(())
}

fn write_property(xml: &mut Xml, property: &QueryProperty) -> io::Result<()> {
    let test = property.test.attribute().map(|test| ("test", test));
    let element = xml
        .create_element("card:prop-filter")
        .with_attribute(("name", property.name.as_str()))
        .with_attributes(test);
    if property.conditions.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|xml| {
        let mut conditions = property.conditions.iter();
        conditions.try_for_each(|condition| write_condition(xml, condition))
    })?;
    Ok(())
}

fn write_condition(xml: &mut Xml, condition: &QueryCondition) -> io::Result<()> {
    match condition {
        QueryCondition::NotDefined => {
            xml.create_element("card:is-not-defined").write_empty()?;
            Ok(())
        }
        QueryCondition::Text(text) => write_match(xml, text),
        QueryCondition::Parameter { name, condition } => {
            let element = xml
                .create_element("card:param-filter")
                .with_attribute(("name", name.as_str()));
            match condition {
                None => element.write_empty()?,
                Some(condition) => {
                    element.write_inner_content(|xml| write_condition(xml, condition))?
                }
            };
            Ok(())
        }
    }
}

fn write_match(xml: &mut Xml, text: &QueryText) -> io::Result<()> {
    let collation = text.collation.as_deref();
    let attributes = collation
        .map(|collation| ("collation", collation))
        .into_iter()
        .chain([("match-type", text.kind)])
        .chain(text.negated.then_some(("negate-condition", "yes")));
    let element = xml
        .create_element("card:text-match")
        .with_attributes(attributes);
    element.write_text_content(quick_xml::events::BytesText::new(&text.text))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::dav::{CARDDAV, DAV, Element, Name, request};
    use crate::scenario::{
        Query, QueryCondition, QueryFilter, QueryProperty, QueryTest, QueryText,
    };

    fn text(query: &Query) -> String {
        let body = request::query(query);
        Element::read(&body).expect("what we write is well-formed");
        String::from_utf8(body).expect("UTF-8")
    }

    #[test]
    fn a_query_has_properties_a_filter_and_a_limit() {
        let not_home = QueryCondition::Parameter {
            name: "TYPE".into(),
            condition: Some(Box::new(QueryCondition::Text(QueryText {
                kind: "equals",
                text: "a<b".into(),
                collation: Some("i;octet".into()),
                negated: true,
            }))),
        };
        let query = Query {
            props: vec![
                Name::new(DAV, "getetag"),
                Name::new(CARDDAV, "address-data"),
            ],
            data: vec!["FN".into()],
            filter: Some(QueryFilter {
                test: QueryTest::AllOf,
                properties: vec![QueryProperty {
                    name: "EMAIL".into(),
                    test: QueryTest::AnyOf,
                    conditions: vec![not_home, QueryCondition::NotDefined],
                }],
            }),
            limit: Some(2),
        };
        assert_eq!(
            text(&query),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <card:addressbook-query xmlns:d=\"DAV:\" \
             xmlns:card=\"urn:ietf:params:xml:ns:carddav\">\n \
             <d:prop>\n  <d:getetag/>\n  <card:address-data>\n   \
             <card:prop name=\"FN\"/>\n  </card:address-data>\n </d:prop>\n \
             <card:filter test=\"allof\">\n  \
             <card:prop-filter name=\"EMAIL\" test=\"anyof\">\n   \
             <card:param-filter name=\"TYPE\">\n    \
             <card:text-match collation=\"i;octet\" match-type=\"equals\" \
             negate-condition=\"yes\">a&lt;b</card:text-match>\n   \
             </card:param-filter>\n   <card:is-not-defined/>\n  \
             </card:prop-filter>\n </card:filter>\n \
             <card:limit>\n  <card:nresults>2</card:nresults>\n </card:limit>\n\
             </card:addressbook-query>\n"
        );
    }

    #[test]
    fn a_filter_can_be_empty_or_left_out() {
        let empty = Query {
            props: vec![Name::new(CARDDAV, "address-data")],
            data: Vec::new(),
            filter: Some(QueryFilter {
                test: QueryTest::Unsaid,
                properties: Vec::new(),
            }),
            limit: None,
        };
        assert!(text(&empty).contains("<card:address-data/>\n </d:prop>\n <card:filter/>"));
        let none = Query {
            filter: None,
            ..empty
        };
        assert!(!text(&none).contains("filter"));
    }
}
