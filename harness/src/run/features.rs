//! What a target lacks. Only a valid answer of its own, or the target file, can say so: from
//! rubbish nothing follows.

use std::collections::BTreeMap;

use crate::dav::{CALENDARSERVER, CARDDAV, DAV, Name, Response};
use crate::scenario::Feature;

/// What a target lacks, and how one knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Features {
    lacking: BTreeMap<Feature, String>,
}

impl Features {
    /// With what is known beforehand.
    pub(super) const fn knowing(lacking: BTreeMap<Feature, String>) -> Self {
        Self { lacking }
    }

    /// The feature is lacking. What was known first stays.
    pub(super) fn lacks(&mut self, feature: Feature, because: impl Into<String>) {
        self.lacking
            .entry(feature)
            .or_insert_with(|| because.into());
    }

    /// Why the feature is lacking, if it is.
    pub(super) fn lacking(&self, feature: Feature) -> Option<&str> {
        self.lacking.get(&feature).map(String::as_str)
    }

    /// Why a step that needs the feature does not run, if so.
    pub(super) fn without(&self, feature: Feature) -> Option<String> {
        let because = self.lacking(feature)?;
        Some(format!("the target lacks {feature}: {because}"))
    }

    /// Why a step for targets without the feature does not run, if so.
    pub(super) fn with(&self, feature: Feature) -> Option<String> {
        let has = self.lacking(feature).is_none();
        has.then(|| format!("the target has {feature}"))
    }

    /// Learns from what the address book says of itself at Depth 0.
    pub(super) fn learn(&mut self, book: &Response) {
        let says_no = |namespace: &str, local: &str| {
            book.property(&Name::new(namespace, local))
                .is_some_and(|property| property.status == Some(404))
        };
        if says_no(DAV, "add-member") {
            self.lacks(
                Feature::AddMember,
                "DAV:add-member is not found on the address book",
            );
        }
        if says_no(CALENDARSERVER, "getctag") {
            self.lacks(Feature::Ctag, "CS:getctag is not found on the address book");
        }
        let Some(reports) = reports(book) else {
            return;
        };
        for (feature, name) in [
            (Feature::SyncCollection, Name::new(DAV, "sync-collection")),
            (
                Feature::Multiget,
                Name::new(CARDDAV, "addressbook-multiget"),
            ),
            (Feature::Query, Name::new(CARDDAV, "addressbook-query")),
        ] {
            if !reports.contains(&name) {
                let because = format!("DAV:supported-report-set does not name {name}");
                self.lacks(feature, because);
            }
        }
    }
}

/// The reports in `DAV:supported-report-set` (RFC 3253 §3.1.5); `None` where it is not there, or
/// names none at all.
fn reports(book: &Response) -> Option<Vec<Name>> {
    let property = book.property(&Name::new(DAV, "supported-report-set"))?;
    if property.status != Some(200) {
        return None;
    }
    let all = property.element.descendants();
    let reports = all
        .iter()
        .filter(|element| element.is(DAV, "report"))
        .flat_map(|report| &report.children)
        .map(|report| report.name.clone());
    let reports: Vec<Name> = reports.collect();
    (!reports.is_empty()).then_some(reports)
}

#[cfg(test)]
#[path = "features/tests.rs"]
mod tests;
