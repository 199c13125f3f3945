//! `doctor`: each item with its result.

use crate::program::{End, Folder, at_root, end};
use crate::serve::Served;

fn doctor(target: &str, token: Option<&str>) -> End {
    let folder = Folder::empty();
    let mut command = folder.command(&["doctor", target]);
    command.envs(token.map(|token| ("CARDPROOF_ACCESS_TOKEN", token)));
    end(&mut command)
}

#[test]
fn a_server_that_is_ready_is_told_item_by_item() {
    let served = Served::start(&[]);
    let end = doctor(&served.url, Some(&served.token));
    assert_eq!((end.code, end.error.as_str()), (0, ""), "{}", end.output);
    let items: Vec<_> = end.output.lines().skip(1).collect();
    assert_eq!(items.len(), 8, "{}", end.output);
    assert!(items.iter().all(|item| item.starts_with("       ok  ")));
    assert!(items[1].ends_with(&served.url), "{}", end.output);
    assert!(items[3].ends_with(" s apart"), "{}", end.output);
    assert!(items[7].contains("account      address book /"));
    assert!(!end.output.contains(&served.token));
    assert!(!end.output.contains(&served.account));
}

#[test]
fn what_is_in_the_way_is_told_with_the_mend_and_exits_3() {
    let served = Served::start(&[]);
    let end = doctor(&served.url, Some("cardproof-none"));
    assert_eq!(end.code, 3);
    let lines: Vec<_> = end.output.lines().collect();
    assert!(
        lines[5].contains("problem  credentials  ") && lines[5].ends_with(" answered 401."),
        "{}",
        end.output
    );
    assert_eq!(
        lines[6].trim_start(),
        "Access tokens often live for an hour only: fetch a new one."
    );
    assert!(
        lines[7].ends_with("  scope        not looked at"),
        "{}",
        end.output
    );
}

#[test]
fn a_run_says_the_same_and_plays_nothing() {
    let served = Served::start(&[]);
    let mut command = crate::program::command(
        crate::program::root(),
        &["run", "read", "--target", &served.url],
    );
    command.env("CARDPROOF_ACCESS_TOKEN", "cardproof-none");
    let end = end(&mut command);
    assert_eq!((end.code, end.output.as_str()), (3, ""));
    assert!(
        end.error.ends_with(
            " does not accept the credentials: it answered 401.\n\
             Access tokens often live for an hour only: fetch a new one.\n"
        ),
        "{}",
        end.error
    );
}

#[test]
fn what_cannot_be_looked_at_is_wrong_usage() {
    assert_eq!(at_root(&["doctor"]).code, 2);
    assert_eq!(at_root(&["doctor", "gogle"]).code, 2);
    let mock = at_root(&["doctor", "mock"]);
    assert_eq!(
        (mock.code, mock.error.as_str()),
        (
            2,
            "error: the bundled mock needs no doctor: there is nothing between it and a run\n"
        )
    );
}
