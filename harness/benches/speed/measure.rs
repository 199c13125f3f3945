//! Alternated rounds, so that a machine whose speed drifts is fair to both sides.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::client::Load;

const ROUNDS: usize = 5;

/// The median of the figures of several rounds.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// In so many slices a round measures each of two rates, by turns: what disturbs a machine for a
/// second then disturbs both.
const SLICES: usize = 8;

/// The medians of the rates of two loads and of their ratio (first to second), round by round.
pub(crate) fn rates(first: &Load, second: &Load) -> (f64, f64, f64) {
    let slice = |load: &Load| load.rate(8, Duration::from_millis(250)) / SLICES as f64;
    medians((0..ROUNDS).map(|_| {
        (0..SLICES).fold((0.0, 0.0), |(one, other), _| {
            (one + slice(first), other + slice(second))
        })
    }))
}

/// The medians of the latencies of two loads, in milliseconds, and of their ratio.
pub(crate) fn latencies(first: &Load, second: &Load) -> (f64, f64, f64) {
    paired(
        |load| milliseconds(load.median_latency(2_000)),
        first,
        second,
    )
}

pub(crate) const fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The median of the latencies of something, and the latencies of a load between its rounds, all
/// in milliseconds.
pub(crate) fn beside(figure: impl Fn() -> Duration, yardstick: &Load) -> (f64, Vec<f64>) {
    let rounds = (0..ROUNDS).map(|_| {
        let figure = milliseconds(figure());
        (figure, milliseconds(yardstick.median_latency(1_000)))
    });
    let (figures, yardsticks) = rounds.unzip();
    (median(figures), yardsticks)
}

fn paired(figure: impl Fn(&Load) -> f64, first: &Load, second: &Load) -> (f64, f64, f64) {
    medians((0..ROUNDS).map(|_| (figure(first), figure(second))))
}

fn medians(rounds: impl Iterator<Item = (f64, f64)>) -> (f64, f64, f64) {
    let rounds: Vec<(f64, f64)> = rounds.collect();
    (
        median(rounds.iter().map(|round| round.0).collect()),
        median(rounds.iter().map(|round| round.1).collect()),
        median(rounds.iter().map(|round| round.0 / round.1).collect()),
    )
}

/// The median wall time of a command, in milliseconds. It has to succeed.
pub(crate) fn wall(program: &Path, arguments: &[&str]) -> f64 {
    let once = || {
        let begun = Instant::now();
        let status = Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program starts");
        assert!(status.success(), "{arguments:?} ends with {status}");
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    once();
    median((0..ROUNDS * 2).map(|_| once()).collect())
}
