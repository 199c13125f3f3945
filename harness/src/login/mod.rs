//! Getting a refresh token with the user's consent, as programs on a desktop do (RFC 8252): a page
//! in the user's browser, an answer on a port of this machine, PKCE (RFC 7636), a file that only
//! the user can read.

mod code;
mod error;
mod question;
mod redirect;
mod stored;

pub use code::redeem;
pub use error::LoginError;
pub use question::Question;
pub use redirect::Redirect;
pub use stored::{StoredLogin, StoredLoginError};
