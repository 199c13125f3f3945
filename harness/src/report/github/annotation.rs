//! Annotations: what is wrong, at its line.

use std::fmt::Write;

use crate::report::document::{CheckRecord, Document, RunRecord, ScenarioRecord, StepRecord};
use crate::run::Verdict;
use crate::scenario::Place;

/// How grave an annotation is, gravest first: GitHub shows only the first few of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// It makes the run fail.
    Error,
    /// It does not.
    Warning,
}

/// An annotation, and under which runs it holds.
struct Annotation {
    kind: Kind,
    place: Option<Place>,
    title: String,
    message: String,
    runs: Vec<String>,
}

/// Everything that failed, changed or could not be judged, a line each, the gravest first. What is
/// the same under several profiles is told once.
pub(super) fn annotations(document: &Document) -> String {
    let mut all: Vec<Annotation> = Vec::new();
    for run in &document.runs {
        for scenario in &run.scenarios {
            for found in of_scenario(document, run, scenario) {
                add(&mut all, found, &run.name());
            }
        }
    }
    all.sort_by_key(|annotation| annotation.kind);
    let mut text: String = all.iter().map(Annotation::command).collect();
    if let Some(error) = &document.error {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "::error title=cardproof::{}", data(error));
    }
    text
}

fn add(all: &mut Vec<Annotation>, found: Annotation, run: &str) {
    let same = all.iter_mut().find(|known| {
        (known.kind, &known.place, &known.title, &known.message)
            == (found.kind, &found.place, &found.title, &found.message)
    });
    match same {
        Some(known) => known.runs.push(run.to_owned()),
        None => all.push(Annotation {
            runs: vec![run.to_owned()],
            ..found
        }),
    }
}

fn of_scenario(document: &Document, run: &RunRecord, scenario: &ScenarioRecord) -> Vec<Annotation> {
    let mut found = Vec::new();
    for step in &scenario.steps {
        for check in &step.checks {
            if let Some(kind) = kind(run, check) {
                found.push(of_check(document, kind, scenario, (step, check)));
            }
        }
    }
    let is_told = matches!(
        scenario.verdict,
        Verdict::Fail | Verdict::Changed | Verdict::Inconclusive
    );
    if is_told && found.is_empty() {
        found.push(of_whole(run, scenario));
    }
    found
}

fn kind(run: &RunRecord, check: &CheckRecord) -> Option<Kind> {
    match check.verdict {
        Verdict::Fail if check.level < run.level => Some(Kind::Warning),
        Verdict::Fail | Verdict::Changed => Some(Kind::Error),
        Verdict::Inconclusive => Some(Kind::Warning),
        Verdict::KnownDeviation | Verdict::NotApplicable | Verdict::Pass => None,
    }
}

fn of_check(
    document: &Document,
    kind: Kind,
    scenario: &ScenarioRecord,
    (step, check): (&StepRecord, &CheckRecord),
) -> Annotation {
    let mut message = String::new();
    for id in &check.covers {
        let says = document.requirements.get(id);
        let says = says.map_or_else(String::new, |found| {
            format!(" ({}, {}): {}", found.level, found.source, found.says)
        });
        message += &format!("{id}{says}\n");
    }
    message.extend(check.section.iter().map(|section| format!("{section}\n")));
    for difference in &check.differences {
        message += &format!(
            "expected {}\nreceived {}\n",
            difference.expected, difference.received
        );
    }
    message.extend(check.reason.iter().map(|reason| format!("{reason}\n")));
    Annotation {
        kind,
        place: check.place_in(step).or(Some(&scenario.place)).cloned(),
        title: format!(
            "{} ({}): {}, step {}, check {}",
            check.verdict, check.level, scenario.id, step.name, check.name
        ),
        message,
        runs: Vec::new(),
    }
}

/// A scenario that is not as it should be although no check says so: one that never ran, or no
/// answer at all.
fn of_whole(run: &RunRecord, scenario: &ScenarioRecord) -> Annotation {
    let left_out = scenario.steps.iter().filter_map(|step| {
        let reason = step.left_out.as_ref()?;
        Some(format!("step {} was left out: {reason}\n", step.name))
    });
    let reason = scenario.reason.iter().map(|reason| format!("{reason}\n"));
    Annotation {
        kind: match scenario.counts_as_failed(run.level) {
            true => Kind::Error,
            false => Kind::Warning,
        },
        place: Some(scenario.place.clone()),
        title: format!("{}: {}", scenario.verdict, scenario.id),
        message: reason.chain(left_out).collect(),
        runs: Vec::new(),
    }
}

impl Annotation {
    /// `::error file=…,line=…,col=…,title=…::message`
    fn command(&self) -> String {
        let word = match self.kind {
            Kind::Error => "error",
            Kind::Warning => "warning",
        };
        let place = self.place.as_ref().map_or_else(String::new, |place| {
            let file = property(&place.file);
            format!("file={file},line={},col={},", place.line, place.column)
        });
        let runs = self.runs.join("; ");
        format!(
            "::{word} {place}title={}::{}\n",
            property(&self.title),
            data(&format!("{}{runs}", self.message))
        )
    }
}

/// A text on one line, as the runner reads it back.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// A text in the place of a property's value.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
