//! Groups and their labels (google:VC-06, google:VC-16).

use std::collections::BTreeMap;

use super::pref::PREF;
use super::property::{Group, Kind, Property, Value};
use crate::quirk::VcardAddressLabel;

/// In which order new numbers are given.
const NUMBERED: [Kind; 8] = [
    Kind::Address,
    Kind::Email,
    Kind::Date,
    Kind::Messaging,
    Kind::Phone,
    Kind::Related,
    Kind::Url,
    Kind::Own,
];

/// Gives numbers to groups. Those that came with a number keep it; new ones lie above.
pub(super) fn number(properties: &mut Vec<Property>, address_label: VcardAddressLabel) {
    if address_label == VcardAddressLabel::Detached {
        detach(properties);
    }
    label_all(properties);
    let mut numbers = Numbers::above(properties);
    let mut labels = Vec::new();
    for kind in NUMBERED {
        for property in properties.iter_mut().filter(|one| one.kind == kind) {
            match &property.group {
                Group::None | Group::Item(_) => {}
                Group::Named(name) => property.group = Group::Item(numbers.named(name)),
                Group::Labelled(text) => {
                    let group = Group::Item(numbers.next());
                    labels.push(label(group.clone(), text));
                    property.group = group;
                }
            }
        }
    }
    for property in properties.iter_mut() {
        if let Group::Named(name) = &property.group {
            property.group = Group::Item(numbers.named(name));
        }
    }
    properties.extend(labels);
}

/// Takes addresses out of their groups, and the labels that then belong to nothing.
fn detach(properties: &mut [Property]) {
    let mut alone: Vec<Group> = Vec::new();
    for address in properties
        .iter_mut()
        .filter(|one| one.kind == Kind::Address)
    {
        alone.push(std::mem::replace(&mut address.group, Group::None));
    }
    alone.retain(|group| {
        *group != Group::None
            && !properties
                .iter()
                .any(|one| one.kind != Kind::Label && one.group == *group)
    });
    for label in properties.iter_mut().filter(|one| one.kind == Kind::Label) {
        if alone.contains(&label.group) {
            label.group = Group::None;
            label.kind = Kind::Own;
        }
    }
}

/// Dates, persons and URLs stand in a group always; a URL without one gets the label of its type.
fn label_all(properties: &mut [Property]) {
    for property in properties {
        let text = match property.kind {
            Kind::Url => label_of_type(property),
            Kind::Date | Kind::Related => "Other",
            _ => continue,
        };
        if property.group == Group::None {
            property.group = Group::Labelled(text);
        }
        let is_preferred = property.types().any(|name| name == PREF);
        property.set_types(is_preferred.then(|| PREF.to_owned()).into_iter().collect());
    }
}

fn label_of_type(url: &Property) -> &'static str {
    let has = |wanted: &str| url.types().any(|name| name.eq_ignore_ascii_case(wanted));
    if has("HOME") {
        "HomePage"
    } else if has("WORK") {
        "Work"
    } else {
        "Other"
    }
}

fn label(group: Group, text: &str) -> Property {
    Property {
        kind: Kind::Label,
        name: "X-ABLabel".to_owned(),
        group,
        parameters: Vec::new(),
        value: Value::Text(text.to_owned()),
    }
}

/// Numbers that no group has.
struct Numbers {
    highest: u32,
    named: BTreeMap<String, u32>,
}

impl Numbers {
    fn above(properties: &[Property]) -> Self {
        let taken = properties.iter().map(|property| match property.group {
            Group::Item(number) => number,
            _ => 0,
        });
        Self {
            highest: taken.max().unwrap_or(0),
            named: BTreeMap::new(),
        }
    }

    fn next(&mut self) -> u32 {
        self.highest += 1;
        self.highest
    }

    /// The number in place of a name.
    fn named(&mut self, name: &str) -> u32 {
        if let Some(number) = self.named.get(name) {
            return *number;
        }
        let number = self.next();
        self.named.insert(name.to_owned(), number);
        number
    }
}
