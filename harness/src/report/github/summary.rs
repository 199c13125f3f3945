//! The summary of a step, as Markdown.

use std::fmt::Write;

use crate::report::document::{Document, RunRecord, ScenarioRecord};
use crate::report::{Paint, failure};
use crate::run::Verdict;

/// GitHub drops a summary of more than 1024 KiB.
const LARGEST: usize = 1_000_000;

/// The counts of every run, then what is not as it should be.
#[must_use]
pub fn summary(document: &Document) -> String {
    let mut text = format!("### cardproof: {}\n\n", headline(document));
    text += &table(document);
    for run in &document.runs {
        text += &told(document, run);
        for note in &run.notes {
            text += &format!("{}\n\n", escaped(note));
        }
    }
    text
}

fn headline(document: &Document) -> String {
    if let Some(error) = &document.error {
        return escaped(error);
    }
    let all = document.runs.iter().flat_map(|run| &run.scenarios);
    match Verdict::over(all.map(|scenario| scenario.verdict)) {
        None => "nothing was played".to_owned(),
        Some(Verdict::Pass) => "all as required".to_owned(),
        Some(Verdict::KnownDeviation) => "as required, or as known".to_owned(),
        Some(worst) => worst.to_string(),
    }
}

fn table(document: &Document) -> String {
    let mut text = "| target | profile |".to_owned();
    for verdict in Verdict::ALL {
        text += &format!(" {verdict} |");
    }
    text += " judged |\n|---|---|";
    text += &"---:|".repeat(Verdict::ALL.len() + 1);
    for run in &document.runs {
        let _ = write!(text, "\n| {} | {} |", cell(&run.target), cell(&run.profile));
        for verdict in Verdict::ALL {
            let _ = write!(text, " {} |", run.counts.of(verdict));
        }
        let _ = write!(text, " {} of {} |", run.judged, run.requirements.len());
    }
    text + "\n\n"
}

/// Each scenario that failed, changed or could not be judged, folded.
fn told(document: &Document, run: &RunRecord) -> String {
    let mut text = String::new();
    for scenario in &run.scenarios {
        let failure = failure(run, scenario, &document.requirements, Paint::default());
        if failure.is_empty() {
            continue;
        }
        let section = section(run, scenario, failure.trim());
        if text.len() + section.len() > LARGEST / document.runs.len().max(1) {
            text += "More than a summary can hold; the rest is in the log.\n\n";
            break;
        }
        text += &section;
    }
    text
}

fn section(run: &RunRecord, scenario: &ScenarioRecord, failure: &str) -> String {
    let fence = fence(failure);
    format!(
        "<details><summary>{}: {} ({})</summary>\n\n{fence}text\n{failure}\n{fence}\n\n</details>\n\n",
        scenario.verdict,
        escaped(&scenario.id),
        escaped(&run.name()),
    )
}

/// A fence that no line of the text closes.
fn fence(text: &str) -> String {
    let mut longest = 0;
    let mut length = 0;
    for c in text.chars() {
        length = if c == '`' { length + 1 } else { 0 };
        longest = longest.max(length);
    }
    "`".repeat(3.max(longest + 1))
}

fn cell(text: &str) -> String {
    escaped(text).replace('|', "\\|")
}

/// A text that Markdown leaves as it is.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('`', "\\`")
        .replace('*', "\\*")
        .replace('\n', " ")
}
