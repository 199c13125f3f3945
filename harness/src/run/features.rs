//! What a target lacks. Only a valid answer of its own, or the target file, can say so: from
//! rubbish nothing follows.

use std::collections::BTreeMap;

use crate::dav::{CALENDARSERVER, CARDDAV, DAV, Name, Response};
use crate::scenario::{Condition, Feature};

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

    /// Why a step does not run, if so.
    pub(super) fn excludes(&self, when: Condition) -> Option<String> {
        match when {
            Condition::Has(feature) => {
                let because = self.lacking(feature)?;
                Some(format!("the target lacks {feature}: {because}"))
            }
            Condition::Lacks(feature) => {
                let has = self.lacking(feature).is_none();
                has.then(|| format!("the target has {feature}"))
            }
        }
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
mod tests {
    use super::*;
    use crate::dav::Multistatus;

    fn learned(props: &str) -> Features {
        let body = format!(
            "<multistatus xmlns='DAV:' xmlns:S='{CALENDARSERVER}' xmlns:C='{CARDDAV}'>\
             <response><href>/b/</href>{props}</response></multistatus>"
        );
        let answer = Multistatus::read(body.as_bytes(), "http://h/b/").unwrap();
        let mut features = Features::default();
        features.learn(&answer.responses[0]);
        features
    }

    fn propstat(status: u16, props: &str) -> String {
        format!("<propstat><prop>{props}</prop><status>HTTP/1.1 {status} X</status></propstat>")
    }

    fn report(name: &str) -> String {
        format!("<supported-report><report><{name}/></report></supported-report>")
    }

    #[test]
    fn a_property_at_404_is_lacking_and_at_any_other_status_is_not() {
        let props = "<add-member/><S:getctag/>";
        let missing = learned(&propstat(404, props));
        assert_eq!(
            missing.lacking(Feature::AddMember),
            Some("DAV:add-member is not found on the address book")
        );
        assert!(missing.lacking(Feature::Ctag).is_some());
        for status in [200, 403, 500] {
            assert_eq!(learned(&propstat(status, props)), Features::default());
        }
    }

    #[test]
    fn a_report_that_the_set_does_not_name_is_lacking() {
        let set = format!(
            "<supported-report-set>{}</supported-report-set>",
            report("C:addressbook-multiget")
        );
        let features = learned(&propstat(200, &set));
        assert_eq!(
            features.lacking(Feature::SyncCollection),
            Some("DAV:supported-report-set does not name DAV:sync-collection")
        );
        assert_eq!(features.lacking(Feature::Multiget), None);
    }

    #[test]
    fn from_rubbish_nothing_follows() {
        for props in [
            String::new(),
            propstat(200, "<supported-report-set/>"),
            propstat(404, "<supported-report-set/>"),
            propstat(
                200,
                "<supported-report-set>sync-collection</supported-report-set>",
            ),
        ] {
            assert_eq!(learned(&props), Features::default(), "{props}");
        }
    }

    #[test]
    fn steps_run_where_their_condition_holds() {
        let mut features = Features::default();
        features.lacks(Feature::Ctag, "the target file says so");
        features.lacks(Feature::Ctag, "said later");
        let excludes = |when| features.excludes(when);
        assert_eq!(excludes(Condition::Has(Feature::Multiget)), None);
        assert_eq!(excludes(Condition::Lacks(Feature::Ctag)), None);
        assert_eq!(
            excludes(Condition::Has(Feature::Ctag)).as_deref(),
            Some("the target lacks ctag: the target file says so")
        );
        assert_eq!(
            excludes(Condition::Lacks(Feature::Multiget)).as_deref(),
            Some("the target has multiget")
        );
    }
}
