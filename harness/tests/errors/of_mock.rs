//! The errors of the mock.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use cardproof_mock::quirk::QuirkError;
use cardproof_mock::{
    BadFault, CertificateError, Client, ControlError, Fault, FaultKind, HostName, NoOperation,
    Operation, Phase, Scopes, ServiceAccount, StartError, StateError, Tls, WrittenFault,
};

use super::{Sample, of};

/// An error of each variant.
pub(crate) fn samples() -> Vec<Sample> {
    [
        of(quirks()),
        of(controls()),
        of(certificates()),
        own_certificates(),
        of(states()),
        of(starts()),
        of(["frobnicate".parse::<Operation>().unwrap_err()] as [NoOperation; 1]),
        of([written_fault()]),
        of([Fault::new(Operation::Any, FaultKind::MalformedXml)
            .at(Phase::MidBody(0))
            .unwrap_err()]),
        of(["a b".parse::<HostName>().unwrap_err()]),
        of([Scopes::parse("a\"b").unwrap_err()]),
        of([Client::public("x", "X")
            .with_redirect("no uri")
            .unwrap_err()]),
        of([ServiceAccount::new("x")
            .with_public_key("no key")
            .unwrap_err()]),
    ]
    .concat()
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn quirks() -> [QuirkError; 3] {
    [
        QuirkError::UnknownQuirk {
            name: text("sync.emty"),
        },
        QuirkError::UnknownValue {
            quirk: "sync.empty-token",
            value: text("reject"),
            known: vec!["full-listing", "rejected"],
        },
        QuirkError::UnknownProfile {
            name: text("gogle"),
        },
    ]
}

fn controls() -> [ControlError; 12] {
    [
        ControlError::NoAccount,
        ControlError::AccountExists,
        ControlError::BadAddress,
        ControlError::NoToken,
        ControlError::NoClient,
        ControlError::ClientExists,
        ControlError::NoCard,
        ControlError::BadPrefix,
        ControlError::BadToken,
        ControlError::NoSave,
        ControlError::BadCard(text("no BEGIN:VCARD")),
        ControlError::ClockGoesBack,
    ]
}

fn certificates() -> [CertificateError; 3] {
    [
        CertificateError::Random(getrandom::Error::UNSUPPORTED),
        CertificateError::Certificate(rcgen::Error::CouldNotParseCertificate),
        CertificateError::Tls(rustls::Error::DecryptError),
    ]
}

fn own_certificates() -> Vec<Sample> {
    let key = rcgen::KeyPair::generate().unwrap();
    let other = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(vec![text("mock")]).unwrap();
    let certificate = params.self_signed(&key).unwrap().pem();
    of([
        Tls::own("", &key.serialize_pem()).unwrap_err(),
        Tls::own(&certificate, "").unwrap_err(),
        Tls::own(&certificate, &other.serialize_pem()).unwrap_err(),
    ])
}

fn states() -> [StateError; 3] {
    let path = || PathBuf::from("mock.state");
    [
        StateError::InUse { path: path() },
        StateError::Unusable {
            path: path(),
            problem: text("line 3 is damaged"),
        },
        StateError::System {
            path: path(),
            cause: io::Error::other("disk full"),
        },
    ]
}

fn starts() -> [StartError; 4] {
    let [random, ..] = certificates();
    let [in_use, ..] = states();
    [
        StartError::World(ControlError::BadAddress),
        StartError::Listen {
            address: SocketAddr::from(([127, 0, 0, 1], 8843)),
            cause: io::Error::other("address in use"),
        },
        StartError::Certificates(random),
        StartError::State(in_use),
    ]
}

fn written_fault() -> BadFault {
    let written = WrittenFault {
        preset: Some(text("frobnicate")),
        ..WrittenFault::default()
    };
    written.rule().unwrap_err()
}
