use std::path::PathBuf;

use http::StatusCode;

use super::*;
use crate::quirk::{Profile, Quirks};
use crate::store::Secret;
use crate::{Request, SharedService};

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Jane;;;\r\nFN:Jane Doe\r\nEND:VCARD\r\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn open(&self) -> Result<(StateFile, World, StateReport), StateError> {
        StateFile::open(&self.path(), world().0)
    }

    /// A service with the file, as a server starts it.
    fn serve(&self) -> (SharedService, StateReport) {
        let (world, token) = world();
        let service = SharedService::new(world, token).unwrap();
        let report = service.keep_in(&self.path()).unwrap();
        (service, report)
    }
}

fn world() -> (World, Secret) {
    World::with_default_account(Quirks::of(Profile::Rfc), 1)
}

#[test]
fn what_one_server_had_the_next_one_has() {
    let desk = Desk::new();
    let (service, report) = desk.serve();
    assert_eq!(
        report,
        StateReport {
            cards: None,
            dropped: 0
        }
    );
    let href = service.create_card(CARD).unwrap();
    let text = service.card(&href).unwrap();
    drop(service);
    let (service, report) = desk.serve();
    assert_eq!(
        report,
        StateReport {
            cards: Some(1),
            dropped: 0
        }
    );
    assert_eq!(service.card(&href), Ok(text));
}

#[test]
fn a_file_serves_one_server_at_a_time() {
    let desk = Desk::new();
    let first = desk.open().unwrap();
    let second = desk.open().err().unwrap();
    assert!(matches!(second, StateError::InUse { .. }), "{second}");
    drop(first);
    assert!(desk.open().is_ok());
}

#[test]
fn a_record_that_was_not_written_to_its_end_is_dropped_and_told() {
    let desk = Desk::new();
    let (service, _) = desk.serve();
    service.create_card(CARD).unwrap();
    drop(service);
    let mut log = fs::read(desk.path()).unwrap();
    log.extend_from_slice(b"0123456789abcdef {\"clo");
    fs::write(desk.path(), log).unwrap();
    let (_, report) = desk.serve();
    assert_eq!(
        report,
        StateReport {
            cards: Some(1),
            dropped: 22
        }
    );
}

#[test]
fn a_damaged_file_is_refused_and_left_as_it_is() {
    let desk = Desk::new();
    drop(desk.serve());
    let mut log = fs::read(desk.path()).unwrap();
    log[30] ^= 1;
    fs::write(desk.path(), &log).unwrap();
    let error = desk.open().err().unwrap().to_string();
    assert!(
        error.ends_with("line 2 is damaged; it was left as it is"),
        "{error}"
    );
    assert_eq!(fs::read(desk.path()).unwrap(), log);
    for (text, problem) in [
        ("[serve]\n", "it is no state file of cardproof"),
        (
            "cardproof-state 9\n",
            "it was written by another version of cardproof",
        ),
        (HEADER, "it holds no state"),
        (
            "cardproof-state 3\n44136fa355b3678a {}\n",
            "the records do not fit together",
        ),
    ] {
        fs::write(desk.path(), text).unwrap();
        let error = desk.open().err().unwrap().to_string();
        assert!(error.contains(problem), "{error}");
        assert_eq!(fs::read_to_string(desk.path()).unwrap(), text);
    }
}

#[test]
fn a_place_where_nothing_can_be_written_is_told() {
    let path = Path::new("/nowhere/at/all");
    let error = StateFile::open(path, world().0).err().unwrap();
    assert!(matches!(error, StateError::System { .. }), "{error}");
    let desk = Desk::new();
    fs::create_dir(desk.path()).unwrap();
    let error = desk.open().err().unwrap();
    assert!(matches!(error, StateError::System { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    fs::write(desk.path(), "").unwrap();
    drop(desk.serve());
    let mode = fs::metadata(desk.path()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn the_log_is_compacted_at_start() {
    let desk = Desk::new();
    let (service, _) = desk.serve();
    let href = service.create_card(CARD).unwrap();
    for _ in 0..20 {
        service.change_card(&href, CARD).unwrap();
    }
    drop(service);
    let lines = || fs::read_to_string(desk.path()).unwrap().lines().count();
    assert_eq!(lines(), 23);
    drop(desk.serve());
    assert_eq!(lines(), 2);
}

#[test]
fn another_world_in_place_of_the_first_is_kept_too() {
    let desk = Desk::new();
    let (service, _) = desk.serve();
    service.create_card(CARD).unwrap();
    let (other, token) = world();
    service.reset(other, token).unwrap();
    let href = service.create_card(CARD).unwrap();
    drop(service);
    assert_eq!(desk.serve().0.card_hrefs(), Ok(vec![href]));
}

#[test]
fn a_change_that_cannot_be_written_is_not_told_as_done() {
    let desk = Desk::new();
    let (mut file, ..) = desk.open().unwrap();
    file.file = File::open(desk.path()).unwrap();
    let (world, token) = world();
    let service = SharedService::new(world, token).unwrap();
    service.attach(file);
    service.create_card(CARD).unwrap();
    let answer = service.answer(&Request::new(http::Method::GET, "/"));
    assert_eq!(answer.response.status, StatusCode::INTERNAL_SERVER_ERROR);
    let because = answer.explanation.because;
    assert!(
        because.contains("could not be written to the state file"),
        "{because}"
    );
}

#[test]
fn half_a_record_is_cut_off_before_the_next() {
    let desk = Desk::new();
    let (mut file, world, _) = desk.open().unwrap();
    let service = Service::new(world);
    file.file.write_all(b"half").unwrap();
    file.is_spoilt = true;
    let (record, _) = Recorder::everything(service.world());
    file.append(&record).unwrap();
    drop(file);
    assert_eq!(desk.open().unwrap().2.dropped, 0);
}
