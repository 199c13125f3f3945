//! Speed: prints the figures of one run beside what is promised, and fails on none of them.
//!
//! `ci/bench` runs it; `-- --write FILE` also writes the page.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a program that measures and prints"
)]

mod bare;
mod book;
mod client;
mod measure;
mod page;

use std::path::Path;

use book::Book;
use client::Load;
use mimalloc::MiMalloc;
use page::Row;

/// The program's, for all that is measured in this process.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let (bare, small, large) = runtime.block_on(async {
        (
            bare::start().await,
            Book::filled(100).await,
            Book::filled(10_000).await,
        )
    });
    let yardstick = Load {
        address: bare,
        status: 200,
        ..small.ctag()
    };

    let mut rows = vec![against_bare(&small.ctag(), &yardstick)];
    rows.push(flat(
        "getctag at 10,000 cards against 100, p50 at 1 connection",
        &large.ctag(),
        &small.ctag(),
    ));
    rows.push(flat(
        "a delta of 10 changes at 10,000 cards against 100, p50 at 1 connection",
        &large.delta(),
        &small.delta(),
    ));
    let program = Path::new(env!("CARGO_BIN_EXE_cardproof"));
    rows.push(time(
        program,
        "`cardproof list`",
        &["list"],
        20.0,
        "at most 20 ms",
    ));
    rows.push(time(
        program,
        "`cardproof run --jobs 2`: the suite against the embedded mock",
        &["run", "--jobs", "2"],
        1_000.0,
        "at most 1,000 ms",
    ));

    let page = page::render(&rows);
    print!("{page}");
    if let Some(file) = std::env::args()
        .skip_while(|argument| argument != "--write")
        .nth(1)
    {
        std::fs::write(&file, page).expect("the page is written");
    }
}

fn against_bare(load: &Load, bare: &Load) -> Row {
    let (mock, yardstick, ratio) = measure::rates(load, bare);
    Row {
        what: "getctag at 100 cards against bare hyper with a fixed kilobyte, requests a second at 8 connections",
        measured: format!("{:.0} % ({mock:.0}/s to {yardstick:.0}/s)", ratio * 100.0),
        promised: "at least 60 %",
        kept: ratio >= 0.6,
    }
}

fn flat(what: &'static str, large: &Load, small: &Load) -> Row {
    let (many, few, ratio) = measure::latencies(large, small);
    Row {
        what,
        measured: format!("{ratio:.2} times ({many:.3} ms to {few:.3} ms)"),
        promised: "within 20 %",
        kept: (0.8..=1.2).contains(&ratio),
    }
}

fn time(
    program: &Path,
    what: &'static str,
    arguments: &[&str],
    limit: f64,
    promised: &'static str,
) -> Row {
    let wall = measure::wall(program, arguments);
    Row {
        what,
        measured: format!("{wall:.0} ms"),
        promised,
        kept: wall <= limit,
    }
}
