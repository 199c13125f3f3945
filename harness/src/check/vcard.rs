//! A vCard by meaning (RFC 2426, RFC 6352 §5.1).

use super::quote::quoted;
use super::{Difference, Outcome, Subject, card, vcard_bytes};
use crate::dav::vcard::{ContentLine, Meaning, Vcard, VcardDifference, differences};
use crate::dav::{CARDDAV, Name};
use crate::scenario::{CardSpec, Template, Unresolved, VcardCheck};

/// Holds when the vCard has and lacks what it has to, and means the same as another.
pub(super) fn judge(checks: &[VcardCheck], subject: &Subject<'_>) -> Result<Outcome, Unresolved> {
    let mut differences = Vec::new();
    for check in checks {
        differences.extend(one(check, subject)?);
    }
    Ok(differences.into())
}

fn one(check: &VcardCheck, subject: &Subject<'_>) -> Result<Vec<Difference>, Unresolved> {
    let expected = match &check.of {
        Some(of) => format!("a vCard of {}", of.resolve(subject.values)?),
        None => "a vCard".to_owned(),
    };
    let received = match received(check.of.as_ref(), subject)? {
        Ok(vcard) => vcard,
        Err(missing) => return Ok(vec![Difference::new(expected, missing)]),
    };
    let mut found = Vec::new();
    if let Some(spec) = &check.exactly {
        found.extend(exactly(spec, check, subject)?);
    }
    for (name, value) in &check.has {
        found.extend(has(&received, name, &value.resolve(subject.values)?));
    }
    for name in &check.lacks {
        found.extend(lacks(&received, name));
    }
    if let Some(spec) = &check.same_as {
        found.extend(same_as(&received, spec, check, subject)?);
    }
    match &check.of {
        Some(of) => Ok(named(found, &of.resolve(subject.values)?)),
        None => Ok(found),
    }
}

/// The differences of one card among several, with its name.
fn named(differences: Vec<Difference>, href: &str) -> Vec<Difference> {
    let named = differences.into_iter().map(|difference| Difference {
        expected: format!("{href}: {}", difference.expected),
        received: format!("{href}: {}", difference.received),
    });
    named.collect()
}

/// The card in the body or in `CARDDAV:address-data`, or what there is instead.
pub(super) fn received(
    of: Option<&Template>,
    subject: &Subject<'_>,
) -> Result<Result<Vcard, String>, Unresolved> {
    let no_card = |error| format!("no vCard: {error}");
    let Some(of) = of else {
        let response = subject.response;
        return Ok(match response.status {
            200 => Vcard::read(&response.body).map_err(no_card),
            status => Err(format!("no vCard (status {status})")),
        });
    };
    let href = subject.resource(Some(of))?;
    let name = Name::new(CARDDAV, "address-data");
    Ok(match subject.property(&href, &name) {
        Ok(property) if property.status == Some(200) => {
            Vcard::read(property.element.text.as_bytes()).map_err(no_card)
        }
        Ok(property) => Err(match property.status {
            Some(status) => format!("{name} of {} at status {status}", href.raw),
            None => format!("{name} of {} without a status", href.raw),
        }),
        Err(missing) => Err(missing),
    })
}

/// Whether a property of the name has the value by meaning, and the parameters that the name
/// brings.
fn has(vcard: &Vcard, name: &str, value: &str) -> Option<Difference> {
    let expected = format!("{name}:{value}");
    let Some(line) = ContentLine::parse(&expected) else {
        let received = format!("a check for something that no vCard can have: {expected}");
        return Some(Difference::new(expected, received));
    };
    let meaning = Meaning::of(&line);
    let fits = |line: &&ContentLine| {
        let own = Meaning::of(line);
        own.components == meaning.components && own.has_params_of(&meaning)
    };
    let same_name: Vec<&ContentLine> = vcard.properties(&line.name).collect();
    if same_name.iter().any(fits) {
        return None;
    }
    let received = match &same_name[..] {
        [] => format!("{}: missing", line.head()),
        lines => {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            quoted(&lines.join(" and "))
        }
    };
    Some(Difference::new(quoted(&expected), received))
}

/// The byte for byte comparison with a card.
fn exactly(
    spec: &CardSpec,
    check: &VcardCheck,
    subject: &Subject<'_>,
) -> Result<Option<Difference>, Unresolved> {
    let expected = card::text(spec, subject.values)?;
    let Some(of) = &check.of else {
        let body = &subject.response.body;
        return Ok(vcard_bytes::difference(&expected, body, false));
    };
    let href = subject.resource(Some(of))?;
    let data = subject.property(&href, &Name::new(CARDDAV, "address-data"));
    Ok(data
        .ok()
        .and_then(|data| vcard_bytes::difference(&expected, data.element.text.as_bytes(), true)))
}

/// Whether a line has the parameters that a name brings: `TEL;TYPE=WORK`, or `TEL;X-ID` whatever
/// its value.
fn has_params(line: &ContentLine, params: &str) -> bool {
    let own = Meaning::of(line);
    params.split(';').all(|param| match param.split_once('=') {
        None => own
            .params
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case(param)),
        Some(_) => ContentLine::parse(&format!("{};{param}:", line.name))
            .is_some_and(|wanted| own.has_params_of(&Meaning::of(&wanted))),
    })
}

fn lacks(vcard: &Vcard, name: &str) -> Option<Difference> {
    let (bare, params) = name.split_once(';').unwrap_or((name, ""));
    let mut lines = vcard.properties(bare);
    let line = lines.find(|line| params.is_empty() || has_params(line, params))?;
    Some(Difference::new(
        format!("no {name}"),
        quoted(&line.to_string()),
    ))
}

fn same_as(
    received: &Vcard,
    spec: &CardSpec,
    check: &VcardCheck,
    subject: &Subject<'_>,
) -> Result<Vec<Difference>, Unresolved> {
    let text = card::text(spec, subject.values)?;
    let expected = match Vcard::read(text.as_bytes()) {
        Ok(expected) => expected,
        Err(error) => {
            let what = format!("the same as {}", card::in_words(spec));
            let reason = format!("{} is no vCard: {error}", card::in_words(spec));
            return Ok(vec![Difference::new(what, reason)]);
        }
    };
    let found = differences(&expected, received, &check.ignoring);
    Ok(found.into_iter().map(Difference::from).collect())
}

impl From<VcardDifference> for Difference {
    fn from(difference: VcardDifference) -> Self {
        Self::new(quoted(&difference.expected), quoted(&difference.received))
    }
}

#[cfg(test)]
mod tests;
