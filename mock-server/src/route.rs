//! From a request target to a resource (google:HREF-01).

use percent_encoding::percent_decode_str;

use crate::dav::same_origin_path;
use crate::limits::MAX_TARGET;
use crate::store::{Account, MemberName};

/// A decoded path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    segments: Vec<String>,
    /// Whether a slash stands at the end.
    pub(crate) trailing_slash: bool,
}

/// Why a target is no path on this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadTarget {
    #[error("the target is longer than {MAX_TARGET} bytes")]
    TooLong,
    #[error("the target does not begin with a slash")]
    NotAbsolute,
    #[error("the target holds a `%` that no two hexadecimal digits follow")]
    BadEncoding,
    #[error("the target is not UTF-8 when decoded")]
    NotUtf8,
    #[error("the target holds a control character")]
    ControlCharacter,
    #[error("the target holds a slash, or a backslash, inside of a segment")]
    SlashInSegment,
    #[error("the target holds `.` or `..` as a segment")]
    DotSegment,
    #[error("the target holds a fragment")]
    Fragment,
}

/// A resource of the account that asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resource {
    Principal,
    Home,
    Book,
    /// A card, or the place where one could be.
    Member(MemberName),
}

/// A path at which the account that asks has nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nowhere {
    /// Not below `/carddav/`.
    OutsideService,
    /// Below `/carddav/`, but not below any account's prefix.
    UnknownPath,
    /// Inside the account's home, but in no book of it.
    NoParent,
    /// It belongs to another account (google:AUTH-17).
    OtherAccount,
    /// It would belong to another account, but there is none of that address. The answer is that
    /// of [`OtherAccount`](Self::OtherAccount), so that nobody learns who has an account.
    NoAccount,
}

impl Path {
    /// Decodes a target; the query is left away.
    pub(crate) fn parse(target: &str) -> Result<Self, BadTarget> {
        if target.len() > MAX_TARGET {
            return Err(BadTarget::TooLong);
        }
        let path = same_origin_path(target);
        if path.contains('#') {
            return Err(BadTarget::Fragment);
        }
        let path = path.split('?').next().unwrap_or_default();
        let inside = path.strip_prefix('/').ok_or(BadTarget::NotAbsolute)?;
        let bare = inside.strip_suffix('/').unwrap_or(inside);
        // Room for what the address of a card has.
        let mut segments = Vec::with_capacity(8);
        for segment in bare.split('/') {
            segments.push(decode_segment(segment)?);
        }
        Ok(Self {
            segments,
            trailing_slash: bare.len() < inside.len(),
        })
    }

    /// Whether this is `/.well-known/carddav` (RFC 6764 §5), with or without a slash at the end.
    pub(crate) fn is_well_known(&self) -> bool {
        self.segments == [".well-known", "carddav"]
    }

    /// The address of the account in whose home this path would be.
    pub(crate) fn owner_mut(&mut self) -> Option<&mut String> {
        match self.segments.as_mut_slice() {
            [_, _, principals, owner, ..] if principals == "principals" => Some(owner),
            _ => None,
        }
    }

    /// The resource of the account at a position. Where there is none, the other accounts tell
    /// whose the path is.
    pub(crate) fn resolve_among(
        &self,
        accounts: &[Account],
        asking: usize,
    ) -> Result<Resource, Nowhere> {
        let account = accounts.get(asking).ok_or(Nowhere::UnknownPath)?;
        self.resolve(account).map_err(|nowhere| match nowhere {
            Nowhere::OtherAccount if !self.has_owner_among(accounts) => Nowhere::NoAccount,
            other => other,
        })
    }

    /// Whether the address in the path is that of an account.
    fn has_owner_among(&self, accounts: &[Account]) -> bool {
        let owner = self.segments.get(3);
        accounts
            .iter()
            .any(|account| Some(&account.address) == owner)
    }

    /// The resource of an account.
    pub(crate) fn resolve(&self, account: &Account) -> Result<Resource, Nowhere> {
        let [service, version, rest @ ..] = self.segments.as_slice() else {
            return Err(Nowhere::OutsideService);
        };
        if service != "carddav" {
            return Err(Nowhere::OutsideService);
        }
        let prefix = account.prefix.strip_prefix("/carddav/");
        let [principals, owner, inside @ ..] = rest else {
            return Err(Nowhere::UnknownPath);
        };
        if prefix != Some(version) || principals != "principals" {
            return Err(Nowhere::UnknownPath);
        }
        if *owner != account.address {
            return Err(Nowhere::OtherAccount);
        }
        self.inside(inside)
    }

    /// The resource below a principal.
    fn inside(&self, segments: &[String]) -> Result<Resource, Nowhere> {
        let Some((lists, below)) = segments.split_first() else {
            return Ok(Resource::Principal);
        };
        match below {
            _ if lists != "lists" => Err(Nowhere::NoParent),
            [] => Ok(Resource::Home),
            [book, ..] if book != "default" => Err(Nowhere::NoParent),
            [_] => Ok(Resource::Book),
            // A card's URL has no slash at its end.
            [_, name] if !self.trailing_slash && !name.is_empty() => {
                Ok(Resource::Member(MemberName::new(name)))
            }
            _ => Err(Nowhere::NoParent),
        }
    }
}

fn decode_segment(segment: &str) -> Result<String, BadTarget> {
    if segment.bytes().all(is_plain) && !matches!(segment, "." | "..") {
        return Ok(segment.to_owned());
    }
    if !has_sound_encoding(segment) {
        return Err(BadTarget::BadEncoding);
    }
    let decoded = percent_decode_str(segment)
        .decode_utf8()
        .map_err(|_| BadTarget::NotUtf8)?;
    if decoded.chars().any(char::is_control) {
        return Err(BadTarget::ControlCharacter);
    }
    if decoded.contains(['/', '\\']) {
        return Err(BadTarget::SlashInSegment);
    }
    if matches!(decoded.as_ref(), "." | "..") {
        return Err(BadTarget::DotSegment);
    }
    Ok(decoded.into_owned())
}

/// Whether a byte stands for itself and breaks no rule of segments.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'%' | b'/' | b'\\')
}

/// Whether two hexadecimal digits follow every `%`.
fn has_sound_encoding(segment: &str) -> bool {
    let mut pieces = segment.split('%');
    pieces.next();
    pieces.all(|piece| {
        let digits = piece.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

#[cfg(test)]
mod tests;
