use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::scenario::{Place, Suite};

fn scenario(file: &str, id: &str, tags: &[&str]) -> Scenario {
    Scenario {
        id: ScenarioId(id.to_owned()),
        place: Place {
            file: Arc::from(file),
            line: 1,
            column: 1,
        },
        title: id.to_owned(),
        description: None,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        needs: Vec::new(),
        depends: Vec::new(),
        needs_book: false,
        steps: Vec::new(),
        finally: Vec::new(),
        timeout: None,
        under: Vec::new(),
        world: None,
    }
}

fn suite(scenarios: Vec<Scenario>) -> Suite {
    Suite {
        scenarios,
        requirements: BTreeMap::new(),
        root: PathBuf::new(),
        snapshots: None,
    }
}

fn three() -> Suite {
    suite(vec![
        scenario("s/sync/delta.yaml", "sync/delta", &["sync"]),
        scenario("s/sync/expired.yaml", "sync/expired", &["sync", "flagship"]),
        scenario("s/write/stale.yaml", "write/stale", &["etag", "flagship"]),
    ])
}

fn chosen(names: &[&str], tags: &[&str]) -> Result<Vec<String>, String> {
    let selection = Selection {
        names: names.iter().map(|word| (*word).to_owned()).collect(),
        tags: tags.iter().map(|tag| tag.parse().unwrap()).collect(),
    };
    select(&three().scenarios, &selection)
        .map(|ids| ids.into_iter().map(|id| id.0).collect())
        .map_err(|error| error.to_string())
}

#[test]
fn nothing_asked_for_means_everything() {
    assert_eq!(chosen(&[], &[]).unwrap().len(), 3);
}

#[test]
fn a_folder_of_ids_selects_all_in_it_and_no_other_that_begins_like_it() {
    assert_eq!(
        chosen(&["sync"], &[]).unwrap(),
        ["sync/delta", "sync/expired"]
    );
    assert_eq!(chosen(&["sync/"], &[]).unwrap().len(), 2);
    assert!(chosen(&["syn"], &[]).is_err());
}

#[test]
fn names_add_up_and_so_do_tags_but_both_narrow_each_other() {
    assert_eq!(
        chosen(&["sync/delta", "write/stale"], &[]).unwrap().len(),
        2
    );
    assert_eq!(chosen(&[], &["sync", "etag"]).unwrap().len(), 3);
    assert_eq!(chosen(&["sync"], &["flagship"]).unwrap(), ["sync/expired"]);
    assert_eq!(
        chosen(&["sync"], &["etag"]).unwrap_err(),
        "none of the named scenarios has the tag `etag`"
    );
}

#[test]
fn tags_are_combined_by_words_and_parentheses() {
    assert_eq!(
        chosen(&[], &["flagship and not etag"]).unwrap(),
        ["sync/expired"]
    );
    assert_eq!(
        chosen(&[], &["(etag or sync) and flagship"]).unwrap().len(),
        2
    );
    for (names, tags, told) in [
        (
            &[][..],
            &["sync and etag"][..],
            "no scenario fits `sync and etag`",
        ),
        (
            &["write"],
            &["sync", "not flagship"],
            "none of the named scenarios fits any of `sync`, `not flagship`",
        ),
        (
            &[],
            &["not synk"],
            "no scenario has the tag `synk`; did you mean `sync`?",
        ),
    ] {
        assert_eq!(chosen(names, tags).unwrap_err(), told);
    }
}

#[test]
fn an_unknown_name_or_tag_is_an_error_with_a_suggestion() {
    assert_eq!(
        chosen(&["sync/expird"], &[]).unwrap_err(),
        "there is no scenario, folder or file `sync/expird`; did you mean `sync/expired`?"
    );
    assert_eq!(
        chosen(&[], &["flagshp"]).unwrap_err(),
        "no scenario has the tag `flagshp`; did you mean `flagship`?"
    );
}

#[test]
fn a_table_is_selected_as_a_whole_or_by_one_case() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("names.yaml");
    std::fs::write(&file, "").unwrap();
    let file = file.to_str().unwrap();
    let suite = suite(vec![
        scenario(file, "write/names[dot]", &[]),
        scenario(file, "write/names[slash]", &[]),
    ]);
    let chosen = |name: &str| {
        let names = vec![name.to_owned()];
        let tags = Vec::new();
        select(&suite.scenarios, &Selection { names, tags }).map(|ids| ids.len())
    };
    assert_eq!(chosen("write/names"), Ok(2));
    assert_eq!(chosen("write/names[slash]"), Ok(1));
    assert_eq!(chosen(file), Ok(2));
    assert_eq!(chosen(&format!("{file}[dot]")), Ok(1));
    assert_eq!(
        chosen("write/names[slsh]").unwrap_err().to_string(),
        "there is no scenario, folder or file `write/names[slsh]`; did you mean \
         `write/names[slash]`?"
    );
    assert!(chosen(&format!("{file}[dott]")).is_err());
}

#[test]
fn an_empty_suite_is_an_error() {
    let result = select(&suite(Vec::new()).scenarios, &Selection::default());
    assert_eq!(result.unwrap_err(), SelectError::EmptySuite);
}

#[test]
fn a_path_selects_the_files_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.yaml");
    std::fs::write(&file, "").unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let suite = suite(vec![scenario(file.to_str().unwrap(), "x/a", &[])]);
    let select_path = |path: &Path| {
        let names = vec![path.to_str().unwrap().to_owned()];
        select(
            &suite.scenarios,
            &Selection {
                names,
                tags: Vec::new(),
            },
        )
    };
    assert_eq!(select_path(&file).unwrap().len(), 1);
    assert_eq!(select_path(folder.path()).unwrap().len(), 1);
    assert!(matches!(
        select_path(&folder.path().join("empty")),
        Err(SelectError::NothingThere { .. })
    ));
}
