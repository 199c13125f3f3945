//! Sync tokens: which are good, and for how long (google:SYNC-03 to google:SYNC-05, google:SYNC-12).

use std::time::Duration;

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, INVALID_ARGUMENT};

const PROP: &str = "<d:prop><d:getetag/></d:prop>";

#[test]
fn an_empty_token_lists_everything_or_is_refused() {
    for profile in [Profile::Rfc, Profile::GoogleDocumented] {
        let mut client = Client::new(profile);
        let (one, gone) = (client.add("a"), client.add("b"));
        client.send("DELETE", &gone, &[], "");
        let reply = client.sync("");
        assert_eq!(reply.members().into_keys().collect::<Vec<_>>(), [one]);
        let token = reply.element("sync-token");
        let added = client.add("c");
        assert_eq!(
            client
                .sync(&token)
                .members()
                .into_keys()
                .collect::<Vec<_>>(),
            [added]
        );
    }
    let mut google = Client::new(Profile::GoogleObserved);
    for depth in ["0", "1"] {
        let reply = google.sync_with("", &[("depth", depth)], PROP);
        assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
        assert_eq!(reply.asked("sync.empty-token"), Some("rejected"));
    }
}

#[test]
fn a_token_is_good_for_29_days_of_the_service_clock() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let token = client.sync_token();
        let added = client.add("a");
        let almost = Duration::from_secs(29 * 24 * 60 * 60 - 1);
        client.service.world_mut().advance(almost);
        assert_eq!(
            client
                .sync(&token)
                .members()
                .into_keys()
                .collect::<Vec<_>>(),
            [added]
        );
        client.service.world_mut().advance(Duration::from_secs(1));
        let reply = client.sync(&token);
        refused(profile, &reply);
        assert_eq!(
            reply.explanation.because,
            "the sync-token is older than 29 days"
        );
        let fresh = client.sync_token();
        assert!(client.sync(&fresh).members().is_empty());
    }
}

#[test]
fn a_token_that_was_never_given_is_refused() {
    for profile in ALL {
        let mut client = Client::new(profile);
        client.add("a");
        let good = client.sync_token();
        let (start, digits) = good.split_at(good.len() - 4);
        for token in [
            "garbage".to_owned(),
            "data:,x".to_owned(),
            good.to_lowercase(),
            format!("{good}00"),
            start.to_owned(),
            format!("{start}{}", digits.chars().rev().collect::<String>()),
            format!(" {good} x"),
        ] {
            refused(profile, &client.sync(&token));
        }
        assert_eq!(client.sync(&format!(" {good}\n")).status, 207);
    }
}

#[test]
fn a_token_of_another_book_or_another_world_is_refused() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let own = client.token.clone();
        let world = client.service.world_mut();
        world.add_account("other@example.com").unwrap();
        let other = world.mint_token("other@example.com", None).unwrap();
        client.token = other;
        let book = BOOK.replace("user@", "other@");
        let foreign = client
            .propfind(&book, "0", "<d:sync-token/>")
            .element("sync-token");
        client.token = own;
        refused(profile, &client.sync(&foreign));
        let mut elsewhere = Client::new(profile);
        elsewhere.now = client.now + Duration::from_micros(500);
        let stranger = elsewhere.sync_token();
        refused(profile, &client.sync(&stranger));
    }
}

#[test]
fn the_form_of_the_token_can_be_a_path() {
    let mut client = Client::with(Profile::GoogleObserved, &[("sync.token-form", "path")]);
    let token = client.sync_token();
    assert!(token.starts_with("/carddav/v1/synctoken/08"), "{token}");
    assert!(client.sync(&token).members().is_empty());
}

#[test]
fn an_old_token_still_gives_every_change_since() {
    let mut client = Client::new(Profile::Rfc);
    let mut tokens = vec![client.sync_token()];
    let mut hrefs = Vec::new();
    for n in 0..5 {
        hrefs.push(client.add(&format!("u{n}")));
        let newest = tokens.last().unwrap().clone();
        tokens.push(client.sync(&newest).element("sync-token"));
    }
    for (n, token) in tokens.iter().enumerate() {
        let members = client.sync(token).members();
        let mut expected = hrefs[n..].to_vec();
        expected.sort();
        assert_eq!(members.into_keys().collect::<Vec<_>>(), expected);
    }
}

fn refused(profile: Profile, reply: &crate::client::Reply) {
    match profile {
        Profile::Rfc | Profile::GoogleDocumented => {
            assert_eq!(reply.status, 403);
            assert_eq!(reply.condition(), "valid-sync-token");
        }
        _ => {
            assert_eq!((reply.status, reply.text.as_str()), (400, INVALID_ARGUMENT));
        }
    }
    assert!(reply.asked("sync.invalid-token").is_some());
}
