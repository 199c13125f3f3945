//! How the mock is reached: by TLS with an authority or a certificate of one's own, or in clear.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use cardproof_mock::{CertificateFlaw, HostName, MockServer, Tls};

use super::{DoorArguments, not_started};
use crate::cli::Trouble;
use crate::cli::setting::Settings;

/// How the mock is reached.
#[derive(Debug)]
pub(super) struct Door {
    pub(super) insecure_http: bool,
    /// Names of the server: of certificates that are made for it, and for the control API, which
    /// answers under no others.
    pub(super) hosts: Vec<HostName>,
    pub(super) ca_file: Option<PathBuf>,
    own: Option<Own>,
    plain_port: Option<u16>,
    expired_port: Option<u16>,
    not_yet_valid_port: Option<u16>,
    wrong_name_port: Option<u16>,
}

/// The files of a certificate of one's own.
#[derive(Debug)]
struct Own {
    certificates: PathBuf,
    key: PathBuf,
}

/// Where the sockets beside the main one are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Others {
    pub(super) plain: Option<SocketAddr>,
    pub(super) expired: Option<SocketAddr>,
    pub(super) not_yet_valid: Option<SocketAddr>,
    pub(super) wrong_name: Option<SocketAddr>,
}

impl Door {
    pub(super) fn of(arguments: DoorArguments, file: &Settings) -> Result<Self, Trouble> {
        let door = Self {
            insecure_http: file
                .either(arguments.insecure_http, "insecure-http")?
                .unwrap_or_default(),
            hosts: file.either_list(arguments.host, "host")?,
            ca_file: file.either(arguments.ca_file, "ca-file")?,
            own: own(
                file.either(arguments.cert, "cert")?,
                file.either(arguments.key, "key")?,
            )?,
            plain_port: file.either(arguments.plain_port, "plain-port")?,
            expired_port: file.either(arguments.expired_port, "expired-port")?,
            not_yet_valid_port: file.either(arguments.not_yet_valid_port, "not-yet-valid-port")?,
            wrong_name_port: file.either(arguments.wrong_name_port, "wrong-name-port")?,
        };
        match door.contradiction() {
            Some((one, other)) => Err(Trouble::usage(format!(
                "`{one}` is without effect beside `{other}`: leave one of them out"
            ))),
            None => Ok(door),
        }
    }

    /// Two settings of which one makes the other meaningless.
    fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        let of_authority = [
            ("--ca-file", self.ca_file.is_some()),
            ("--expired-port", self.expired_port.is_some()),
            ("--not-yet-valid-port", self.not_yet_valid_port.is_some()),
            ("--wrong-name-port", self.wrong_name_port.is_some()),
        ];
        let given = of_authority.iter().find(|(_, given)| *given);
        let given = given.map(|(name, _)| *name);
        match (&self.own, self.insecure_http) {
            (Some(_), true) => Some(("--cert", "--insecure-http")),
            (None, true) => given.map(|name| (name, "--insecure-http")),
            (Some(_), false) => given.map(|name| (name, "--cert")),
            (None, false) => None,
        }
    }

    /// What the server speaks TLS with; nothing in clear.
    pub(super) fn tls(&self) -> Result<Option<Tls>, Trouble> {
        if self.insecure_http {
            return Ok(None);
        }
        let tls = match &self.own {
            Some(own) => own.tls()?,
            None => self.hosts.iter().cloned().fold(Tls::new(), Tls::permit),
        };
        let tls = tls.prepared();
        tls.map(Some).map_err(|error| not_started(&error.into()))
    }

    /// Opens the sockets beside the main one, on the same interface.
    pub(super) async fn open_others(&self, server: &mut MockServer) -> Result<Others, Trouble> {
        let interface = server.address().ip();
        let at = |port| SocketAddr::new(interface, port);
        let mut others = Others::default();
        if let Some(port) = self.plain_port {
            let opened = server.listen_in_clear(at(port)).await;
            others.plain = Some(opened.map_err(|error| not_started(&error))?);
        }
        for (port, flaw, opened) in [
            (
                self.expired_port,
                CertificateFlaw::Expired,
                &mut others.expired,
            ),
            (
                self.not_yet_valid_port,
                CertificateFlaw::NotYetValid,
                &mut others.not_yet_valid,
            ),
            (
                self.wrong_name_port,
                CertificateFlaw::WrongName,
                &mut others.wrong_name,
            ),
        ] {
            let Some(port) = port else { continue };
            let listening = server.listen_with_flaw(at(port), flaw).await;
            *opened = Some(listening.map_err(|error| not_started(&error))?);
        }
        Ok(others)
    }
}

impl Own {
    fn tls(&self) -> Result<Tls, Trouble> {
        let (certificates, key) = (read(&self.certificates)?, read(&self.key)?);
        Tls::own(&certificates, &key).map_err(|error| {
            let (certificates, key) = (self.certificates.display(), self.key.display());
            Trouble::usage(format!("{certificates} and {key}: {error}"))
        })
    }
}

fn own(certificates: Option<PathBuf>, key: Option<PathBuf>) -> Result<Option<Own>, Trouble> {
    match (certificates, key) {
        (Some(certificates), Some(key)) => Ok(Some(Own { certificates, key })),
        (None, None) => Ok(None),
        (Some(_), None) => Err(Trouble::usage("`--cert` needs `--key`")),
        (None, Some(_)) => Err(Trouble::usage("`--key` needs `--cert`")),
    }
}

fn read(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path)
        .map_err(|error| Trouble::usage(format!("{} cannot be read: {error}", path.display())))
}
