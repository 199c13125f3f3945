//! The OpenAPI document, made of the table of operations.

use serde_json::{Map, Value, json};

use super::operation::{Answer, GROUPS, Operation};
use super::problem;
use super::shape::Field;

/// The document (OpenAPI 3.1).
pub(in crate::server) fn document() -> Value {
    let mut schemas = Map::new();
    problem::SHAPE.collect(&mut schemas);
    let mut paths = Map::new();
    let operations = GROUPS.iter().flat_map(|group| {
        group
            .operations
            .iter()
            .map(|operation| (group.name, operation))
    });
    for (group, operation) in operations {
        operation.collect(&mut schemas);
        let path = format!("/__cardproof{}", operation.path);
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[operation.method.to_ascii_lowercase()] = operation.describe(group);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "The control API of cardproof's mock",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What a test does to a running mock of Google's CardDAV from outside. \
                It enters no journal. Unknown fields and parameters are refused. On a server that \
                listens on more than its own machine, and under Google's host names, the admin \
                token of the ready line is needed.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": GROUPS
            .iter()
            .map(|group| json!({ "name": group.name, "description": group.about }))
            .collect::<Vec<_>>(),
        "security": [{}, { "admin": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "admin": { "type": "http", "scheme": "bearer" } },
        },
    })
}

impl Operation {
    fn collect(&self, schemas: &mut Map<String, Value>) {
        let answer = match self.answer {
            Answer::Json(shape) => Some(shape),
            Answer::Nothing | Answer::Document | Answer::Events => None,
        };
        for shape in self.body.into_iter().chain(answer) {
            shape.collect(schemas);
        }
    }

    fn describe(&self, group: &str) -> Value {
        let in_path = self.path_fields.iter().map(|field| field.parameter("path"));
        let in_query = self.query.iter().map(|field| field.parameter("query"));
        let mut described = json!({
            "operationId": self.id,
            "tags": [group],
            "summary": self.summary,
            "parameters": in_path.chain(in_query).collect::<Vec<_>>(),
            "responses": self.responses(),
        });
        if let Some(shape) = self.body {
            let mut content = json!({
                "application/json": { "schema": { "$ref": shape.reference() } },
            });
            if shape.fields.iter().any(|field| field.name == "vcard") {
                content["text/vcard"] = json!({ "schema": { "type": "string" } });
            }
            let required = shape.fields.iter().any(|field| field.required);
            described["requestBody"] = json!({ "required": required, "content": content });
        }
        described
    }

    fn responses(&self) -> Value {
        let content = match self.answer {
            Answer::Json(shape) => Some(json!({
                "application/json": { "schema": { "$ref": shape.reference() } },
            })),
            Answer::Document => Some(json!({
                "application/json": { "schema": { "type": "object" } },
            })),
            Answer::Events => Some(json!({
                "text/event-stream": { "schema": { "type": "string" } },
            })),
            Answer::Nothing => None,
        };
        let mut done = json!({ "description": self.gives });
        if let Some(content) = content {
            done["content"] = content;
        }
        let mut responses = Map::from_iter([(self.status.to_string(), done)]);
        responses.insert(
            "default".to_owned(),
            json!({
                "description": "What is wrong, where, and how to mend it.",
                "content": {
                    "application/problem+json": { "schema": { "$ref": problem::SHAPE.reference() } },
                },
            }),
        );
        Value::Object(responses)
    }
}

impl Field {
    fn parameter(&self, place: &str) -> Value {
        json!({
            "name": self.name,
            "in": place,
            "required": self.required,
            "description": self.about,
            "schema": self.kind.schema(),
        })
    }
}
