//! Which properties a request wants, looked up once and then asked of every row.

use http::StatusCode;

use super::displayname::DISPLAYNAME;
use super::{LiveProperty, Row, Scene};
use crate::dav::{Content, Name, PropertyRequest, Propstats};
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
                // What is named too is told of also where it is missing.
                let once = |property: &&LiveProperty| !include.contains(&property.name);
                selection.where_defined.retain(once);
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

    /// Writes the properties of a row: what it has, then what it does not have. This is the one
    /// place that asks `prop.empty-ok-propstat`.
    pub(crate) fn write(&self, scene: &Scene<'_>, row: Row<'_>, propstats: &mut Propstats<'_>) {
        let mut has_any = false;
        let mut missing = Vec::new();
        for property in &self.where_defined {
            if let Some(value) = self.value(property, scene, row) {
                propstats.property(StatusCode::OK, &property.name, &value);
                has_any = true;
            }
        }
        for (name, property) in &self.by_name {
            if let Some(value) = property.and_then(|property| self.value(property, scene, row)) {
                propstats.property(StatusCode::OK, name, &value);
                has_any = true;
            } else {
                missing.push(name);
            }
        }
        if !has_any && missing.is_empty() {
            propstats.no_property(StatusCode::OK);
        } else if !has_any
            && scene.ask(scene.quirks.prop_empty_ok_propstat) == PropEmptyOkPropstat::Sent
        {
            propstats.no_prop(StatusCode::OK);
        }
        for name in missing {
            propstats.property(StatusCode::NOT_FOUND, name, &Content::Empty);
        }
    }

    fn value<'a>(
        &self,
        property: &LiveProperty,
        scene: &'a Scene<'_>,
        row: Row<'a>,
    ) -> Option<Content<'a>> {
        let value = (property.value)(scene, row)?;
        Some(if self.names_only {
            Content::Empty
        } else {
            value
        })
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
