//! What is asked for has to be there.

use crate::program::Folder;
use crate::{GREEN, refused, suite};

fn tagged() -> Folder {
    let folder = suite(&format!("tags: [sync, slow]\n{GREEN}"));
    folder.write(
        "scenarios/x/two.yaml",
        &format!("title: Two\ntags: [write]\n{GREEN}"),
    );
    folder
}

#[test]
fn a_selection_that_fits_nothing_is_an_error() {
    assert_eq!(
        refused(tagged().end(&["run", "--tag", "sync and write"])),
        "error: no scenario fits `sync and write`\n"
    );
    assert_eq!(
        refused(tagged().end(&["run", "x/two", "--tag", "sync"])),
        "error: none of the named scenarios has the tag `sync`\n"
    );
    assert_eq!(
        refused(tagged().end(&["list", "--tag", "not (sync or write)"])),
        "error: no scenario fits `not (sync or write)`\n"
    );
}

#[test]
fn an_empty_folder_is_an_error() {
    let folder = Folder::empty();
    folder.write("scenarios/cardproof.toml", "");
    for command in ["run", "list", "lint"] {
        let error = refused(folder.end(&[command]));
        assert!(
            error.contains("error[no-scenarios]: there is no scenario in `scenarios`\n"),
            "{error}"
        );
    }
    let folder = tagged();
    folder.write("scenarios/empty/README.md", "");
    let error = refused(folder.end(&["run", "scenarios/empty"]));
    assert!(error.contains("there is no scenario in `scenarios/empty`"));
}

#[test]
fn an_unknown_id_is_an_error() {
    assert_eq!(
        refused(tagged().end(&["run", "x/on"])),
        "error: there is no scenario, folder or file `x/on`; did you mean `x/one`?\n"
    );
    assert_eq!(
        refused(tagged().end(&["run", "x/one", "x/thre"])),
        "error: there is no scenario, folder or file `x/thre`\n"
    );
    assert!(refused(tagged().end(&["run", "x/one[a]"])).contains("there is no scenario"));
}

#[test]
fn an_unknown_tag_is_an_error_also_beside_one_that_fits() {
    for expression in ["slwo", "sync or slwo", "sync and not slwo"] {
        assert_eq!(
            refused(tagged().end(&["run", "--tag", expression])),
            "error: no scenario has the tag `slwo`; did you mean `slow`?\n"
        );
    }
    let error = refused(tagged().end(&["run", "--tag", "sync and"]));
    assert!(
        error.contains("`sync and` is no tag expression: a tag is wanted at the end"),
        "{error}"
    );
}
