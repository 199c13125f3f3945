//! Parts of a card (RFC 6352 §10.4.2).

use super::Card;
use super::line::{ContentLine, fold};
use crate::dav::SelectedProperty;

/// What holds a card together and is no property of it.
const ENVELOPE: [&str; 2] = ["BEGIN", "END"];

impl Card {
    /// The text of the wanted properties only. Where the required ones are not wanted, it is no
    /// valid card (RFC 6352 §10.4).
    pub(crate) fn select(&self, wanted: &[SelectedProperty]) -> String {
        self.lines
            .iter()
            .filter_map(|line| {
                if ENVELOPE.iter().any(|name| line.is(name)) {
                    return Some(line.raw().to_owned());
                }
                let property = wanted.iter().find(|wanted| wants(wanted, line))?;
                Some(if property.without_value {
                    fold(line.before_value(), line.line_end())
                } else {
                    line.raw().to_owned()
                })
            })
            .collect()
    }
}

/// Whether a wanted name is that of a line. A name without a group wants every group.
fn wants(wanted: &SelectedProperty, line: &ContentLine) -> bool {
    match wanted.name.rsplit_once('.') {
        None => line.is(&wanted.name),
        Some((group, name)) => {
            line.is(name)
                && line
                    .group()
                    .is_some_and(|given| given.eq_ignore_ascii_case(group))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(names: &[(&str, bool)]) -> String {
        let card = Card::parse(
            b"BEGIN:VCARD\nVERSION:3.0\nN:Doe;Jane;;;\nFN:Jane Doe\n\
              item1.TEL;TYPE=HOME:1\nitem2.TEL:2\nNOTE:x\nEND:VCARD\n",
        )
        .unwrap();
        let wanted: Vec<_> = names
            .iter()
            .map(|(name, without_value)| SelectedProperty {
                name: (*name).to_owned(),
                without_value: *without_value,
            })
            .collect();
        let text = card.select(&wanted);
        let inside = text.strip_prefix("BEGIN:VCARD\n").unwrap();
        inside.strip_suffix("END:VCARD\n").unwrap().to_owned()
    }

    #[test]
    fn only_wanted_properties_come() {
        assert_eq!(selected(&[("note", false)]), "NOTE:x\n");
        assert_eq!(selected(&[("UID", false)]), "");
    }

    #[test]
    fn required_properties_come_where_they_are_wanted_and_in_the_order_of_the_card() {
        assert_eq!(
            selected(&[("FN", false), ("VERSION", false)]),
            "VERSION:3.0\nFN:Jane Doe\n"
        );
    }

    #[test]
    fn a_bare_name_wants_every_group_and_a_grouped_one_only_its_own() {
        assert_eq!(
            selected(&[("TEL", false)]),
            "item1.TEL;TYPE=HOME:1\nitem2.TEL:2\n"
        );
        assert_eq!(selected(&[("item2.TEL", false)]), "item2.TEL:2\n");
    }

    #[test]
    fn values_can_be_left_out() {
        assert_eq!(
            selected(&[("TEL", true)]),
            "item1.TEL;TYPE=HOME:\nitem2.TEL:\n"
        );
        assert_eq!(
            selected(&[("FN", true), ("N", true), ("VERSION", true)]),
            "VERSION:\nN:\nFN:\n"
        );
    }
}
