//! The reports of a command, opened before it begins.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use jiff::Timestamp;

use super::format::{Format, ReportFlag};
use crate::cli::trouble::Told;
use crate::cli::{Console, Trouble, seed};
use crate::plan::Plan;
use crate::report::document::ScenarioRecord;
use crate::report::{
    Beginning, Consumer, Document, Github, Ndjson, Output, Paint, Pretty, Progress, Recorder,
    RunRecord, Whole, har, html, json, junit, tell,
};
use crate::run::{Event, Exit, RunReport};
use crate::snapshot::SnapshotReport;

/// The reports of a command.
#[derive(Debug)]
pub(in crate::cli) struct Reports {
    consumers: Vec<Box<dyn Consumer>>,
    places: Vec<Option<PathBuf>>,
    /// The scenarios of the run in progress that have ended.
    played: Vec<ScenarioRecord>,
}

/// A run that has ended, with what the reports tell beside it.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Played<'a> {
    pub(in crate::cli) report: &'a RunReport,
    pub(in crate::cli) snapshots: &'a [SnapshotReport],
    pub(in crate::cli) snapshots_count: bool,
    pub(in crate::cli) began: Timestamp,
}

impl Reports {
    /// Opens every report, so that one that cannot be written is noticed before the run.
    pub(in crate::cli) fn open(flags: &[ReportFlag], console: &Console) -> Result<Self, Trouble> {
        let mut reports = Self {
            consumers: Vec::new(),
            places: Vec::new(),
            played: Vec::new(),
        };
        for flag in flags {
            reports.consumers.push(consumer(flag, flags, console)?);
            reports.places.push(flag.path.clone());
        }
        Ok(reports)
    }

    /// A plan begins.
    pub(in crate::cli) fn begin(&mut self, plan: &Plan, plans: usize) {
        let ids = plan.scenarios.iter().map(|id| id.0.len());
        let profile = plan.profile.to_string();
        let beginning = Beginning {
            target: plan.target.name(),
            profile: &profile,
            scenarios: plan.scenarios.len(),
            id_width: ids.max().unwrap_or_default(),
            is_one_of_several: plans > 1,
        };
        for consumer in &mut self.consumers {
            consumer.begin(&beginning);
        }
    }

    /// Something happened.
    pub(in crate::cli) fn event(&mut self, event: &Event, recorder: &Recorder) {
        match event {
            Event::Started { .. } => {}
            Event::ScenarioStarted { id } => {
                for consumer in &mut self.consumers {
                    consumer.playing(&id.0);
                }
            }
            Event::ScenarioFinished(scenario) => {
                let record = recorder.scenario(scenario);
                for consumer in &mut self.consumers {
                    consumer.played(&record);
                }
                self.played.push(record);
            }
        }
    }

    /// A plan has been played.
    pub(in crate::cli) fn finish(&mut self, played: Played<'_>, recorder: &Recorder) -> RunRecord {
        let scenarios = std::mem::take(&mut self.played);
        let mut run = recorder.run(played.report, scenarios, played.snapshots);
        run.began = played.began;
        run.snapshots_count = played.snapshots_count;
        let requirements = recorder.requirements();
        for consumer in &mut self.consumers {
            consumer.finish(&run, &requirements);
        }
        run
    }

    /// Everything is over. Files are written side by side, and what goes to the standard output in
    /// its order.
    pub(in crate::cli) fn conclude(mut self, document: &Document) -> Result<(), Trouble> {
        thread::scope(|scope| {
            let mut shown = Vec::new();
            for (consumer, place) in self.consumers.iter_mut().zip(&self.places) {
                if place.is_some() {
                    scope.spawn(|| consumer.conclude(document));
                } else {
                    shown.push(consumer);
                }
            }
            for consumer in shown {
                consumer.conclude(document);
            }
        });
        self.written()
    }

    /// A run could not take place.
    pub(in crate::cli) fn give_up(
        self,
        mut document: Document,
        trouble: &Trouble,
    ) -> Result<(), Trouble> {
        document.exit = trouble.exit.code();
        document.error = Some(match &trouble.told {
            Told::Message(message) => message.clone(),
            Told::Diagnostics(diagnostics) => diagnostics.to_string(),
        });
        self.conclude(&document)
    }

    /// Tells what was told before.
    pub(in crate::cli) fn tell(mut self, document: &Document) -> Result<(), Trouble> {
        tell(document, &mut self.consumers);
        self.written()
    }

    fn written(&mut self) -> Result<(), Trouble> {
        for (consumer, place) in self.consumers.iter_mut().zip(&self.places) {
            if let Some(error) = consumer.output().error() {
                return Err(Trouble {
                    exit: Exit::NotJudged,
                    told: Told::Message(unwritable(place.as_deref(), &error)),
                });
            }
        }
        Ok(())
    }
}

/// Opens a report. Beside a report for machines, what GitHub reads goes to the error output.
fn consumer(
    flag: &ReportFlag,
    flags: &[ReportFlag],
    console: &Console,
) -> Result<Box<dyn Consumer>, Trouble> {
    let mut others = flags.iter().filter(|other| other.takes_standard_output());
    let beside_machines = others.any(|other| other.format != Format::Pretty);
    let output = match &flag.path {
        Some(path) => file(
            path,
            File::options().write(true).create(true).truncate(true),
        )?,
        None if flag.format == Format::Github && beside_machines => Output::new(io::stderr()),
        None => console.output(),
    };
    let is_shared = flag.path.is_none() && !beside_machines;
    Ok(match flag.format {
        Format::Pretty if flag.path.is_none() => {
            Box::new(Pretty::new(output, console.paint(), console.progress()))
        }
        Format::Pretty => Box::new(Pretty::new(output, Paint::default(), Progress::none())),
        Format::Ndjson => Box::new(Ndjson { output }),
        Format::Github => Box::new(Github::new(output, step_summary()?, fence(is_shared)?)),
        Format::Junit => whole(junit, output),
        Format::Json => whole(json, output),
        Format::Har => whole(har, output),
        Format::Html => whole(html, output),
    })
}

/// The file for the summary of a step, which GitHub names.
fn step_summary() -> Result<Option<Output>, Trouble> {
    let path = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    let path = path.map(PathBuf::from);
    let append = || File::options().append(true).create(true).to_owned();
    path.map(|path| file(&path, &append())).transpose()
}

/// A word that no server can guess, where what servers say shares the output.
fn fence(is_shared: bool) -> Result<Option<String>, Trouble> {
    is_shared
        .then(|| {
            Ok(format!(
                "cardproof-{:08x}{:08x}",
                seed::fresh()?,
                seed::fresh()?
            ))
        })
        .transpose()
}

fn whole(make: fn(&Document) -> String, output: Output) -> Box<dyn Consumer> {
    Box::new(Whole { make, output })
}

fn file(path: &Path, options: &OpenOptions) -> Result<Output, Trouble> {
    let file = options.open(path);
    let file = file.map_err(|error| Trouble::usage(unwritable(Some(path), &error)))?;
    Ok(Output::new(io::BufWriter::new(file)))
}

fn unwritable(place: Option<&Path>, error: &io::Error) -> String {
    let place = place.map_or_else(
        || "the standard output".to_owned(),
        |path| path.display().to_string(),
    );
    format!("the report cannot be written to {place}: {error}")
}
