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
    assert_eq!(features.without(Feature::Multiget), None);
    assert_eq!(features.with(Feature::Ctag), None);
    assert_eq!(
        features.without(Feature::Ctag).as_deref(),
        Some("the target lacks ctag: the target file says so")
    );
    assert_eq!(
        features.with(Feature::Multiget).as_deref(),
        Some("the target has multiget")
    );
}
