//! The If header (RFC 4918 §10.4).

/// The lists of an If header. It holds when one of them does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct IfHeader<'a> {
    pub(crate) lists: Vec<IfList<'a>>,
}

/// Conditions that hold together.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct IfList<'a> {
    /// Whose state is meant; the request's own resource if none is named.
    pub(crate) resource: Option<&'a str>,
    pub(crate) terms: Vec<IfTerm<'a>>,
}

/// One condition.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct IfTerm<'a> {
    /// Whether it holds when what it says does not.
    pub(crate) negated: bool,
    pub(crate) says: IfState<'a>,
}

/// A state in which a resource may be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum IfState<'a> {
    /// It has this state token, a URI.
    Token(&'a str),
    /// It has this entity tag, with its quotation marks and what is before them.
    Tag(&'a str),
}

impl<'a> IfHeader<'a> {
    /// Reads the value of the header; `None` if it has another form.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let is_tagged = reader.is_at('<');
        let mut lists = Vec::new();
        while !reader.is_at_end() {
            let resource = if is_tagged {
                Some(reader.between('<', '>')?)
            } else {
                None
            };
            // A tag is for all lists up to the next one, and there is at least one.
            loop {
                let terms = reader.terms()?;
                lists.push(IfList { resource, terms });
                if !reader.is_at('(') {
                    break;
                }
            }
        }
        (!lists.is_empty()).then_some(Self { lists })
    }
}

/// What is left of the value.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn is_at(&mut self, first: char) -> bool {
        self.skip_blanks();
        self.rest.starts_with(first)
    }

    fn is_at_end(&mut self) -> bool {
        self.skip_blanks();
        self.rest.is_empty()
    }

    /// What stands between two characters; there is something.
    fn between(&mut self, open: char, close: char) -> Option<&'a str> {
        self.skip_blanks();
        let (inside, rest) = self.rest.strip_prefix(open)?.split_once(close)?;
        self.rest = rest;
        (!inside.is_empty()).then_some(inside)
    }

    /// A list with at least one condition.
    fn terms(&mut self) -> Option<Vec<IfTerm<'a>>> {
        self.skip_blanks();
        self.rest = self.rest.strip_prefix('(')?;
        let mut terms = vec![self.term()?];
        while !self.is_at(')') {
            terms.push(self.term()?);
        }
        self.rest = self.rest.strip_prefix(')')?;
        Some(terms)
    }

    fn term(&mut self) -> Option<IfTerm<'a>> {
        self.skip_blanks();
        let negation = self.rest.get(..3);
        let negated = negation.is_some_and(|word| word.eq_ignore_ascii_case("not"));
        if negated {
            self.rest = self.rest.get(3..)?;
        }
        let says = if self.is_at('[') {
            IfState::Tag(self.between('[', ']')?)
        } else {
            IfState::Token(self.between('<', '>')?)
        };
        Some(IfTerm { negated, says })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(uri: &str) -> IfTerm<'_> {
        IfTerm {
            negated: false,
            says: IfState::Token(uri),
        }
    }

    #[test]
    fn a_tag_is_for_all_lists_up_to_the_next_tag() {
        let header = IfHeader::parse("</a/> (<urn:1>) (<urn:2>)\t<http://h/b> (<urn:3>)").unwrap();
        let lists: Vec<_> = header.lists.iter().map(|list| list.resource).collect();
        assert_eq!(lists, [Some("/a/"), Some("/a/"), Some("http://h/b")]);
        assert_eq!(header.lists[1].terms, [token("urn:2")]);
    }

    #[test]
    fn a_list_may_stand_without_a_tag_and_hold_several_conditions() {
        let header = IfHeader::parse("(<urn:1> [\"e\"])(Not <DAV:no-lock>)").unwrap();
        assert_eq!(header.lists[0].resource, None);
        let etag = IfTerm {
            negated: false,
            says: IfState::Tag("\"e\""),
        };
        assert_eq!(header.lists[0].terms, [token("urn:1"), etag]);
        assert!(header.lists[1].terms[0].negated);
    }

    #[test]
    fn what_has_another_form_is_no_if_header() {
        for text in [
            "",
            " ",
            "()",
            "(<>)",
            "<urn:1>",
            "(<urn:1>",
            "</a/>",
            "(<urn:1>) </a/> (<urn:2>)",
            "</a/> (<urn:1>) x",
            "(Not)",
            "([\"e\")",
            "\"e\"",
            "(<urn:1>),(<urn:2>)",
            "ü",
            "(ü)",
        ] {
            assert_eq!(IfHeader::parse(text), None, "{text}");
        }
    }
}
