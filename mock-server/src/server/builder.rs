//! What a mock server starts with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use super::control::{Control, Gate};
use super::limits::PATIENCE;
use super::running::MockServer;
use super::tls::{CertificateError, HostName, Tls, TlsSetup};
use super::turn::Desk;
use crate::fault::Fault;
use crate::message::Scheme;
use crate::quirk::{Profile, QuirkError, Quirks};
use crate::shared::SharedService;
use crate::state::StateError;
use crate::store::{ControlError, Secret, World};

/// A mock that could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The world and the token do not belong together.
    #[error(transparent)]
    World(#[from] ControlError),
    /// The address could not be listened on.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// The address as given.
        address: SocketAddr,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The certificates could not be made.
    #[error(transparent)]
    Certificates(#[from] CertificateError),
    /// The state file cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
}

/// What a mock starts with. [`MockServer::builder`] makes one.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is started or shared"]
pub struct MockBuilder {
    quirks: Quirks,
    seed: Option<u64>,
    world: Option<(World, Secret)>,
    prepared: Option<SharedService>,
    faults: Vec<Fault>,
    address: SocketAddr,
    scheme: Scheme,
    patience: Duration,
    tls: Option<Tls>,
    names: Vec<HostName>,
    state_file: Option<PathBuf>,
}

impl Default for MockBuilder {
    fn default() -> Self {
        Self {
            quirks: Quirks::of(Profile::GoogleDocumented),
            seed: None,
            world: None,
            prepared: None,
            faults: Vec::new(),
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            scheme: Scheme::StatedHttps,
            patience: PATIENCE,
            tls: None,
            names: Vec::new(),
            state_file: None,
        }
    }
}

impl MockBuilder {
    /// Takes the quirk values of a profile, and forgets those set before. Without it they are
    /// those of `google-documented`.
    pub fn profile(self, profile: Profile) -> Self {
        self.quirks(Quirks::of(profile))
    }

    /// Takes these quirk values, and forgets those set before.
    pub fn quirks(mut self, quirks: Quirks) -> Self {
        self.quirks = quirks;
        self
    }

    /// Gives one quirk another value.
    ///
    /// # Errors
    /// When there is no quirk or no value of that name.
    pub fn quirk(mut self, quirk: &str, value: &str) -> Result<Self, QuirkError> {
        self.quirks.set(quirk, value)?;
        Ok(self)
    }

    /// Decides all ids, tokens and random paths. Without it they are different each time, so that
    /// nothing goes by what it found once.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Starts with this world instead of one empty address book. The world brings its own quirk
    /// values and ids; `token` is one that it issued, for the account that a client is given.
    pub fn world(mut self, world: World, token: Secret) -> Self {
        self.world = Some((world, token));
        self
    }

    /// Starts with a copy of what another service is at present: its world, clocks, fault rules
    /// and token. See [`SharedService::fork`]. Quirks and seed of this builder are not used.
    pub fn fork_of(mut self, prepared: &SharedService) -> Self {
        self.prepared = Some(prepared.fork());
        self
    }

    /// Starts with a fault rule, which is tried after those that were given before it.
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Listens here. Without it on a port of 127.0.0.1 that the system chooses.
    pub const fn address(mut self, address: SocketAddr) -> Self {
        self.address = address;
        self
    }

    /// Treats what comes in clear as what it is, so that everything is answered with 401
    /// (google:AUTH-02). Without it the door states that requests came over HTTPS, and the
    /// journal says so.
    pub const fn refuse_plain_http(mut self) -> Self {
        self.scheme = Scheme::Http;
        self
    }

    /// Speaks TLS, with HTTP/2 and HTTP/1.1 by ALPN. Without it requests come in clear.
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Tells a host name by which the server is reached: a container's name, say. The control API
    /// answers under no other names than this, `localhost`, IP addresses, and those that
    /// [`Tls::permit`] names.
    pub fn known_as(mut self, name: HostName) -> Self {
        self.names.push(name);
        self
    }

    /// Keeps the world in a file, so that the next server with the same file goes on where this one
    /// ended, even if it was killed: cards, ETags, sync tokens, aliases, clocks, credentials. The
    /// world and the seed that are given here count for a new file only; quirks are as given here.
    ///
    /// Only a server that is [started](Self::start) has a file, and only one server at a time.
    pub fn state_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.state_file = Some(path.into());
        self
    }

    /// How long a client may take for the head of a request, and again for its body, before the
    /// connection is given up. Without it 30 seconds.
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The mock without a socket: for the `wiremock` door and for tests in memory.
    ///
    /// # Errors
    /// When the world never issued the token that came with it.
    pub fn share(self) -> Result<SharedService, ControlError> {
        let shared = match (self.prepared, self.world) {
            (Some(prepared), _) => prepared.fork(),
            (None, Some((world, token))) => SharedService::new(world, token)?,
            (None, None) => {
                let seed = self.seed.unwrap_or_else(any_seed);
                let (world, token) = World::with_default_account(self.quirks, seed);
                SharedService::new(world, token)?
            }
        };
        for fault in self.faults {
            shared.inject_fault(fault);
        }
        shared.start_here();
        Ok(shared)
    }

    /// Starts a server on the current tokio runtime.
    ///
    /// # Errors
    /// When the world and its token do not belong together, the address cannot be listened on, or
    /// certificates cannot be made.
    pub async fn start(self) -> Result<MockServer, StartError> {
        let (address, patience) = (self.address, self.patience);
        let tls = self.tls.as_ref();
        let tls = tls.map(|tls| TlsSetup::new(tls, Timestamp::now()));
        let tls = tls.transpose()?;
        let mut names = self.names.clone();
        names.extend(self.tls.iter().flat_map(Tls::names).cloned());
        let control = Control::new(Gate::new(names), address);
        let scheme = if tls.is_some() {
            Scheme::Https
        } else {
            self.scheme
        };
        let file = self.state_file.clone();
        let shared = self.share()?;
        let report = file.map(|path| shared.keep_in(&path)).transpose()?;
        let desk = Desk {
            service: shared,
            control,
            scheme,
            patience,
            tls,
        };
        MockServer::listen(address, desk, report)
            .await
            .map_err(|cause| StartError::Listen { address, cause })
    }
}

/// A seed that nobody chose; where the machine has no chance to give, always the same.
fn any_seed() -> u64 {
    getrandom::u64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quirk::SyncDepth;

    fn quirks(builder: MockBuilder) -> Quirks {
        let shared = builder.share().unwrap();
        shared.with_service(|service| service.world().quirks().clone())
    }

    #[test]
    fn without_settings_the_profile_is_google_documented() {
        assert_eq!(
            quirks(MockBuilder::default()),
            Quirks::of(Profile::GoogleDocumented)
        );
    }

    #[test]
    fn a_quirk_is_set_on_top_of_the_profile() {
        let builder = MockBuilder::default().profile(Profile::GoogleObserved);
        let builder = builder.quirk("sync.depth", "zero-required").unwrap();
        let mut expected = Quirks::of(Profile::GoogleObserved);
        expected.sync_depth = SyncDepth::ZeroRequired;
        assert_eq!(quirks(builder), expected);
    }

    #[test]
    fn an_unknown_quirk_is_refused_at_once() {
        let error = MockBuilder::default().quirk("sync.deep", "1").unwrap_err();
        assert_eq!(error.to_string(), "there is no quirk `sync.deep`");
    }

    #[test]
    fn without_a_seed_tokens_and_random_paths_are_others_each_time() {
        let start = || {
            let shared = MockBuilder::default().share().unwrap();
            let href = shared.create_card(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nN:A;;;;\r\nUID:a\r\nEND:VCARD\r\n",
            );
            let prefix = href
                .unwrap()
                .split("/principals/")
                .next()
                .map(str::to_owned);
            (shared.token(), prefix)
        };
        let (one, other) = (start(), start());
        assert_ne!(one.0, other.0);
        assert_ne!(one.1, other.1);
    }

    #[test]
    fn one_seed_makes_one_token_and_another_another() {
        let token = |seed| MockBuilder::default().seed(seed).share().unwrap().token();
        assert_eq!(token(1), token(1));
        assert_ne!(token(1), token(2));
    }

    #[test]
    fn a_world_comes_with_quirks_and_token_of_its_own() {
        let (world, token) = World::with_default_account(Quirks::of(Profile::Rfc), 7);
        let builder = MockBuilder::default().seed(8).world(world, token.clone());
        assert_eq!(builder.clone().share().unwrap().token(), token);
        assert_eq!(quirks(builder), Quirks::of(Profile::Rfc));
    }

    #[tokio::test]
    async fn a_foreign_token_is_the_callers_mistake() {
        let (world, _) = World::with_default_account(Quirks::of(Profile::Rfc), 7);
        let builder = MockBuilder::default().world(world, Secret::new("guessed"));
        let error = builder.start().await.unwrap_err();
        assert_eq!(error.to_string(), "the server does not know that token");
    }
}
