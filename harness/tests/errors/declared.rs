//! The public error types, read from the sources: rustfmt sees to it that they all look alike.

use std::path::Path;

/// `RunError::Machine` for each variant of each public error enum below a folder, and the name of
/// each public error struct. Tables that a macro makes are left out.
pub(crate) fn variants(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(variants(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file");
            found.extend(of_file(&text));
        }
    }
    found
}

fn of_file(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let derives = (0..lines.len()).filter(|index| {
        lines[*index].starts_with("#[derive(") && lines[*index].contains("thiserror::Error")
    });
    derives.flat_map(|index| of_type(&lines[index..])).collect()
}

/// What is declared behind a derive; nothing where it is not public.
fn of_type(lines: &[&str]) -> Vec<String> {
    let mut rest = lines.iter().skip_while(|line| {
        !line.starts_with("pub") && !line.starts_with("enum") && !line.starts_with("struct")
    });
    let declaration = rest.next().copied().unwrap_or_default();
    if let Some(name) = declaration.strip_prefix("pub struct ") {
        return vec![first_word(name).to_owned()];
    }
    let Some(name) = declaration.strip_prefix("pub enum ") else {
        return Vec::new();
    };
    let inside = rest.take_while(|line| **line != "}");
    let variants = inside.filter_map(|line| {
        let line = line.strip_prefix("    ")?;
        line.starts_with(|c: char| c.is_ascii_uppercase())
            .then(|| format!("{}::{}", first_word(name), first_word(line)))
    });
    variants.collect()
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn variants_and_structs_are_found_and_private_types_are_not() {
    let source = "\
/// About it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Odd {
    /// One.
    #[error(\"one\")]
    One,
    #[error(
        \"Two\"
    )]
    Two {
        /// A field.
        field: String,
    },
    #[error(transparent)]
    Three(#[from] Other),
}

#[derive(Debug, thiserror::Error)]
#[error(\"x\")]
pub struct Single(String);

#[derive(Debug, thiserror::Error)]
pub(super) enum Hidden {
    #[error(\"x\")]
    X,
}

#[derive(Debug)]
pub enum NoError {
    Y,
}
";
    assert_eq!(
        of_file(source),
        ["Odd::One", "Odd::Two", "Odd::Three", "Single"]
    );
}
