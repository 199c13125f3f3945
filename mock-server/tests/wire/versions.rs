//! HTTP/1.1 and HTTP/2, connections that stay open, and what the door says of the scheme.

use cardproof_mock::quirk::Profile;
use cardproof_mock::{MockServer, Scheme};
use http::Version;

use super::raw::Raw;
use super::{build, client, discover, discovery_head, server};

#[tokio::test]
async fn http_2_without_an_upgrade_is_served() {
    let server = server().await;
    let client = build(reqwest::Client::builder().http2_prior_knowledge());
    let answer = discover(&client, &server).await;
    assert_eq!(answer.status(), 301);
    assert_eq!(answer.version(), Version::HTTP_2);
    let last = server.journal().pop().unwrap();
    assert_eq!(last.request.target, "/.well-known/carddav");
    let host = server.address().to_string();
    assert_eq!(last.request.headers["host"], host.as_str());
}

#[tokio::test]
async fn a_whole_url_in_the_request_line_means_its_path() {
    let server = server().await;
    let mut raw = Raw::connect(&server).await;
    let head =
        discovery_head(&server).replace(" /.well-known", " http://www.googleapis.com/.well-known");
    raw.send(head + "\r\n").await;
    assert_eq!(raw.response().await.status(), 301);
}

#[tokio::test]
async fn requests_sent_in_one_go_are_answered_in_order() {
    let server = server().await;
    let mut raw = Raw::connect(&server).await;
    let discovery = discovery_head(&server) + "\r\n";
    let nothing = discovery.replace("/.well-known/carddav", "/nothing");
    raw.send(format!("{discovery}{nothing}{discovery}")).await;
    for status in [301, 404, 301] {
        assert_eq!(raw.response().await.status(), status);
    }
}

#[tokio::test]
async fn a_date_is_sent_in_real_time_whatever_the_service_clock_says() {
    let server = server().await;
    server.advance(std::time::Duration::from_secs(400 * 24 * 60 * 60));
    let before = std::time::SystemTime::now() - std::time::Duration::from_secs(2);
    let answer = discover(&client(), &server).await;
    let dates = answer.headers().get_all("date").iter().collect::<Vec<_>>();
    let [date] = dates.as_slice() else {
        panic!("{} Date headers", dates.len());
    };
    let date = jiff::fmt::rfc2822::parse(date.to_str().unwrap()).unwrap();
    assert!(date.timestamp() >= jiff::Timestamp::try_from(before).unwrap());
    assert!(date.timestamp() <= jiff::Timestamp::now());
}

#[tokio::test]
async fn the_loopback_door_states_https_and_the_journal_says_so() {
    let server = server().await;
    assert_eq!(discover(&client(), &server).await.status(), 301);
    let last = server.journal().pop().unwrap();
    assert_eq!(last.request.scheme, Scheme::StatedHttps);
    let said = last
        .explanation
        .facts
        .iter()
        .find(|fact| fact.name == "scheme");
    assert_eq!(
        said.map(|fact| fact.value.as_str()),
        Some("https, because the door says so")
    );
}

#[tokio::test]
async fn a_listener_in_clear_that_says_so_answers_everything_with_401() {
    for profile in Profile::ALL {
        let server = MockServer::builder()
            .profile(profile)
            .refuse_plain_http()
            .start()
            .await
            .unwrap();
        assert_eq!(
            discover(&client(), &server).await.status(),
            401,
            "{profile}"
        );
        let last = server.journal().pop().unwrap();
        assert_eq!(last.request.scheme, Scheme::Http);
    }
}

#[tokio::test]
async fn a_redirect_to_a_whole_url_leads_back_to_the_server() {
    let server = MockServer::builder()
        .quirk("discovery.location", "absolute")
        .unwrap()
        .start()
        .await
        .unwrap();
    let found = discover(&client(), &server).await;
    let location = found.headers()["location"].to_str().unwrap();
    assert!(location.starts_with(&(server.url() + "/")), "{location}");
}

#[tokio::test]
async fn the_host_of_a_whole_url_counts_and_not_the_header() {
    let server = server().await;
    let own = server.address().to_string();
    for (host, status) in [
        (own.as_str(), 200),
        ("evil.example", 403),
        ("www.googleapis.com", 401),
    ] {
        let mut raw = Raw::connect(&server).await;
        let head = format!("GET http://{host}/__cardproof/health HTTP/1.1\r\nHost: {own}\r\n\r\n");
        raw.send(head).await;
        assert_eq!(raw.response().await.status(), status, "{host}");
    }
}
