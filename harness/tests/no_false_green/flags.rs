//! Words of the command line that mean nothing, and reports that cannot be written.

use crate::{GREEN, refused, suite};

fn told(arguments: &[&str]) -> String {
    refused(suite(GREEN).end(&[&["run"], arguments].concat()))
}

#[test]
fn an_unknown_quirk_or_value_is_an_error() {
    assert!(
        told(&["--quirk", "sync.empty-tokn=rejected"])
            .contains("there is no quirk `sync.empty-tokn`; did you mean `sync.empty-token`?")
    );
    assert!(
        told(&["--quirk", "sync.empty-token=reject"])
            .contains("quirk `sync.empty-token` has no value `reject`; did you mean `rejected`?")
    );
}

#[test]
fn an_unknown_profile_is_an_error() {
    let error = told(&["--profile", "google-observd"]);
    assert!(
        error.contains("a similar value exists: 'google-observed'"),
        "{error}"
    );
}

#[test]
fn an_unknown_flag_or_target_is_an_error() {
    assert!(told(&["--tags", "x"]).contains("unexpected argument '--tags'"));
    assert!(told(&["--target", "gogle"]).starts_with("error: `gogle` is no target"));
}

#[test]
fn an_unknown_report_format_is_an_error() {
    assert!(
        told(&["--report", "junt=x.xml"])
            .contains("there is no report format `junt`; did you mean `junit`?")
    );
}

#[test]
fn a_report_that_cannot_be_opened_is_noticed_before_the_run() {
    for (path, cause) in [("no/such/report.json", "No such file"), (".", "directory")] {
        let error = told(&["--report", &format!("json={path}")]);
        let begin = format!("error: the report cannot be written to {path}: ");
        assert!(
            error.starts_with(&begin) && error.contains(cause),
            "{error}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_that_cannot_be_written_to_its_end_is_an_error_after_a_green_run() {
    for format in ["json", "junit", "pretty"] {
        let flag = format!("--report={format}=/dev/full");
        let end = suite(GREEN).end(&["run", &flag]);
        assert_eq!(end.code, 3, "{format}: {}", end.error);
        assert!(
            end.error
                .starts_with("error: the report cannot be written to /dev/full: "),
            "{}",
            end.error
        );
    }
}
