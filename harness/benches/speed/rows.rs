//! The rows of the table: each measures one thing and holds it against its promise.

use std::path::Path;
use std::time::Duration;

use crate::book::Book;
use crate::client::Load;
use crate::measure::{self, milliseconds};
use crate::one_processor::Latencies;
use crate::page::Row;
use crate::program;

/// What bare hyper takes on the machine that the promises mean, in milliseconds.
const REFERENCE: f64 = 0.041;

/// The table while it grows.
pub(crate) struct Rows {
    yardstick: Load,
    rows: Vec<Row>,
    conversions: Vec<Conversion>,
    /// What bare hyper took, whenever it was measured, in milliseconds.
    yardsticks: Vec<f64>,
}

/// A promise in milliseconds that waits for the yardstick.
struct Conversion {
    row: usize,
    measured: f64,
    limit: f64,
}

impl Rows {
    pub(crate) const fn new(yardstick: Load) -> Self {
        Self {
            yardstick,
            rows: Vec::new(),
            conversions: Vec::new(),
            yardsticks: Vec::new(),
        }
    }

    /// The finished table of what needs no conversion.
    pub(crate) fn finish(self) -> Vec<Row> {
        self.rows
    }

    /// The finished table, promises in milliseconds converted.
    pub(crate) fn converted_rows(mut self) -> Latencies {
        let yardstick = measure::median(self.yardsticks);
        for conversion in self.conversions {
            let limit = conversion.limit;
            let here = limit * yardstick / REFERENCE;
            let row = &mut self.rows[conversion.row];
            row.promised = format!("at most {limit} ms, here {here:.3} ms");
            row.kept = Some(conversion.measured <= here);
        }
        Latencies {
            rows: self.rows,
            yardstick,
        }
    }

    /// Requests a second at 8 connections, against bare hyper.
    pub(crate) fn rate(&mut self, what: &str, load: &Load, least: f64) {
        let (mock, yardstick, ratio) = measure::rates(load, &self.yardstick);
        self.rows.push(Row {
            what: format!(
                "{what} against bare hyper with a fixed kilobyte, requests a second at 8 connections"
            ),
            measured: format!("{:.0} % ({mock:.0}/s to {yardstick:.0}/s)", ratio * 100.0),
            promised: format!("at least {:.0} %", least * 100.0),
            kept: Some(ratio >= least),
        });
    }

    /// That one load takes as long as another.
    pub(crate) fn flat(&mut self, what: &str, many: &Load, few: &Load) {
        let (many, few, ratio) = measure::latencies(many, few);
        self.rows.push(Row {
            what: format!("{what}, p50 at 1 connection"),
            measured: format!("{ratio:.2} times ({many:.3} ms to {few:.3} ms)"),
            promised: "within 20 %".to_owned(),
            kept: Some((0.8..=1.2).contains(&ratio)),
        });
    }

    /// The time of a request that is over soon.
    pub(crate) fn latency(&mut self, what: &str, load: &Load, limit: f64) {
        let measured = measure::beside(|| load.median_latency(1_000), &self.yardstick);
        self.converted(what, measured, limit);
    }

    /// The time of a request that takes long.
    pub(crate) fn few(&mut self, what: &str, load: &Load, limit: f64) {
        let measured = measure::beside(|| load.median_latency(20), &self.yardstick);
        self.converted(what, measured, limit);
    }

    /// The time of a request that takes long and that nothing is promised about.
    pub(crate) fn told_few(&mut self, what: &str, load: &Load) {
        let (measured, _) = measure::beside(|| load.median_latency(20), &self.yardstick);
        self.rows.push(Row {
            what: format!("{what}, p50 at 1 connection"),
            measured: format!("{measured:.3} ms"),
            promised: "nothing".to_owned(),
            kept: None,
        });
    }

    /// A rate that nothing is promised about.
    pub(crate) fn told(&mut self, what: &str, load: &Load) {
        let (rate, _, _) = measure::rates(load, &self.yardstick);
        self.rows.push(Row {
            what: format!("{what}, requests a second at 8 connections"),
            measured: format!("{rate:.0}/s"),
            promised: "nothing".to_owned(),
            kept: None,
        });
    }

    /// The time of a PUT with If-Match.
    pub(crate) fn update(&mut self, what: &str, book: &Book, limit: f64) {
        let measured = measure::beside(|| book.update_latency(1_000), &self.yardstick);
        self.converted(what, measured, limit);
    }

    /// A row whose promise is converted when the run is over: by the median of what bare hyper
    /// took all along, since its own figure scatters most.
    fn converted(&mut self, what: &str, (measured, yardsticks): (f64, Vec<f64>), limit: f64) {
        self.yardsticks.extend(yardsticks);
        self.conversions.push(Conversion {
            row: self.rows.len(),
            measured,
            limit,
        });
        self.rows.push(Row {
            what: format!("{what}, p50 at 1 connection"),
            measured: format!("{measured:.3} ms"),
            promised: String::new(),
            kept: None,
        });
    }

    /// Something that was timed already.
    pub(crate) fn duration(&mut self, what: &str, time: Duration, limit: f64) {
        let time = milliseconds(time);
        self.rows.push(Row {
            what: what.to_owned(),
            measured: format!("{time:.4} ms"),
            promised: format!("at most {limit} ms"),
            kept: Some(time <= limit),
        });
    }

    /// The time and memory of a server that starts empty, and of one that starts with cards.
    pub(crate) fn starts(&mut self, program: &Path, cards: usize) {
        let world = program::world(cards);
        let world = world.path().join("world.yaml");
        let starts = |world: Option<&Path>| -> (f64, f64) {
            let starts: Vec<_> = (0..7).map(|_| program::start(program, world)).collect();
            let times = starts.iter().map(|start| milliseconds(start.time));
            let memory = starts.iter().map(|start| start.memory);
            (
                measure::median(times.collect()),
                measure::median(memory.collect()),
            )
        };
        let (empty, _) = starts(None);
        let (full, memory) = starts(Some(&world));
        let loading = full - empty;
        for (what, measured, unit, limit) in [
            ("`cardproof serve` to its first answer", empty, "ms", 15.0),
            (
                "loading 10,000 cards from a world file",
                loading,
                "ms",
                150.0,
            ),
            ("resident memory with 10,000 cards", memory, "MiB", 40.0),
        ] {
            self.rows.push(Row {
                what: what.to_owned(),
                measured: format!("{measured:.1} {unit}"),
                promised: format!("at most {limit} {unit}"),
                kept: Some(measured <= limit),
            });
        }
    }

    /// The size of the program, which has the suite and its pages inside.
    pub(crate) fn size(&mut self, program: &Path, limit: f64) {
        let file = std::fs::metadata(program).expect("the program");
        let megabytes = file.len() as f64 / 1e6;
        self.rows.push(Row {
            what: "the program with everything in it".to_owned(),
            measured: format!("{megabytes:.2} MB"),
            promised: format!("at most {limit} MB"),
            kept: Some(megabytes <= limit),
        });
    }

    /// The wall time of a command.
    pub(crate) fn wall(&mut self, program: &Path, what: &str, arguments: &[&str], limit: f64) {
        let wall = measure::wall(program, arguments);
        self.rows.push(Row {
            what: what.to_owned(),
            measured: format!("{wall:.0} ms"),
            promised: format!("at most {limit} ms"),
            kept: Some(wall <= limit),
        });
    }
}
