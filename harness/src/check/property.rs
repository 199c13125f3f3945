//! Properties and the status of their propstat (RFC 4918 §9.1, §14.22).

use super::quote::quoted;
use super::text_test::ResolvedTest;
use super::{Difference, Outcome, Subject};
use crate::dav::{Element, Href, Name, Property};
use crate::scenario::{PropertyCheck, PropertyTest, TextTest, Unresolved};

/// Holds when each property is as it is tested for.
pub(super) fn judge(
    checks: &[PropertyCheck],
    subject: &Subject<'_>,
) -> Result<Outcome, Unresolved> {
    let mut differences = Vec::new();
    for check in checks {
        differences.extend(one(check, subject)?);
    }
    Ok(differences.into())
}

fn one(check: &PropertyCheck, subject: &Subject<'_>) -> Result<Option<Difference>, Unresolved> {
    let href = subject.resource(check.of.as_ref())?;
    let what = match &check.of {
        Some(_) => format!("{} of {}", check.name, href.raw),
        None => check.name.to_string(),
    };
    let looked_up = Lookup {
        found: subject.property(&href, &check.name),
        answered: subject.multistatus().is_ok(),
        what,
    };
    match &check.test {
        PropertyTest::Status(status) => Ok(looked_up.at_status(*status)),
        PropertyTest::Text(TextTest::Absent) => Ok(looked_up.absent()),
        PropertyTest::Text(test) => {
            let test = ResolvedTest::of(test, subject.values)?;
            Ok(looked_up.text(&test))
        }
        PropertyTest::HasElements(names) => Ok(looked_up.has_elements(names)),
        PropertyTest::LacksElements(names) => Ok(looked_up.lacks_elements(names)),
        PropertyTest::Href(template) => {
            let expected = subject.href(&template.resolve(subject.values)?);
            Ok(looked_up.href(&expected, subject))
        }
    }
}

/// A property that was looked for.
struct Lookup<'s> {
    found: Result<Property<'s>, String>,
    /// Whether there is a multistatus at all.
    answered: bool,
    what: String,
}

impl<'s> Lookup<'s> {
    fn at_status(&self, status: u16) -> Option<Difference> {
        let is_there = self
            .found
            .as_ref()
            .is_ok_and(|property| property.status == Some(status));
        (!is_there).then(|| self.differs(format!("{} at status {status}", self.what)))
    }

    /// Absent from an answer: without an answer nothing can be said.
    fn absent(&self) -> Option<Difference> {
        let holds = self.answered && self.value().is_none();
        (!holds).then(|| self.differs(format!("no {} at status 200", self.what)))
    }

    fn text(&self, test: &ResolvedTest<'_>) -> Option<Difference> {
        let texts: Vec<&str> = self.value().map(Element::trimmed).into_iter().collect();
        if test.holds(&texts) {
            return None;
        }
        let received = match self.value() {
            Some(element) => format!("{}: {}", self.what, quoted(element.trimmed())),
            None => self.status_in_words(),
        };
        Some(Difference::new(test.expectation_of(&self.what), received))
    }

    fn has_elements(&self, names: &[Name]) -> Option<Difference> {
        let expected = format!("{} with {}", self.what, joined(names));
        self.elements(expected, |present| {
            names.iter().all(|name| present.contains(name))
        })
    }

    fn lacks_elements(&self, names: &[Name]) -> Option<Difference> {
        let expected = format!("{} without {}", self.what, joined(names));
        self.elements(expected, |present| {
            !names.iter().any(|name| present.contains(name))
        })
    }

    fn elements(&self, expected: String, holds: impl Fn(&[Name]) -> bool) -> Option<Difference> {
        let Some(element) = self.value() else {
            return Some(self.differs(expected));
        };
        let below = element.descendants();
        let present: Vec<Name> = below.iter().map(|element| element.name.clone()).collect();
        (!holds(&present)).then(|| {
            let received = match &present[..] {
                [] => format!("{} without elements", self.what),
                _ => format!("{} with {}", self.what, joined(&present)),
            };
            Difference::new(expected, received)
        })
    }

    fn href(&self, expected: &Href, subject: &Subject<'_>) -> Option<Difference> {
        let in_words = format!("{} naming {}", self.what, expected.raw);
        let Some(element) = self.value() else {
            return Some(self.differs(in_words));
        };
        let hrefs = element
            .children
            .iter()
            .filter(|child| child.is("DAV:", "href"));
        let named: Vec<&str> = hrefs.map(Element::trimmed).collect();
        let same = named.iter().any(|text| subject.href(text) == *expected);
        (!same).then(|| {
            let received = match &named[..] {
                [] => format!("{} without DAV:href", self.what),
                _ => format!("{} naming {}", self.what, quoted(&named.join(", "))),
            };
            Difference::new(in_words, received)
        })
    }

    /// The property at status 200.
    fn value(&self) -> Option<&'s Element> {
        self.found
            .as_ref()
            .ok()
            .filter(|property| property.status == Some(200))
            .map(|property| property.element)
    }

    fn differs(&self, expected: String) -> Difference {
        Difference::new(expected, self.status_in_words())
    }

    fn status_in_words(&self) -> String {
        match &self.found {
            Ok(Property {
                status: Some(status),
                ..
            }) => format!("{} at status {status}", self.what),
            Ok(_) => format!("{} without a status", self.what),
            Err(missing) => missing.clone(),
        }
    }
}

fn joined(names: &[Name]) -> String {
    let mut texts: Vec<String> = names.iter().map(ToString::to_string).collect();
    texts.dedup();
    texts.join(", ")
}

#[cfg(test)]
mod tests;
