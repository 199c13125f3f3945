use http::{HeaderValue, Method, header};
use jiff::Timestamp;

use super::line::LogError;
use super::*;
use crate::quirk::{Profile, Quirks};
use crate::store::{Client, Secret, World};
use crate::{Request, Service};

fn start() -> Timestamp {
    "2026-07-01T12:00:00Z".parse().unwrap()
}

fn card(name: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{name}\r\nN:{name};;;;\r\nFN:{name}\r\nEND:VCARD\r\n"
    )
}

/// A service, and a log that is kept of it.
struct Kept {
    service: Service,
    token: Secret,
    recorder: Recorder,
    lines: String,
    end: End,
}

impl Kept {
    fn under(profile: Profile) -> Self {
        let (world, token) = World::with_default_account(Quirks::of(profile), 1);
        let mut kept = Self {
            service: Service::new(world),
            token,
            recorder: Recorder::default(),
            lines: HEADER.to_owned(),
            end: End::default(),
        };
        kept.keep();
        kept
    }

    /// Writes what changed; whether anything did.
    fn keep(&mut self) -> bool {
        let Some((record, mark)) = self.recorder.changes(self.service.world()) else {
            return false;
        };
        self.write(&record);
        self.recorder.written(mark);
        true
    }

    fn write(&mut self, record: &Record) {
        let (line, end) = self.end.line(record).unwrap();
        self.lines += &line;
        self.end = end;
    }

    /// Sends a request, and says whether anything had to be written for it.
    fn send(&mut self, method: &str, path: &str, body: &str) -> (u16, bool) {
        let bearer = format!("Bearer {}", self.token.reveal());
        let request = Request::new(Method::from_bytes(method.as_bytes()).unwrap(), path)
            .with_header(
                header::AUTHORIZATION,
                HeaderValue::from_str(&bearer).unwrap(),
            )
            .with_header(header::CONTENT_TYPE, HeaderValue::from_static("text/vcard"))
            .with_body(body.to_owned());
        let status = self.service.answer(&request, start()).response.status;
        (status.as_u16(), self.keep())
    }

    fn book(&self) -> String {
        self.service
            .world()
            .book_href(World::DEFAULT_ACCOUNT)
            .unwrap()
    }

    /// The world that the log says.
    fn replayed(&self) -> World {
        let log = read_log(self.lines.as_bytes()).ok().unwrap();
        assert_eq!(log.torn, 0);
        let mut replay = Replay::on(self.service.world());
        for record in log.records {
            replay.apply(record).unwrap();
        }
        replay.finish().unwrap()
    }

    /// The log says exactly what is there.
    fn agrees(&self) {
        let (now, _) = Recorder::everything(self.service.world());
        let (replayed, _) = Recorder::everything(&self.replayed());
        assert!(now == replayed, "the world of the log is another");
    }
}

const SYNC: &str = "<sync-collection xmlns=\"DAV:\"><sync-token/><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>";

#[test]
fn a_log_of_requests_leads_to_the_same_world() {
    for profile in Profile::ALL {
        let mut kept = Kept::under(profile);
        let book = kept.book();
        for name in ["a", "b", "c"] {
            let (status, written) = kept.send("PUT", &format!("{book}{name}.vcf"), &card(name));
            assert_eq!((status, written), (201, true));
        }
        let hrefs = kept.service.world().card_hrefs(World::DEFAULT_ACCOUNT);
        let hrefs = hrefs.unwrap();
        let (status, written) = kept.send("PUT", &hrefs[0], &card("a").replace("FN:a", "FN:A"));
        assert_eq!((status, written), (204, true));
        assert_eq!(kept.send("DELETE", &hrefs[1], ""), (204, true));
        kept.agrees();
        let (_, written) = kept.send("GET", &hrefs[0], "");
        assert!(!written, "what only reads is not written");
    }
}

#[test]
fn a_sync_token_of_before_is_good_after() {
    let mut kept = Kept::under(Profile::Rfc);
    let book = kept.book();
    kept.send("PUT", &format!("{book}a.vcf"), &card("a"));
    let (status, written) = kept.send("REPORT", &book, SYNC);
    assert_eq!((status, written), (207, true));
    kept.agrees();
    let tokens = |world: &World| world.accounts[0].issued.after(0).collect::<Vec<_>>();
    assert_eq!(tokens(&kept.replayed()), tokens(kept.service.world()));
    assert_eq!(tokens(&kept.replayed()).len(), 1);
}

#[test]
fn controls_are_kept_like_requests() {
    let mut kept = Kept::under(Profile::GoogleObserved);
    let world = kept.service.world_mut();
    let account = World::DEFAULT_ACCOUNT;
    let href = world.create_card(account, &card("a"), start()).unwrap();
    world.change_card(&href, &card("a2"), start()).unwrap();
    let gone = world.create_card(account, &card("b"), start()).unwrap();
    world.delete_card(&gone, start()).unwrap();
    world.advance(std::time::Duration::from_secs(86_400));
    world.move_home(account).unwrap();
    world.add_account("other@example.com").unwrap();
    let hour = std::time::Duration::from_secs(3600);
    world.advance_account("other@example.com", hour).unwrap();
    world
        .set_app_password("other@example.com", "hunter2")
        .unwrap();
    world
        .register_client(Client::public("client-1", "Client"))
        .unwrap();
    world
        .mint_refresh_token(account, "client-1", start())
        .unwrap();
    let token = world
        .mint_token("other@example.com", Some(start()))
        .unwrap();
    world.expire_token(token.reveal()).unwrap();
    world.set_api_enabled(false);
    assert!(kept.keep());
    kept.agrees();
    assert!(!kept.keep(), "what is written is not written again");
    kept.service.world_mut().revoke_grants_of(account).unwrap();
    assert!(kept.keep());
    kept.agrees();
    let replayed = kept.replayed();
    assert_eq!(replayed.account_of(token.reveal()), Ok("other@example.com"));
}

#[test]
fn no_secret_is_in_the_log() {
    let mut kept = Kept::under(Profile::Rfc);
    let world = kept.service.world_mut();
    let account = World::DEFAULT_ACCOUNT;
    world.set_app_password(account, "hunter2").unwrap();
    world
        .register_client(Client::public("client-1", "Client"))
        .unwrap();
    let refresh = world
        .mint_refresh_token(account, "client-1", start())
        .unwrap();
    kept.keep();
    for secret in ["hunter2", "client-1", refresh.reveal(), kept.token.reveal()] {
        assert!(!kept.lines.contains(secret));
    }
}

#[test]
fn another_world_makes_all_before_void() {
    let mut kept = Kept::under(Profile::Rfc);
    let book = kept.book();
    kept.send("PUT", &format!("{book}a.vcf"), &card("a"));
    let (other, _) = World::with_default_account(Quirks::of(Profile::Rfc), 2);
    kept.service.reset(other);
    let (record, mark) = Recorder::everything(kept.service.world());
    kept.write(&record);
    kept.recorder.written(mark);
    kept.agrees();
    assert!(
        kept.replayed()
            .card_hrefs(World::DEFAULT_ACCOUNT)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn wherever_a_log_is_cut_off_only_its_last_record_is_lost() {
    let mut kept = Kept::under(Profile::Rfc);
    let book = kept.book();
    let before = kept.lines.len();
    kept.send("PUT", &format!("{book}a.vcf"), &card("a"));
    for end in before..kept.lines.len() {
        let log = read_log(&kept.lines.as_bytes()[..end]).ok().unwrap();
        assert_eq!((log.records.len(), log.torn), (1, end - before));
    }
}

#[test]
fn damage_anywhere_is_found() {
    let mut kept = Kept::under(Profile::Rfc);
    let book = kept.book();
    kept.send("PUT", &format!("{book}a.vcf"), &card("a"));
    let error = |bytes: &[u8]| read_log(bytes).err();
    for at in HEADER.len()..kept.lines.len() - 1 {
        let mut bytes = kept.lines.clone().into_bytes();
        bytes[at] ^= 1;
        let found = error(&bytes);
        assert!(matches!(found, Some(LogError::Damaged(2 | 3))), "byte {at}");
    }
    assert_eq!(error(b"BEGIN:VCARD\r\n"), Some(LogError::NoLog));
    assert_eq!(error(b"cardproof-state 1\n"), Some(LogError::OtherVersion));
    assert!(error(b"").is_none());
}

#[test]
fn lines_that_are_missing_doubled_or_elsewhere_are_damage() {
    let mut kept = Kept::under(Profile::Rfc);
    let book = kept.book();
    for name in ["a", "b", "c"] {
        kept.send("PUT", &format!("{book}{name}.vcf"), &card(name));
    }
    let lines: Vec<&str> = kept.lines.split_inclusive('\n').collect();
    let error = |order: &[usize]| {
        let log: String = order.iter().map(|at| lines[*at]).collect();
        read_log(log.as_bytes()).err()
    };
    assert_eq!(error(&[0, 1, 2, 3, 4]), None);
    assert_eq!(error(&[0, 1, 3, 4]), Some(LogError::Damaged(3)));
    assert_eq!(error(&[0, 2, 3, 4]), Some(LogError::Damaged(2)));
    assert_eq!(error(&[0, 1, 2, 2, 3, 4]), Some(LogError::Damaged(4)));
    assert_eq!(error(&[0, 1, 3, 2, 4]), Some(LogError::Damaged(3)));
    assert_eq!(error(&[0, 1, 2, 3, 4, 1]), Some(LogError::Damaged(6)));
}

#[test]
fn records_that_no_mock_wrote_are_no_world() {
    let world = World::new(Quirks::of(Profile::Rfc), 1);
    let apply = |json: &str| Replay::on(&world).apply(serde_json::from_str(json).unwrap());
    for number in [0, 2, u64::MAX] {
        let json = format!("{{\"accounts\":[{{\"number\":{number}}}]}}");
        assert!(apply(&json).is_err());
    }
    assert!(Replay::on(&world).finish().is_err(), "no authority");
}
