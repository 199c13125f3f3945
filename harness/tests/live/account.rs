//! An account with the cards of five hundred strangers.

use std::collections::BTreeMap;

use cardproof_mock::quirk::Profile;
use cardproof_mock::{MockBuilder, MockServer};

/// How many cards of strangers there are.
pub(crate) const STRANGERS: usize = 500;

/// A server with an account that is in use.
pub(crate) struct Account {
    pub(crate) server: MockServer,
    /// The strangers' cards at the start, by href.
    cards: BTreeMap<String, String>,
}

impl Account {
    /// A server that behaves like a profile.
    pub(crate) async fn of(profile: Profile) -> Self {
        let builder = MockServer::builder().profile(profile).seed(7);
        Self::with(builder, STRANGERS).await
    }

    /// A server with so many strangers.
    pub(crate) async fn with(builder: MockBuilder, strangers: usize) -> Self {
        let server = builder.start().await.expect("a free port");
        for number in 0..strangers {
            server.create_card(&stranger(number)).expect("a vCard");
        }
        let cards = cards(&server);
        assert_eq!(cards.len(), strangers);
        Self { server, cards }
    }

    /// The same without a single card.
    pub(crate) async fn empty(profile: Profile) -> Self {
        Self::with(MockServer::builder().profile(profile).seed(7), 0).await
    }

    /// Everything of the account that no output may show.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let address = self.server.account();
        let token = self.server.token();
        let mut secrets = vec![
            token.reveal().to_owned(),
            address.replace('@', "%40"),
            address,
        ];
        for href in self.cards.keys() {
            let name = href.rsplit('/').next().unwrap_or_default();
            secrets.push(name.to_owned());
        }
        secrets.extend(PRIVATE.map(str::to_owned));
        secrets
    }

    /// The account's token.
    pub(crate) fn token(&self) -> String {
        self.server.token().reveal().to_owned()
    }

    /// The strangers' cards are as they were, byte for byte, and nothing else is there.
    pub(crate) fn assert_untouched(&self) {
        assert!(
            cards(&self.server) == self.cards,
            "the account is another one now"
        );
    }

    /// How many cards there are now.
    pub(crate) fn count(&self) -> usize {
        self.server.card_hrefs().expect("the account").len()
    }

    /// No answer of the server ever held a stranger's data.
    pub(crate) fn assert_nothing_fetched(&self) {
        for exchange in self.server.journal() {
            let body = String::from_utf8_lossy(&exchange.response.body).into_owned();
            for private in PRIVATE {
                let request = &exchange.request;
                assert!(
                    !body.contains(private),
                    "{} {}",
                    request.method,
                    request.target
                );
            }
        }
    }

    /// The methods that the server was asked for.
    pub(crate) fn methods(&self) -> Vec<String> {
        let journal = self.server.journal();
        journal
            .iter()
            .map(|exchange| exchange.request.method.to_string())
            .collect()
    }

    /// A target file that names the server.
    pub(crate) fn target_file(&self, profile: Profile) -> String {
        format!(
            "name: rehearsal\n\
             base-url: \"{}\"\n\
             auth: {{ bearer: {{ env: CARDPROOF_ACCESS_TOKEN }} }}\n\
             profile: {profile}\n",
            self.server.url()
        )
    }
}

/// What stands in every stranger's card.
const PRIVATE: [&str; 3] = ["Evelyn Stranger", "private.example", "+44 1632"];

fn stranger(number: usize) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:stranger-{number}\r\nN:Stranger {number};Evelyn;;;\r\n\
         FN:Evelyn Stranger {number}\r\nEMAIL:evelyn{number}@private.example\r\n\
         TEL:+44 1632 {number:06}\r\nEND:VCARD\r\n"
    )
}

fn cards(server: &MockServer) -> BTreeMap<String, String> {
    let hrefs = server.card_hrefs().expect("the account").into_iter();
    hrefs
        .map(|href| {
            let card = server.card(&href).expect("a card");
            (href, card)
        })
        .collect()
}
