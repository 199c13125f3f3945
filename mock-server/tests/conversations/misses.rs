//! What the explanation of a miss names: who deleted a card, whose a path is, what is nearest.

use cardproof_mock::quirk::Profile;

use crate::client::{ALL, BOOK, Client, Reply, card};

const CHOSEN: &str = "/carddav/v1/principals/user@example.com/lists/default/mine.vcf";

fn remedy(reply: &Reply) -> &str {
    reply.explanation.remedy.as_deref().unwrap_or_default()
}

fn fact<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    let mut facts = reply.explanation.facts.iter();
    let fact = facts.find(|fact| fact.name == name)?;
    Some(&fact.value)
}

fn name(href: &str) -> &str {
    href.rsplit('/').next().unwrap()
}

/// A client whose card has a name of the server's beside the one that was chosen; the card's href.
fn renamed(uid: &str) -> (Client, String) {
    let mut client = Client::new(Profile::GoogleObserved);
    assert_eq!(client.put(CHOSEN, &[], &card(uid)).status, 201);
    let listed = client.propfind(BOOK, "1", "<d:getetag/>").members();
    let mut hrefs = listed.into_keys().filter(|href| href != BOOK);
    let href = hrefs.next().unwrap();
    (client, href)
}

#[test]
fn the_name_that_a_client_chose_for_a_deleted_card_tells_who_deleted_it() {
    let (mut client, href) = renamed("u1");
    assert_eq!(client.send("DELETE", &href, &[], "").status, 204);
    let deleted_by = format!("request {}", client.service.journal().answered());
    for (method, because) in [
        (
            "GET",
            "the card for which a client chose this name was deleted",
        ),
        (
            "DELETE",
            "the card for which a client chose this name was deleted",
        ),
    ] {
        let reply = client.send(method, CHOSEN, &[], "");
        assert_eq!(reply.status, 404, "{method}");
        assert_eq!(reply.explanation.because, because);
        assert_eq!(fact(&reply, "deleted by"), Some(deleted_by.as_str()));
        assert_eq!(fact(&reply, "alias of"), Some(name(&href)));
        assert!(!remedy(&reply).contains(name(&href)), "{}", remedy(&reply));
        assert!(remedy(&reply).ends_with("under a name that was never used"));
    }
    let never_used = CHOSEN.replace("mine", "another");
    assert_eq!(client.put(&never_used, &[], &card("u1")).status, 201);
}

#[test]
fn a_name_that_was_used_up_tells_who_deleted_the_card() {
    let (mut client, href) = renamed("u1");
    client.send("DELETE", &href, &[], "");
    let deleted_by = format!("request {}", client.service.journal().answered());
    let quirks = client.service.world_mut().quirks_mut();
    quirks.set("create.tombstone-names", "rejected").unwrap();
    quirks.set("update.deleted", "rejected").unwrap();
    for path in [CHOSEN, &href] {
        let reply = client.put(path, &[], &card("u1"));
        assert_eq!(reply.status, 400, "{path}");
        assert_eq!(fact(&reply, "deleted by"), Some(deleted_by.as_str()));
    }
}

#[test]
fn a_name_that_stands_for_a_card_again_leads_to_it() {
    let mut client = Client::new(Profile::Rfc);
    assert_eq!(client.put(CHOSEN, &[], &card("u1")).status, 201);
    assert_eq!(client.send("DELETE", CHOSEN, &[], "").status, 204);
    let quirks = client.service.world_mut().quirks_mut();
    quirks.set("create.put-to-new-name", "renamed").unwrap();
    assert_eq!(client.put(CHOSEN, &[], &card("u1")).status, 201);
    let reply = client.send("DELETE", CHOSEN, &[], "");
    assert!(remedy(&reply).starts_with("use the card's own name, "));
}

#[test]
fn an_account_that_does_not_exist_is_told_apart_in_the_explanation_only() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let world = client.service.world_mut();
        world.add_account("other@example.com").unwrap();
        let theirs = client.propfind(&principal("other"), "0", "<d:displayname/>");
        let nobodys = client.propfind(&principal("uzer"), "0", "<d:displayname/>");
        assert_eq!(theirs.status, nobodys.status);
        assert_eq!(theirs.text, nobodys.text);
        assert_eq!(theirs.headers, nobodys.headers);
        assert_eq!(
            theirs.explanation.because,
            "the path belongs to another account"
        );
        let own = "/carddav/v1/principals/[account]/,";
        assert!(
            remedy(&theirs).contains("the other account's token"),
            "{}",
            remedy(&theirs)
        );
        assert!(remedy(&theirs).contains(own), "{}", remedy(&theirs));
        assert_eq!(
            nobodys.explanation.because,
            "the path names an account that does not exist"
        );
        assert!(!remedy(&nobodys).contains("token"), "{}", remedy(&nobodys));
        assert!(remedy(&nobodys).contains(own), "{}", remedy(&nobodys));
    }
}

fn principal(user: &str) -> String {
    format!("/carddav/v1/principals/{user}@example.com/")
}

#[test]
fn a_card_without_fn_and_uid_is_told_of_both() {
    let quirks = [
        ("href.prefix", "classic"),
        ("vcard.no-fn", "refused"),
        ("vcard.no-uid", "refused"),
    ];
    for (missing, because, told) in [
        (
            &["FN", "UID"][..],
            "the card has neither an FN nor a UID property",
            "add FN and a UID of its own",
        ),
        (&["FN"], "the card has no FN property", "add FN"),
        (
            &["UID"],
            "the card has no UID property",
            "add a UID of its own",
        ),
    ] {
        let mut client = Client::with(Profile::Rfc, &quirks);
        let whole = card("u1");
        let poor: String = whole
            .split_inclusive("\r\n")
            .filter(|line| missing.iter().all(|name| !line.starts_with(name)))
            .collect();
        let reply = client.put(CHOSEN, &[], &poor);
        assert_eq!(reply.status, 403);
        assert_eq!(reply.explanation.because, because);
        assert_eq!(remedy(&reply), told);
        assert_eq!(client.put(CHOSEN, &[], &whole).status, 201);
    }
}

#[test]
fn a_misspelt_name_leads_to_the_card() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        client.add("u2");
        let meant = name(&href);
        let cut = &href[..href.len() - 1];
        let longer = href.replace(meant, &format!("{meant}0"));
        let cased = href.replace(meant, &meant.to_ascii_uppercase());
        for path in [cut, &longer, &cased, &format!("{href}.vcf")] {
            let reply = client.get(path);
            if path == cased && reply.status == 200 {
                continue;
            }
            assert_eq!(reply.status, 404, "{path}");
            assert_eq!(
                remedy(&reply),
                format!("use the name of the card that is there, {meant}")
            );
        }
    }
}

#[test]
fn a_misspelt_name_of_a_clients_own_leads_to_the_card() {
    let (mut client, href) = renamed("u1");
    let reply = client.get(&CHOSEN.replace("mine", "mime"));
    let told = format!("use the name of the card that is there, {}", name(&href));
    assert_eq!(remedy(&reply), told);
    client.send("DELETE", &href, &[], "");
    let reply = client.get(&CHOSEN.replace("mine", "mime"));
    assert!(remedy(&reply).starts_with("list the address book"));
}

#[test]
fn names_that_have_little_in_common_lead_to_no_card() {
    let mut client = Client::new(Profile::Rfc);
    assert_eq!(
        client
            .put(&CHOSEN.replace("mine", "u1"), &[], &card("u1"))
            .status,
        201
    );
    for other in ["u2", "ul1x", "mine"] {
        let reply = client.get(&CHOSEN.replace("mine", other));
        assert!(
            remedy(&reply).starts_with("list the address book"),
            "{other}: {}",
            remedy(&reply)
        );
    }
}

#[test]
fn a_slash_behind_a_card_is_to_be_left_out() {
    for profile in ALL {
        let mut client = Client::new(profile);
        let href = client.add("u1");
        let told = "leave out the slash at the end, which the path of no card has";
        for method in ["GET", "PROPFIND", "DELETE", "PUT"] {
            let reply = client.send(method, &format!("{href}/?a=b"), &[], "");
            assert!(matches!(reply.status, 404 | 409), "{}", reply.status);
            assert_eq!(remedy(&reply), told, "{method}");
        }
        let new = client.put(&format!("{CHOSEN}/"), &[], &card("u2"));
        assert_eq!((new.status, remedy(&new)), (409, told));
        assert_eq!(client.put(CHOSEN, &[], &card("u2")).status, 201);
        let nothing = client.get(&format!("{BOOK}nothing-like-it/"));
        assert!(remedy(&nothing).contains("lists/default/, which is most like it"));
    }
}

#[test]
fn a_card_in_a_misspelt_collection_is_the_nearest_resource() {
    let mut client = Client::new(Profile::Rfc);
    let href = client.add("u1");
    let told = href.replace("user@example.com", "[account]");
    for path in [
        href.replace("default", "defualt"),
        href.replace("/v1/", "/v2/"),
        format!("{href}x/"),
    ] {
        let reply = client.get(&path);
        assert_eq!(reply.status, 404, "{path}");
        let remedy = remedy(&reply);
        assert!(remedy.starts_with(&format!("use {told}, ")), "{remedy}");
        assert!(!remedy.contains("user@"), "{remedy}");
    }
}
