//! Google as a target: what is missing is told, with exit code 3.

use std::process::Command;

use crate::program::{Desk, End};

fn ended(change: impl FnOnce(&mut Command)) -> End {
    let desk = Desk::with("");
    let mut command = desk.command(&["--target=google"]);
    change(&mut command);
    desk.end(command.spawn().expect("the program starts"))
}

#[test]
fn without_credentials_the_message_says_what_is_needed() {
    let end = ended(|_| {});
    assert_eq!(end.code, Some(3), "{}{}", end.output, end.error);
    for needed in [
        "CARDPROOF_ACCESS_TOKEN",
        "CARDPROOF_REFRESH_TOKEN",
        "CARDPROOF_CLIENT_ID",
        "CARDPROOF_CLIENT_SECRET",
        "https://www.googleapis.com/auth/carddav",
        "\"Google Contacts CardDAV API\"",
        "selected scenarios only read",
    ] {
        assert!(end.error.contains(needed), "{needed}: {}", end.error);
    }
}

#[test]
fn half_of_the_credentials_is_told_with_what_is_missing() {
    let end = ended(|command| {
        command.env("CARDPROOF_REFRESH_TOKEN", "1//dead");
    });
    assert_eq!(end.code, Some(3), "{}", end.error);
    assert!(
        end.error
            .contains("CARDPROOF_CLIENT_ID and CARDPROOF_CLIENT_SECRET")
    );
    assert!(!end.error.contains("1//dead"), "{}", end.error);
}
