//! From shapes to JSON Schema (draft 2020-12, as OpenAPI 3.1 has it).

use serde_json::{Map, Value, json};

use super::shape::{Field, Kind, Shape};

impl Kind {
    /// The schema of the value.
    pub(super) fn schema(&self) -> Value {
        match self {
            Self::Text => json!({ "type": "string" }),
            Self::Name => json!({ "type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$" }),
            Self::Word(words) => json!({ "type": "string", "enum": words }),
            Self::Time => json!({
                "type": "string",
                "format": "date-time",
                "examples": ["2026-07-01T12:00:00Z"],
            }),
            Self::Duration => json!({
                "type": "string",
                "examples": ["30 days", "1 hour 30 minutes", "500 ms"],
            }),
            Self::Number(least, u64::MAX) => json!({ "type": "integer", "minimum": least }),
            Self::Number(least, most) => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Self::Boolean => json!({ "type": "boolean" }),
            Self::List(of) => json!({ "type": "array", "items": of.schema() }),
            Self::Object(shape) => json!({ "$ref": shape.reference() }),
            Self::Map(of) => json!({ "type": "object", "additionalProperties": of.schema() }),
            Self::Either(kinds) => {
                json!({ "anyOf": kinds.iter().map(Self::schema).collect::<Vec<_>>() })
            }
            Self::OrNull(of) => json!({ "anyOf": [of.schema(), { "type": "null" }] }),
        }
    }

    /// The shape of the objects in it, if it has any.
    fn shape(&self) -> Option<&'static Shape> {
        match self {
            Self::Object(shape) => Some(shape),
            Self::List(of) | Self::Map(of) | Self::OrNull(of) => of.shape(),
            _ => None,
        }
    }
}

impl Field {
    /// The schema of the value, with what it means.
    pub(super) fn schema(&self) -> Value {
        let mut schema = self.kind.schema();
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), self.about.into());
        }
        schema
    }
}

impl Shape {
    /// Where the schema stands in the document.
    pub(super) fn reference(&self) -> String {
        format!("#/components/schemas/{}", self.name)
    }

    /// Adds the schema of the object, and those of the objects in it.
    pub(super) fn collect(&self, schemas: &mut Map<String, Value>) {
        if schemas.contains_key(self.name) {
            return;
        }
        let properties: Map<String, Value> = self
            .fields
            .iter()
            .map(|field| (field.name.to_owned(), field.schema()))
            .collect();
        let required = self.fields.iter().filter(|field| field.required);
        let required: Vec<_> = required.map(|field| field.name).collect();
        let schema = json!({
            "type": "object",
            "description": self.about,
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        schemas.insert(self.name.to_owned(), schema);
        for inner in self.fields.iter().filter_map(|field| field.kind.shape()) {
            inner.collect(schemas);
        }
    }
}
