//! The command line as a whole.

use clap::{CommandFactory, Parser, Subcommand};

use super::{
    ColourChoice, CompletionsArguments, Console, CoverageArguments, DoctorArguments,
    ExplainArguments, FmtArguments, GenerateArguments, LintArguments, ListArguments,
    LoginArguments, ManArguments, MutantsArguments, NewArguments, RecordArguments, ReportArguments,
    ReproArguments, ReviewArguments, RunArguments, SchemaArguments, ServeArguments,
    TargetArguments, WaitArguments,
};

/// The page of `--help`: the commands in groups, in the order in which one needs them.
const TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

A server to test against:
  serve     Serve the mock by itself, for tests of your own
  wait      Wait until a server answers
  record    Write down what a client and a server say to each other

Run scenarios:
  run       Play scenarios against the mock, Google or any server, and judge the answers
  repro     Write a failure as one file, to be played anywhere
  report    Work with reports that were written
  doctor    Look whether a target can be reached, and lets us in
  login     Log in, and keep a refresh token for later runs
  target    Work with target files
  list      List the scenarios
  explain   Explain a requirement, a piece of evidence, a quirk, a profile or a scenario
  coverage  Tell which requirements are judged, which are open, and which are waived

Write scenarios:
  new       Write a commented file to begin with
  lint      Check scenario files without playing them
  fmt       Lay out scenario files alike
  schema    Write the JSON schema of scenario files, for editors
  review    Show, accept and reject snapshots that wait
  mutants   Damage answers, and tell what no check notices

Options:
{options}{after-help}";

const EXAMPLES: &str = "\
Examples:
  cardproof run                                   every scenario against the mock
  cardproof run sync --profile all                one folder, under every profile
  cardproof run --target https://dav.example.com/ --allow-writes
  cardproof run --target google                   needs a login: cardproof login --target google
  cardproof serve                                 a URL, a token and an authority
  cardproof explain sync.empty-token

`cardproof completions SHELL` writes what a shell completes by, `cardproof man` the manual page.

Exit codes: 0 all as required; 1 something is not; 2 wrong usage, nothing selected, or all not
applicable; 3 something could not be judged; 4 snapshots differ or are missing;
130 interrupted.";

#[derive(Debug, Parser)]
#[command(
    name = "cardproof",
    version,
    about = "Tests CardDAV servers against the standards, and against what is known of Google Contacts",
    help_template = TEMPLATE,
    after_help = EXAMPLES,
    arg_required_else_help = true,
    max_term_width = 100,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to colour the output: auto, always or never
    #[arg(
        long,
        global = true,
        env = "CARDPROOF_COLOR",
        hide_env_values = true,
        hide_possible_values = true,
        value_name = "WHEN",
        display_order = 900,
        default_value = "auto"
    )]
    color: ColourChoice,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the mock by itself, for tests of your own
    Serve(Box<ServeArguments>),
    /// Wait until a server answers
    Wait(WaitArguments),
    /// Write down what a client and a server say to each other
    Record(Box<RecordArguments>),
    /// Play scenarios against the mock, Google or any server, and judge the answers
    Run(Box<RunArguments>),
    /// Write a failure as one file, to be played anywhere
    Repro(Box<ReproArguments>),
    /// Work with reports that were written
    Report(ReportArguments),
    /// Look whether a target can be reached, and lets us in
    Doctor(DoctorArguments),
    /// Log in, and keep a refresh token for later runs
    Login(LoginArguments),
    /// Work with target files
    Target(TargetArguments),
    /// List the scenarios
    List(ListArguments),
    /// Explain a requirement, a piece of evidence, a quirk, a profile or a scenario
    Explain(ExplainArguments),
    /// Tell which requirements are judged, which are open, and which are waived
    Coverage(CoverageArguments),
    /// Write a commented file to begin with
    New(NewArguments),
    /// Check scenario files without playing them
    Lint(LintArguments),
    /// Lay out scenario files alike
    Fmt(FmtArguments),
    /// Write the JSON schema of scenario files, for editors
    Schema(SchemaArguments),
    /// Show, accept and reject snapshots that wait
    Review(ReviewArguments),
    /// Damage answers, and tell what no check notices
    Mutants(Box<MutantsArguments>),
    /// Write what a shell completes by
    #[command(hide = true)]
    Completions(CompletionsArguments),
    /// Write the manual pages
    #[command(hide = true)]
    Man(ManArguments),
    /// Write the pages that are generated from tables and scenarios
    #[command(hide = true)]
    Generate(GenerateArguments),
}

/// The command that was typed, and where its output goes. Ends the process with code 2 when there
/// is none, and with 0 after `--help` and `--version`.
#[must_use]
pub fn arguments() -> (Command, Console) {
    let Arguments { command, color } = Arguments::parse();
    (command, Console::new(color))
}

/// The command line, for what is made from it.
pub(super) fn command() -> clap::Command {
    Arguments::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_help_page_lists_every_command_in_order_and_in_its_own_words() {
        let command = Arguments::command();
        let mut rest = TEMPLATE;
        for subcommand in command
            .get_subcommands()
            .filter(|found| !found.is_hide_set())
        {
            let about = subcommand.get_about().unwrap().to_string();
            let line = format!("  {:9} {about}\n", subcommand.get_name());
            let at = rest.find(&line);
            assert!(at.is_some(), "{line:?} is not in the page, or not in order");
            rest = &rest[at.unwrap() + line.len()..];
        }
    }
}
