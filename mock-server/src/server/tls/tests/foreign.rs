//! What others think of the certificates: Python's ssl module and OpenSSL's program, where they
//! are installed.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::super::config::TlsSetup;
use super::super::{CertificateAuthority, CertificateFlaw, Tls};
use super::shaking::{now, serve};

/// Runs a program; none where it is not installed, which is said.
fn run(program: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => Some(output),
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
            println!("not judged: {program} is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&text).into_owned()
}

/// Connects as strictly as Python 3.13 does by itself, and reads a few bytes.
const PYTHON: &str = "
import socket, ssl, sys
pem, port, host = sys.argv[1], int(sys.argv[2]), sys.argv[3]
context = ssl.create_default_context(cafile=pem)
context.verify_flags |= ssl.VERIFY_X509_STRICT
with socket.create_connection(('127.0.0.1', port)) as plain:
    with context.wrap_socket(plain, server_hostname=host) as tls:
        tls.sendall(b'GET / HTTP/1.1\\r\\n\\r\\n')
        print(tls.recv(12).decode())
";

fn python(tls: &Tls, host: &str) -> Option<Output> {
    let setup = TlsSetup::new(tls, now()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("ca.pem");
    fs::write(&pem, setup.authority.unwrap().pem()).unwrap();
    let port = serve(setup.config).to_string();
    run(
        "python3",
        &["-c", PYTHON, pem.to_str().unwrap(), &port, host],
    )
}

#[test]
fn python_accepts_the_certificates_at_its_strictest() {
    for host in ["www.googleapis.com", "localhost", "127.0.0.1"] {
        if let Some(output) = python(&Tls::new(), host) {
            assert!(said(&output).contains("HTTP/1.1 204"), "{}", said(&output));
        }
    }
}

#[test]
fn python_notices_the_flaws() {
    for (flaw, complaint) in [
        (CertificateFlaw::Expired, "certificate has expired"),
        (CertificateFlaw::NotYetValid, "certificate is not yet valid"),
        (CertificateFlaw::WrongName, "ostname mismatch"),
    ] {
        if let Some(output) = python(&Tls::new().with_flaw(flaw), "www.googleapis.com") {
            assert!(said(&output).contains(complaint), "{}", said(&output));
        }
    }
}

/// Writes a certificate authority and a leaf for a host.
fn files(folder: &Path, authority: &CertificateAuthority, host: &str) -> [String; 2] {
    let (leaf, _) = super::leaves::pem_for(authority, host);
    [("ca.pem", authority.pem()), ("leaf.pem", &leaf)].map(|(name, text)| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    })
}

fn openssl_verify(host: &str) -> Option<Output> {
    let folder = tempfile::tempdir().unwrap();
    let authority = CertificateAuthority::new(&[], now()).unwrap();
    let [ca, leaf] = files(folder.path(), &authority, host);
    let strict = ["verify", "-x509_strict", "-purpose", "sslserver"];
    let named = ["-verify_hostname", host, "-CAfile", &ca, &leaf];
    run("openssl", &[&strict[..], &named].concat())
}

#[test]
fn openssl_accepts_a_leaf_for_a_permitted_name_and_no_other() {
    if let Some(output) = openssl_verify("www.googleapis.com") {
        assert!(output.status.success(), "{}", said(&output));
    }
    if let Some(output) = openssl_verify("www.example.com") {
        assert!(
            said(&output).contains("permitted subtree violation"),
            "{}",
            said(&output)
        );
    }
}

fn openssl_text(path: &str) -> Option<String> {
    run("openssl", &["x509", "-noout", "-text", "-in", path]).map(|output| said(&output))
}

#[test]
fn openssl_sees_every_extension_that_clients_ask_for() {
    let folder = tempfile::tempdir().unwrap();
    let extra = ["mock".parse().unwrap()];
    let authority = CertificateAuthority::new(&extra, now()).unwrap();
    let [ca, leaf] = files(folder.path(), &authority, "www.googleapis.com");
    let expected: [(&str, &[&str]); 2] = [
        (
            &ca,
            &[
                "Subject: O = cardproof, CN = cardproof test CA ",
                "Basic Constraints: critical\nCA:TRUE, pathlen:0",
                "Key Usage: critical\nCertificate Sign, CRL Sign",
                "Subject Key Identifier:",
                "Name Constraints: critical\nPermitted:",
                "DNS:googleapis.com\nDNS:google.com\nDNS:googleusercontent.com\nDNS:localhost",
                "IP:127.0.0.0/255.0.0.0",
                "DNS:mock",
                "prime256v1",
            ],
        ),
        (
            &leaf,
            &[
                "Extended Key Usage:\nTLS Web Server Authentication",
                "Subject Alternative Name:\nDNS:www.googleapis.com\n",
                "Subject Key Identifier:",
                "Authority Key Identifier:",
                "CA:FALSE",
                "prime256v1",
            ],
        ),
    ];
    for (path, parts) in expected {
        let Some(text) = openssl_text(path) else {
            return;
        };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let text = lines.join("\n").replace(": \n", ":\n");
        for part in parts {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
