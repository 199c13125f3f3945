//! One document from several: the parts of a run that was played in shards, or runs with other
//! targets and profiles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counts, Document, RunRecord, ScenarioRecord};
use crate::run::{Exit, Verdict, exit_of};

/// Why reports cannot become one.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// A scenario would be counted twice.
    #[error(
        "`{scenario}` was played with {run} in both {first} and {second}; a result counts once: \
         leave one of the files out"
    )]
    Twice {
        /// The scenario.
        scenario: String,
        /// The run, in words.
        run: String,
        /// The file that has it.
        first: String,
        /// The file that has it too.
        second: String,
    },
    /// Fails count from other levels on.
    #[error(
        "in {first} fails count from level {level} on, in {second} from level {other}; play both \
         with one --level"
    )]
    Levels {
        /// A file.
        first: String,
        /// Its level.
        level: String,
        /// Another file.
        second: String,
        /// The other level.
        other: String,
    },
    /// A requirement says something else.
    #[error("{first} and {second} were played with other suites: `{requirement}` is not the same")]
    Suites {
        /// A file.
        first: String,
        /// Another file.
        second: String,
        /// The requirement.
        requirement: String,
    },
}

/// From how many shards on missing ones are not looked for: no CI system has as many machines.
const MOST_SHARDS: usize = 1000;

/// Runs with the same target and profile become one, whose counts are the sums; others stay apart.
///
/// # Errors
/// When a result would count twice, or the parts were not judged alike.
pub fn merge(documents: Vec<(String, Document)>) -> Result<Document, MergeError> {
    let mut merging = Merging::default();
    for (file, document) in documents {
        merging.add(&file, document)?;
    }
    Ok(merging.finish())
}

#[derive(Default)]
struct Merging {
    requirements: BTreeMap<String, (String, super::RequirementRecord)>,
    runs: Vec<Part>,
    errors: Vec<String>,
    /// The exit of the parts that did not take place, the first that holds.
    worst: Option<Exit>,
}

/// A run that grows, and which file each scenario came from.
struct Part {
    file: String,
    run: RunRecord,
    seeds: Vec<u64>,
    /// The shards, where every part is one.
    shards: Option<BTreeSet<String>>,
    from: BTreeMap<String, String>,
}

impl Merging {
    fn add(&mut self, file: &str, document: Document) -> Result<(), MergeError> {
        for (id, requirement) in document.requirements {
            match self.requirements.get(&id) {
                Some((first, known)) if *known != requirement => {
                    return Err(MergeError::Suites {
                        first: first.clone(),
                        second: file.to_owned(),
                        requirement: id,
                    });
                }
                Some(_) => {}
                None => {
                    self.requirements.insert(id, (file.to_owned(), requirement));
                }
            }
        }
        if let Some(error) = document.error {
            self.errors.push(format!("{file}: {error}"));
            let exit = Exit::of_code(document.exit).unwrap_or(Exit::NotJudged);
            self.worst = Some(self.worst.map_or(exit, |worst| worst.min(exit)));
        }
        for run in document.runs {
            self.add_run(file, run)?;
        }
        Ok(())
    }

    fn add_run(&mut self, file: &str, run: RunRecord) -> Result<(), MergeError> {
        let mut parts = self.runs.iter_mut();
        let same = parts.find(|part| {
            part.run.target == run.target
                && part.run.profile == run.profile
                && part.run.is_mock == run.is_mock
        });
        match same {
            Some(part) => part.add(file, run),
            None => {
                self.runs.push(Part::new(file, run));
                Ok(())
            }
        }
    }

    fn finish(self) -> Document {
        let runs: Vec<_> = self.runs.into_iter().map(Part::finish).collect();
        let exits = runs
            .iter()
            .map(|run| exit_of(&[run.tally()], run.snapshots_differ()));
        let exit = Exit::worst(exits);
        let requirements = self.requirements.into_iter();
        let requirements = requirements.map(|(id, (_, requirement))| (id, requirement));
        let mut document = Document::new(requirements.collect(), runs, exit);
        if let Some(worst) = self.worst {
            document.exit = worst.min(exit).code();
            document.error = Some(self.errors.join("\n"));
        }
        document
    }
}

impl Part {
    fn new(file: &str, run: RunRecord) -> Self {
        let ids = run.scenarios.iter();
        Self {
            file: file.to_owned(),
            seeds: vec![run.seed],
            shards: run.shard.clone().map(|shard| BTreeSet::from([shard])),
            from: ids
                .map(|found| (found.id.clone(), file.to_owned()))
                .collect(),
            run,
        }
    }

    fn add(&mut self, file: &str, run: RunRecord) -> Result<(), MergeError> {
        if run.level != self.run.level {
            return Err(MergeError::Levels {
                first: self.file.clone(),
                level: self.run.level.to_string(),
                second: file.to_owned(),
                other: run.level.to_string(),
            });
        }
        for scenario in run.scenarios {
            self.add_scenario(file, scenario)?;
        }
        self.shards = self
            .shards
            .take()
            .zip(run.shard)
            .map(|(mut shards, shard)| {
                shards.insert(shard);
                shards
            });
        let own = &mut self.run;
        own.began = own.began.min(run.began);
        own.interrupted |= run.interrupted;
        own.elapsed_ms = own.elapsed_ms.max(run.elapsed_ms);
        own.snapshots_count |= run.snapshots_count;
        for note in run.notes {
            if !own.notes.contains(&note) {
                own.notes.push(note);
            }
        }
        for (id, verdict) in run.requirements {
            let known = own.requirements.entry(id).or_default();
            *known = Verdict::over(known.iter().copied().chain(verdict));
        }
        if !self.seeds.contains(&run.seed) {
            self.seeds.push(run.seed);
        }
        Ok(())
    }

    fn add_scenario(&mut self, file: &str, scenario: ScenarioRecord) -> Result<(), MergeError> {
        if let Some(first) = self.from.get(&scenario.id) {
            return Err(MergeError::Twice {
                scenario: scenario.id,
                run: self.run.name(),
                first: first.clone(),
                second: file.to_owned(),
            });
        }
        self.from.insert(scenario.id.clone(), file.to_owned());
        self.run.scenarios.push(scenario);
        Ok(())
    }

    fn finish(self) -> RunRecord {
        let mut run = self.run;
        let missing = self.shards.as_ref().map(missing).unwrap_or_default();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            run.notes
                .push(format!("not all shards are here: {missing} missing"));
        }
        if self.shards.is_none_or(|shards| shards.len() > 1) {
            run.shard = None;
        }
        run.scenarios.sort_by(|a, b| a.id.cmp(&b.id));
        run.counts = Counts::over(&run.scenarios);
        run.judged = judged(&run);
        if self.seeds.len() > 1 {
            let seeds: Vec<_> = self.seeds.iter().map(u64::to_string).collect();
            run.notes.push(format!(
                "the parts had the seeds {}; the command of each scenario names its own",
                seeds.join(", ")
            ));
        }
        run
    }
}

/// The shards that one would need beside these, of several.
fn missing(shards: &BTreeSet<String>) -> Vec<String> {
    let count = shards
        .iter()
        .find_map(|shard| shard.split_once('/')?.1.parse::<u32>().ok());
    let all =
        (1..=count.unwrap_or_default()).map(|index| format!("{index}/{}", count.unwrap_or(1)));
    all.take(MOST_SHARDS)
        .filter(|shard| shards.len() > 1 && !shards.contains(shard))
        .collect()
}

/// How many requirements were judged.
fn judged(run: &RunRecord) -> usize {
    let verdicts = run.requirements.values().flatten();
    let judged =
        |verdict: &&Verdict| !matches!(verdict, Verdict::NotApplicable | Verdict::Inconclusive);
    verdicts.filter(judged).count()
}

#[cfg(test)]
#[path = "merge/tests.rs"]
mod tests;
