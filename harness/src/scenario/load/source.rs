//! Where a captured or compared value comes from: `header ETag`, `property getetag of $a.href`.

use super::card::property_name;
use super::expect::path_of;
use super::header;
use super::names;
use super::reference::template_in;
use super::scope::Scope;
use crate::dav::Name;
use crate::scenario::Source;
use crate::scenario::diagnostic::{NameProblem, Read, ValueProblem};
use crate::scenario::yaml::Node;

/// Reads one source.
pub(super) fn source(node: &Node, scope: &Scope<'_>) -> Read<Source> {
    let text = node.text(scope.reporter())?;
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["header", name] => header::name(name, &node.span, scope.reporter()).map(Source::Header),
        ["property", name] => property(name, None, node, scope),
        ["property", name, "of", href] => property(name, Some(href), node, scope),
        ["sync-token"] => Ok(Source::SyncToken),
        ["request", "href"] => Ok(Source::RequestHref),
        ["response", "href"] => Ok(Source::ResponseHref),
        ["response", "href", "with", name] => {
            element_name(name, node, scope).map(Source::ResponseHrefWith)
        }
        ["body"] => Ok(Source::Body),
        ["status"] => Ok(Source::Status),
        ["element", path] => path_of(path, node, scope).map(Source::Element),
        ["vcard", name] => vcard(name, None, node, scope),
        ["vcard", name, "of", href] => vcard(name, Some(href), node, scope),
        _ => {
            let text = text.to_owned();
            let problem = ValueProblem::BadSource { text };
            Err(scope.reporter().report(&node.span, problem))
        }
    }
}

fn property(name: &str, of: Option<&str>, node: &Node, scope: &Scope<'_>) -> Read<Source> {
    let of = of.map(|href| template_in(href, node, scope)).transpose();
    let name = element_name(name, node, scope);
    Ok(Source::Property {
        name: name?,
        of: of?,
    })
}

fn vcard(name: &str, of: Option<&str>, node: &Node, scope: &Scope<'_>) -> Read<Source> {
    let of = of.map(|href| template_in(href, node, scope)).transpose();
    let name = property_name(name, &node.span, scope);
    Ok(Source::Vcard {
        name: name?,
        of: of?,
    })
}

fn element_name(name: &str, node: &Node, scope: &Scope<'_>) -> Read<Name> {
    names::parse(name).ok_or_else(|| {
        let span = scope.reporter().within(&node.span, name, 0);
        let suggestion = names::suggestion(name);
        let name = name.to_owned();
        let problem = NameProblem::UnknownElement { name, suggestion };
        scope.reporter().report(&span, problem)
    })
}
