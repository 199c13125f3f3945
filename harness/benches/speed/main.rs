//! Speed: prints the figures of one run beside what is promised, and fails on none of them.
//!
//! `ci/bench` runs it; `-- --write FILE` also writes the page.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a program that measures and prints"
)]

mod bare;
mod beside_hurl;
mod book;
mod client;
mod measure;
mod one_processor;
mod page;
mod peer;
mod peers;
mod program;
mod requests;
mod rows;
mod two_suites;
mod update;

use std::net::SocketAddr;
use std::path::Path;

use book::Book;
use client::Load;
use mimalloc::MiMalloc;
use rows::Rows;

/// The program's, for all that is measured in this process.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cardproof");

fn main() {
    if one_processor::is_asked_for() {
        return latencies();
    }
    let runtime = runtime();
    let (bare, small, middle, large) = runtime.block_on(async {
        (
            bare::start(bare::KILOBYTE).await,
            Book::filled(100).await,
            Book::filled(1_000).await,
            Book::filled(10_000).await,
        )
    });
    let mut rows = Rows::new(yardstick(bare, &small));
    rows.rate("getctag at 100 cards", &small.requests().ctag(), 0.6);
    let no_change = small.requests().no_change();
    rows.rate(
        "sync-collection without a change at 100 cards",
        &no_change,
        0.6,
    );
    let (secured, tls) = runtime.block_on(small.over_tls());
    let over_tls = Load {
        tls: Some(tls),
        ..secured.requests().ctag()
    };
    rows.told("getctag at 100 cards over TLS", &over_tls);
    memory_and_time(&mut rows, &large);

    let mut page = page::render(&rows.finish(), &one_processor::measured());
    tell(&page, &page);
    if let Some(hurl) = std::env::var_os("CARDPROOF_HURL") {
        let section = beside_hurl::section(Path::new(&hurl), Path::new(PROGRAM), small.requests());
        page.push_str(&section);
        tell(&section, &page);
    }
    if let Some(environment) = std::env::var_os("CARDPROOF_PEERS") {
        let mock = [&small, &middle, &large];
        let section = peers::table(Path::new(&environment), mock.map(Book::requests));
        page.push_str(&section);
        tell(&section, &page);
    }
}

/// Measures how long requests take, and prints the figures for the process that asked.
fn latencies() {
    let runtime = runtime();
    let (bare, small, large, huge) = runtime.block_on(async {
        (
            bare::start(bare::KILOBYTE).await,
            Book::filled(100).await,
            Book::filled(10_000).await,
            Book::filled(100_000).await,
        )
    });
    let mut rows = Rows::new(yardstick(bare, &small));
    polls(&mut rows, &small, &large, &huge);
    let listing = large.requests().listing();
    let long = runtime.block_on(bare::start(listing.answer_length()));
    single_requests(&mut rows, &large, &huge);
    rows.told_few(
        "bare hyper with a body as long as that PROPFIND's",
        &yardstick(long, &small),
    );
    let folder = tempfile::tempdir().expect("a folder");
    let kept = runtime.block_on(large.with_state(&folder.path().join("state")));
    rows.update("PUT with If-Match at 10,000 with `--state`", &kept, 0.3);
    println!("{}", one_processor::told(&rows.converted_rows()));
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

fn yardstick(bare: SocketAddr, small: &Book) -> Load {
    Load {
        address: bare,
        status: 200,
        ..small.requests().ctag()
    }
}

/// Prints a section, and writes the page as far as it goes: what comes next may take long.
fn tell(section: &str, page: &str) {
    print!("{section}");
    if let Some(file) = std::env::args()
        .skip_while(|argument| argument != "--write")
        .nth(1)
    {
        std::fs::write(&file, page).expect("the page is written");
    }
}

/// What clients ask all the time.
fn polls(rows: &mut Rows, small: &Book, large: &Book, huge: &Book) {
    for (name, few, many) in [
        ("getctag", small.requests().ctag(), large.requests().ctag()),
        (
            "sync-collection without a change",
            small.requests().no_change(),
            large.requests().no_change(),
        ),
        (
            "sync-collection with 10 changes",
            small.delta(),
            large.delta(),
        ),
    ] {
        rows.flat(&format!("{name}, 10,000 cards against 100"), &many, &few);
    }
    for (name, few, many) in [
        ("getctag", large.requests().ctag(), huge.requests().ctag()),
        (
            "sync-collection with 10 changes",
            large.delta(),
            huge.delta(),
        ),
        (
            "multiget of 50",
            large.requests().multiget(),
            huge.requests().multiget(),
        ),
    ] {
        rows.flat(
            &format!("{name}, 100,000 cards against 10,000"),
            &many,
            &few,
        );
    }
}

fn single_requests(rows: &mut Rows, large: &Book, huge: &Book) {
    rows.latency(
        "sync-collection with 10 changes of 10,000",
        &large.delta(),
        0.15,
    );
    rows.latency(
        "multiget of 50 of 10,000",
        &large.requests().multiget(),
        0.4,
    );
    rows.few(
        "PROPFIND, Depth 1, over 10,000",
        &large.requests().listing(),
        10.0,
    );
    rows.few(
        "addressbook-query by one e-mail over 10,000",
        &large.requests().query(),
        15.0,
    );
    rows.update("PUT with If-Match at 10,000", large, 0.1);
    rows.update("PUT with If-Match at 100,000", huge, 0.1);
}

fn memory_and_time(rows: &mut Rows, large: &Book) {
    rows.duration("a copy of a world of 10,000 cards", large.fork_time(), 1.0);
    let program = Path::new(PROGRAM);
    rows.size(program, 15.0);
    rows.starts(program, 10_000);
    rows.wall(program, "`cardproof list`", &["list"], 20.0);
    rows.wall(
        program,
        "`cardproof run --jobs 2`: the suite against the embedded mock",
        &["run", "--jobs", "2"],
        1_000.0,
    );
}
