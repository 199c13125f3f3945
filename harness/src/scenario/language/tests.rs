//! The tables against the readers, and the schemas against files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::page::all_shapes;
use super::seen::{self, Seen};
use super::shape::{Shape, Value};
use super::{Language, language_page, schema};
use crate::plan::TargetFile;
use crate::scenario::{CheckKind, OwnProfile, load};
use crate::world::WorldFile;

/// Something of everything. Not all of it makes sense, so that the loader complains; it reads all.
const EVERYTHING: &str = include_str!("everything.yaml");
const TARGETS: [&str; 3] = [
    "name: a\nbase-url: http://a\nauth: { login: { token-url: http://a } }\n",
    "name: a\nbase-url: { env: A }\nauth: { basic: { user: a, password: b } }\ntls: { ca-file: a }\n\
     start: { path: /a }\nknown-deviations: [{ scenario: a }]\n",
    "name: a\nbase-url: http://a\nauth: { refresh: { token-url: http://a } }\n",
];

/// Everything that a world can have.
const WORLD: &str = "\
seed: 1
profile: rfc
quirks: { update.if-match: ignored }
clock: { start: 2026-07-01T12:00:00Z, frozen: true }
credentials: adopt
project: { api-enabled: true, testing: true, token-life: 1 hour }
ctag-allowance: { requests: 1, per: 1 hour }
clients: [{ id: a, secret: b, name: c, redirects: https://a.example/ }]
service-accounts: [{ email: a@example.com, delegation: https://www.googleapis.com/auth/carddav }]
accounts:
  - address: a@example.com
    app-password: a
    home: /carddav/v2
    clock: { frozen: true }
    cards: [{ from: cards.vcf }]
    tokens: [{ value: a, scopes: openid, life: 1 hour }]
    refresh-tokens: [{ client: a, value: 1//a, scopes: openid }]
faults:
  - { operation: update, kind: status, status: 503 }
  - { preset: rate-429, over: 1, per: pacific-day, each: account, retry-after: when-over }
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the readers know that read the files of these tables.
fn readers() -> Seen {
    seen::taken();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    };
    write("cardproof.toml", "");
    write(
        "requirements/a.yaml",
        "- { id: a-01, says: a, source: a, level: must }\n",
    );
    write(
        "cards.vcf",
        "BEGIN:VCARD\nVERSION:3.0\nN:A;;;;\nFN:A\nEND:VCARD\n",
    );
    let everything = write("everything.yaml", EVERYTHING);
    assert!(load(&[everything]).is_err());
    for text in TARGETS {
        let target = write("target", text);
        let _read = TargetFile::load(&target);
    }
    let world = write("world.yaml", WORLD);
    assert_eq!(
        WorldFile::load(&world).err().map(|told| told.to_string()),
        None
    );
    let profile = write("profile", "name: a\nbase: rfc\nquirks: {}\n");
    let _read = OwnProfile::load(&profile);
    seen::taken()
}

/// The words in the values of a shape.
fn words_in(value: &'static Value, found: &mut BTreeSet<(String, Vec<String>)>) {
    match value {
        Value::Word(what, words) => {
            let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            words.sort();
            found.insert((format!("word: {what}"), words));
        }
        Value::Names(_, value) | Value::KnownNames(_, _, value) => words_in(value, found),
        Value::List(item) | Value::ListOf(_, item) | Value::OneOrMany(item) => {
            words_in(item, found);
        }
        Value::Either(values) => values.iter().for_each(|value| words_in(value, found)),
        _ => {}
    }
}

fn keys(shape: &Shape) -> (String, Vec<String>) {
    let mut keys: Vec<String> = shape.keys.iter().map(|key| key.name.to_owned()).collect();
    keys.sort();
    (shape.of.to_owned(), keys)
}

#[test]
fn the_tables_and_the_readers_know_the_same_keys_and_words() {
    let mut tables: Seen = all_shapes().into_iter().map(keys).collect();
    for shape in all_shapes() {
        for key in shape.keys {
            words_in(&key.value, &mut tables);
        }
    }
    // These are read without a list of keys or words; other tests compare what they know.
    for of in [
        "expect",
        "a report",
        "a mock step",
        "word: filter",
        "word: login",
        "word: start",
    ] {
        tables.retain(|(name, _)| name != of);
    }
    let mut readers = readers();
    // Of the depths, `working` does not go with every action.
    readers.retain(|(of, words)| of != "word: depth" || words.len() == 5);
    let missing: Vec<_> = readers.difference(&tables).collect();
    assert!(missing.is_empty(), "the tables lack {missing:#?}");
    let extra: Vec<_> = tables.difference(&readers).collect();
    assert!(extra.is_empty(), "the readers lack {extra:#?}");
}

#[test]
fn the_tables_know_every_check_action_of_the_mock_and_report() {
    let of = |name: &str| {
        let shape = all_shapes().into_iter().find(|shape| shape.of == name);
        let keys = shape.unwrap().keys.iter().map(|key| key.name);
        keys.collect::<BTreeSet<_>>()
    };
    assert_eq!(
        of("expect"),
        BTreeSet::from(CheckKind::ALL.map(CheckKind::name))
    );
    for (key, wrong) in [
        ("a report", "report: { x: 1 }"),
        ("a mock step", "mock: { x: 1 }"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        std::fs::write(
            &path,
            format!("title: a\nsteps: [{{ name: a, {wrong} }}]\n"),
        )
        .unwrap();
        let told = load(&[path]).unwrap_err().to_string();
        let help = told
            .lines()
            .find(|line| line.contains("there is `"))
            .unwrap();
        let known: BTreeSet<&str> = help.split('`').skip(1).step_by(2).collect();
        assert_eq!(of(key), known, "{told}");
    }
}

/// A validator that is not ours.
struct Validator {
    schemas: boon::Schemas,
    compiled: boon::SchemaIndex,
}

impl Validator {
    fn of(language: Language) -> Self {
        let mut compiler = boon::Compiler::new();
        let added = compiler.add_resource("schema.json", schema(language));
        added.unwrap();
        let mut schemas = boon::Schemas::new();
        let compiled = compiler.compile("schema.json", &mut schemas);
        let compiled = compiled.unwrap_or_else(|error| panic!("{error}"));
        Self { schemas, compiled }
    }

    /// Why a file does not fit.
    fn refusal(&self, file: &str) -> Option<String> {
        let file = yaml(file);
        let result = self.schemas.validate(&file, self.compiled);
        result.err().map(|error| error.to_string())
    }
}

fn yaml(text: &str) -> Json {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options).unwrap()
}

fn files_below(folder: &str) -> Vec<PathBuf> {
    let (mut files, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "yaml")
            {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn every_shipped_file_fits_its_schema() {
    let validators = Language::ALL.map(|(name, language)| (name, Validator::of(language)));
    let mut checked = 0;
    for path in files_below("scenarios")
        .into_iter()
        .chain(files_below("ci/targets"))
        .chain(files_below("docs/examples"))
    {
        let shown = path.strip_prefix(root()).unwrap().to_string_lossy();
        let kind = match shown.split('/').nth(1) {
            Some("flows") => "flow",
            Some("requirements") => "requirements",
            Some("targets") => "target",
            Some("examples") => "world",
            _ => "scenario",
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let schema = match kind {
            "scenario" => "../schema.json".to_owned(),
            "flow" | "requirements" => format!("../schema/{kind}.json"),
            _ => format!("../../scenarios/schema/{kind}.json"),
        };
        let header = format!("# yaml-language-server: $schema={schema}\n");
        assert!(text.starts_with(&header), "{shown}");
        let schema = path.parent().unwrap().join(schema);
        assert!(schema.is_file(), "{}", schema.display());
        let (_, validator) = validators.iter().find(|(name, _)| *name == kind).unwrap();
        assert_eq!(validator.refusal(&text), None, "{shown}");
        checked += 1;
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn typical_mistakes_are_refused() {
    let whole = "title: a\nsteps:\n  - name: b\n    get: $book\n    expect: { status: 200 }\n    \
                 covers: [read-01]\n";
    let scenario = Validator::of(Language::Scenario);
    assert_eq!(scenario.refusal(whole), None);
    let mistakes = [
        ("title: a", "titel: a"),
        ("name: b", "nmae: b"),
        ("name: b", "name: Not Plain"),
        ("get:", "gett:"),
        ("get: $book", "get: $book\n    delete: $book"),
        ("status: 200", "status: 99"),
        ("status: 200", "staus: 200"),
        ("status: 200", "members: {}"),
        ("status: 200", "precondition: no-such-element"),
        ("status: 200", "etag: maybe"),
        ("covers: [read-01]", "covers: read-01"),
        ("covers: [read-01]", "capture: { a: hedder ETag }"),
        ("covers: [read-01]", "depth: 2"),
        ("covers: [read-01]", "credentials: mine"),
        (
            "covers: [read-01]",
            "covers: [read-01]\nunder: [{ when: { no.such: a }, drop: b }]",
        ),
        ("covers: [read-01]", "covers: [read-01]\nneeds: [no-such]"),
    ];
    for (right, wrong) in mistakes {
        let file = whole.replacen(right, wrong, 1);
        assert!(scenario.refusal(&file).is_some(), "{wrong}");
    }
    let refused = |language, text: &str| Validator::of(language).refusal(text).is_some();
    assert!(refused(Language::Target, "name: a"));
    assert!(refused(
        Language::Target,
        "name: a\nbase-url: http://a\nprofile: mine"
    ));
    assert!(refused(
        Language::Requirements,
        "- { id: a-01, says: b, source: c, level: shall }"
    ));
    assert!(refused(Language::Flow, "title: a"));
    assert!(refused(
        Language::Profile,
        "name: a\nbase: mine\nquirks: {}"
    ));
    assert_eq!(Validator::of(Language::World).refusal(WORLD), None);
    for (right, wrong) in [
        ("seed: 1", "sead: 1"),
        ("kind: status", "kind: stauts"),
        ("per: pacific-day", "per: pacific-night"),
        ("each: account", "each: user"),
        ("retry-after: when-over", "retry-after: soon"),
        ("life: 1", "life: long"),
    ] {
        assert!(
            refused(Language::World, &WORLD.replacen(right, wrong, 1)),
            "{wrong}"
        );
    }
    let with_world = format!("{whole}world: {{ clocks: {{ frozen: true }} }}\n");
    assert!(scenario.refusal(&with_world).is_some());
}

#[test]
fn a_value_of_a_table_may_stand_anywhere() {
    let text = "title: a\ncases: { one: { status: 200, verb: get } }\nsteps:\n  - name: b\n    \
                ${case.verb}: $book\n    expect: { status: $case.status }\n    covers: [read-01]\n";
    assert_eq!(Validator::of(Language::Scenario).refusal(text), None);
}

#[test]
fn every_shape_is_in_the_reference_once() {
    let page = language_page();
    for shape in all_shapes() {
        let heading = format!("\n### {}\n", shape.name);
        assert_eq!(page.matches(&heading).count(), 1, "{heading}");
    }
}
