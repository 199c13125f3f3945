//! The server in a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::connection::Connection;

/// The server; ends when dropped.
pub(crate) struct Server {
    process: Child,
    address: SocketAddr,
    token: String,
}

/// What the journal says of itself.
pub(crate) struct Journal {
    /// Its bound, in bytes.
    pub(crate) limit: u64,
    /// What it holds.
    pub(crate) bytes: u64,
    /// How many exchanges had to make room.
    pub(crate) dropped: u64,
}

impl Server {
    pub(crate) fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_cardproof"))
            .args(["serve", "--insecure-http", "--profile", "rfc"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = process.stdout.take().expect("an output");
        let ready = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| Some(line.strip_prefix("cardproof-ready ")?.to_owned()));
        let ready: Value = serde_json::from_str(&ready.expect("a ready line")).expect("JSON");
        let text = |key: &str| ready[key].as_str().expect("a text").to_owned();
        let url = text("url");
        let address = url.trim_start_matches("http://").parse();
        Self {
            process,
            address: address.expect("an address"),
            token: text("access_token"),
        }
    }

    pub(crate) fn connection(&self) -> Connection {
        Connection::to(self.address, self.token.clone())
    }

    /// Makes requests fail by a rule.
    pub(crate) fn inject(&self, fault: &str) {
        let answer = self.control("POST", "/__cardproof/faults", fault);
        assert!(answer["id"].is_number(), "{answer}");
    }

    /// How often each rule struck, in the order in which they were injected.
    pub(crate) fn struck(&self) -> Vec<u64> {
        let faults = self.control("GET", "/__cardproof/faults", "");
        let faults = faults["faults"].as_array().expect("a list");
        let struck = faults.iter().map(|fault| fault["struck"].as_u64());
        struck.map(|struck| struck.expect("a number")).collect()
    }

    pub(crate) fn journal(&self) -> Journal {
        let journal = self.control("GET", "/__cardproof/journal?newest=1", "");
        let number = |key: &str| journal[key].as_u64().unwrap_or_default();
        Journal {
            limit: number("limit"),
            bytes: number("bytes"),
            dropped: number("dropped"),
        }
    }

    /// The memory that the process occupies, in MiB.
    pub(crate) fn memory(&self) -> f64 {
        let path = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        kibibytes.unwrap_or(0.0_f64) / 1024.0
    }

    fn control(&self, method: &str, path: &str, body: &str) -> Value {
        let url = format!("http://{}{path}", self.address);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime").block_on(async {
            let client = reqwest::Client::new();
            let request = client.request(method.parse().expect("a method"), url);
            let request = match body {
                "" => request,
                body => request
                    .header("Content-Type", "application/json")
                    .body(body.to_owned()),
            };
            let answer = request.send().await.expect("an answer");
            serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON")
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
