//! Following redirects, for the steps that say so: method, body and Depth are kept.

use std::collections::BTreeSet;

use url::Url;

use super::session::{Letter, Session, location};
use crate::exchange::Exchange;

/// How many redirects are followed.
const MOST: usize = 5;

/// What following redirects led to.
#[derive(Debug)]
pub(super) struct Followed {
    /// Every exchange, in order; the last one is the outcome.
    pub(super) exchanges: Vec<Exchange>,
    /// Why the last redirect was not followed, if so.
    pub(super) problem: Option<String>,
}

/// Sends a request and follows redirects (RFC 9110 §15.4). Credentials go to the target only,
/// wherever a redirect leads.
pub(super) async fn follow(session: &mut Session, letter: &Letter) -> Followed {
    let mut letter = letter.clone();
    let mut visited = BTreeSet::from([letter.request.url.clone()]);
    let mut exchanges = Vec::new();
    loop {
        let exchange = session.send(&letter).await;
        let next = next(&exchange);
        exchanges.push(exchange);
        let problem = match next {
            None => None,
            Some(Err(problem)) => Some(problem),
            Some(Ok(_)) if exchanges.len() > MOST => Some(format!("more than {MOST} redirects")),
            Some(Ok(url)) if !visited.insert(url.clone()) => {
                Some("the redirects lead in a circle".to_owned())
            }
            Some(Ok(url)) => {
                letter.request.url = url;
                continue;
            }
        };
        return Followed { exchanges, problem };
    }
}

/// Where an answer redirects to.
fn next(exchange: &Exchange) -> Option<Result<String, String>> {
    let response = exchange.outcome.as_ref().ok()?;
    if !matches!(response.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let Some(location) = location(response) else {
        return Some(Err(format!("{} without a Location", response.status)));
    };
    let joined = Url::parse(&exchange.request.url).and_then(|base| base.join(&location));
    Some(match joined {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.to_string()),
        _ => Err("a Location that is no http URL".to_owned()),
    })
}

#[cfg(test)]
#[path = "redirect/tests.rs"]
mod tests;
