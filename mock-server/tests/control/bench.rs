//! A server and somebody who asks it.

use cardproof_mock::quirk::Profile;
use cardproof_mock::{MockBuilder, MockServer};
use serde_json::Value;

pub(crate) const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nFN:Ada Lovelace\r\nUID:ada@example.com\r\nEND:VCARD\r\n";

/// A server with somebody who asks it.
pub(crate) struct Bench {
    pub(crate) server: MockServer,
    pub(crate) client: reqwest::Client,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) text: String,
}

impl Answered {
    /// The body as JSON; `null` without one.
    pub(crate) fn json(&self) -> Value {
        if self.text.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.text).expect(&self.text)
    }
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::with(MockServer::builder().profile(Profile::Rfc)).await
    }

    pub(crate) async fn with(builder: MockBuilder) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        Self {
            server: builder.start().await.unwrap(),
            client: client.build().unwrap(),
        }
    }

    /// Asks the control API with headers of one's own.
    pub(crate) async fn send(
        &self,
        (method, path): (&str, &str),
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answered {
        let url = format!("{}/__cardproof{path}", self.server.url());
        let mut request = self.client.request(method.parse().unwrap(), url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let answer = request.send().await.unwrap();
        let content_type = answer.headers().get("content-type");
        let content_type = content_type.map_or("", |value| value.to_str().unwrap());
        Answered {
            status: answer.status().as_u16(),
            content_type: content_type.to_owned(),
            text: answer.text().await.unwrap(),
        }
    }

    /// Asks the control API, with a JSON body unless it is `null`.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> Answered {
        let headers = [("content-type", "application/json")];
        if body.is_null() {
            return self.send((method, path), &[], None).await;
        }
        let body = body.to_string();
        self.send((method, path), &headers, Some(body)).await
    }

    /// What an operation answers that is done.
    pub(crate) async fn done(&self, method: &str, path: &str, body: Value) -> Value {
        let answered = self.ask(method, path, body).await;
        assert!((200..300).contains(&answered.status), "{answered:?}");
        answered.json()
    }

    /// Asks the service with the client's token.
    pub(crate) async fn serve(&self, method: &str, path: &str) -> u16 {
        let url = format!("{}{path}", self.server.url());
        let request = self.client.request(method.parse().unwrap(), url);
        let request = request.bearer_auth(self.server.token().reveal());
        request.send().await.unwrap().status().as_u16()
    }
}
