//! Another token than the one that the server gave.

use crate::mutate::damage::{Damage, Kind, Sort};
use crate::mutate::specimen::Specimen;
use crate::mutate::wire::tokens;

pub(in crate::mutate) const KIND: Kind = Kind {
    name: "token-changed",
    about: "a sync token or a ctag is another one, never seen before",
    basis: "RFC 6578 §3.4, §4: one state of a collection has one token",
    sort: Sort::Damage,
    changes,
};

fn changes(specimen: &Specimen<'_>) -> Vec<Damage> {
    let tokens = tokens(specimen).into_iter();
    tokens
        .map(|spot| {
            let used = specimen.others.mention(spot.value.trim());
            let quote = if spot.value.ends_with('"') { "\"" } else { "" };
            let start = spot.value.trim_end_matches('"');
            specimen
                .change(&spot, format!("{start}0{quote}"))
                .counts_if(used)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutate::damage::Effect;
    use crate::mutate::sample::{Sample, found};

    #[test]
    fn tokens_of_answers_and_properties_are_changed() {
        let row = found("/b/", "<d:sync-token>t1</d:sync-token>");
        let sample = Sample::propfind(&[], &format!("{row}<d:sync-token>t2</d:sync-token>"));
        assert_eq!(sample.after(&KIND), ["t20", "t10"]);
        assert_eq!(sample.damages(&KIND)[0].effect, Effect::Equivalent);
    }
}
