//! Ctrl-C between two profiles.

use std::io::{PipeWriter, Read as _, Write as _, pipe};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{command, root};

const ARGUMENTS: [&str; 6] = [
    "run",
    "discovery/without-credentials",
    "--profile",
    "all",
    "--snapshots",
    "off",
];
/// How much a pipe of Linux holds.
const CAPACITY: usize = 64 * 1024;

/// A system may hide where a process waits; after this long it does.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the program writes until the first profile has been played: a heading and a line.
fn until_the_summary() -> usize {
    let output = command(root(), &ARGUMENTS).output().unwrap().stdout;
    let output = String::from_utf8(output).unwrap();
    output.find("\n1 scenario: ").unwrap()
}

/// A pipe with room for so many bytes and no more.
fn with_room_for(room: usize) -> (std::io::PipeReader, PipeWriter) {
    let (reader, mut writer) = pipe().unwrap();
    writer.write_all(&vec![b'-'; CAPACITY - room]).unwrap();
    (reader, writer)
}

#[test]
fn ctrl_c_between_two_profiles_ends_the_run() {
    // The program cannot write the summary of the first profile: it waits between two profiles.
    let (mut reader, writer) = with_room_for(until_the_summary());
    let mut program = command(root(), &ARGUMENTS);
    let mut child = program
        .stdout(writer)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(program);
    let pid = child.id().to_string();
    let began = Instant::now();
    while !waits_in_write(&pid) && began.elapsed() < PATIENCE {
        std::thread::yield_now();
    }
    let sent = Command::new("kill").args(["-INT", &pid]).status();
    assert!(sent.unwrap().success());
    let mut output = String::new();
    reader.read_to_string(&mut output).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{output}");
    assert!(!output.contains("profile google-both\n"), "{output}");
}

/// Whether the first thread of a process waits for room in a pipe.
fn waits_in_write(pid: &str) -> bool {
    let waits = std::fs::read_to_string(format!("/proc/{pid}/wchan"));
    waits.is_ok_and(|place| place.contains("pipe_w"))
}
