//! Shortens a file.

use std::collections::BTreeSet;
use std::time::Duration;

use super::alike::{Failure, Wanted};
use super::parts::{Part, Sort, without};
use super::search::{Trial, needed};
use super::tidy::tidied;
use super::trial::Trials;
use crate::repro::value::value;
use crate::run::{Player, RunError};
use crate::scenario::Diagnostics;
use crate::scenario::load::Alone;
use crate::scenario::yaml::Node;

/// How much may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How often may be played.
    pub plays: usize,
    /// How long all of it may take.
    pub time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            plays: 2000,
            time: Duration::from_secs(120),
        }
    }
}

/// What is left of some parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What they are: `steps`.
    pub what: &'static str,
    /// How many are left.
    pub left: usize,
    /// Of how many.
    pub of: usize,
}

/// A file that was shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortened {
    /// The file; as it was, where nothing could go.
    pub text: String,
    /// What is left, by kind.
    pub cuts: Vec<Cut>,
    /// How often was played.
    pub plays: usize,
    /// Whether the search came to its end: nothing that is left can go by itself.
    pub complete: bool,
    /// Whether the user ended the search.
    pub interrupted: bool,
}

/// Why nothing can be shortened.
#[derive(Debug, thiserror::Error)]
pub enum MinimizeError {
    /// Nothing goes wrong.
    #[error(
        "nothing fails when it is played by itself, on the mock in the world of the file: there is no \
         failure to keep"
    )]
    NothingFails,
    /// Something else goes wrong than was seen.
    #[error(
        "what the report tells does not happen again on the mock (step `{step}`, check `{check}`); \
         what goes wrong instead: {instead}"
    )]
    FailsOtherwise {
        /// The step of the report.
        step: String,
        /// Its check.
        check: String,
        /// What goes wrong now.
        instead: String,
    },
    /// It fails, but not each time.
    #[error(
        "step `{step}`, check `{check}` does not fail in the same way each time, so nobody could tell \
         what it takes"
    )]
    Unsteady {
        /// The step.
        step: String,
        /// Its check.
        check: String,
    },
    /// The file does not load, which is our fault.
    #[error("cardproof itself failed: the file that it wrote cannot be read\n{0}")]
    Unreadable(Diagnostics),
    /// It cannot be played at all.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Ours.
    #[error("cardproof itself failed: {0}")]
    Unwritable(String),
}

/// Shortens the text of a file that [`crate::repro::reproduction`] wrote. `seen` are the steps and
/// checks that went wrong before, where that is known; `tell` hears how far it is.
///
/// # Errors
/// When the failure does not happen again.
pub fn shortened(
    (id, text): (&str, &str),
    seen: &[(String, String)],
    (player, bounds): (&Player, Bounds),
    mut tell: impl FnMut(&str),
) -> Result<Shortened, MinimizeError> {
    let file = Alone::new(id, text);
    let tree = file.tree().map_err(MinimizeError::Unreadable)?;
    let mut trials = Trials::new(player, &file, bounds);
    // What does not load would not be a candidate; of the file itself the cause is to be told.
    file.suite(&tree).map_err(MinimizeError::Unreadable)?;
    let wanted = wanted(&tree, seen, &mut trials)?;
    let mut search = Search {
        whole: &tree,
        left: tree.clone(),
        wanted,
        trials,
        trouble: None,
    };
    while search.round(&mut tell) && !search.trials.over() {}
    if let Some(error) = search.trouble {
        return Err(error.into());
    }
    let count = |tree: &Node, sort: Sort| sort.parts(tree).len();
    let cuts = Sort::ALL.into_iter().map(|sort| Cut {
        what: sort.name(),
        left: count(&search.left, sort),
        of: count(&tree, sort),
    });
    let cuts: Vec<Cut> = cuts.filter(|cut| cut.of > 0).collect();
    Ok(Shortened {
        text: match cuts.iter().all(|cut| cut.left == cut.of) {
            true => text.to_owned(),
            false => written(text, &search.left)?,
        },
        cuts,
        plays: search.trials.plays,
        complete: !search.trials.over(),
        interrupted: search.trials.interrupted(),
    })
}

/// The failure that has to stay. It is seen twice, so that it is no accident.
fn wanted(
    tree: &Node,
    seen: &[(String, String)],
    trials: &mut Trials<'_>,
) -> Result<Wanted, MinimizeError> {
    let mut play = || Ok::<_, RunError>(trials.play(tree)?.unwrap_or_default());
    let first = play()?;
    if first.is_empty() {
        return Err(MinimizeError::NothingFails);
    }
    let named = |it: &Failure| format!("step `{}`, check `{}`", it.step, it.check);
    let instead: Vec<String> = first.iter().map(named).collect();
    let Some(wanted) = Wanted::of(first, seen) else {
        let (step, check) = seen.first().cloned().unwrap_or_default();
        let instead = instead.join("; ");
        return Err(MinimizeError::FailsOtherwise {
            step,
            check,
            instead,
        });
    };
    if wanted.is_met_by(&play()?) {
        return Ok(wanted);
    }
    let Failure { step, check, .. } = wanted.failure;
    Err(MinimizeError::Unsteady { step, check })
}

struct Search<'a> {
    whole: &'a Node,
    left: Node,
    wanted: Wanted,
    trials: Trials<'a>,
    trouble: Option<RunError>,
}

impl Search<'_> {
    /// Tries every kind of part once; says whether anything went. What is gone may let more go.
    fn round(&mut self, tell: &mut dyn FnMut(&str)) -> bool {
        let before = self.left.clone();
        for sort in Sort::ALL {
            let parts = sort.parts(&self.left);
            needed(&parts, |kept| {
                let trial = self.attempt(&parts, kept);
                tell(&self.progress());
                trial
            });
        }
        !self.left.says_same(&before)
    }

    fn attempt(&mut self, parts: &[Part], kept: &[Part]) -> Trial {
        if self.trials.over() || self.trouble.is_some() {
            return Trial::Over;
        }
        let gone: BTreeSet<Part> = parts
            .iter()
            .filter(|it| !kept.contains(it))
            .copied()
            .collect();
        let candidate = tidied(without(&self.left, &gone), self.whole);
        if candidate.says_same(&self.left) {
            return Trial::Fails;
        }
        match self.trials.play(&candidate) {
            Ok(Some(failures))
                if self.wanted.is_met_by(&failures) && !self.trials.interrupted() =>
            {
                self.left = candidate;
                Trial::Fails
            }
            Ok(_) => Trial::Passes,
            Err(error) => {
                self.trouble = Some(error);
                Trial::Over
            }
        }
    }

    fn progress(&self) -> String {
        let count = |tree: &Node, sort: Sort| sort.parts(tree).len();
        let cards = |tree: &Node| count(tree, Sort::Given) + count(tree, Sort::Cards);
        format!(
            "played {} times: {} of {} steps, {} of {} cards",
            self.trials.plays,
            count(&self.left, Sort::Steps),
            count(self.whole, Sort::Steps),
            cards(&self.left),
            cards(self.whole),
        )
    }
}

/// The file written anew below the lines with which it began.
fn written(text: &str, tree: &Node) -> Result<String, MinimizeError> {
    let lines = text.lines();
    let head = lines.take_while(|line| line.starts_with('#') || line.is_empty());
    let head: Vec<&str> = head.collect();
    let body = serde_yaml::to_string(&value(tree));
    let body = body.map_err(|error| MinimizeError::Unwritable(error.to_string()))?;
    let head = head.join("\n");
    Ok(format!("{}\n\n{}\n", head.trim_end(), body.trim_end()))
}
