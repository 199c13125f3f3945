//! `cardproof doctor`: whether a target can be judged at all.

use clap::Args;

use super::target::target;
use super::{Console, Trouble};
use crate::plan::{Environment, Target};
use crate::report::{Paint, Style};
use crate::run::{Checked, Exit, Outcome, checklist};

const EXAMPLES: &str = "\
Examples:
  cardproof doctor google
  cardproof doctor https://dav.example.com/
  cardproof doctor my-server.yaml

Looks at what every run looks at before its first scenario, and at nothing else: name, connection,
certificate, clock, credentials, scope, API, account. It only reads.

Exit codes: 0 all is well; 2 wrong usage; 3 something is in the way.";

/// Look whether a target can be reached, and lets us in
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DoctorArguments {
    /// What is looked at: google, a URL, or a target file
    #[arg(value_name = "TARGET")]
    target: String,
}

/// Looks at a target, and tells each item with what was found.
///
/// # Errors
/// When there is no such target, or the machine gives no threads.
pub fn doctor(arguments: &DoctorArguments, console: &Console) -> Result<Exit, Trouble> {
    let (target, _) = target(&arguments.target)?;
    let Target::Server(server) = target else {
        return Err(Trouble::usage(
            "the bundled mock needs no doctor: there is nothing between it and a run",
        ));
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Trouble::environment(format!("no runtime: {error}")))?;
    let list = runtime.block_on(checklist(&server, &Environment::of_process()));
    console
        .output()
        .text(&page(&server.name, &list, console.paint()));
    let is_bad = |checked: &Checked| matches!(checked.outcome, Outcome::Bad(_));
    Ok(if list.iter().any(is_bad) {
        Exit::NotJudged
    } else {
        Exit::Success
    })
}

fn page(name: &str, list: &[Checked], paint: Paint) -> String {
    let lines = list.iter().map(|checked| line(checked, paint));
    format!("target {name}\n{}", lines.collect::<String>())
}

fn line(checked: &Checked, paint: Paint) -> String {
    let (style, word, text) = match &checked.outcome {
        Outcome::Good(note) => (Style::Good, "ok", note.clone()),
        Outcome::Bad(error) => (Style::Bad, "problem", error.to_string()),
        Outcome::NotReached => (Style::Unclear, "unknown", "not looked at".to_owned()),
    };
    let word = paint.text(style, &format!("{word:>9}"));
    let text = text.replace('\n', "\n                        ");
    format!("{word}  {:<11}  {text}", checked.item)
        .trim_end()
        .to_owned()
        + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::{Item, Obstacle, RunError};

    #[test]
    fn each_item_has_a_line_and_what_to_do_stands_below() {
        let scope = Obstacle::Scope {
            target: "it".to_owned(),
        };
        let list = [
            (Item::Clock, Outcome::Good("0 s apart".to_owned())),
            (Item::Credentials, Outcome::Good(String::new())),
            (Item::Scope, Outcome::Bad(RunError::from(scope))),
            (Item::Api, Outcome::NotReached),
        ];
        let list = list.map(|(item, outcome)| Checked { item, outcome });
        assert_eq!(
            page("it", &list, Paint::default()),
            "target it\n       \
             ok  clock        0 s apart\n       \
             ok  credentials\n  \
             problem  scope        the token of it is good for other things than contacts.\n\
             \x20                       Fetch one with the scope https://www.googleapis.com/auth/carddav; \
             the scope of the People API is another one.\n  \
             unknown  API          not looked at\n"
        );
    }
}
