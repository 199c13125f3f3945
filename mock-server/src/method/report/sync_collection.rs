//! sync-collection (RFC 6578 §3).

use http::StatusCode;
use jiff::Timestamp;
use roxmltree::Node;

use super::cards;
use super::sync_request;
use crate::dav::{Condition, Multistatus, PropertyRequest, SyncToken};
use crate::method::depth::{self, Depth};
use crate::method::features::claims;
use crate::method::turn::{Outcome, Turn};
use crate::prop::{Row, Scene, Selection};
use crate::quirk::{
    SyncAddressData, SyncDepth, SyncDisabled, SyncEmptyToken, SyncInvalidToken, SyncPageSize,
    SyncReplayOldTombstones, SyncTokenTtl,
};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::route::Resource;
use crate::store::{Change, IssuedTokens, TokenState};

/// Where a delta begins, and whether it has anything in it.
#[derive(Clone, Copy)]
struct Since {
    /// The revision that the client knows; 0 for nothing.
    revision: u64,
    /// Whether the client knows nothing yet: then removals are of no interest (RFC 6578 §3.4).
    is_initial: bool,
}

/// Answers with what changed since the token, and a new token.
pub(super) fn answer(turn: &mut Turn<'_>, root: Node<'_, '_>) -> Outcome {
    refuse_disabled(turn)?;
    let asked = sync_request::read(turn, root)?;
    let since = since(turn, &asked.token)?;
    let members_wanted = check_depth(turn)?;
    cards::check_version(turn, &asked.properties)?;
    let limit = limit(turn, asked.limit);
    let newest = turn.keeper.account.book.revision();
    let scene = cards::scene(turn, address_data(turn, &asked.properties));
    let mut delta = Delta {
        multistatus: Multistatus::new(),
        selection: Selection::new(&asked.properties, &scene)?,
        limit: limit.unwrap_or(usize::MAX),
        reached: newest,
    };
    if members_wanted {
        delta.changes(&scene, since);
        if limit.is_none() {
            replay(turn, &mut delta, since);
        }
        turn.because("what changed since the token is sent");
    } else {
        turn.because("with this Depth only the address book itself is looked at");
    }
    turn.fact("revision of the token", since.revision);
    turn.fact("revision", newest);
    let token = turn.keeper.issue_token(delta.reached);
    let keeper = &turn.keeper;
    let claims = claims(keeper.quirks, keeper.notes, Some(&Resource::Book));
    let body = delta.multistatus.finish(Some(&token))?;
    Ok(claims.mark(Reply::xml(StatusCode::MULTI_STATUS, body)))
}

/// This is the one place that asks `sync.disabled`.
fn refuse_disabled(turn: &Turn<'_>) -> Result<(), Refusal> {
    match turn.ask(turn.keeper.quirks.sync_disabled) {
        SyncDisabled::No => Ok(()),
        SyncDisabled::Yes => Err(Refusal::invalid_argument("sync-collection is switched off")
            .unless("list the ETags with PROPFIND and Depth 1")),
    }
}

/// How many members at most. This is the one place that asks `sync.page-size`.
fn limit(turn: &Turn<'_>, asked: Option<usize>) -> Option<usize> {
    let own = match turn.ask(turn.keeper.quirks.sync_page_size) {
        SyncPageSize::Unlimited => return asked,
        SyncPageSize::Two => 2,
    };
    Some(asked.map_or(own, |asked| asked.min(own)))
}

/// The answer while it grows.
struct Delta {
    multistatus: Multistatus,
    selection: Selection,
    limit: usize,
    /// The revision up to which the answer tells everything.
    reached: u64,
}

impl Delta {
    /// Adds what changed, oldest first; where the limit cuts, the token will go on from there
    /// (RFC 6578 §3.6).
    fn changes(&mut self, scene: &Scene<'_>, since: Since) {
        let mut reached = since.revision;
        let changes = scene.account.book.changes_after(since.revision);
        let relevant = changes
            .filter(|(_, change)| !(since.is_initial && matches!(change, Change::Removed(_))));
        for (count, (revision, change)) in relevant.enumerate() {
            if count == self.limit {
                self.reached = reached;
                self.multistatus.status(
                    &scene.account.book_href(),
                    StatusCode::INSUFFICIENT_STORAGE,
                    Some(&Condition::NumberOfMatchesWithinLimits),
                );
                return;
            }
            reached = revision;
            match change {
                Change::Present(name, card) => {
                    let row = Row::Card(name, card);
                    self.multistatus.response(&scene.href(row), |propstats| {
                        self.selection.write(scene, row, propstats);
                    });
                }
                Change::Removed(name) => {
                    let href = scene.account.card_href(name);
                    self.multistatus.status(&href, StatusCode::NOT_FOUND, None);
                }
            }
        }
    }
}

/// Adds removals that the client has been told of before (google:SYNC-10). This is the one place
/// that asks `sync.replay-old-tombstones`.
fn replay(turn: &Turn<'_>, delta: &mut Delta, since: Since) {
    let keeper = &turn.keeper;
    let mut old = keeper
        .account
        .book
        .tombstones()
        .filter(|(_, tombstone)| !since.is_initial && tombstone.revision <= since.revision)
        .peekable();
    if old.peek().is_none()
        || turn.ask(keeper.quirks.sync_replay_old_tombstones) == SyncReplayOldTombstones::Never
    {
        return;
    }
    for (name, _) in old {
        let href = keeper.account.card_href(name);
        delta.multistatus.status(&href, StatusCode::NOT_FOUND, None);
    }
}

/// What the client knows by its token. This is the one place that asks `sync.empty-token` and
/// `sync.invalid-token`.
fn since(turn: &Turn<'_>, token: &str) -> Result<Since, Refusal> {
    const REMEDY: &str =
        "ask for the property sync-token with Depth 0, list the ETags, and go on from that token";
    let quirks = turn.keeper.quirks;
    if token.is_empty() {
        return match turn.ask(quirks.sync_empty_token) {
            SyncEmptyToken::FullListing => Ok(Since {
                revision: 0,
                is_initial: true,
            }),
            SyncEmptyToken::Rejected => {
                Err(Refusal::invalid_argument("the sync-token is empty").unless(REMEDY))
            }
        };
    }
    let because = match state(turn, token) {
        TokenState::Valid(revision) => {
            return Ok(Since {
                revision,
                is_initial: false,
            });
        }
        TokenState::Expired => "the sync-token is older than 29 days",
        TokenState::Unknown => "this address book never issued the sync-token",
    };
    let refusal = Refusal::invalid_argument(because).unless(REMEDY);
    Err(match turn.ask(quirks.sync_invalid_token) {
        SyncInvalidToken::ValidSyncToken => {
            refusal.always_naming(StatusCode::FORBIDDEN, Condition::ValidSyncToken)
        }
        SyncInvalidToken::Rejected => refusal,
    })
}

/// This is the one place that asks `sync.token-ttl`.
pub(in crate::method) fn state(turn: &Turn<'_>, token: &str) -> TokenState {
    let keeper = &turn.keeper;
    let token = SyncToken::parse(token, keeper.quirks.sync_token_form)
        .filter(|token| token.book == keeper.account.number);
    let Some(token) = token else {
        return TokenState::Unknown;
    };
    if let Ok(issued) = Timestamp::from_microsecond(token.stamp) {
        turn.fact("token issued", issued.strftime("%FT%TZ"));
    }
    if IssuedTokens::is_over(token.stamp, keeper.now)
        && turn.ask(keeper.quirks.sync_token_ttl) == SyncTokenTtl::Days29
    {
        return TokenState::Expired;
    }
    keeper.account.issued.state(token.stamp)
}

/// Whether members are reported at all. This is the one place that asks `sync.depth`.
fn check_depth(turn: &Turn<'_>) -> Result<bool, Refusal> {
    let depth = depth::sent(turn)?.unwrap_or(Depth::Zero);
    match (turn.ask(turn.keeper.quirks.sync_depth), depth) {
        (SyncDepth::ZeroRequired, Depth::Zero) | (SyncDepth::OneRequired, Depth::One) => Ok(true),
        (SyncDepth::OneRequired, Depth::Zero) => Ok(false),
        (SyncDepth::ZeroRequired, Depth::One | Depth::Infinity) => Err(Refusal::invalid_argument(
            "sync-collection is defined for Depth 0 only",
        )
        .unless("send Depth: 0")),
        (SyncDepth::OneRequired, Depth::Infinity) => Err(Refusal::invalid_argument(
            "sync-collection reaches no deeper than 1",
        )
        .unless("send Depth: 1")),
    }
}

/// What is wanted of the cards. This is the one place that asks `sync.address-data`.
fn address_data(turn: &Turn<'_>, properties: &PropertyRequest) -> Option<crate::dav::AddressData> {
    let wanted = properties.asks_for(&crate::prop::ADDRESS_DATA.name);
    (wanted && turn.ask(turn.keeper.quirks.sync_address_data) == SyncAddressData::Returned)
        .then(|| cards::multiget_data(turn, properties))
}
