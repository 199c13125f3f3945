//! Updates: each needs the ETag that the one before gave.

use std::time::{Duration, Instant};

use crate::book::card;
use crate::client::Connection;
use crate::requests::Requests;

/// The median time of a PUT with If-Match, each with the ETag of the one before.
pub(crate) fn latency(book: &Requests, exchanges: usize) -> Duration {
    let mut connection = Connection::open(book.address);
    let name = book.name(0);
    let current = |connection: &mut Connection| {
        etag(&connection.text(&book.bytes("GET", &name, "text/vcard", ""))).expect("an ETag")
    };
    let mut known = current(&mut connection);
    let mut times: Vec<Duration> = (0..exchanges)
        .map(|_| {
            let request = book.bytes("PUT", &name, "text/vcard", &card(0));
            let request = String::from_utf8(request).expect("text").replacen(
                "Depth: 0",
                &format!("If-Match: {known}"),
                1,
            );
            let begun = Instant::now();
            let answer = connection.text(request.as_bytes());
            let time = begun.elapsed();
            assert_eq!(answer.get(9..11), Some("20"), "{answer}");
            known = etag(&answer).unwrap_or_else(|| current(&mut connection));
            time
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn etag(answer: &str) -> Option<String> {
    answer.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("etag")
            .then(|| value.trim().to_owned())
    })
}
