//! The reports of a run, opened before it begins.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::flag::{Format, ReportFlag};
use crate::cli::trouble::Told;
use crate::cli::{Console, Trouble};
use crate::plan::Plan;
use crate::report::{Output, Paint, Pretty, Progress, Run, json, junit};
use crate::run::Event;

/// The reports of a run.
#[derive(Debug)]
pub(super) struct Reports {
    pretty: Vec<(Pretty, Place)>,
    whole: Vec<Whole>,
}

/// A report that is written when everything is over.
#[derive(Debug)]
struct Whole {
    make: fn(&[Run], Option<&str>) -> String,
    output: Output,
    place: Place,
}

/// What a report's place is called in errors.
type Place = Option<PathBuf>;

impl Reports {
    /// Opens every report, so that one that cannot be written is noticed before the run.
    pub(super) fn open(flags: &[ReportFlag], console: &Console) -> Result<Self, Trouble> {
        let mut reports = Self {
            pretty: Vec::new(),
            whole: Vec::new(),
        };
        for flag in flags {
            let output = output(flag, console)?;
            let place = flag.path.clone();
            match flag.format {
                Format::Pretty => {
                    let pretty = pretty(output, place.is_none(), console);
                    reports.pretty.push((pretty, place));
                }
                Format::Junit => reports.whole.push(Whole {
                    make: junit,
                    output,
                    place,
                }),
                Format::Json => reports.whole.push(Whole {
                    make: json,
                    output,
                    place,
                }),
            }
        }
        Ok(reports)
    }

    /// A plan begins.
    pub(super) fn begin(&mut self, plan: &Plan, plans: usize) {
        let ids = plan.scenarios.iter().map(|id| id.0.len());
        let width = ids.max().unwrap_or_default();
        for (pretty, _) in &mut self.pretty {
            pretty.id_width = width;
            if plans > 1 {
                pretty.heading(plan.target.name(), &plan.profile.to_string());
            }
        }
    }

    /// Something happened.
    pub(super) fn event(&mut self, event: &Event) {
        for (pretty, _) in &mut self.pretty {
            pretty.event(event);
        }
    }

    /// A plan has been played.
    pub(super) fn finish(&mut self, run: &Run) {
        for (pretty, _) in &mut self.pretty {
            pretty.finish(run);
        }
    }

    /// Everything is over.
    pub(super) fn conclude(mut self, runs: &[Run]) -> Result<(), Trouble> {
        for (pretty, _) in &mut self.pretty {
            pretty.conclude(runs);
        }
        self.write(runs, None)
    }

    /// A run could not take place.
    pub(super) fn give_up(mut self, runs: &[Run], trouble: &Trouble) -> Result<(), Trouble> {
        for (pretty, _) in &self.pretty {
            pretty.progress.end();
        }
        let error = match &trouble.told {
            Told::Message(message) => message.clone(),
            Told::Diagnostics(diagnostics) => diagnostics.to_string(),
        };
        self.write(runs, Some(&error))
    }

    fn write(&mut self, runs: &[Run], error: Option<&str>) -> Result<(), Trouble> {
        for whole in &mut self.whole {
            whole.output.text(&(whole.make)(runs, error));
        }
        let pretty = self.pretty.iter_mut();
        let pretty = pretty.map(|(pretty, place)| (&mut pretty.output, place));
        let whole = self.whole.iter_mut();
        let whole = whole.map(|whole| (&mut whole.output, &mut whole.place));
        for (output, place) in pretty.chain(whole) {
            if let Some(error) = output.error() {
                return Err(Trouble::environment(unwritable(place.as_deref(), &error)));
            }
        }
        Ok(())
    }
}

fn pretty(output: Output, to_console: bool, console: &Console) -> Pretty {
    Pretty {
        output,
        paint: if to_console {
            console.paint()
        } else {
            Paint::default()
        },
        progress: if to_console {
            console.progress()
        } else {
            Progress::none()
        },
        id_width: 0,
    }
}

fn output(flag: &ReportFlag, console: &Console) -> Result<Output, Trouble> {
    let Some(path) = &flag.path else {
        return Ok(console.output());
    };
    let file =
        File::create(path).map_err(|error| Trouble::usage(unwritable(Some(path), &error)))?;
    Ok(Output::new(io::BufWriter::new(file)))
}

fn unwritable(place: Option<&Path>, error: &io::Error) -> String {
    let place = place.map_or_else(
        || "the standard output".to_owned(),
        |path| path.display().to_string(),
    );
    format!("the report cannot be written to {place}: {error}")
}
