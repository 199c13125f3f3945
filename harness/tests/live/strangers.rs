//! Nothing of others is fetched, changed or shown.

use cardproof_mock::quirk::Profile;

use crate::account::{Account, STRANGERS};
use crate::program::{Desk, End};

async fn played(account: &Account, profile: Profile, arguments: &[&str]) -> (Desk, End) {
    let desk = Desk::for_account(account, profile);
    let mut command = desk.against_target(&account.token(), arguments);
    let end = tokio::task::spawn_blocking(move || {
        let child = command.spawn().expect("the program starts");
        (desk.end(child), desk)
    });
    let (end, desk) = end.await.expect("no panic");
    (desk, end)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_allow_writes_the_program_only_reads() {
    // What is a choice of ours under a profile excuses nobody who is not the mock: there the
    // requirement alone judges.
    let choices = ["properties/collations", "properties/names-and-kinds"];
    for (profile, code, failed) in [
        (Profile::GoogleDocumented, 0, &[][..]),
        (Profile::GoogleObserved, 1, &choices[..]),
    ] {
        let account = Account::of(profile).await;
        let (desk, end) = played(&account, profile, &[]).await;
        assert_eq!(end.code, Some(code), "{}{}", end.output, end.error);
        let lines = end.output.lines();
        let fails: Vec<&str> = lines
            .filter_map(|line| line.trim_start().strip_prefix("fail  "))
            .filter_map(|rest| rest.split_whitespace().next())
            .collect();
        assert_eq!(fails, failed);
        let reading = ["PROPFIND", "REPORT", "GET", "HEAD", "OPTIONS"];
        for method in account.methods() {
            assert!(reading.contains(&method.as_str()), "{method}");
        }
        account.assert_untouched();
        account.assert_nothing_fetched();
        end.assert_without(&account.secrets());
        assert_eq!(desk.ledger(), "");
        assert!(
            end.output.contains("writing needs --allow-writes"),
            "{}",
            end.output
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_writes_leaves_the_account_as_it_was() {
    for profile in [Profile::GoogleDocumented, Profile::GoogleObserved] {
        let account = Account::of(profile).await;
        let (desk, end) = played(&account, profile, &["--allow-writes"]).await;
        assert!(account.methods().iter().any(|method| method == "PUT"));
        account.assert_untouched();
        account.assert_nothing_fetched();
        end.assert_without(&account.secrets());
        assert_eq!(desk.ledger(), "", "{}", end.output);
        assert!(
            end.output
                .contains(&format!("that are not the run's, left alone: {STRANGERS}")),
            "{}",
            end.output
        );
    }
}

/// Beside the strangers, the same verdicts: what belongs to others is outside of every check.
#[tokio::test(flavor = "multi_thread")]
async fn strangers_change_no_verdict() {
    let profile = Profile::GoogleObserved;
    let arguments = ["--allow-writes", "sync", "write", "multiget", "read"];
    let (_, crowded) = played(&Account::of(profile).await, profile, &arguments).await;
    let (_, alone) = played(&Account::empty(profile).await, profile, &arguments).await;
    assert!(alone.verdicts().len() > 20, "{}", alone.output);
    assert_eq!(crowded.verdicts(), alone.verdicts());
}
