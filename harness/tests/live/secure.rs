//! The same over HTTPS, as Google is reached.

use std::fs;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{MockServer, Tls};

use crate::program::{Desk, End};

const PROFILE: Profile = Profile::GoogleObserved;

async fn judged(trusted: bool) -> End {
    let builder = MockServer::builder().profile(PROFILE).tls(Tls::new());
    let server = builder.start().await.expect("a free port");
    let authority = server.certificate_authority().expect("an authority");
    let desk = Desk::with(&format!(
        "name: secure\n\
         base-url: \"{}\"\n\
         auth: {{ bearer: {{ env: CARDPROOF_ACCESS_TOKEN }} }}\n\
         profile: {PROFILE}\n\
         {}",
        server.url(),
        if trusted {
            "tls: { ca-file: ca.pem }\n"
        } else {
            ""
        }
    ));
    fs::write(desk.path("ca.pem"), authority.pem()).expect("a file");
    // The last one goes out byte for byte, past the client that the others use.
    let names = [
        "--allow-writes",
        "write/stale-etag",
        "sync/expired-token",
        "read/dot-segments",
    ];
    let mut command = desk.against_target(server.token().reveal(), &names);
    let end = tokio::task::spawn_blocking(move || {
        let child = command.spawn().expect("the program starts");
        desk.end(child)
    });
    let end = end.await.expect("no panic");
    drop(server);
    end
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_with_a_certificate_that_is_trusted_is_judged() {
    let end = judged(true).await;
    assert_eq!(end.code, Some(0), "{}{}", end.output, end.error);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_trusts_is_no_verdict() {
    let end = judged(false).await;
    assert_eq!(end.code, Some(3), "{}{}", end.output, end.error);
    let message = "no secure connection to https://127.0.0.1:";
    assert!(end.error.contains(message), "{}", end.error);
}
