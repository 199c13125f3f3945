//! Wrong usage: exit 2, and what was probably meant.

use crate::program::{End, Folder, at_root};

fn refused(arguments: &[&str]) -> String {
    told(at_root(arguments))
}

fn told(end: End) -> String {
    assert_eq!((end.code, end.output.as_str()), (2, ""), "{}", end.error);
    end.error
}

#[test]
fn a_typo_in_a_flag_is_recognised() {
    assert_eq!(
        refused(&["run", "--profil", "rfc"]),
        "error: unexpected argument '--profil' found\n\n  \
         tip: a similar argument exists: '--profile'\n\n\
         Usage: cardproof run --profile <NAME|FILE> [PATH|ID]...\n\n\
         For more information, try '--help'.\n"
    );
}

#[test]
fn a_typo_in_a_command_is_recognised() {
    assert!(refused(&["runn"]).contains("tip: a similar subcommand exists: 'run'"));
}

#[test]
fn an_unknown_scenario_is_an_error_with_a_suggestion() {
    assert_eq!(
        refused(&["run", "sync/expird-token"]),
        "error: there is no scenario, folder or file `sync/expird-token`; did you mean \
         `sync/expired-token`?\n"
    );
}

#[test]
fn an_unknown_tag_is_an_error_with_a_suggestion() {
    assert_eq!(
        refused(&["run", "--tag", "synk"]),
        "error: no scenario has the tag `synk`; did you mean `sync`?\n"
    );
}

#[test]
fn an_unknown_quirk_or_value_is_an_error_with_a_suggestion() {
    let quirk = |value: &str| refused(&["run", "--quirk", value]);
    assert_eq!(
        quirk("sync.empty-tokn=rejected"),
        "error: invalid value 'sync.empty-tokn=rejected' for '--quirk <NAME=VALUE>': there is no \
         quirk `sync.empty-tokn`; did you mean `sync.empty-token`?\n\n\
         For more information, try '--help'.\n"
    );
    assert_eq!(
        quirk("sync.empty-token=reject"),
        "error: invalid value 'sync.empty-token=reject' for '--quirk <NAME=VALUE>': quirk \
         `sync.empty-token` has no value `reject`; did you mean `rejected`?\n\n\
         For more information, try '--help'.\n"
    );
}

#[test]
fn an_unknown_profile_target_or_report_is_an_error() {
    assert_eq!(
        refused(&["run", "--profile", "google-observd"]),
        "error: invalid value 'google-observd' for '--profile <NAME|FILE>'\n  \
         [possible values: rfc, google-documented, google-observed, google-both, \
         google-observed@2022, google-observed@2026-10, all]\n\n  \
         tip: a similar value exists: 'google-observed'\n\n\
         For more information, try '--help'.\n"
    );
    assert!(refused(&["run", "--target", "gogle"]).starts_with("error: `gogle` is no target"));
    assert_eq!(
        refused(&["run", "--report", "junt=x.xml"]),
        "error: invalid value 'junt=x.xml' for '--report <FORMAT[=PATH]>': there is no report \
         format `junt`; did you mean `junit`?\n\nFor more information, try '--help'.\n"
    );
}

#[test]
fn all_profiles_are_for_the_mock_only() {
    let target = ["run", "--target", "http://127.0.0.1:9/", "--profile", "all"];
    assert_eq!(
        refused(&target),
        "error: `--profile all` is for the mock, which can behave in each way; another target has \
         one profile\n"
    );
    assert_eq!(
        refused(&["serve", "--profile", "all"]).lines().next(),
        Some("error: invalid value 'all' for '--profile <NAME|FILE>'")
    );
}

#[test]
fn two_reports_do_not_share_the_standard_output() {
    assert_eq!(
        refused(&["run", "--report", "json", "--report", "junit"]),
        "error: two reports to the standard output; give one of them a path: --report \
         junit=report.xml\n"
    );
}

#[test]
fn a_report_that_cannot_be_written_is_noticed_before_the_run() {
    let error = refused(&["run", "--report", "json=no/such/folder/report.json"]);
    assert!(
        error.starts_with(
            "error: the report cannot be written to no/such/folder/report.json: No such file"
        ),
        "{error}"
    );
}

#[test]
fn an_empty_folder_is_never_a_run_that_passes() {
    let folder = Folder::empty();
    folder.write("scenarios/cardproof.toml", "");
    let error = told(folder.end(&["run"]));
    assert!(
        error.contains("there is no scenario in `scenarios`"),
        "{error}"
    );
}

#[test]
fn a_wrong_setting_is_an_error() {
    let folder = Folder::with_suite();
    folder.write("cardproof.toml", "[run]\nprofil = \"rfc\"\n");
    assert_eq!(
        told(folder.end(&["run"])),
        "error: cardproof.toml: `[run]` has no `profil`; did you mean `profile`?\n"
    );
}

#[test]
fn a_wrong_variable_is_an_error() {
    let folder = Folder::with_suite();
    let mut command = folder.command(&["run"]);
    command.env("CARDPROOF_LEVEL", "most");
    let error = told(crate::program::end(&mut command));
    assert!(
        error.starts_with("error: invalid value 'most' for '--level <LEVEL>'"),
        "{error}"
    );
}
