//! The organization: a company and a department, no more (google:VC-11).

use super::property::{Kind, Property, Value};

/// Puts everything below the company into the department, commas between.
pub(super) fn merge(properties: &mut [Property]) {
    for property in properties {
        if property.kind != Kind::Organization {
            continue;
        }
        if let Value::Components(units) = &mut property.value {
            let below: Vec<String> = units.drain(1.min(units.len())..).collect();
            let below: Vec<String> = below.into_iter().filter(|unit| !unit.is_empty()).collect();
            if !below.is_empty() {
                units.push(below.join(", "));
            }
        }
    }
}
