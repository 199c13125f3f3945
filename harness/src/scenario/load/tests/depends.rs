//! `depends:`.

use super::suite_on_disk::Folder;

const ONE: &str = "title: One\ndepends: [write/table, write/two]\nsteps: [{ name: a, get: /x, \
                   expect: { status: 200 }, covers: [write-01] }]\n";
const TWO: &str = "title: Two\nsteps: [{ name: a, get: /x, expect: { status: 200 }, covers: \
                   [write-01] }]\n";
const TABLE: &str = "title: T\ncases: { a: { s: 200 }, b: { s: 201 } }\nsteps: [{ name: a, get: \
                     /x, expect: { status: $case.s }, covers: [write-01] }]\n";

fn folder() -> Folder {
    Folder::suite(&[
        ("write/one.yaml", ONE),
        ("write/table.yaml", TABLE),
        ("write/two.yaml", TWO),
    ])
}

fn depends(paths: &[&str]) -> Vec<String> {
    let suite = folder().load(paths).expect("the suite");
    let mut scenarios = suite.scenarios.into_iter();
    let one = scenarios.find(|it| it.id.0 == "write/one").expect("one");
    one.depends.into_iter().map(|id| id.0).collect()
}

#[test]
fn a_table_means_all_its_cases() {
    assert_eq!(
        depends(&["suite"]),
        ["write/table[a]", "write/table[b]", "write/two"]
    );
}

#[test]
fn what_was_not_asked_for_is_left_out() {
    assert_eq!(depends(&["suite/write/one.yaml"]), [""; 0]);
}

#[test]
fn a_case_that_does_not_exist_is_unknown() {
    let folder = Folder::suite(&[
        (
            "write/one.yaml",
            &ONE.replace("write/table,", "\"write/table[c]\","),
        ),
        ("write/table.yaml", TABLE),
        ("write/two.yaml", TWO),
    ]);
    let told = folder
        .load(&["suite"])
        .expect_err("no such case")
        .to_string();
    assert!(
        told.contains("there is no scenario `write/table[c]`"),
        "{told}"
    );
}

#[test]
fn a_scenario_cannot_depend_on_itself() {
    let folder = Folder::suite(&[(
        "write/one.yaml",
        &ONE.replace("write/table, write/two", "write/one"),
    )]);
    let told = folder.load(&["suite"]).expect_err("a circle").to_string();
    assert!(told.contains("write/one → write/one"), "{told}");
}
