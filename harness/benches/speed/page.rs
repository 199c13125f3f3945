//! `docs/benchmarks.md`.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::one_processor::Latencies;

/// One measured figure beside what is promised.
#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: String,
    /// The figure, with its unit.
    pub(crate) measured: String,
    /// The promise.
    pub(crate) promised: String,
    /// Whether the figure keeps it; nothing where nothing is promised.
    pub(crate) kept: Option<bool>,
}

/// The page.
pub(crate) fn render(rows: &[Row], latencies: &Latencies) -> String {
    let mut page = format!(
        "# Benchmarks\n\n\
         Written by `ci/bench` on {}, {}. Release build, plain HTTP on loopback, the client in the same\n\
         process as the servers. Each figure is the median of alternated rounds; ratios are taken round by\n\
         round.\n\n",
        jiff::Timestamp::now().strftime("%Y-%m-%d"),
        machine()
    );
    page.push_str(&table(rows));
    let yardstick = latencies.yardstick;
    let _ = write!(
        page,
        "\n## How long one request takes\n\n\
         Client and server share one processor (`taskset --cpu-list 0`): with two, most of the time of a short\n\
         request goes into waking the other one, which takes three times as long in one run as in the next. What\n\
         is promised in milliseconds means a machine on which bare hyper answers in 0.041 ms. It took {yardstick:.3} ms\n\
         here, and each promise is multiplied by that.\n\n"
    );
    page.push_str(&table(&latencies.rows));
    page
}

fn table(rows: &[Row]) -> String {
    let mut page = "| what | measured | promised | kept |\n|---|---|---|---|\n".to_owned();
    for row in rows {
        let kept = match row.kept {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "–",
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            page,
            "| {} | {} | {} | {kept} |",
            row.what, row.measured, row.promised
        );
    }
    page
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let model = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        });
    format!(
        "{cores} cores, {}",
        model.as_deref().unwrap_or(std::env::consts::ARCH)
    )
}
