//! Address objects have a UID, each its own (RFC 6352 §5.1).

use super::Standing;
use super::asked::Asked;
use super::one_vcard::cards;
use crate::check::{Outcome, Subject};
use crate::scenario::Level;

pub(super) const CHECK: Standing = Standing {
    name: "vcard-uid",
    section: "RFC 6352 §5.1",
    level: Level::Must,
    judge,
};

/// Applies to whole vCards that can be read; not where only some properties were asked for.
fn judge(subject: &Subject<'_>) -> Option<Outcome> {
    if matches!(
        Asked::of(subject),
        Asked::Multiget { partial: true, .. } | Asked::Query { partial: true, .. }
    ) {
        return None;
    }
    let readable = cards(subject)
        .into_iter()
        .filter_map(|(what, read)| Some((what, read.ok()?)));
    let uids: Vec<(String, Option<String>)> = readable
        .map(|(what, card)| {
            let uid = card.properties("UID").next();
            let text = uid.map(|line| line.value.trim().to_owned());
            (what, text.filter(|text| !text.is_empty()))
        })
        .collect();
    if uids.is_empty() {
        return None;
    }
    let mut seen = std::collections::HashSet::new();
    let faults: Vec<String> = uids
        .iter()
        .filter_map(|(what, uid)| match uid {
            None => Some(format!("no UID in {what}")),
            Some(uid) if !seen.insert(uid) => Some(format!("UID {uid} again in {what}")),
            Some(_) => None,
        })
        .collect();
    Some(Outcome::of_faults(
        "a UID of its own in each vCard",
        &faults,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, broken, found};

    fn answer(uids: &[&str]) -> Sample {
        let rows: String = uids
            .iter()
            .enumerate()
            .map(|(index, uid)| {
                let card = format!("BEGIN:VCARD\n{uid}\nEND:VCARD\n");
                let data = format!("<card:address-data>{card}</card:address-data>");
                found(&format!("/{index}"), &data)
            })
            .collect();
        Sample::multiget(&["/0", "/1"], &rows)
    }

    #[test]
    fn different_uids_pass() {
        let sample = answer(&["UID:a", "uid:b"]);
        assert_eq!(judge(&sample.subject()), Some(Outcome::Held));
    }

    #[test]
    fn missing_empty_and_doubled_uids_fail() {
        for (uids, received) in [
            (["UID:a", "FN:b"], "no UID in /1"),
            (["UID:", "UID:b"], "no UID in /0"),
            (["UID:a", "UID:a"], "UID a again in /1"),
        ] {
            assert_eq!(
                judge(&answer(&uids).subject()),
                Some(broken("a UID of its own in each vCard", received))
            );
        }
    }

    #[test]
    fn partial_and_broken_cards_are_not_judged() {
        let partial = answer(&["FN:a"]).asking(
            b"<card:addressbook-multiget xmlns:d='DAV:' \
              xmlns:card='urn:ietf:params:xml:ns:carddav'><d:prop><card:address-data>\
              <card:prop name='FN'/></card:address-data></d:prop></card:addressbook-multiget>",
        );
        assert_eq!(judge(&partial.subject()), None);
        assert_eq!(judge(&answer(&["rubbish"]).subject()), None);
        assert_eq!(judge(&Sample::new("GET").subject()), None);
    }
}
