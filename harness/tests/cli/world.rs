//! `serve --world`, and the control API of a server that is a process.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::program::{Folder, root};
use crate::serve::Served;

fn example() -> String {
    root()
        .join("docs/examples/world.yaml")
        .display()
        .to_string()
}

fn health(served: &Served, headers: &str) -> u16 {
    served.status(&format!(
        "GET /__cardproof/health HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"
    ))
}

#[test]
fn the_example_world_is_served() {
    let served = Served::start(&["--world", &example()]);
    assert_eq!(served.account, "ada@example.com");
    assert_eq!(served.token, "token-of-ada");
    let text = &served.start_text;
    assert!(text.contains("\n  seed          7\n"), "{text}");
    assert!(
        text.contains("  profile       google-observed +update.if-match=enforced\n"),
        "{text}"
    );
    assert!(!text.contains("analytical-engine"), "{text}");
}

#[test]
fn flags_win_over_the_world_file() {
    let flags = [
        "--profile",
        "rfc",
        "--seed",
        "9",
        "--quirk",
        "update.if-match=ignored",
    ];
    let served = Served::start(&[&["--world", &example()], &flags[..]].concat());
    let text = &served.start_text;
    assert!(text.contains("\n  seed          9\n"), "{text}");
    assert!(text.contains("  profile       rfc"), "{text}");
    assert!(text.contains("update.if-match=ignored\n"), "{text}");
}

#[test]
fn a_world_file_with_a_mistake_is_wrong_usage() {
    let folder = Folder::empty();
    folder.write("world.yaml", "clock: { frozn: true }\n");
    let end = folder.end(&["serve", "--world", "world.yaml"]);
    assert_eq!(end.code, 2);
    assert!(end.error.contains("world.yaml:1:10"), "{}", end.error);
    assert!(
        end.error.contains("did you mean `frozen`?"),
        "{}",
        end.error
    );
}

#[test]
fn a_state_file_wins_over_a_world_file_and_that_is_told() {
    let world = example();
    let arguments = ["--insecure-http", "--state", "state", "--world", &world];
    let first = Served::secure(Folder::empty(), &arguments);
    let told = &first.start_text;
    assert!(told.contains("  state file    state (new)\n"), "{told}");
    let again = Served::secure(first.into_folder(), &arguments);
    let told = &again.start_text;
    let wins = format!(
        "  state file    state (3 cards; clients, accounts and clocks come from here and not from {world})\n"
    );
    assert!(told.contains(&wins), "{told}");
}

#[test]
fn a_container_in_clear_is_controlled_by_its_name() {
    let served = Served::start(&["--host", "mock"]);
    assert_eq!(health(&served, "Host: mock:8080\r\n"), 200);
    assert_eq!(health(&served, "Host: other:8080\r\n"), 403);
}

#[test]
fn a_fault_that_met_no_request_is_told_at_the_end() {
    let folder = Folder::empty();
    folder.write(
        "world.yaml",
        "faults: [{ operation: update, kind: reset }]\n",
    );
    let mut server = folder
        .command(&["serve", "--insecure-http", "--world", "world.yaml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let output = BufReader::new(server.stdout.take().expect("an output"));
    let mut lines = output.lines().map(|line| line.expect("text"));
    assert!(lines.any(|line| line.starts_with("cardproof-ready ")));
    let pid = server.id().to_string();
    let told = Command::new("kill").args(["-TERM", &pid]).status();
    assert!(told.expect("kill").success());
    let end = server.wait_with_output().expect("an end");
    assert!(end.status.success());
    assert_eq!(
        String::from_utf8_lossy(&end.stderr),
        "fault 1 never struck: reset before the change, for update, always\n"
    );
}

#[test]
fn the_control_api_of_the_program_is_behind_its_gate() {
    let served = Served::start(&[]);
    assert_eq!(health(&served, "Host: 127.0.0.1\r\n"), 200);
    assert_eq!(health(&served, "Host: evil.example\r\n"), 403);
    assert_eq!(health(&served, "Host: www.googleapis.com\r\n"), 401);
    let admin = served.ready["admin_token"].as_str().unwrap();
    let google = format!("Host: www.googleapis.com\r\nAuthorization: Bearer {admin}\r\n");
    assert_eq!(health(&served, &google), 200);
}
