//! Cards: by name, changed from another, or as text.

use super::reference::{binding, template, whole_reference};
use super::scope::{Binding, Scope};
use crate::scenario::diagnostic::{FileProblem, Read, ValueProblem, each};
use crate::scenario::yaml::{Fields, Kind, Node};
use crate::scenario::{CardBase, CardSpec, Part, Span, Template};

/// Reads a card: `minimal`, `$reload.card`, `{ from: …, set: …, remove: … }` or `{ text: … }`.
pub(super) fn card(node: &Node, scope: &Scope<'_>) -> Read<CardSpec> {
    match &node.kind {
        Kind::Map(_) => changed(node, scope),
        _ => base(node, scope),
    }
}

const KEYS: &[&str] = &["from", "text", "set", "remove"];

fn changed(node: &Node, scope: &Scope<'_>) -> Read<CardSpec> {
    let fields = Fields::new(node, "a card", KEYS, scope.reporter())?;
    let base = match fields.one_of(&["from", "text"]) {
        Ok((key, value)) if key.text == "text" => template(value, scope).map(|text| CardSpec {
            base: CardBase::Text(text),
            set: Vec::new(),
            remove: Vec::new(),
            place: node.span.place.clone(),
        }),
        Ok((_, value)) => base(value, scope),
        Err(reported) => Err(reported),
    };
    let set = fields
        .get("set")
        .map(|set| properties(set, scope))
        .transpose();
    let remove = fields
        .get("remove")
        .map(|remove| property_names(remove, scope))
        .transpose();
    let mut card = base?;
    card.set.extend(set?.unwrap_or_default());
    card.remove.extend(remove?.unwrap_or_default());
    card.place = node.span.place.clone();
    Ok(card)
}

/// A card by its name or by a reference.
fn base(node: &Node, scope: &Scope<'_>) -> Read<CardSpec> {
    let text = node.text(scope.reporter())?;
    let place = node.span.place.clone();
    let plain = |base| CardSpec {
        base,
        set: Vec::new(),
        remove: Vec::new(),
        place,
    };
    match whole_reference(text).map(|path| path.strip_prefix("with.")) {
        Some(Some(parameter)) => match binding(parameter, &node.span, scope)? {
            Binding::Node { node, scope } => card(node, scope),
            Binding::Open => Ok(plain(CardBase::Text(Template {
                parts: Vec::<Part>::new(),
                place: node.span.place.clone(),
            }))),
        },
        Some(None) => Ok(plain(CardBase::Text(template(node, scope)?))),
        None => Ok(plain(file(text, node, scope)?)),
    }
}

fn file(name: &str, node: &Node, scope: &Scope<'_>) -> Read<CardBase> {
    match scope.library.card(name) {
        Ok(text) => Ok(CardBase::File {
            name: name.to_owned(),
            text: text.clone(),
        }),
        Err(suggestion) => {
            let name = name.to_owned();
            let problem = FileProblem::NoSuchCard { name, suggestion };
            Err(scope.reporter().report(&node.span, problem))
        }
    }
}

/// Reads vCard properties with their values.
pub(super) fn properties(node: &Node, scope: &Scope<'_>) -> Read<Vec<(String, Template)>> {
    each(node.map(scope.reporter())?, |(key, value)| {
        let name = name_with_parameters(&key.text, &key.span, scope);
        let value = template(value, scope);
        Ok((name?, value?))
    })
}

/// Reads the names of vCard properties.
pub(super) fn property_names(node: &Node, scope: &Scope<'_>) -> Read<Vec<String>> {
    each(node.list(scope.reporter())?, |item| {
        name_with_parameters(item.text(scope.reporter())?, &item.span, scope)
    })
}

/// The name of a property, perhaps with parameters behind it: `TEL;TYPE=WORK`.
fn name_with_parameters(text: &str, span: &Span, scope: &Scope<'_>) -> Read<String> {
    let (bare, params) = text.split_once(';').unzip();
    let Some(params) = params else {
        return property_name(text, span, scope);
    };
    let name = property_name(bare.unwrap_or_default(), span, scope)?;
    let sound = |param: &str| {
        let (param, value) = param.split_once('=').unwrap_or((param, "x"));
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let breaks = |c: char| c.is_control() || c == ':';
        !param.is_empty()
            && param.chars().all(plain)
            && !value.is_empty()
            && !value.contains(breaks)
    };
    if params.split(';').all(sound) {
        return Ok(format!("{name};{params}"));
    }
    let text = text.to_owned();
    let problem = ValueProblem::BadCardProperty { text };
    Err(scope.reporter().report(span, problem))
}

/// RFC 6350 §3.3: a name is letters, digits and `-`, perhaps with a group before a dot.
pub(super) fn property_name(text: &str, span: &Span, scope: &Scope<'_>) -> Read<String> {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if text.split('.').all(plain) && text.split('.').count() <= 2 {
        return Ok(text.to_ascii_uppercase());
    }
    let text = text.to_owned();
    let problem = ValueProblem::BadCardProperty { text };
    Err(scope.reporter().report(span, problem))
}
