//! The draft as a file.

use std::collections::BTreeMap;
use std::path::Path;

use cardproof_mock::quirk::Profile;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::HarError;
use super::links::{Links, given_name};
use super::places::{Places, origin, server};
use super::read::{Said, read};
use super::start::{Card, cards};
use super::{answer, request};
use crate::plan::ActiveProfile;
use crate::record::{Cards, cleaned};
use crate::scenario::load::Alone;

/// How many exchanges a draft is made of at most.
const MOST: usize = 500;
/// The requirement that the draft judges, until somebody writes a better one.
const REQUIREMENT: &str = "recorded-01";

/// What the draft is to say beside what was recorded.
#[derive(Clone, Debug)]
pub struct DraftOptions {
    /// The id of the scenario.
    pub id: String,
    /// How the mock behaves; by the recorded host where left out.
    pub profile: Option<Profile>,
    /// Single quirks of the mock.
    pub quirks: Vec<(String, String)>,
    /// What fresh names are made from.
    pub seed: u64,
    /// What the service clock of the mock shows.
    pub at: Timestamp,
}

/// Makes a scenario of a HAR file: each exchange with the server a step that checks what was
/// answered then. Secrets, addresses and what cards say have placeholders.
///
/// # Errors
/// When the file is no HAR file, or has nothing to make a scenario of.
pub fn draft(path: &Path, options: &DraftOptions) -> Result<String, HarError> {
    let file = path.display().to_string();
    let said = read(path)?;
    let chosen = Chosen::of(&file, said)?;
    let text = chosen.written(&file, options)?;
    let alone = Alone::new(&options.id, &text);
    let read = alone.tree().and_then(|tree| alone.suite(&tree));
    read.map_err(|problems| HarError::NoScenario { file, problems })?;
    Ok(text)
}

/// The exchanges of which steps are made, and what is told of the others.
pub(super) struct Chosen {
    server: String,
    said: Vec<Said>,
    left_out: Vec<String>,
}

impl Chosen {
    /// Those with the one server, free of secrets.
    pub(super) fn of(file: &str, all: Vec<Said>) -> Result<Self, HarError> {
        let entries = all.len();
        let no_dav = || HarError::NoDav {
            file: file.to_owned(),
            entries,
        };
        let server = server(&all).ok_or_else(no_dav)?;
        let (own, others): (Vec<Said>, Vec<Said>) = all
            .into_iter()
            .partition(|said| origin(&said.exchange.request.url) == server);
        let (login, own): (Vec<Said>, Vec<Said>) = own.into_iter().partition(is_login);
        let (broken, own): (Vec<Said>, Vec<Said>) = own.into_iter().partition(is_trouble);
        let left_out = [
            (others.len(), "with other hosts"),
            (login.len(), "about tokens"),
            (
                broken.len(),
                "without an answer, or with an error of the server",
            ),
        ];
        let left_out = left_out.into_iter().filter(|(count, _)| *count > 0);
        if own.len() > MOST {
            return Err(HarError::TooMany {
                file: file.to_owned(),
                count: own.len(),
                limit: MOST,
            });
        }
        if own.is_empty() {
            return Err(no_dav());
        }
        Ok(Self {
            server,
            said: clean(own),
            left_out: left_out
                .map(|(count, what)| format!("{count} {what}"))
                .collect(),
        })
    }

    pub(super) fn written(&self, file: &str, options: &DraftOptions) -> Result<String, HarError> {
        let places = Places::of(&self.said);
        let cards = cards(&self.said, &places);
        let mut links = Links::new(places, &cards);
        let steps = self.steps(&mut links);
        let mut whole = Map::new();
        let title = format!("What was said with {}", host(&self.server));
        whole.insert("title".to_owned(), title.into());
        if !cards.is_empty() {
            whole.insert("given".to_owned(), given(&cards));
        }
        whole.insert("steps".to_owned(), steps);
        whole.insert("requirements".to_owned(), requirement(&self.server));
        whole.insert("world".to_owned(), self.world(options));
        let body = serde_yaml::to_string(&whole);
        let body = body.map_err(|error| HarError::Unwritable(error.to_string()))?;
        Ok(format!(
            "{}\n{}\n",
            self.head(file, &cards),
            body.trim_end()
        ))
    }

    fn steps(&self, links: &mut Links) -> Value {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut steps = Vec::new();
        for said in &self.said {
            let name = request::name(&said.exchange.request);
            let count = counts.entry(name.clone()).or_default();
            *count += 1;
            let name = format!("{name}-{count}");
            let step = links.begin(name.clone());
            let mut keys = Map::new();
            keys.insert("name".to_owned(), name.into());
            keys.extend(request::keys(said, step, links));
            let checks = answer::checks(said, step, links);
            keys.insert("expect".to_owned(), Value::Object(checks));
            steps.push(keys);
        }
        let steps = steps.into_iter().enumerate().map(|(step, mut keys)| {
            let captures = links.captures(step);
            if !captures.is_empty() {
                keys.insert("capture".to_owned(), Value::Object(captures));
            }
            keys.insert("covers".to_owned(), json!([REQUIREMENT]));
            Value::Object(keys)
        });
        steps.collect()
    }

    fn world(&self, options: &DraftOptions) -> Value {
        let is_google = ["googleapis.com", "google.com"]
            .iter()
            .any(|name| host(&self.server).ends_with(name));
        let profile = options.profile.unwrap_or(match is_google {
            true => Profile::GoogleObserved,
            false => Profile::Rfc,
        });
        let active = ActiveProfile::of(profile);
        let mut world = json!({ "seed": options.seed, "profile": active.base().to_string() });
        if let Some(world) = world.as_object_mut() {
            if !options.quirks.is_empty() {
                let quirks = options.quirks.iter();
                let quirks = quirks.map(|(name, value)| (name.clone(), Value::from(value.clone())));
                world.insert("quirks".to_owned(), Value::Object(quirks.collect()));
            }
            let clock = json!({ "start": options.at.to_string() });
            world.insert("clock".to_owned(), clock);
        }
        world
    }

    /// What a person who finds the file has to know.
    fn head(&self, file: &str, cards: &[Card]) -> String {
        let file = Path::new(file)
            .file_name()
            .map(|name| name.to_string_lossy());
        let mut text = format!(
            "# A draft, made of {} by cardproof {}: each exchange with {}\n\
             # is a step that checks what was answered then. What is right is for you to say.\n\
             #   cardproof run FILE                                   against the mock in the world below\n\
             #   cardproof run FILE --target URL --allow-writes       against a server\n",
            file.unwrap_or_default(),
            env!("CARGO_PKG_VERSION"),
            host(&self.server),
        );
        if !self.left_out.is_empty() {
            text += &format!("# Exchanges left out: {}.\n", self.left_out.join("; "));
        }
        let unknown = cards.iter().filter(|card| card.text.is_none()).count();
        if unknown > 0 {
            text += &format!(
                "# Of {unknown} cards nobody saw at the start what they said; `minimal` stands for them.\n"
            );
        }
        text
    }
}

fn clean(all: Vec<Said>) -> Vec<Said> {
    let (exchanges, fields): (Vec<_>, Vec<_>) = all
        .into_iter()
        .map(|said| (said.exchange, said.fields))
        .unzip();
    let shown = cleaned(exchanges, &fields, Cards::Masked).into_iter();
    shown
        .zip(fields)
        .map(|(exchange, fields)| Said { exchange, fields })
        .collect()
}

/// Whether it is about tokens, which are nobody's business here.
fn is_login(said: &Said) -> bool {
    let media_type = said.exchange.request.headers.get("content-type");
    media_type.is_some_and(|value| {
        value
            .as_bytes()
            .starts_with(b"application/x-www-form-urlencoded")
    })
}

/// Whether the server gave no answer that could be expected again.
fn is_trouble(said: &Said) -> bool {
    let status = said.exchange.outcome.as_ref().map(|it| it.status);
    status.map_or(true, |status| status >= 500 || status == 429)
}

fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}

fn given(cards: &[Card]) -> Value {
    let given = cards.iter().enumerate().map(|(index, card)| {
        let value = match &card.text {
            Some(text) => json!({ "text": super::links::literal(&text.replace("\r\n", "\n")) }),
            None => "minimal".into(),
        };
        (given_name(index), value)
    });
    Value::Object(given.collect())
}

fn requirement(server: &str) -> Value {
    json!([{
        "id": REQUIREMENT,
        "says": "It is answered as it was when it was recorded.",
        "source": format!("a recording of {}", host(server)),
        "level": "should",
    }])
}
