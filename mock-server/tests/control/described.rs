//! The OpenAPI document: valid, whole, and true.

use std::collections::BTreeSet;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::{Value, json};

use crate::bench::{Answered, Bench, CARD};

/// Every operation once, in an order in which all of them can be done.
fn calls(href: &str) -> Vec<(&'static str, &'static str, String, Value)> {
    let call = |method, template: &'static str, body| (method, template, template.to_owned(), body);
    let with = |method, template, path: &str, body| (method, template, path.to_owned(), body);
    let query = format!("/card?href={href}");
    vec![
        call("GET", "/health", Value::Null),
        call("GET", "/openapi.json", Value::Null),
        call("GET", "/world", Value::Null),
        call(
            "POST",
            "/accounts",
            json!({ "address": "grace@example.com", "app_password": "x" }),
        ),
        call(
            "POST",
            "/accounts/app-password",
            json!({ "app_password": "x" }),
        ),
        call("GET", "/saves", Value::Null),
        with("PUT", "/saves/{name}", "/saves/a", Value::Null),
        with(
            "POST",
            "/saves/{name}/restore",
            "/saves/a/restore",
            Value::Null,
        ),
        with("DELETE", "/saves/{name}", "/saves/a", Value::Null),
        call("GET", "/clock", Value::Null),
        call("POST", "/clock/advance", json!({ "by": "1 hour" })),
        call(
            "POST",
            "/clock/set",
            json!({ "at": "2199-01-01T00:00:00Z" }),
        ),
        call("POST", "/clock/freeze", json!({})),
        call("POST", "/clock/thaw", Value::Null),
        call(
            "POST",
            "/clock/shift-date",
            json!({ "by": "5 minutes", "backward": true }),
        ),
        call(
            "PUT",
            "/ctag-allowance",
            json!({ "requests": 3, "per": "1 hour" }),
        ),
        with(
            "GET",
            "/clock",
            "/clock?account=grace@example.com",
            Value::Null,
        ),
        call(
            "POST",
            "/tokens",
            json!({ "life": "1 hour", "scopes": ["openid"] }),
        ),
        call("POST", "/tokens/expire", json!({})),
        call("POST", "/tokens/revoke", json!({})),
        call("POST", "/tokens/renew", Value::Null),
        call(
            "POST",
            "/clients",
            json!({ "client_id": "c", "public": true }),
        ),
        call("GET", "/clients", Value::Null),
        call("POST", "/refresh-tokens", json!({ "client_id": "c" })),
        call("GET", "/refresh-tokens", Value::Null),
        call("GET", "/project", Value::Null),
        call("PATCH", "/project", json!({ "token_life": "1 minute" })),
        call(
            "POST",
            "/service-accounts",
            json!({ "email": "robot@p.iam.gserviceaccount.com", "delegation": ["openid"] }),
        ),
        call("GET", "/service-accounts", Value::Null),
        call("POST", "/credentials/adopt", Value::Null),
        call("GET", "/cards", Value::Null),
        call("POST", "/cards", json!({ "vcard": CARD })),
        with("GET", "/card", &query, Value::Null),
        with("PUT", "/card", &query, json!({ "vcard": CARD })),
        with("DELETE", "/card", &query, Value::Null),
        call("POST", "/home/move", json!({ "prefix": "/carddav/v2" })),
        call("GET", "/quirks", Value::Null),
        with("GET", "/quirks/{name}", "/quirks/sync.depth", Value::Null),
        with(
            "PUT",
            "/quirks/{name}",
            "/quirks/sync.depth",
            json!({ "value": "zero-required" }),
        ),
        call(
            "POST",
            "/faults",
            json!({ "status": 503, "retry_after": 1, "nth": 9 }),
        ),
        call(
            "POST",
            "/faults",
            json!({
                "status": 429, "retry_after": "when-over", "each": "account", "over": 9, "per": "pacific-day",
            }),
        ),
        call("GET", "/faults", Value::Null),
        call("GET", "/faults/unfired", Value::Null),
        with("DELETE", "/faults/{id}", "/faults/1", Value::Null),
        call("DELETE", "/faults", Value::Null),
        call("GET", "/journal", Value::Null),
        call("GET", "/journal.har", Value::Null),
        with("GET", "/journal/{number}", "/journal/1", Value::Null),
        with("GET", "/explain/{number}", "/explain/1", Value::Null),
        call("DELETE", "/journal", Value::Null),
        call("POST", "/reset/here", Value::Null),
        call("POST", "/reset", Value::Null),
    ]
}

/// Schemas of a document.
struct Described {
    document: Value,
}

impl Described {
    async fn of(bench: &Bench) -> Self {
        let document = bench.done("GET", "/openapi.json", Value::Null).await;
        Self { document }
    }

    /// Every operation of it: `GET /world`.
    fn operations(&self) -> BTreeSet<String> {
        let paths = self.document["paths"].as_object().unwrap();
        let operations = paths.iter().flat_map(|(path, item)| {
            let path = path.strip_prefix("/__cardproof").unwrap();
            let methods = item.as_object().unwrap().keys();
            methods.map(move |method| format!("{} {path}", method.to_ascii_uppercase()))
        });
        operations.collect()
    }

    fn response(&self, method: &str, template: &str, status: u16) -> &Value {
        let item = &self.document["paths"][format!("/__cardproof{template}")];
        let responses = &item[method.to_ascii_lowercase()]["responses"];
        responses
            .get(status.to_string())
            .unwrap_or_else(|| panic!("{method} {template} is not described with {status}"))
    }

    /// What is wrong with a value, by the schema that a reference names.
    fn problem(&self, reference: &str, value: &Value) -> Option<String> {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.set_default_draft(Draft::V2020_12);
        compiler.enable_format_assertions();
        let url = "https://cardproof.test/openapi.json";
        compiler.add_resource(url, self.document.clone()).unwrap();
        let index: SchemaIndex = compiler
            .compile(&format!("{url}{reference}"), &mut schemas)
            .unwrap();
        let checked = schemas.validate(value, index);
        checked.err().map(|error| error.to_string())
    }

    /// Checks an answer against what is said of it.
    fn check(&self, (method, template): (&str, &str), answered: &Answered) {
        let told = self.response(method, template, answered.status);
        let Some(content) = told.get("content") else {
            assert_eq!(answered.text, "", "{method} {template}");
            return;
        };
        let schema = &content[&answered.content_type]["schema"];
        assert!(schema.is_object(), "{method} {template}: {answered:?}");
        if let Some(reference) = schema["$ref"].as_str() {
            let problem = self.problem(reference, &answered.json());
            assert_eq!(problem, None, "{method} {template}: {}", answered.text);
        }
    }
}

#[tokio::test]
async fn every_operation_answers_as_the_document_says_and_every_one_is_in_it() {
    let bench = Bench::start().await;
    let described = Described::of(&bench).await;
    let href = bench.server.create_card(CARD).unwrap();
    bench.serve("GET", "/no-such-path").await;
    let mut tried = BTreeSet::from(["GET /journal/follow".to_owned()]);
    for (method, template, path, body) in calls(&href) {
        let answered = bench.ask(method, &path, body).await;
        described.check((method, template), &answered);
        tried.insert(format!("{method} {template}"));
    }
    assert_eq!(tried, described.operations());
}

#[tokio::test]
async fn the_document_is_read_by_a_parser_of_openapi_documents() {
    let bench = Bench::start().await;
    let described = Described::of(&bench).await;
    let parsed = oas3::from_json(described.document.to_string()).unwrap();
    assert_eq!(parsed.openapi, "3.1.0");
    parsed.validate_version().unwrap();
    let mut ids = BTreeSet::new();
    for (path, method, operation) in parsed.operations() {
        let id = operation.operation_id.as_ref().expect("an operationId");
        assert!(ids.insert(id.clone()), "{id} stands there twice");
        assert!(operation.summary.as_ref().unwrap().ends_with('.'), "{id}");
        for parameter in &operation.parameters {
            let parameter = parameter.resolve(&parsed).unwrap();
            let in_path = path.contains(&format!("{{{}}}", parameter.name));
            let is_path = parameter.location == oas3::spec::ParameterIn::Path;
            assert_eq!(in_path, is_path, "{method} {path}: {}", parameter.name);
        }
        for response in operation.responses(&parsed).values() {
            for media in response.content.values() {
                let schema = media.schema.as_ref().expect("a schema");
                schema.resolve(&parsed).expect("a schema that is there");
            }
        }
    }
    assert!(ids.len() > 30);
}

#[tokio::test]
async fn bodies_that_are_taken_fit_their_schema_and_those_that_are_refused_do_not() {
    let bench = Bench::start().await;
    let described = Described::of(&bench).await;
    for (body, is_fine) in [
        (json!({ "status": 503, "retry_after": 30 }), true),
        (json!({ "status": 503, "retry_after": "never" }), true),
        (json!({ "status": 503, "retry_after": "soon" }), false),
        (json!({ "status": 503, "retry_after": 86_401 }), false),
        (
            json!({ "preset": "daily-limit", "during": "pacific-day" }),
            true,
        ),
        (
            json!({ "preset": "daily-limit", "over": 1, "each": "account" }),
            true,
        ),
        (
            json!({ "preset": "daily-limit", "over": 1, "each": "user" }),
            false,
        ),
    ] {
        let answered = bench.ask("POST", "/faults", body.clone()).await;
        assert_eq!(answered.status == 201, is_fine, "{body}: {answered:?}");
        let problem = described.problem("#/components/schemas/NewFault", &body);
        assert_eq!(problem.is_none(), is_fine, "{body}: {problem:?}");
    }
}

#[tokio::test]
async fn every_schema_of_the_document_is_one() {
    let bench = Bench::start().await;
    let described = Described::of(&bench).await;
    let schemas = described.document["components"]["schemas"]
        .as_object()
        .unwrap();
    for name in schemas.keys() {
        let reference = format!("#/components/schemas/{name}");
        assert!(
            described.problem(&reference, &json!(1)).is_some(),
            "{name} takes a number"
        );
    }
}

#[tokio::test]
async fn problems_are_as_described() {
    let bench = Bench::start().await;
    let described = Described::of(&bench).await;
    for (method, path, body) in [
        ("GET", "/nothing", Value::Null),
        ("PATCH", "/world", Value::Null),
        ("POST", "/clock/advance", json!({})),
        ("POST", "/clock/advance", json!({ "by": "1 day", "x": 1 })),
        ("GET", "/journal?limit=3", Value::Null),
        ("GET", "/journal/77", Value::Null),
        ("DELETE", "/faults/77", Value::Null),
        ("GET", "/faults/x", Value::Null),
        ("PUT", "/quirks/no.such", json!({ "value": "x" })),
        ("PUT", "/saves/a%20b", Value::Null),
    ] {
        let answered = bench.ask(method, path, body).await;
        assert!((400..500).contains(&answered.status), "{method} {path}");
        assert_eq!(answered.content_type, "application/problem+json");
        let problem = described.problem("#/components/schemas/Problem", &answered.json());
        assert_eq!(problem, None, "{method} {path}: {}", answered.text);
    }
}

/// The control paths that stand in a page, without queries.
fn paths_in(page: &str) -> BTreeSet<&str> {
    let pieces = page.split("/__cardproof").skip(1);
    let ends = |c: char| c.is_whitespace() || "?`\"')|".contains(c);
    pieces
        .filter_map(|piece| piece.split(ends).next())
        .collect()
}

#[tokio::test]
async fn every_path_that_the_page_shows_is_one_and_every_operation_is_shown() {
    let bench = Bench::start().await;
    let described = Described::of(&bench).await;
    let page = include_str!("../../../docs/control.md");
    let shown = paths_in(page);
    let templates: BTreeSet<&str> = described.document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(|path| path.strip_prefix("/__cardproof").unwrap())
        .collect();
    let fits = |template: &str, path: &str| {
        let (template, path) = (template.split('/'), path.split('/'));
        let pairs: Vec<_> = template.clone().zip(path.clone()).collect();
        template.count() == path.count()
            && pairs
                .iter()
                .all(|(wanted, given)| wanted == given || wanted.starts_with('{'))
    };
    for path in shown.iter().filter(|path| !matches!(**path, "" | "/")) {
        let known = templates.iter().any(|template| fits(template, path));
        assert!(known, "{path} is no path of the control API");
    }
    let is_shown = |template: &&str| shown.iter().any(|path| fits(template, path));
    let missing: Vec<_> = templates.iter().filter(|path| !is_shown(path)).collect();
    assert!(missing.is_empty(), "{missing:?} are not shown");
}
