//! How long requests take, measured in a process that has one processor.
//!
//! With more of them, most of the time of a short request is spent on waking the other one, and how
//! long that takes changes threefold from run to run. On one processor what is left is the work.

use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::page::Row;

/// The flag of the process that measures.
const FLAG: &str = "--one-processor";

/// What was measured.
#[derive(Serialize, Deserialize)]
pub(crate) struct Latencies {
    /// The rows of the table.
    pub(crate) rows: Vec<Row>,
    /// The median of what bare hyper took, in milliseconds.
    pub(crate) yardstick: f64,
}

/// Whether this process is the one that measures.
pub(crate) fn is_asked_for() -> bool {
    std::env::args().any(|argument| argument == FLAG)
}

/// What the process that measures prints.
pub(crate) fn told(latencies: &Latencies) -> String {
    serde_json::to_string(latencies).expect("rows are plain data")
}

/// Starts the process that measures, and waits for it.
pub(crate) fn measured() -> Latencies {
    let program = std::env::current_exe().expect("a program");
    let output = Command::new("taskset")
        .args(["--cpu-list", "0"])
        .arg(program)
        .args(["--bench", FLAG])
        .output()
        .expect("taskset, of util-linux");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    serde_json::from_slice(&output.stdout).expect("rows")
}
