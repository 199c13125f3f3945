//! Polling of getctag: counted, and throttled where the quirk says so (google:RATE-01).

use http::StatusCode;

use super::turn::Turn;
use crate::quirk::RateCtagPollLimit;
use crate::refusal::Refusal;
use crate::window::Window;

/// Counts a request for the address book's getctag, and refuses it where there were too many.
/// This is the one place that asks `rate.ctag-poll-limit`.
pub(super) fn check(turn: &mut Turn<'_>) -> Result<(), Refusal> {
    let keeper = &mut turn.keeper;
    let (allowance, now) = (keeper.ctag_allowance, keeper.now);
    let window = &mut keeper.account.ctag_window;
    let per = allowance.per.into();
    let count = Window::count(window, per, now);
    let left = window.map_or(0, |window| window.seconds_left(per, now));
    turn.fact(
        "requests for getctag",
        [
            count.to_string().as_str(),
            " of ",
            &allowance.requests.to_string(),
            " in ",
            &allowance.per.as_secs().to_string(),
            "s",
        ]
        .concat(),
    );
    if count <= allowance.requests
        || turn.ask(turn.keeper.quirks.rate_ctag_poll_limit) == RateCtagPollLimit::Counted
    {
        return Ok(());
    }
    let words = (
        "Resource has been exhausted (e.g. check quota).",
        "RESOURCE_EXHAUSTED",
    );
    let because = "getctag is polled: it is for the first sync and for when a token is refused";
    Err(
        Refusal::json(StatusCode::TOO_MANY_REQUESTS, words, because).unless(format!(
            "ask for changes with sync-collection and the last sync-token; getctag is answered \
             again in {left} seconds"
        )),
    )
}
