//! What the server keeps: accounts, one address book each, cards, and the log of changes.

mod account;
mod authority;
mod book;
mod bookkeeper;
mod card;
mod clock_control;
mod control;
mod ctag_allowance;
mod ids;
mod issued;
mod name;
mod other_device;
pub(crate) mod persistence;
mod secret;
mod shared_map;
mod summary;
mod tracked;
mod world;

pub use authority::{
    Client, ClientKind, ClientSummary, NotAPublicKey, NotARedirectUri, NotAScope, Project,
    RefreshTokenSummary, Scopes, ServiceAccount, ServiceAccountSummary,
};
pub use control::ControlError;
pub use ctag_allowance::CtagAllowance;
pub use secret::Secret;
pub use summary::{AccountSummary, CardSummary};
pub use world::World;

pub(crate) use account::Account;
pub(crate) use authority::{
    AccessToken, Authority, AuthorizationRequest, Challenge, ClientSecret, Code, Consent, Grant,
    GrantNumber, Imprint, RedirectUri, RefreshEnd, SignatureCheck,
};
pub(crate) use book::{Book, Change};
pub(crate) use bookkeeper::{Bookkeeper, Stored};
pub(crate) use card::{StoredCard, Tombstone};
pub(crate) use ids::{Ids, scramble};
pub(crate) use issued::{IssuedTokens, TokenState};
pub(crate) use name::MemberName;
pub(crate) use tracked::Tracked;
