//! Soak: the mock under full load for two minutes, with faults on.
//!
//! Sixteen connections read and write a thousand cards of a server in a process of its own. Every
//! wrong answer has to be the work of a fault, memory has to stay where it is after the first twenty
//! seconds (looked at once a second, since allocators keep and give back as they please), and the
//! journal within its bound. `--seconds N` for a shorter run; `--write FILE` also puts the result
//! into that page, which says what of it holds.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a program that measures and prints"
)]

mod connection;
mod load;
mod page;
mod server;

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use load::Tally;
use page::Outcome;
use server::Server;

const CONNECTIONS: usize = 16;

/// After what time memory has to be flat; a sixth of a shorter run.
const WARM_UP: u64 = 20;

/// How often memory is looked at.
const SAMPLE: Duration = Duration::from_secs(1);

/// What the server is told to do wrong.
const FAULTS: [&str; 5] = [
    r#"{"status": 503, "chance": 1}"#,
    r#"{"operation": "update", "kind": "reset", "phase": "after-change", "chance": 1}"#,
    r#"{"operation": "propfind", "kind": "truncation", "phase": "mid-body", "at_byte": 20, "chance": 1}"#,
    r#"{"operation": "delete", "kind": "reset", "phase": "before-change", "chance": 1}"#,
    r#"{"operation": "multiget", "kind": "content-length", "too_long": 9, "chance": 1}"#,
];

fn main() {
    let seconds =
        argument("--seconds").map_or(120, |text| text.parse::<u64>().expect("seconds").max(1));
    // The control API is asked with reqwest, which wants a provider even in clear.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let server = Server::start();
    load::fill(&server);
    for fault in FAULTS {
        server.inject(fault);
    }
    let stop = AtomicBool::new(false);
    let warm_up = WARM_UP.min(seconds / 6);
    let (tally, memory) = thread::scope(|scope| {
        let workers: Vec<_> = (0..CONNECTIONS)
            .map(|number| {
                let (server, stop) = (&server, &stop);
                scope.spawn(move || load::work(server, number, stop))
            })
            .collect();
        thread::sleep(Duration::from_secs(warm_up));
        let memory = (warm_up..seconds).map(|_| {
            thread::sleep(SAMPLE);
            server.memory()
        });
        let memory: Vec<f64> = memory.collect();
        stop.store(true, Ordering::Relaxed);
        let tallies = workers
            .into_iter()
            .map(|worker| worker.join().expect("no panic"));
        (tallies.fold(Tally::default(), Tally::plus), memory)
    });
    let outcome = Outcome {
        seconds,
        struck: server.struck(),
        memory,
        journal: server.journal(),
        tally,
    };
    let text = page::render(&outcome);
    print!("{text}");
    if let Some(file) = argument("--write") {
        page::put_into(&file, &text).expect("the page is written");
    }
}

fn argument(name: &str) -> Option<String> {
    std::env::args()
        .skip_while(|argument| argument != name)
        .nth(1)
}
