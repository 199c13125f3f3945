//! A whole multistatus as a set of (resource, property, value, status): order, prefixes and the
//! spelling of hrefs make no difference (RFC 4918 §14.16).

use super::quote::{listed, quoted};
use super::{Difference, Outcome, Subject};
use crate::dav::{DAV, Element, Href, Multistatus, Name};
use crate::scenario::{MultistatusCheck, MultistatusRow, Unresolved};

/// Holds when the multistatus says what each row says, and nothing else of what was asked for.
pub(super) fn judge(
    check: &MultistatusCheck,
    subject: &Subject<'_>,
) -> Result<Outcome, Unresolved> {
    let wanted = check.rows.iter().map(|row| Wanted::of(row, subject));
    let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
    let multistatus = match subject.multistatus() {
        Ok(multistatus) => multistatus,
        Err(missing) => return Ok(Some(Difference::new("a multistatus", missing)).into()),
    };
    let mut left = rows(multistatus, &check.ignoring);
    let asked = asked(subject);
    if !asked.is_empty() {
        left.retain(|row| row.is_asked(&asked) || wanted.iter().any(|wanted| wanted.is_about(row)));
    }
    let mut missing = Vec::new();
    for wanted in wanted {
        match left.iter().position(|row| wanted.is(row, subject)) {
            Some(index) => {
                left.swap_remove(index);
            }
            None => missing.push(wanted),
        }
    }
    let mut differences: Vec<Difference> = missing
        .iter()
        .map(|wanted| {
            let instead = left.iter().position(|row| wanted.is_about(row));
            let received = match instead {
                Some(index) => left.swap_remove(index).in_words(),
                None => format!("no {}", wanted.subject_in_words()),
            };
            Difference::new(wanted.in_words(), received)
        })
        .collect();
    let mut others: Vec<String> = left.iter().map(Row::in_words).collect();
    others.sort();
    if !others.is_empty() {
        differences.push(Difference::new("nothing else", listed(&others)));
    }
    Ok(differences.into())
}

/// The properties that the request names. A server may send others (RFC 4918 §17).
fn asked(subject: &Subject<'_>) -> Vec<Name> {
    let body = subject.request_document();
    let prop = body.and_then(|body| body.dav_child("prop"));
    let named = prop.map(|prop| prop.children.iter().map(|child| child.name.clone()));
    named.into_iter().flatten().collect()
}

/// One thing that a multistatus says: of a property, or of a resource as a whole.
struct Row<'a> {
    href: &'a Href,
    property: Option<&'a Element>,
    status: Option<u16>,
}

/// Everything that a multistatus says, but of the properties that are ignored.
fn rows<'a>(multistatus: &'a Multistatus, ignoring: &[Name]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for response in &multistatus.responses {
        for href in &response.hrefs {
            rows.extend(response.status.map(|status| Row {
                href,
                property: None,
                status: Some(status),
            }));
            for propstat in &response.propstats {
                let props = propstat.props.iter().flatten();
                let props = props.filter(|property| !ignoring.contains(&property.name));
                rows.extend(props.map(|property| Row {
                    href,
                    property: Some(property),
                    status: propstat.status,
                }));
            }
        }
    }
    rows
}

impl Row<'_> {
    /// Whether it is about a resource, or about a property that was asked for.
    fn is_asked(&self, asked: &[Name]) -> bool {
        self.property
            .is_none_or(|property| asked.contains(&property.name))
    }

    fn in_words(&self) -> String {
        let what = match self.property {
            Some(property) => format!("{} of {}", property.name, self.href.raw),
            None => self.href.raw.clone(),
        };
        let value = self.property.map(value).filter(|value| !value.is_empty());
        let what = match value {
            Some(value) => format!("{what}: {}", quoted(&value)),
            None => what,
        };
        match self.status {
            Some(status) => format!("{what} at status {status}"),
            None => format!("{what} without a status"),
        }
    }
}

/// The text of a property, or its hrefs.
fn value(property: &Element) -> String {
    let hrefs = property.children_named(DAV, "href");
    let hrefs: Vec<&str> = hrefs.map(Element::trimmed).collect();
    match hrefs.as_slice() {
        [] => property.trimmed().to_owned(),
        hrefs => hrefs.join(", "),
    }
}

/// A row that has to be there, its references resolved.
struct Wanted<'a> {
    row: &'a MultistatusRow,
    href: Href,
    value: Option<String>,
}

impl<'a> Wanted<'a> {
    fn of(row: &'a MultistatusRow, subject: &Subject<'_>) -> Result<Self, Unresolved> {
        let value = row.value.as_ref();
        Ok(Self {
            row,
            href: subject.href(&row.of.resolve(subject.values)?),
            value: value
                .map(|value| value.resolve(subject.values))
                .transpose()?,
        })
    }

    fn is(&self, row: &Row<'_>, subject: &Subject<'_>) -> bool {
        self.is_about(row)
            && row.status == Some(self.row.status)
            && self.value.as_ref().is_none_or(|wanted| {
                row.property
                    .is_some_and(|property| has_value(property, wanted, subject))
            })
    }

    /// Whether a row speaks of the same property of the same resource.
    fn is_about(&self, row: &Row<'_>) -> bool {
        *row.href == self.href
            && row.property.map(|property| &property.name) == self.row.name.as_ref()
    }

    fn subject_in_words(&self) -> String {
        match &self.row.name {
            Some(name) => format!("{name} of {}", self.href.raw),
            None => format!("status of {}", self.href.raw),
        }
    }

    fn in_words(&self) -> String {
        let what = match &self.row.name {
            Some(_) => self.subject_in_words(),
            None => self.href.raw.clone(),
        };
        match &self.value {
            Some(value) => format!("{what}: {} at status {}", quoted(value), self.row.status),
            None => format!("{what} at status {}", self.row.status),
        }
    }
}

/// Whether a property has a value: its text, or an href that names the same resource.
fn has_value(property: &Element, wanted: &str, subject: &Subject<'_>) -> bool {
    let mut hrefs = property.children_named(DAV, "href").peekable();
    if hrefs.peek().is_some() {
        let wanted = subject.href(wanted);
        return hrefs.all(|href| subject.href(href.trimmed()) == wanted);
    }
    property.trimmed() == wanted.trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::sample::{Sample, at_status, broken, dav, found, place, reference, text};

    fn row(of: &str, name: Option<&str>, value: Option<&str>, status: u16) -> MultistatusRow {
        MultistatusRow {
            of: text(of),
            name: name.map(dav),
            value: value.map(text),
            status,
            place: place(),
        }
    }

    fn judged(rows: Vec<MultistatusRow>, ignoring: Vec<Name>, sample: &Sample) -> Outcome {
        let check = MultistatusCheck { rows, ignoring };
        judge(&check, &sample.subject()).expect("nothing to resolve")
    }

    fn both() -> Vec<MultistatusRow> {
        vec![
            row("b", None, None, 404),
            row("a", Some("getetag"), Some("\"1\""), 200),
            row("a", Some("owner"), Some("/ada@x/"), 200),
        ]
    }

    fn sample() -> Sample {
        let props = "<d:getetag>\"1\"</d:getetag><d:owner><d:href>/ada%40x/</d:href></d:owner>";
        Sample::sync(&format!(
            "{}{}",
            found("/ada/book/a", props),
            at_status("https://dav.example.com/ada/book/b", 404)
        ))
    }

    #[test]
    fn the_same_set_in_another_order_and_spelling_holds() {
        assert_eq!(judged(both(), Vec::new(), &sample()), Outcome::Held);
    }

    #[test]
    fn what_is_ignored_may_be_there() {
        let mut rows = both();
        rows.pop();
        let sample = sample().asking(
            b"<sync-collection xmlns='DAV:'><prop><getetag/><owner/></prop></sync-collection>",
        );
        assert_eq!(
            judged(rows.clone(), vec![dav("owner")], &sample),
            Outcome::Held
        );
        assert_eq!(
            judged(rows, Vec::new(), &sample),
            broken(
                "nothing else",
                "DAV:owner of /ada/book/a: /ada%40x/ at status 200"
            )
        );
    }

    #[test]
    fn what_nobody_asked_for_may_be_there() {
        let mut rows = both();
        rows.pop();
        assert_eq!(judged(rows, Vec::new(), &sample()), Outcome::Held);
    }

    #[test]
    fn another_value_or_status_is_told_beside_what_was_wanted() {
        let mut rows = both();
        rows[1] = row("a", Some("getetag"), Some("\"2\""), 200);
        assert_eq!(
            judged(rows, Vec::new(), &sample()),
            broken(
                "DAV:getetag of a: \"2\" at status 200",
                "DAV:getetag of /ada/book/a: \"1\" at status 200"
            )
        );
        let mut rows = both();
        rows[0] = row("b", None, None, 507);
        assert_eq!(
            judged(rows, Vec::new(), &sample()),
            broken(
                "b at status 507",
                "https://dav.example.com/ada/book/b at status 404"
            )
        );
    }

    #[test]
    fn what_is_missing_is_told() {
        let mut rows = both();
        rows.push(row("c", Some("getetag"), None, 404));
        rows.push(row("c", None, None, 404));
        assert_eq!(
            judged(rows, Vec::new(), &sample()),
            Outcome::Broken(vec![
                Difference::new("DAV:getetag of c at status 404", "no DAV:getetag of c"),
                Difference::new("c at status 404", "no status of c"),
            ])
        );
    }

    #[test]
    fn a_row_twice_is_not_the_same_as_once() {
        let rows = [found("/a", "<d:x>1</d:x>"), found("/a", "<d:x>1</d:x>")].concat();
        assert_eq!(
            judged(
                vec![row("/a", Some("x"), Some("1"), 200)],
                Vec::new(),
                &Sample::sync(&rows)
            ),
            broken("nothing else", "DAV:x of /a: 1 at status 200")
        );
    }

    #[test]
    fn without_a_multistatus_nothing_is_said() {
        assert_eq!(
            judged(both(), Vec::new(), &Sample::new("REPORT").status(400)),
            broken("a multistatus", "no multistatus (status 400)")
        );
    }

    #[test]
    fn a_reference_without_a_value_is_an_error() {
        let row = MultistatusRow {
            of: reference("create.href"),
            ..row("a", None, None, 404)
        };
        let check = MultistatusCheck {
            rows: vec![row],
            ignoring: Vec::new(),
        };
        assert!(judge(&check, &sample().subject()).is_err());
    }
}
