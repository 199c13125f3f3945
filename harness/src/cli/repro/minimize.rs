//! `--minimize`.

use crate::cli::{Console, Trouble};
use crate::repro::{Bounds, MinimizeError, Played, Shortened, shortened};
use crate::run::Player;

/// Shortens a file, and tells how far it is.
pub(super) fn minimize(
    text: &str,
    played: &Played,
    console: &Console,
) -> Result<Shortened, Trouble> {
    let player = Player::new()?;
    let progress = console.open_ended_progress();
    let short = shortened(
        (played.id.file(), text),
        &played.wrong,
        (&player, Bounds::default()),
        |how_far| progress.tell(how_far),
    );
    progress.end();
    short.map_err(|error| match error {
        MinimizeError::NothingFails | MinimizeError::FailsOtherwise { .. } => {
            Trouble::usage(format!("{}: {error}", played.id))
        }
        MinimizeError::Run(error) => Trouble::from(error),
        _ => Trouble::environment(format!("{}: {error}", played.id)),
    })
}

/// What was left out, and whether more could be.
pub(super) fn told(short: &Shortened) -> String {
    let counts = short.cuts.iter();
    let counts = counts.map(|cut| format!("{} of {} {}", cut.left, cut.of, cut.what));
    let counts: Vec<String> = counts.collect();
    let end = match (short.complete, short.interrupted) {
        (true, _) => "; none of these can go by itself",
        (false, true) => "; interrupted, so that more might go",
        (false, false) => "; stopped there, so that more might go",
    };
    format!(
        "left after {} plays: {}{end}\n",
        short.plays,
        counts.join(", ")
    )
}
