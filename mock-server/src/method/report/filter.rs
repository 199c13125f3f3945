//! From the element `CARDDAV:filter` to a filter (RFC 6352 §10.5).

use http::StatusCode;
use roxmltree::Node;

use crate::dav::{CARDDAV, Condition, Name};
use crate::limits::MAX_FILTER_CONDITIONS;
use crate::refusal::Refusal;
use crate::vcard::{
    Collation, Filter, MatchKind, ParameterCondition, PropertyCondition, PropertyFilter,
    PropertyTest, Test, TextMatch,
};

/// Reads a filter.
pub(super) fn read(filter: Node<'_, '_>) -> Result<Filter, Refusal> {
    if filter.descendants().filter(Node::is_element).count() > MAX_FILTER_CONDITIONS {
        return Err(unsupported(
            format!("the filter has more than {MAX_FILTER_CONDITIONS} conditions"),
            Condition::SupportedFilter,
        ));
    }
    let mut properties = Vec::new();
    for child in conditions(filter) {
        match child.tag_name().name() {
            "prop-filter" => properties.push(property_filter(child)?),
            _ => return Err(unknown_element(child)),
        }
    }
    Ok(Filter {
        test: test(filter)?,
        properties,
    })
}

fn property_filter(node: Node<'_, '_>) -> Result<PropertyFilter, Refusal> {
    let name = name(node, Condition::SupportedPropertyFilter)?;
    let test = test(node)?;
    let mut not_defined = false;
    let mut tests = Vec::new();
    for child in conditions(node) {
        match child.tag_name().name() {
            "is-not-defined" => not_defined = true,
            "text-match" => tests.push(PropertyTest::Text(text_match(child)?)),
            "param-filter" => tests.push(parameter_filter(child)?),
            _ => return Err(unknown_element(child)),
        }
    }
    let condition = match (not_defined, tests.is_empty()) {
        (true, true) => PropertyCondition::NotDefined,
        (false, true) => PropertyCondition::Defined,
        (false, false) => PropertyCondition::Tests(test, tests),
        (true, false) => return Err(defined_and_not(node)),
    };
    Ok(PropertyFilter::new(name, condition))
}

fn parameter_filter(node: Node<'_, '_>) -> Result<PropertyTest, Refusal> {
    let name = name(node, Condition::SupportedParameterFilter)?;
    let mut condition = ParameterCondition::Defined;
    for child in conditions(node) {
        if condition != ParameterCondition::Defined {
            return Err(defined_and_not(node));
        }
        condition = match child.tag_name().name() {
            "is-not-defined" => ParameterCondition::NotDefined,
            "text-match" => ParameterCondition::Text(text_match(child)?),
            _ => return Err(unknown_element(child)),
        };
    }
    Ok(PropertyTest::Parameter {
        name: name.to_owned(),
        condition,
    })
}

fn text_match(node: Node<'_, '_>) -> Result<TextMatch, Refusal> {
    let collation = Collation::named(node.attribute("collation")).ok_or_else(|| {
        Refusal::invalid_argument("the server does not know the collation")
            .naming(StatusCode::FORBIDDEN, Condition::SupportedCollation)
            .unless("use i;unicode-casemap, i;ascii-casemap or i;octet")
    })?;
    let kind = match node.attribute("match-type") {
        None => MatchKind::default(),
        Some("equals") => MatchKind::Equals,
        Some("contains") => MatchKind::Contains,
        Some("starts-with") => MatchKind::StartsWith,
        Some("ends-with") => MatchKind::EndsWith,
        Some(_) => return Err(bad_attribute("match-type")),
    };
    let is_negated = match node.attribute("negate-condition") {
        None | Some("no") => false,
        Some("yes") => true,
        Some(_) => return Err(bad_attribute("negate-condition")),
    };
    let needle: String = node
        .children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect();
    Ok(TextMatch::new(collation, kind, &needle).negated(is_negated))
}

fn test(node: Node<'_, '_>) -> Result<Test, Refusal> {
    match node.attribute("test") {
        None => Ok(Test::default()),
        Some("anyof") => Ok(Test::AnyOf),
        Some("allof") => Ok(Test::AllOf),
        Some(_) => Err(bad_attribute("test")),
    }
}

/// The name of the property or parameter in question. One that no card can have is one on which
/// queries are not supported.
fn name<'a>(node: Node<'a, '_>, broken: fn(String) -> Condition) -> Result<&'a str, Refusal> {
    let element = node.tag_name().name();
    let name = node.attribute("name").ok_or_else(|| {
        Refusal::invalid_argument(format!("a {element} has no name")).unless("name the property")
    })?;
    let can_be_met = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    if can_be_met {
        return Ok(name);
    }
    let because = format!("a {element} has a name that nothing in a card can have");
    Err(unsupported(because, broken(name.to_owned())))
}

/// The children that can be conditions. What stands in other namespaces is an extension and
/// ignored (RFC 4918 §17).
fn conditions<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children()
        .filter(|child| child.is_element() && child.tag_name().namespace() == Some(CARDDAV))
}

/// A condition that this server does not know cannot be ignored: the answer would be another.
fn unknown_element(node: Node<'_, '_>) -> Refusal {
    let name = Name::of(node).local;
    unsupported(
        format!("the filter holds the element {name}, which means nothing there"),
        Condition::SupportedFilter,
    )
}

fn unsupported(because: String, broken: Condition) -> Refusal {
    Refusal::invalid_argument(because)
        .naming(StatusCode::FORBIDDEN, broken)
        .unless("send a filter with prop-filter, param-filter, text-match and is-not-defined only")
}

fn defined_and_not(node: Node<'_, '_>) -> Refusal {
    let element = node.tag_name().name();
    Refusal::invalid_argument(format!(
        "a {element} has conditions that exclude one another"
    ))
    .unless("send is-not-defined alone, and one text-match to a param-filter")
}

fn bad_attribute(name: &'static str) -> Refusal {
    Refusal::invalid_argument(format!(
        "the attribute {name} in the filter has a value that it cannot have"
    ))
    .unless("see RFC 6352 §10.5 for the values")
}
