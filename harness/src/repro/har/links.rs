//! Where the values of requests come from: earlier answers, which are captured then.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::places::Places;
use super::start::{Card, key};
use crate::dav::Href;

/// A value that an answer told, and how a step captures it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    value: String,
    step: usize,
    /// The name of the capture, to begin with.
    name: &'static str,
    source: Value,
}

/// What is known so far.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) places: Places,
    given: BTreeMap<String, String>,
    /// The names of the steps so far.
    pub(super) steps: Vec<String>,
    captures: Vec<Map<String, Value>>,
    told: Vec<Told>,
    /// The ETag that a resource had last.
    etags: BTreeMap<String, String>,
}

impl Links {
    pub(super) fn new(places: Places, cards: &[Card]) -> Self {
        let given = cards.iter().enumerate();
        let given = given.map(|(index, card)| (key(&card.href), given_name(index)));
        Self {
            places,
            given: given.collect(),
            steps: Vec::new(),
            captures: Vec::new(),
            told: Vec::new(),
            etags: BTreeMap::new(),
        }
    }

    /// A step begins: its number.
    pub(super) fn begin(&mut self, name: String) -> usize {
        self.steps.push(name);
        self.captures.push(Map::new());
        self.steps.len() - 1
    }

    /// What a step has to capture, as far as is known.
    pub(super) fn captures(&self, step: usize) -> Map<String, Value> {
        self.captures.get(step).cloned().unwrap_or_default()
    }

    /// An answer told a value.
    pub(super) fn tell(&mut self, step: usize, value: &str, (name, source): (&'static str, Value)) {
        if !value.is_empty() {
            let value = value.to_owned();
            self.told.push(Told {
                value,
                step,
                name,
                source,
            });
        }
    }

    /// A resource has an ETag now; the one that it had before.
    pub(super) fn etag(&mut self, href: &Href, etag: &str) -> Option<String> {
        self.etags.insert(key(href), etag.to_owned())
    }

    /// The path of a reference to a value that was told before a step (`put-1.etag`), the last one
    /// that was; it is captured from now on.
    pub(super) fn path_of(&mut self, value: &str, before: usize) -> Option<String> {
        let mut told = self.told.iter().rev();
        let told = told.find(|told| told.value == value && told.step < before)?;
        let (step, name, source) = (told.step, told.name, told.source.clone());
        let captures = self.captures.get_mut(step)?;
        let known = captures.iter().find(|(_, known)| **known == source);
        let name = match known {
            Some((name, _)) => name.clone(),
            None => {
                let taken = captures.keys().filter(|key| key.starts_with(name)).count();
                let name = match taken {
                    0 => name.to_owned(),
                    taken => format!("{name}-{}", taken + 1),
                };
                captures.insert(name.clone(), source);
                name
            }
        };
        Some(format!("{}.{name}", self.steps.get(step)?))
    }

    /// The reference as a whole value.
    pub(super) fn reference(&mut self, value: &str, before: usize) -> Option<String> {
        self.path_of(value, before).map(|path| format!("${path}"))
    }

    /// A text with references in the place of values that were told before.
    pub(super) fn text(&mut self, text: &str, before: usize) -> String {
        if let Some(whole) = self.reference(text, before) {
            return whole;
        }
        let told = self.told.iter().filter(|told| told.step < before);
        let mut inside: Vec<String> = told.map(|told| told.value.clone()).collect();
        inside.retain(|value| value.len() > 3 && text.contains(value.as_str()));
        inside.sort_by_key(|value| std::cmp::Reverse(value.len()));
        let Some(value) = inside.first() else {
            return literal(text);
        };
        let Some((head, tail)) = text.split_once(value.as_str()) else {
            return literal(text);
        };
        let path = self.path_of(value, before).unwrap_or_default();
        format!("{}${{{path}}}{}", literal(head), literal(tail))
    }

    /// A resource in the words of a scenario, where it has any: its place, the name of a card of
    /// the start, what an earlier step captured.
    pub(super) fn known(&mut self, href: &Href, before: usize) -> Option<String> {
        let places = &self.places;
        for (place, name) in [
            (&places.book, "$book"),
            (&places.home, "$home"),
            (&places.principal, "$principal"),
            (&places.add_member, "$add-member"),
        ] {
            if place.as_ref() == Some(href) {
                return Some(name.to_owned());
            }
        }
        if let Some(name) = self.given.get(&key(href)) {
            return Some(format!("$given.{name}.href"));
        }
        self.reference(&key(href), before)
    }

    /// A resource in the words of a scenario: as [`Self::known`], else by its name in the address
    /// book, else by its path.
    pub(super) fn resource(&mut self, href: &Href, before: usize) -> Value {
        if let Some(known) = self.known(href, before) {
            return known.into();
        }
        let book = self.places.book.as_ref();
        let folder = book
            .map(key)
            .filter(|_| book.is_some_and(|it| href.is_within(it)));
        let name = folder.and_then(|folder| href.canonical.strip_prefix(&format!("{folder}/")));
        match name {
            Some(name) => serde_json::json!({ "in": "$book", "name": literal(name) }),
            None => literal(&href.canonical).into(),
        }
    }

    /// The same as one text.
    pub(super) fn resource_text(&mut self, href: &Href, before: usize) -> String {
        match self.resource(href, before) {
            Value::String(text) => text,
            joined => {
                let name = joined.get("name").and_then(Value::as_str);
                format!("${{book}}{}", name.unwrap_or_default())
            }
        }
    }
}

/// The name of a card of the start.
pub(super) fn given_name(index: usize) -> String {
    format!("card-{}", index + 1)
}

/// A text that holds no reference.
pub(super) fn literal(text: &str) -> String {
    text.replace('$', "$$")
}
