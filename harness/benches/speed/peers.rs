//! The mock beside servers that nobody here wrote.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::client::Load;
use crate::measure::{median, milliseconds};
use crate::peer::Peer;
use crate::requests::Requests;
use crate::update;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// How long one latency is measured at least and at most, in exchanges.
const FEW: usize = 1;
const MANY: usize = 200;

/// A round of the slowest request of a peer ends after about so long.
const ROUND: Duration = Duration::from_millis(400);

/// The table, median of five alternated rounds.
pub(crate) fn table(environment: &Path, mock: [&Requests; 3]) -> String {
    let peers = Peer::all(environment, &SIZES);
    let mut page = String::from("\n## Beside other servers\n\n");
    page.push_str(
        "p50 at 1 connection in milliseconds, and for getctag also requests a second at 8 connections.\n\
         Radicale and Xandikos keep cards in files, the mock in memory: this tells what a test suite\n\
         waits for, not who is better made.\n\n",
    );
    let names: Vec<_> = peers.iter().map(|peer| peer.name).collect();
    let _ = writeln!(
        page,
        "| request | cards | cardproof | {} |",
        names.join(" | ")
    );
    let _ = writeln!(page, "|---|---|---|{}", "---|".repeat(names.len()));
    for (cards, mock) in SIZES.into_iter().zip(mock) {
        let books = std::iter::once(mock.clone()).chain(peers.iter().map(|peer| peer.book(cards)));
        rows(&mut page, cards, &books.collect::<Vec<_>>());
    }
    page
}

fn rows(page: &mut String, cards: usize, books: &[Requests]) {
    type Ask = fn(&Requests) -> Load;
    let asked: [(&str, Ask); 5] = [
        ("getctag", Requests::ctag),
        ("sync-collection without a change", Requests::no_change),
        ("multiget of 50", Requests::multiget),
        ("PROPFIND, Depth 1", Requests::listing),
        ("addressbook-query by one e-mail", Requests::query),
    ];
    for (name, ask) in asked {
        let loads: Vec<Load> = books.iter().map(ask).collect();
        row(
            page,
            (name, cards),
            &rounds(loads.len(), |at| latency(&loads[at])),
            3,
        );
    }
    let updates = rounds(books.len(), |at| {
        milliseconds(update::latency(&books[at], 20))
    });
    row(page, ("PUT with If-Match", cards), &updates, 3);
    let polls: Vec<Load> = books.iter().map(Requests::ctag).collect();
    let rates = rounds(polls.len(), |at| polls[at].rate(8, ROUND));
    row(
        page,
        ("getctag a second at 8 connections", cards),
        &rates,
        0,
    );
}

fn row(page: &mut String, (name, cards): (&str, usize), figures: &[f64], digits: usize) {
    let figures: Vec<_> = figures
        .iter()
        .map(|figure| format!("{figure:.digits$}"))
        .collect();
    let _ = writeln!(page, "| {name} | {cards} | {} |", figures.join(" | "));
}

/// The medians of the figures of several servers, which take turns.
fn rounds(servers: usize, figure: impl Fn(usize) -> f64) -> Vec<f64> {
    let rounds: Vec<Vec<f64>> = (0..5)
        .map(|_| (0..servers).map(&figure).collect())
        .collect();
    (0..servers)
        .map(|server| median(rounds.iter().map(|round| round[server]).collect()))
        .collect()
}

/// As many exchanges as fit into a round.
fn latency(load: &Load) -> f64 {
    let first = load.median_latency(1);
    let fitting = ROUND.as_micros() / first.as_micros().max(1);
    let exchanges = usize::try_from(fitting).unwrap_or(MANY).clamp(FEW, MANY);
    milliseconds(load.median_latency(exchanges))
}
