//! A service with one card, and a client that is logged in to it.

use std::cell::RefCell;
use std::collections::HashMap;

use cardproof_mock::quirk::{Profile, Quirks};
use cardproof_mock::{Answer, Request, Secret, Service, World};
use http::{HeaderName, HeaderValue, Method};
use jiff::Timestamp;

pub(super) const BOOK: &str = "/carddav/v1/principals/user@example.com/lists/default/";
const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nUID:jane\r\n\
                    EMAIL;TYPE=HOME:jane@example.com\r\nitem1.TEL:1\r\nitem1.X-ABLabel:Lab\r\n\
                    END:VCARD\r\n";

/// A service under test.
#[derive(Clone)]
pub(super) struct Stage {
    service: Service,
    token: Secret,
    /// The URL of the card that is there.
    pub(super) card: String,
}

thread_local! {
    /// Prepared once a profile; a clone costs next to nothing.
    static PREPARED: RefCell<HashMap<Profile, Stage>> = RefCell::default();
}

impl Stage {
    /// A service under the profile that a byte chooses.
    pub(super) fn of(choice: u8) -> Self {
        let [first, ..] = Profile::ALL;
        let profile = Profile::ALL.into_iter().cycle().nth(choice.into());
        let profile = profile.unwrap_or(first);
        PREPARED.with_borrow_mut(|all| {
            let stage = all.entry(profile).or_insert_with(|| Self::new(profile));
            stage.clone()
        })
    }

    fn new(profile: Profile) -> Self {
        let mut quirks = Quirks::of(profile);
        quirks.set("href.prefix", "classic").unwrap();
        let (mut world, token) = World::with_default_account(quirks, 1);
        let card = world.create_card(World::DEFAULT_ACCOUNT, CARD, now());
        Self {
            service: Service::new(world),
            token,
            card: card.unwrap(),
        }
    }

    /// Sends a request and looks at what any answer must have.
    pub(super) fn send(
        &mut self,
        method: &str,
        target: &str,
        header: (&str, &str),
        body: &[u8],
    ) -> Answer {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let name = HeaderName::from_bytes(header.0.as_bytes()).unwrap();
        let bearer = format!("Bearer {}", self.token.reveal());
        let request = Request::new(method, target)
            .with_header(
                http::header::AUTHORIZATION,
                HeaderValue::from_str(&bearer).unwrap(),
            )
            .with_header(name, HeaderValue::from_str(header.1).unwrap())
            .with_body(body.to_vec());
        let answer = self.service.answer(&request, now());
        let status = answer.response.status;
        assert!(!status.is_server_error(), "{status}");
        assert!(!answer.explanation.because.is_empty());
        if status == 207 {
            let text = str::from_utf8(&answer.response.body).unwrap();
            roxmltree::Document::parse(text).unwrap();
        }
        answer
    }

    /// The body of a GET.
    pub(super) fn read(&mut self, target: &str) -> Vec<u8> {
        let answer = self.send("GET", target, ("accept", "*/*"), b"");
        assert_eq!(answer.response.status, 200, "{target}");
        answer.response.body.to_vec()
    }
}

fn now() -> Timestamp {
    Timestamp::from_second(1_782_907_200).unwrap()
}
