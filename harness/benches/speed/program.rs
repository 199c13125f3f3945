//! The program as a process: how soon it answers and how much memory it takes.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::book::card;
use crate::client::Connection;

/// What a start cost.
pub(crate) struct Start {
    /// From the start of the process to its first answer.
    pub(crate) time: Duration,
    /// Resident memory after that, in MiB.
    pub(crate) memory: f64,
}

/// Starts `cardproof serve`, asks once, and ends it.
pub(crate) fn start(program: &Path, world: Option<&Path>) -> Start {
    let begun = Instant::now();
    let mut server = serve(program, world);
    let address = ready(&mut server);
    let mut connection = Connection::open(address.parse().expect("an address"));
    let request = format!("OPTIONS / HTTP/1.1\r\nHost: {address}\r\n\r\n");
    connection.exchange(request.as_bytes());
    let time = begun.elapsed();
    let memory = memory(server.id(), "VmRSS");
    server.kill().expect("the server is ours");
    server.wait().expect("the server ends");
    Start { time, memory }
}

fn serve(program: &Path, world: Option<&Path>) -> Child {
    let mut command = Command::new(program);
    command.args(["serve", "--insecure-http", "--addr", "127.0.0.1:0"]);
    if let Some(world) = world {
        command.arg("--world").arg(world);
    }
    command
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn ready(server: &mut Child) -> String {
    let output = server.stdout.take().expect("its output");
    let mut lines = BufReader::new(output).lines();
    lines
        .find_map(|line| {
            let line = line.expect("text");
            let ready = line.strip_prefix("cardproof-ready ")?;
            let ready: serde_json::Value = serde_json::from_str(ready).expect("JSON");
            Some(ready["url"].as_str()?.strip_prefix("http://")?.to_owned())
        })
        .expect("the server says that it is ready")
}

/// What the system says of a process's memory, in MiB: `VmRSS` is resident now, `VmHWM` was so at
/// most. Not a number once the process has ended.
pub(crate) fn memory(process: u32, field: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| {
            let value = line.strip_prefix(field)?.strip_prefix(':')?;
            value.split_whitespace().next()
        })
        .and_then(|number| number.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}

/// A world file of so many cards, in a folder of its own.
pub(crate) fn world(cards: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let mut file = std::fs::File::create(folder.path().join(name)).expect("a file");
        file.write_all(text.as_bytes()).expect("room on the disk");
    };
    write("cards.vcf", &(0..cards).map(card).collect::<String>());
    write(
        "world.yaml",
        "accounts:\n  - address: user@example.com\n    cards:\n      - from: cards.vcf\n",
    );
    folder
}
