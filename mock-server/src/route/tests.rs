use super::*;
use crate::quirk::{Profile, Quirks};
use crate::store::World;

fn resolve(target: &str) -> Result<Resource, Nowhere> {
    let (world, _) = World::with_default_account(Quirks::of(Profile::Rfc), 1);
    Path::parse(target).unwrap().resolve(&world.accounts[0])
}

const BOOK: &str = "/carddav/v1/principals/user@example.com/lists/default";

#[test]
fn every_resource_is_found_with_and_without_a_slash() {
    let principal = "/carddav/v1/principals/user@example.com";
    for slash in ["", "/"] {
        assert_eq!(
            resolve(&format!("{principal}{slash}")),
            Ok(Resource::Principal)
        );
        assert_eq!(
            resolve(&format!("{principal}/lists{slash}")),
            Ok(Resource::Home)
        );
        assert_eq!(resolve(&format!("{BOOK}{slash}")), Ok(Resource::Book));
    }
}

#[test]
fn a_card_has_no_slash_at_its_end() {
    let card = Resource::Member(MemberName::new("a b"));
    assert_eq!(resolve(&format!("{BOOK}/a%20b?key=1")), Ok(card));
    assert_eq!(resolve(&format!("{BOOK}/a/")), Err(Nowhere::NoParent));
    assert_eq!(resolve(&format!("{BOOK}//")), Err(Nowhere::NoParent));
}

#[test]
fn an_encoded_at_sign_and_a_raw_one_are_equal() {
    let encoded = BOOK.replace('@', "%40");
    assert_eq!(resolve(&encoded), Ok(Resource::Book));
    assert_eq!(
        resolve(&format!("https://any.example{encoded}")),
        Ok(Resource::Book)
    );
}

#[test]
fn paths_that_lead_nowhere_are_told_apart() {
    for (target, expected) in [
        ("/", Nowhere::OutsideService),
        ("/carddav", Nowhere::OutsideService),
        ("/elsewhere/x", Nowhere::OutsideService),
        ("/carddav/v1", Nowhere::UnknownPath),
        ("/carddav/v1/principals", Nowhere::UnknownPath),
        (
            "/carddav/v2/principals/user@example.com",
            Nowhere::UnknownPath,
        ),
        (
            "/carddav/v1/principals/other@example.com/",
            Nowhere::OtherAccount,
        ),
        (
            "/carddav/v1/principals/user@example.com/lists/new/",
            Nowhere::NoParent,
        ),
        (
            "/carddav/v1/principals/user@example.com/lists/new/x",
            Nowhere::NoParent,
        ),
    ] {
        assert_eq!(resolve(target), Err(expected), "{target}");
    }
}

#[test]
fn targets_that_cannot_be_paths_are_refused() {
    for (target, expected) in [
        ("", BadTarget::NotAbsolute),
        ("*", BadTarget::NotAbsolute),
        ("carddav/v1", BadTarget::NotAbsolute),
        ("/a%", BadTarget::BadEncoding),
        ("/a%4", BadTarget::BadEncoding),
        ("/a%zz", BadTarget::BadEncoding),
        ("/a%+1", BadTarget::BadEncoding),
        ("/a%FF", BadTarget::NotUtf8),
        ("/a%00", BadTarget::ControlCharacter),
        ("/a\u{0}", BadTarget::ControlCharacter),
        ("/a%2Fb", BadTarget::SlashInSegment),
        ("/a\\b", BadTarget::SlashInSegment),
        ("/a/../b", BadTarget::DotSegment),
        ("/a/%2e%2E/b", BadTarget::DotSegment),
        ("/./a", BadTarget::DotSegment),
        ("/a#b", BadTarget::Fragment),
    ] {
        assert_eq!(Path::parse(target), Err(expected), "{target}");
    }
    assert_eq!(
        Path::parse(&"/".repeat(MAX_TARGET + 1)),
        Err(BadTarget::TooLong)
    );
}

#[test]
fn the_well_known_path_is_recognised() {
    let parse = |target| Path::parse(target).unwrap();
    assert!(parse("/.well-known/carddav").is_well_known());
    assert!(parse("/.well-known/carddav/").trailing_slash);
    assert!(!parse("/.well-known/caldav").is_well_known());
}
