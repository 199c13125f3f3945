//! A run that is killed or interrupted: what it leaves behind goes, then or with the next run.

use std::process::{Child, Command};

use cardproof_mock::quirk::Profile;

use crate::account::{Account, STRANGERS};
use crate::program::Desk;

const PROFILE: Profile = Profile::GoogleObserved;

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    let status = Command::new("kill").args([name, &id]).status();
    assert!(status.expect("kill").success(), "kill {name}");
}

/// Starts the program, and stops it at a moment in which a card of its own is on the account.
#[expect(clippy::zombie_processes, reason = "the callers wait for its end")]
fn stopped_in_the_middle(account: &Account, desk: &Desk) -> Child {
    let mut command = desk.against_target(&account.token(), &["--allow-writes"]);
    let mut child = command.spawn().expect("the program starts");
    loop {
        while account.count() == STRANGERS {
            let ended = child.try_wait().expect("the program was started");
            assert!(
                ended.is_none(),
                "the program ended before it created anything"
            );
            std::thread::yield_now();
        }
        signal(&child, "-STOP");
        if account.count() > STRANGERS {
            return child;
        }
        signal(&child, "-CONT");
    }
}

async fn with_account(profile: Profile, test: impl FnOnce(&Account) + Send + 'static) {
    let account = Account::of(profile).await;
    let done = tokio::task::spawn_blocking(move || test(&account));
    done.await.expect("no panic");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_run_leaves_goes_with_the_next_one() {
    with_account(PROFILE, |account| {
        let desk = Desk::for_account(account, PROFILE);
        let killed = stopped_in_the_middle(account, &desk);
        signal(&killed, "-KILL");
        let end = desk.end(killed);
        assert_eq!(end.code, None);
        assert!(account.count() > STRANGERS);
        assert!(desk.ledger().contains("created"));
        crate::program::assert_without(&desk.ledger(), "the ledger", &account.secrets());

        let reading = desk
            .against_target(&account.token(), &["read/missing-card"])
            .spawn();
        let reading = desk.end(reading.expect("the program starts"));
        let hint = "A run with --allow-writes removes it";
        assert!(reading.output.contains(hint), "{}", reading.output);
        assert!(account.count() > STRANGERS);

        let arguments = ["--allow-writes", "read/get-card"];
        let next = desk.against_target(&account.token(), &arguments).spawn();
        let next = desk.end(next.expect("the program starts"));
        assert_eq!(next.code, Some(0), "{}{}", next.output, next.error);
        assert!(next.output.contains("is gone now"), "{}", next.output);
        account.assert_untouched();
        account.assert_nothing_fetched();
        assert_eq!(desk.ledger(), "");
        next.assert_without(&account.secrets());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupted_run_cleans_up_and_ends_with_130() {
    with_account(PROFILE, |account| {
        let desk = Desk::for_account(account, PROFILE);
        let interrupted = stopped_in_the_middle(account, &desk);
        signal(&interrupted, "-INT");
        signal(&interrupted, "-CONT");
        let end = desk.end(interrupted);
        assert_eq!(end.code, Some(130), "{}{}", end.output, end.error);
        account.assert_untouched();
        assert_eq!(desk.ledger(), "");
        end.assert_without(&account.secrets());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_was_taken_over_by_its_owner_is_left_alone() {
    // Google keeps unknown properties that an update leaves out (google:VC-12), so there the marker
    // stays, and with it the card is ours.
    with_account(Profile::Rfc, |account| {
        let desk = Desk::for_account(account, Profile::Rfc);
        let killed = stopped_in_the_middle(account, &desk);
        signal(&killed, "-KILL");
        desk.end(killed);
        let ours = ours(account);
        let taken = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:taken\r\nN:Taken;Over;;;\r\n\
                     FN:Over Taken\r\nEND:VCARD\r\n";
        account.server.change_card(&ours, taken).expect("a card");
        let arguments = ["--allow-writes", "read/get-card"];
        let next = desk.against_target(&account.token(), &arguments).spawn();
        let next = desk.end(next.expect("the program starts"));
        assert!(
            next.output
                .contains("what is there now does not carry the run's marker"),
            "{}",
            next.output
        );
        assert!(account.server.card(&ours).is_ok());
        assert!(desk.ledger().contains("created"));
    })
    .await;
}

/// The card of the run that is on the account now.
fn ours(account: &Account) -> String {
    let hrefs = account
        .server
        .card_hrefs()
        .expect("the account")
        .into_iter();
    let mut marked = hrefs.filter(|href| {
        let card = account.server.card(href);
        card.is_ok_and(|card| card.contains("X-CARDPROOF-RUN"))
    });
    marked.next().expect("a card of the run")
}
