//! A property on its way through Google's model.

/// What the model knows, in the order in which Google writes it (google:VC-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Name,
    FormattedName,
    Nickname,
    Title,
    Organization,
    Revision,
    Uid,
    Birthday,
    Address,
    Phone,
    Email,
    Note,
    Photo,
    Messaging,
    /// A property of the client's own, or one outside of the model that is kept all the same.
    Own,
    /// A date with a label: `X-ABDATE`.
    Date,
    /// A person with a label: `X-ABRELATEDNAMES`.
    Related,
    Url,
    /// The label of the group: `X-ABLabel`.
    Label,
}

/// A property on its way through the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) group: Group,
    pub(super) parameters: Vec<(String, Vec<String>)>,
    pub(super) value: Value,
}

/// To which other lines a line belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// To none.
    None,
    /// `item1` and so on, which Google keeps.
    Item(u32),
    /// Another name, in place of which Google would put a number.
    Named(String),
    /// To a label of its own with this text, which has to be written first.
    Labelled(&'static str),
}

/// A value without its escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// Components, separated by semicolons.
    Components(Vec<String>),
    /// Several texts, separated by commas.
    List(Vec<String>),
    /// Something that is written as it is.
    Verbatim(String),
}

impl Kind {
    /// The kind of property that a name stands for; `None` for what is not modelled.
    pub(super) fn named(name: &str) -> Option<Self> {
        KINDS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, kind)| *kind)
    }

    /// Whether a contact has at most one of it.
    pub(super) const fn is_single(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::FormattedName
                | Self::Nickname
                | Self::Title
                | Self::Organization
                | Self::Revision
                | Self::Uid
                | Self::Birthday
                | Self::Note
                | Self::Photo
        )
    }
}

/// Names of properties. The last of a kind is the one that is written.
const KINDS: [(&str, Kind); 19] = [
    ("N", Kind::Name),
    ("FN", Kind::FormattedName),
    ("NICKNAME", Kind::Nickname),
    ("TITLE", Kind::Title),
    ("ORG", Kind::Organization),
    ("REV", Kind::Revision),
    ("UID", Kind::Uid),
    ("BDAY", Kind::Birthday),
    ("ADR", Kind::Address),
    ("TEL", Kind::Phone),
    ("EMAIL", Kind::Email),
    ("NOTE", Kind::Note),
    ("PHOTO", Kind::Photo),
    ("IMPP", Kind::Messaging),
    ("ANNIVERSARY", Kind::Date),
    ("X-ABDATE", Kind::Date),
    ("X-ABRELATEDNAMES", Kind::Related),
    ("URL", Kind::Url),
    ("X-ABLabel", Kind::Label),
];

/// The name under which a kind of property is written; own ones have many.
pub(super) fn written_name(kind: Kind) -> Option<&'static str> {
    let mut names = KINDS.iter().rev();
    let (name, _) = names.find(|(_, known)| *known == kind)?;
    Some(name)
}

impl Property {
    /// The values of `TYPE`, of however many parameters.
    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        self.parameters
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("TYPE"))
            .flat_map(|(_, values)| values)
            .map(String::as_str)
    }

    /// Puts one `TYPE` in place of all, behind the other parameters; none for no values.
    pub(super) fn set_types(&mut self, types: Vec<String>) {
        self.parameters
            .retain(|(name, _)| !name.eq_ignore_ascii_case("TYPE"));
        if !types.is_empty() {
            self.parameters.push(("TYPE".to_owned(), types));
        }
    }

    /// Whether the value is empty.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Text(text) | Value::Verbatim(text) => text.is_empty(),
            Value::Components(parts) | Value::List(parts) => parts.iter().all(String::is_empty),
        }
    }
}
