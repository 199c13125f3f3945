//! Who reaches the control API, over real sockets.

use cardproof_mock::MockServer;

use crate::bench::Bench;

async fn status(bench: &Bench, headers: &[(&str, &str)]) -> u16 {
    bench.send(("GET", "/health"), headers, None).await.status
}

#[tokio::test]
async fn a_program_on_this_machine_reaches_it_and_it_enters_no_journal() {
    let bench = Bench::start().await;
    assert_eq!(status(&bench, &[]).await, 200);
    assert_eq!(status(&bench, &[("host", "evil.example")]).await, 403);
    assert_eq!(bench.server.journal().len(), 0);
}

#[tokio::test]
async fn under_googles_names_the_path_is_the_services_unless_the_admin_asks() {
    let bench = Bench::start().await;
    let google = ("host", "www.googleapis.com");
    assert_eq!(status(&bench, &[google]).await, 401);
    assert_eq!(bench.server.journal().len(), 1);
    let admin = format!("Bearer {}", bench.server.admin_token().reveal());
    assert_eq!(
        status(&bench, &[google, ("authorization", &admin)]).await,
        200
    );
    assert_eq!(bench.server.journal().len(), 1);
}

#[tokio::test]
async fn on_a_server_that_others_reach_the_admin_token_is_needed() {
    let everywhere = "0.0.0.0:0".parse().unwrap();
    let mut bench = Bench::with(MockServer::builder().address(everywhere)).await;
    let port = bench.server.address().port();
    let local = format!("http://127.0.0.1:{port}/__cardproof/health");
    let answer = bench.client.get(&local).send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(
        answer.headers()["www-authenticate"],
        "Bearer realm=\"cardproof control\""
    );
    let token = bench.server.admin_token().reveal().to_owned();
    let answer = bench.client.get(&local).bearer_auth(token).send();
    assert_eq!(answer.await.unwrap().status(), 200);
    bench = Bench::start().await;
    assert_eq!(status(&bench, &[]).await, 200);
}

#[tokio::test]
async fn a_name_under_which_the_server_is_known_leads_in() {
    let mock = "mock".parse().unwrap();
    let bench = Bench::with(MockServer::builder().known_as(mock)).await;
    assert_eq!(status(&bench, &[("host", "mock:8008")]).await, 200);
    let other = Bench::start().await;
    assert_eq!(status(&other, &[("host", "mock:8008")]).await, 403);
}

#[tokio::test]
async fn a_path_that_only_begins_alike_is_the_services() {
    let bench = Bench::start().await;
    assert_eq!(bench.serve("GET", "/__cardproofing").await, 404);
    assert_eq!(bench.server.journal().len(), 1);
}
