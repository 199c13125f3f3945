//! `docs/benchmarks.md`.

use std::fmt::Write as _;

/// One measured figure beside what is promised.
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
pub(crate) fn render(rows: &[Row], yardstick: f64) -> String {
    let mut page = format!(
        "# Benchmarks\n\n\
         Written by `ci/bench` on {}, {}. Release build, plain HTTP on loopback, the client in the same\n\
         process as the servers. Each figure is the median of alternated rounds; ratios are taken round by\n\
         round, so they hold on other machines, while times do not: what is promised in milliseconds means a\n\
         machine on which bare hyper answers in 0.041 ms, and is converted by the {yardstick:.3} ms that it took here.\n\n\
         | what | measured | promised | kept |\n|---|---|---|---|\n",
        jiff::Timestamp::now().strftime("%Y-%m-%d"),
        machine()
    );
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
