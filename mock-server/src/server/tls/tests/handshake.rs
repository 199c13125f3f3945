use std::sync::Arc;

use rustls::{CertificateError as Refused, Error, ProtocolVersion, ServerConfig};

use super::super::config::TlsSetup;
use super::super::{CertificateAuthority, CertificateFlaw, Tls};
use super::shaking::{Agreed, client, now, shake};

fn setup(tls: &Tls) -> (Arc<ServerConfig>, Arc<CertificateAuthority>) {
    let setup = TlsSetup::new(tls, now()).unwrap();
    (setup.config, setup.authority.unwrap())
}

fn meet(tls: &Tls, host: &str) -> Result<Agreed, Error> {
    let (server, authority) = setup(tls);
    shake(client(&authority), &server, host)
}

#[test]
fn a_client_that_trusts_the_authority_reaches_googles_names_and_this_machine() {
    let (server, authority) = setup(&Tls::new());
    for host in [
        "www.googleapis.com",
        "oauth2.googleapis.com",
        "accounts.google.com",
        "googleapis.com",
        "lh3.googleusercontent.com",
        "localhost",
        "127.0.0.1",
        "::1",
    ] {
        let agreed = shake(client(&authority), &server, host);
        assert!(agreed.is_ok(), "{host}: {agreed:?}");
    }
}

#[test]
fn names_that_were_added_are_reached_too() {
    let tls = Tls::new()
        .permit("mock".parse().unwrap())
        .permit("10.1.2.3".parse().unwrap());
    for host in ["mock", "a.mock", "10.1.2.3"] {
        assert!(meet(&tls, host).is_ok(), "{host}");
    }
    assert!(meet(&Tls::new(), "mock").is_err());
    assert!(meet(&Tls::new(), "10.1.2.3").is_err());
}

#[test]
fn for_other_names_there_is_no_certificate() {
    for host in ["example.com", "com", "notgoogle.com"] {
        let error = meet(&Tls::new(), host).unwrap_err();
        assert!(matches!(error, Error::AlertReceived(_)), "{error}");
    }
}

#[test]
fn a_leaf_for_another_domain_is_worth_nothing_even_if_the_authority_signed_it() {
    let authority = CertificateAuthority::new(&[], now()).unwrap();
    for host in ["example.com", "192.0.2.1"] {
        let server = super::leaves::signed_for(&authority, host);
        let error = shake(client(&authority), &server, host).unwrap_err();
        assert!(
            error.to_string().contains("NameConstraintViolation"),
            "{error}"
        );
    }
}

#[test]
fn an_expired_certificate_is_noticed() {
    let tls = Tls::new().with_flaw(CertificateFlaw::Expired);
    for host in ["www.googleapis.com", "127.0.0.1"] {
        let error = meet(&tls, host).unwrap_err();
        assert!(
            matches!(
                error,
                Error::InvalidCertificate(Refused::Expired | Refused::ExpiredContext { .. })
            ),
            "{error}"
        );
    }
}

#[test]
fn a_certificate_that_is_not_valid_yet_is_noticed() {
    let tls = Tls::new().with_flaw(CertificateFlaw::NotYetValid);
    for host in ["www.googleapis.com", "127.0.0.1"] {
        let error = meet(&tls, host).unwrap_err();
        assert!(
            matches!(
                error,
                Error::InvalidCertificate(
                    Refused::NotValidYet | Refused::NotValidYetContext { .. }
                )
            ),
            "{error}"
        );
    }
}

#[test]
fn a_certificate_for_another_name_is_noticed() {
    let tls = Tls::new().with_flaw(CertificateFlaw::WrongName);
    for host in ["www.googleapis.com", "127.0.0.1", "localhost"] {
        let error = meet(&tls, host).unwrap_err();
        assert!(
            matches!(
                error,
                Error::InvalidCertificate(
                    Refused::NotValidForName | Refused::NotValidForNameContext { .. }
                )
            ),
            "{error}"
        );
    }
}

#[test]
fn trusting_one_authority_is_not_trusting_another() {
    let (server, _) = setup(&Tls::new());
    let (_, other) = setup(&Tls::new());
    let error = shake(client(&other), &server, "localhost").unwrap_err();
    assert!(
        matches!(error, Error::InvalidCertificate(Refused::UnknownIssuer)),
        "{error}"
    );
}

#[test]
fn several_servers_can_share_an_authority() {
    let authority = Arc::new(CertificateAuthority::new(&[], now()).unwrap());
    let tls = Tls::by(Arc::clone(&authority));
    for (server, _) in [setup(&tls), setup(&tls)] {
        assert!(shake(client(&authority), &server, "localhost").is_ok());
    }
}

#[test]
fn http2_is_agreed_on_where_the_client_speaks_it() {
    let (server, authority) = setup(&Tls::new());
    let agreed = |offered: &[&str]| {
        let mut client = client(&authority);
        client.alpn_protocols = offered
            .iter()
            .map(|name| name.as_bytes().to_vec())
            .collect();
        shake(client, &server, "localhost").unwrap().protocol
    };
    assert_eq!(agreed(&["http/1.1", "h2"]).unwrap(), b"h2");
    assert_eq!(agreed(&["http/1.1"]).unwrap(), b"http/1.1");
    assert_eq!(agreed(&[]), None);
}

#[test]
fn tls_1_2_and_1_3_are_both_spoken() {
    let (server, authority) = setup(&Tls::new());
    for (version, expected) in [
        (&rustls::version::TLS12, ProtocolVersion::TLSv1_2),
        (&rustls::version::TLS13, ProtocolVersion::TLSv1_3),
    ] {
        let client = super::leaves::client_of_version(&authority, version);
        let agreed = shake(client, &server, "localhost").unwrap();
        assert_eq!(agreed.version, expected);
    }
}

#[test]
fn a_certificate_of_ones_own_is_shown_to_everybody() {
    let authority = CertificateAuthority::new(&[], now()).unwrap();
    let (certificate, key) = super::leaves::pem_for(&authority, "localhost");
    let tls = Tls::own(&certificate, &key).unwrap();
    let setup = TlsSetup::new(&tls, now()).unwrap();
    assert!(setup.authority.is_none());
    assert!(shake(client(&authority), &setup.config, "localhost").is_ok());
    let error = shake(client(&authority), &setup.config, "www.googleapis.com").unwrap_err();
    assert!(error.to_string().contains("not valid for"), "{error}");
}
