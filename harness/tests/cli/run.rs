//! `run`: verdicts and exit codes.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::program::{Folder, at_root, end};
use crate::serve::Served;

/// A scenario that is green under every profile.
const GREEN: &str = "read/get-card";

/// Every format of a report.
const FORMATS: [&str; 7] = ["pretty", "junit", "json", "ndjson", "github", "har", "html"];

fn off(arguments: &[&str]) -> Vec<String> {
    let all = ["run", "--snapshots", "off"].iter().chain(arguments);
    all.map(|word| (*word).to_owned()).collect()
}

fn run_at_root(arguments: &[&str]) -> crate::program::End {
    let all = off(arguments);
    at_root(&all.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_green_run_exits_0_and_ends_with_the_profile() {
    let end = run_at_root(&[GREEN]);
    assert_eq!((end.code, end.error.as_str()), (0, ""), "{}", end.output);
    assert!(
        end.output.starts_with("           pass  read/get-card  "),
        "{}",
        end.output
    );
    assert!(end.output.contains("This was a self-test"));
    assert!(
        end.output
            .trim_end()
            .ends_with(", target mock, seed 1, profile google-documented"),
        "{}",
        end.output
    );
}

#[test]
fn all_profiles_play_in_turn() {
    let end = run_at_root(&[GREEN, "--profile", "all"]);
    assert_eq!(end.code, 0, "{}", end.output);
    for profile in ["rfc", "google-documented", "google-observed", "google-both"] {
        let heading = format!("\n== target mock, profile {profile}\n");
        assert!(end.output.contains(&heading), "{}", end.output);
    }
    assert!(end.output.ends_with(
        "target mock, seed 1, profiles rfc, google-documented, google-observed, google-both\n"
    ));
}

#[test]
fn an_edited_status_turns_the_run_red_and_everything_is_named() {
    let folder = Folder::with_suite();
    let file = "scenarios/write/stale-etag.yaml";
    let text = folder.read(file);
    let line = 1 + text
        .lines()
        .position(|line| line.contains("status: 412"))
        .unwrap();
    folder.write(file, &text.replacen("status: 412", "status: 418", 1));
    let end = folder.end(&["run", "write/stale-etag", "--snapshots", "off"]);
    assert_eq!(end.code, 1, "{}", end.output);
    for part in [
        format!("\n{file}:{line}:"),
        "check `status`: fail (must)\n".to_owned(),
        "\n  write-02 (must, RFC 9110 §13.1.1".to_owned(),
        "\n  expected  418\n".to_owned(),
        "\n  received  412\n".to_owned(),
        "\n  > PUT https://127.0.0.1:".to_owned(),
        "\n  < 412\n".to_owned(),
        "\n  curl -i -X PUT -H \"Authorization: Bearer $CARDPROOF_ACCESS_TOKEN\" ".to_owned(),
        "\n  cardproof run write/stale-etag --target=mock --profile=google-documented --seed=1\n"
            .to_owned(),
    ] {
        assert!(
            end.output.contains(&part),
            "{part:?} is not in\n{}",
            end.output
        );
    }
}

#[test]
fn reports_go_to_files_and_their_counts_agree() {
    let folder = Folder::with_suite();
    let reports = ["--report", "junit=j.xml", "--report", "json=j.json"];
    let mut arguments = vec!["run", "read", "--snapshots", "off"];
    arguments.extend(reports);
    let end = folder.end(&arguments);
    assert_eq!(end.code, 0, "{}", end.output);
    let json: serde_json::Value = serde_json::from_str(&folder.read("j.json")).unwrap();
    let scenarios = json["runs"][0]["scenarios"].as_array().unwrap().len();
    assert!(
        folder
            .read("j.xml")
            .contains(&format!("tests=\"{scenarios}\""))
    );
    assert!(end.output.contains(&format!("\n{scenarios} scenarios: ")));
}

#[test]
fn a_report_on_the_standard_output_is_alone_there() {
    let end = run_at_root(&[GREEN, "--report", "json"]);
    assert_eq!(end.code, 0);
    let json: serde_json::Value = serde_json::from_str(&end.output).unwrap();
    assert_eq!(json["format"], 1);
}

#[test]
fn a_flag_wins_over_a_variable_and_a_variable_over_the_file() {
    let folder = Folder::with_suite();
    folder.write(
        "cardproof.toml",
        "[run]\nseed = 1001\nsnapshots = \"off\"\n",
    );
    let last_line = |variable: bool, flag: bool| {
        let mut command = folder.command(&["run", GREEN]);
        if variable {
            command.env("CARDPROOF_SEED", "1002");
        }
        if flag {
            command.args(["--seed", "1003"]);
        }
        end(&mut command)
            .output
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(last_line(false, false).contains(", seed 1001, "));
    assert!(last_line(true, false).contains(", seed 1002, "));
    assert!(last_line(true, true).contains(", seed 1003, "));
}

#[test]
fn a_variable_turns_off_what_the_file_turns_on() {
    let folder = Folder::with_suite();
    folder.write(
        "cardproof.toml",
        "[run]\ndry-run = true\nsnapshots = \"off\"\n",
    );
    let asked = |value: Option<&str>, flag: &[&str]| {
        let mut command = folder.command(&["run", GREEN]);
        command.args(flag);
        if let Some(value) = value {
            command.env("CARDPROOF_DRY_RUN", value);
        }
        let end = end(&mut command);
        assert_eq!(end.code, 0, "{}", end.error);
        !end.output.contains("1 pass")
    };
    assert!(asked(None, &[]), "the file says so");
    assert!(!asked(Some("false"), &[]));
    assert!(!asked(Some("0"), &[]));
    assert!(asked(Some("1"), &[]));
    assert!(asked(Some("false"), &["--dry-run"]), "a flag wins");
}

#[test]
fn a_server_that_is_not_there_is_no_finding_about_it() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let url = format!("http://127.0.0.1:{port}/");
    let end = run_at_root(&[GREEN, "--target", &url, "--allow-writes"]);
    assert_eq!(end.code, 3, "{}{}", end.output, end.error);
}

#[test]
fn google_without_credentials_says_which_variables_are_missing() {
    let end = run_at_root(&["--target", "google"]);
    assert_eq!(end.code, 3, "{}", end.output);
    for part in [
        "CARDPROOF_ACCESS_TOKEN",
        "CARDPROOF_REFRESH_TOKEN",
        "https://www.googleapis.com/auth/carddav",
        "Google Contacts CardDAV API",
    ] {
        assert!(end.error.contains(part), "{}", end.error);
    }
}

#[test]
fn a_run_in_which_nothing_applies_is_no_run_that_passes() {
    let served = Served::start(&[]);
    let mut arguments = off(&["fault/revoked-token", "--target", &served.url]);
    arguments.push("--allow-writes".to_owned());
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let mut command = crate::program::command(crate::program::root(), &arguments);
    command.env("CARDPROOF_ACCESS_TOKEN", &served.token);
    let end = end(&mut command);
    assert_eq!(end.code, 2, "{}{}", end.output, end.error);
    assert!(
        end.output.contains(" not applicable  fault/revoked-token"),
        "{}",
        end.output
    );
}

#[test]
fn the_token_is_in_no_output() {
    let served = Served::start(&["--profile", "rfc"]);
    let folder = Folder::with_suite();
    let mut command = folder.command(&["run", "auth", "read", "discovery"]);
    command.args(["--target", &served.url, "--allow-writes"]);
    for format in FORMATS {
        command.args(["--report", &format!("{format}={format}.txt")]);
    }
    command.env("CARDPROOF_ACCESS_TOKEN", &served.token);
    let end = end(&mut command);
    let mut all = [end.output, end.error].concat();
    for format in FORMATS {
        let report = folder.read(&format!("{format}.txt"));
        assert!(
            report.contains("read/get-card") || format == "github",
            "{format}"
        );
        all += &report;
    }
    assert!(all.contains("read/get-card"), "{all}");
    assert!(!all.contains(&served.token), "{all}");
    assert!(!all.contains(&served.account), "{all}");
}

#[test]
fn ctrl_c_and_sigterm_end_a_run_with_130() {
    for signal in ["-INT", "-TERM"] {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", silent.local_addr().unwrap());
        let arguments = off(&[GREEN, "--target", &url]);
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let mut child = crate::program::command(crate::program::root(), &arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The program is in the middle of a request once it has connected.
        let connection = silent.accept().unwrap();
        let pid = child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        drop(connection);
    }
}
