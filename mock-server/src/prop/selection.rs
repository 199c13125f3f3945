//! Which properties a request wants, looked up once and then asked of every row.

use http::StatusCode;

use super::displayname::DISPLAYNAME;
use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Element, Name, PropertyRequest, Propstat};
use crate::quirk::{PropEmptyOkPropstat, PropfindAllprop, PropfindPropname};
use crate::refusal::Refusal;

/// Which properties a request wants.
pub(crate) struct Selection {
    /// Wanted wherever they exist.
    where_defined: Vec<&'static LiveProperty>,
    /// Wanted by name: 404 where they do not exist.
    by_name: Vec<(Name, Option<&'static LiveProperty>)>,
    /// Whether values are left out.
    names_only: bool,
}

impl Selection {
    /// Looks the properties up. Requests for names can be refused.
    pub(crate) fn new(request: &PropertyRequest, scene: &Scene<'_>) -> Result<Self, Refusal> {
        let mut selection = Self {
            where_defined: Vec::new(),
            by_name: Vec::new(),
            names_only: false,
        };
        match request {
            PropertyRequest::Named { names, .. } => selection.by_name = looked_up(names),
            PropertyRequest::All { include } => {
                selection.where_defined = allprop(scene);
                selection.by_name = looked_up(include);
            }
            PropertyRequest::Names => {
                refuse_propname(scene)?;
                selection.where_defined = LiveProperty::all().collect();
                selection.names_only = true;
            }
        }
        Ok(selection)
    }

    /// The propstats of a row.
    pub(crate) fn propstats(&self, scene: &Scene<'_>, row: Row<'_>) -> Vec<Propstat> {
        let mut found: Vec<Element> = self
            .where_defined
            .iter()
            .filter_map(|property| self.element(property, scene, row))
            .collect();
        let mut missing = Vec::new();
        for (name, property) in &self.by_name {
            match property.and_then(|property| self.element(property, scene, row)) {
                Some(element) => found.push(element),
                None => missing.push(Element::empty(name.clone())),
            }
        }
        group(scene, found, missing)
    }

    fn element(&self, property: &LiveProperty, scene: &Scene<'_>, row: Row<'_>) -> Option<Element> {
        let value = (property.value)(scene, row)?;
        let content = if self.names_only {
            Content::Empty
        } else {
            value
        };
        Some(Element::new(property.name.clone(), content))
    }
}

fn looked_up(names: &[Name]) -> Vec<(Name, Option<&'static LiveProperty>)> {
    names
        .iter()
        .map(|name| (name.clone(), LiveProperty::named(name)))
        .collect()
}

/// This is the one place that asks `propfind.allprop`.
fn allprop(scene: &Scene<'_>) -> Vec<&'static LiveProperty> {
    match scene.ask(scene.quirks.propfind_allprop) {
        PropfindAllprop::AllProperties => LiveProperty::all()
            .filter(|property| property.in_allprop)
            .collect(),
        PropfindAllprop::DisplaynameOnly => vec![&DISPLAYNAME],
    }
}

/// This is the one place that asks `propfind.propname`.
fn refuse_propname(scene: &Scene<'_>) -> Result<(), Refusal> {
    match scene.ask(scene.quirks.propfind_propname) {
        PropfindPropname::Listed => Ok(()),
        PropfindPropname::Rejected => Err(Refusal::invalid_argument(
            "the request asks for the names of properties",
        )
        .unless("name the properties in DAV:prop")),
    }
}

/// A propstat for what was found, and one for what was not. This is the one place that asks
/// `prop.empty-ok-propstat`.
fn group(scene: &Scene<'_>, found: Vec<Element>, missing: Vec<Element>) -> Vec<Propstat> {
    let propstat = |status, prop| Propstat {
        status,
        prop,
        condition: None,
    };
    let mut propstats = Vec::with_capacity(2);
    if !found.is_empty() || missing.is_empty() {
        propstats.push(propstat(StatusCode::OK, Some(found)));
    } else if scene.ask(scene.quirks.prop_empty_ok_propstat) == PropEmptyOkPropstat::Sent {
        propstats.push(propstat(StatusCode::OK, None));
    }
    if !missing.is_empty() {
        propstats.push(propstat(StatusCode::NOT_FOUND, Some(missing)));
    }
    propstats
}
