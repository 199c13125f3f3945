//! Authorization requests that wait for the user.

use super::{Challenge, RedirectUri, Scopes};

/// An authorization request that was found good, and waits for the user's decision.
#[derive(Clone, Debug)]
pub(crate) struct AuthorizationRequest {
    /// Position of the client in [`Authority::clients`](super::Authority).
    pub(crate) client: usize,
    pub(crate) redirect: RedirectUri,
    /// What the client wants to get back with the answer.
    pub(crate) state: Option<String>,
    pub(crate) scopes: Scopes,
    pub(crate) challenge: Option<Challenge>,
    /// `access_type=offline`.
    pub(crate) offline: bool,
    /// `prompt=consent`: the user is asked as if for the first time.
    pub(crate) afresh: bool,
    /// `include_granted_scopes=true`.
    pub(crate) include_granted: bool,
}

/// What the user allows.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    /// Position of the account in [`World::accounts`](crate::store::World).
    pub(crate) account: usize,
    pub(crate) scopes: Scopes,
}
