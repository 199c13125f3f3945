//! Servers that nobody here wrote, each with three address books on its disk.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::book::card;
use crate::requests::Requests;

/// How long a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server, which ends with this value.
pub(crate) struct Peer {
    /// Its name and version.
    pub(crate) name: &'static str,
    address: SocketAddr,
    home: &'static str,
    process: Child,
    _folder: tempfile::TempDir,
}

impl Peer {
    /// Starts both servers that are installed in a virtual environment.
    pub(crate) fn all(environment: &Path, sizes: &[usize]) -> [Self; 2] {
        [radicale(environment, sizes), xandikos(environment, sizes)]
    }

    /// The address book of so many cards.
    pub(crate) fn book(&self, cards: usize) -> Requests {
        Requests {
            address: self.address,
            path: format!("{}book-{cards}/", self.home),
            suffix: ".vcf",
            // Both take everybody at his word.
            authorization: Some("Basic YmVuY2g6YmVuY2g=".to_owned()),
        }
    }

    fn start(
        (name, home): (&'static str, &'static str),
        folder: tempfile::TempDir,
        command: &mut Command,
        address: SocketAddr,
    ) -> Self {
        let process = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the peer starts");
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(begun.elapsed() < PATIENCE, "{name} does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self {
            name,
            address,
            home,
            process,
            _folder: folder,
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // One that has ended by itself has failed the run before.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn radicale(environment: &Path, sizes: &[usize]) -> Peer {
    let folder = tempfile::tempdir().expect("a folder");
    for cards in sizes {
        let book = folder
            .path()
            .join(format!("collection-root/bench/book-{cards}"));
        fs::create_dir_all(&book).expect("a folder");
        fs::write(book.join(".Radicale.props"), r#"{"tag": "VADDRESSBOOK"}"#).expect("a file");
        fill(&book, *cards);
    }
    let address = free();
    let mut command = Command::new(environment.join("bin/python"));
    command
        .args(["-m", "radicale", "--auth-type", "none", "--hosts"])
        .arg(address.to_string())
        .args(["--logging-level", "error", "--storage-filesystem-folder"])
        .arg(folder.path());
    Peer::start(("Radicale 3.9.0", "/bench/"), folder, &mut command, address)
}

fn xandikos(environment: &Path, sizes: &[usize]) -> Peer {
    let folder = tempfile::tempdir().expect("a folder");
    let program = environment.join("bin/xandikos");
    for cards in sizes {
        let name = format!("book-{cards}");
        let mut create = Command::new(&program);
        create.args([
            "create-collection",
            "--type",
            "addressbook",
            "--name",
            &name,
        ]);
        succeed(create.arg("-d").arg(folder.path()));
        let book = folder.path().join(name);
        fill(&book, *cards);
        let git = |arguments: &[&str]| {
            let identity = ["-c", "user.name=bench", "-c", "user.email=bench@localhost"];
            succeed(
                Command::new("git")
                    .arg("-C")
                    .arg(&book)
                    .args(identity)
                    .args(arguments),
            );
        };
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "cards"]);
    }
    let address = free();
    let mut command = Command::new(program);
    command
        .args([
            "serve",
            "--current-user-principal",
            "/",
            "-l",
            "127.0.0.1",
            "-p",
        ])
        .arg(address.port().to_string())
        .arg("-d")
        .arg(folder.path())
        .arg("--state-dir")
        .arg(folder.path().join(".state"));
    Peer::start(("Xandikos 0.4.10", "/"), folder, &mut command, address)
}

fn fill(book: &Path, cards: usize) {
    for number in 0..cards {
        fs::write(book.join(format!("card-{number}.vcf")), card(number)).expect("a file");
    }
}

fn succeed(command: &mut Command) {
    let output = command.output().expect("the program starts");
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A port that was free a moment ago: neither server can be told to let the system choose.
fn free() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address")
}
