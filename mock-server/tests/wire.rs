//! The HTTP front over real sockets.

use cardproof_mock::MockServer;

fn client() -> reqwest::Client {
    // The provider may have been installed by another test of this program.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

#[tokio::test]
async fn a_request_over_http_is_answered_by_the_service() {
    let server = MockServer::start().await.unwrap();
    let url = format!("{}/nothing", server.url());
    let answer = client().get(url).send().await.unwrap();
    assert_eq!(answer.status(), 404);
    server.stop().await;
}
