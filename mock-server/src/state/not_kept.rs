//! The answer to a change that could not be written.

use std::io;

use http::StatusCode;
use jiff::Timestamp;

use crate::explanation::Explanation;
use crate::fault::Wire;
use crate::reply::Reply;
use crate::service::Answer;

/// Puts a 500 in the place of an answer: what may be gone after the next start must not be told to
/// anybody.
pub(crate) fn not_kept(mut explanation: Explanation, error: &io::Error) -> Answer {
    explanation.because = format!("the change could not be written to the state file: {error}");
    explanation.remedy = Some("make room for the state file".to_owned());
    let reply = Reply::html_error(StatusCode::INTERNAL_SERVER_ERROR);
    Answer {
        response: reply.finish(Timestamp::now(), false),
        wire: Wire::Whole,
        explanation,
    }
}
