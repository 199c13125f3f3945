//! The table of quirks.
//!
//! One row a quirk. The order of `profiles` is that of [`Profile::ALL`]: `rfc`,
//! `google-documented`, `google-observed`, `google-both`.

use super::Confidence::{High, Low, Medium};
use super::definition::{
    Evidence, EvidenceKind, QuirkDefinition, QuirkError, QuirkValue, ValueDefinition,
};
use super::profile::Profile;

/// A section of a standard.
const fn standard(source: &'static str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Standard,
        source,
        date: None,
        confidence: None,
    }
}

/// An entry of `docs/evidence.md` that quotes Google's page.
const fn documented(source: &'static str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Documented,
        source,
        date: None,
        confidence: None,
    }
}

/// An entry of `docs/evidence.md` that rests on an observation.
const fn seen(source: &'static str, date: &'static str, confidence: super::Confidence) -> Evidence {
    Evidence {
        kind: EvidenceKind::Seen,
        source,
        date: Some(date),
        confidence: Some(confidence),
    }
}

/// An entry of `docs/evidence.md` that says that nobody knows.
const fn choice(source: &'static str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Choice,
        source,
        date: None,
        confidence: None,
    }
}

macro_rules! quirks {
    ($({
        field: $field:ident,
        type: $kind:ident,
        name: $name:literal,
        about: $about:literal,
        effect: $effect:literal,
        values: { $($variant:ident = $value:literal: $does:literal [$($evidence:expr),* $(,)?],)+ },
        profiles: [$rfc:ident, $documented:ident, $observed:ident, $both:ident],
    })+) => {
        $(
            #[doc = $about]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            pub enum $kind {
                $(#[doc = $does] $variant,)+
            }

            impl QuirkValue for $kind {
                const QUIRK: &'static str = $name;

                fn name(self) -> &'static str {
                    match self { $(Self::$variant => $value,)+ }
                }
            }
        )+

        /// A value for every quirk.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Quirks {
            $(#[doc = $about] pub $field: $kind,)+
        }

        impl Quirks {
            /// The values of a profile.
            #[must_use]
            pub const fn of(profile: Profile) -> Self {
                match profile {
                    Profile::Rfc => Self { $($field: $kind::$rfc,)+ },
                    Profile::GoogleDocumented => Self { $($field: $kind::$documented,)+ },
                    Profile::GoogleObserved => Self { $($field: $kind::$observed,)+ },
                    Profile::GoogleBoth => Self { $($field: $kind::$both,)+ },
                }
            }

            /// The name of the value that a quirk has here.
            ///
            /// # Errors
            /// When there is no quirk of that name.
            pub fn value(&self, quirk: &str) -> Result<&'static str, QuirkError> {
                match quirk {
                    $($name => Ok(self.$field.name()),)+
                    _ => Err(QuirkError::UnknownQuirk { name: quirk.to_owned() }),
                }
            }

            /// Gives a quirk another value.
            ///
            /// # Errors
            /// When there is no quirk or no value of that name.
            pub fn set(&mut self, quirk: &str, value: &str) -> Result<(), QuirkError> {
                match quirk {
                    $($name => {
                        self.$field = match value {
                            $($value => $kind::$variant,)+
                            _ => return Err(QuirkError::UnknownValue {
                                quirk: $name,
                                value: value.to_owned(),
                                known: vec![$($value),+],
                            }),
                        };
                        Ok(())
                    })+
                    _ => Err(QuirkError::UnknownQuirk { name: quirk.to_owned() }),
                }
            }
        }

        /// Every quirk, in the order in which pages show them.
        pub static CATALOGUE: &[QuirkDefinition] = &[
            $(QuirkDefinition {
                name: $name,
                about: $about,
                effect: $effect,
                values: &[$(ValueDefinition { name: $value, does: $does, evidence: &[$($evidence),*] },)+],
                profiles: [
                    quirks!(@name $kind::$rfc { $($variant = $value,)+ }),
                    quirks!(@name $kind::$documented { $($variant = $value,)+ }),
                    quirks!(@name $kind::$observed { $($variant = $value,)+ }),
                    quirks!(@name $kind::$both { $($variant = $value,)+ }),
                ],
            },)+
        ];
    };
    (@name $kind:ident::$chosen:ident { $($variant:ident = $value:literal,)+ }) => {
        match $kind::$chosen { $($kind::$variant => $value,)+ }
    };
}

quirks! {
    {
        field: wellknown_unauthenticated,
        type: WellknownUnauthenticated,
        name: "wellknown.unauthenticated",
        about: "",
        effect: "",
        values: {
            Challenged = "challenged": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Challenged, Challenged, NotFound, NotFound],
    }
    {
        field: wellknown_trailing_slash,
        type: WellknownTrailingSlash,
        name: "wellknown.trailing-slash",
        about: "",
        effect: "",
        values: {
            Redirected = "redirected": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Redirected, Redirected, Redirected, NotFound],
    }
    {
        field: discovery_location,
        type: DiscoveryLocation,
        name: "discovery.location",
        about: "",
        effect: "",
        values: {
            Relative = "relative": "" [],
            Absolute = "absolute": "" [],
        },
        profiles: [Relative, Relative, Relative, Relative],
    }
    {
        field: href_prefix,
        type: HrefPrefix,
        name: "href.prefix",
        about: "",
        effect: "",
        values: {
            Classic = "classic": "" [],
            Random = "random": "" [],
        },
        profiles: [Classic, Random, Classic, Random],
    }
    {
        field: href_principal_slash,
        type: HrefPrincipalSlash,
        name: "href.principal-slash",
        about: "",
        effect: "",
        values: {
            Consistent = "consistent": "" [],
            Mismatched = "mismatched": "" [],
        },
        profiles: [Consistent, Consistent, Mismatched, Mismatched],
    }
    {
        field: alias_resolve,
        type: AliasResolve,
        name: "alias.resolve",
        about: "",
        effect: "",
        values: {
            Never = "never": "" [],
            AllButDelete = "all-but-delete": "" [],
        },
        profiles: [Never, Never, AllButDelete, AllButDelete],
    }
    {
        field: auth_challenge,
        type: AuthChallenge,
        name: "auth.challenge",
        about: "",
        effect: "",
        values: {
            Bearer = "bearer": "" [],
            BasicRealm = "basic-realm": "" [],
        },
        profiles: [Bearer, Bearer, BasicRealm, BasicRealm],
    }
    {
        field: auth_allow_app_password,
        type: AuthAllowAppPassword,
        name: "auth.allow-app-password",
        about: "",
        effect: "",
        values: {
            Accepted = "accepted": "" [],
            Refused = "refused": "" [],
        },
        profiles: [Accepted, Refused, Refused, Refused],
    }
    {
        field: options_book,
        type: OptionsBook,
        name: "options.book",
        about: "",
        effect: "",
        values: {
            Answered = "answered": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [Answered, Answered, Rejected, Rejected],
    }
    {
        field: options_unauthenticated,
        type: OptionsUnauthenticated,
        name: "options.unauthenticated",
        about: "",
        effect: "",
        values: {
            Answered = "answered": "" [],
            Challenged = "challenged": "" [],
        },
        profiles: [Challenged, Answered, Answered, Answered],
    }
    {
        field: error_bodies,
        type: ErrorBodies,
        name: "error.bodies",
        about: "",
        effect: "",
        values: {
            DavError = "dav-error": "" [],
            GoogleJson = "google-json": "" [],
        },
        profiles: [DavError, DavError, GoogleJson, GoogleJson],
    }
    {
        field: method_unsupported,
        type: MethodUnsupported,
        name: "method.unsupported",
        about: "",
        effect: "",
        values: {
            NotAllowed = "not-allowed": "" [],
            BadRequest = "bad-request": "" [],
        },
        profiles: [NotAllowed, NotAllowed, BadRequest, BadRequest],
    }
    {
        field: proppatch_book,
        type: ProppatchBook,
        name: "proppatch.book",
        about: "",
        effect: "",
        values: {
            ForbiddenPropstats = "forbidden-propstats": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [ForbiddenPropstats, ForbiddenPropstats, Rejected, Rejected],
    }
    {
        field: propfind_no_body,
        type: PropfindNoBody,
        name: "propfind.no-body",
        about: "",
        effect: "",
        values: {
            Allprop = "allprop": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [Allprop, Allprop, Rejected, Rejected],
    }
    {
        field: propfind_allprop,
        type: PropfindAllprop,
        name: "propfind.allprop",
        about: "",
        effect: "",
        values: {
            AllProperties = "all-properties": "" [],
            DisplaynameOnly = "displayname-only": "" [],
        },
        profiles: [AllProperties, AllProperties, DisplaynameOnly, DisplaynameOnly],
    }
    {
        field: propfind_propname,
        type: PropfindPropname,
        name: "propfind.propname",
        about: "",
        effect: "",
        values: {
            Listed = "listed": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [Listed, Listed, Rejected, Rejected],
    }
    {
        field: propfind_no_depth,
        type: PropfindNoDepth,
        name: "propfind.no-depth",
        about: "",
        effect: "",
        values: {
            Infinity = "infinity": "" [],
            Zero = "zero": "" [],
        },
        profiles: [Infinity, Infinity, Zero, Zero],
    }
    {
        field: prop_empty_ok_propstat,
        type: PropEmptyOkPropstat,
        name: "prop.empty-ok-propstat",
        about: "",
        effect: "",
        values: {
            LeftOut = "left-out": "" [],
            Sent = "sent": "" [],
        },
        profiles: [LeftOut, LeftOut, Sent, Sent],
    }
    {
        field: prop_token_depth1,
        type: PropTokenDepth1,
        name: "prop.token-depth1",
        about: "",
        effect: "",
        values: {
            Present = "present": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Present, Present, NotFound, NotFound],
    }
    {
        field: prop_ctag_depth1,
        type: PropCtagDepth1,
        name: "prop.ctag-depth1",
        about: "",
        effect: "",
        values: {
            Present = "present": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Present, Present, NotFound, NotFound],
    }
    {
        field: prop_live_card_properties,
        type: PropLiveCardProperties,
        name: "prop.live-card-properties",
        about: "",
        effect: "",
        values: {
            Reported = "reported": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Reported, Reported, NotFound, NotFound],
    }
    {
        field: prop_supported_address_data,
        type: PropSupportedAddressData,
        name: "prop.supported-address-data",
        about: "",
        effect: "",
        values: {
            Reported = "reported": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Reported, Reported, NotFound, NotFound],
    }
    {
        field: prop_add_member_on_home,
        type: PropAddMemberOnHome,
        name: "prop.add-member-on-home",
        about: "",
        effect: "",
        values: {
            NotFound = "not-found": "" [],
            Present = "present": "" [],
        },
        profiles: [NotFound, NotFound, Present, Present],
    }
    {
        field: sync_empty_token,
        type: SyncEmptyToken,
        name: "sync.empty-token",
        about: "",
        effect: "",
        values: {
            FullListing = "full-listing": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [FullListing, FullListing, Rejected, Rejected],
    }
    {
        field: sync_depth,
        type: SyncDepth,
        name: "sync.depth",
        about: "",
        effect: "",
        values: {
            ZeroRequired = "zero-required": "" [],
            OneRequired = "one-required": "" [],
        },
        profiles: [ZeroRequired, ZeroRequired, OneRequired, OneRequired],
    }
    {
        field: sync_invalid_token,
        type: SyncInvalidToken,
        name: "sync.invalid-token",
        about: "",
        effect: "",
        values: {
            ValidSyncToken = "valid-sync-token": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [ValidSyncToken, ValidSyncToken, Rejected, Rejected],
    }
    {
        field: sync_address_data,
        type: SyncAddressData,
        name: "sync.address-data",
        about: "",
        effect: "",
        values: {
            Returned = "returned": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Returned, Returned, NotFound, NotFound],
    }
    {
        field: sync_replay_old_tombstones,
        type: SyncReplayOldTombstones,
        name: "sync.replay-old-tombstones",
        about: "",
        effect: "",
        values: {
            Never = "never": "" [],
            Always = "always": "" [],
        },
        profiles: [Never, Never, Always, Always],
    }
    {
        field: sync_level_infinite,
        type: SyncLevelInfinite,
        name: "sync.level-infinite",
        about: "",
        effect: "",
        values: {
            Served = "served": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [Served, Served, Rejected, Rejected],
    }
    {
        field: sync_token_form,
        type: SyncTokenForm,
        name: "sync.token-form",
        about: "",
        effect: "",
        values: {
            Uri = "uri": "" [],
            Path = "path": "" [],
        },
        profiles: [Uri, Uri, Uri, Uri],
    }
    {
        field: multiget_missing,
        type: MultigetMissing,
        name: "multiget.missing",
        about: "",
        effect: "",
        values: {
            NotFound = "not-found": "" [],
            LeftOut = "left-out": "" [],
        },
        profiles: [NotFound, NotFound, LeftOut, LeftOut],
    }
    {
        field: multiget_partial_data,
        type: MultigetPartialData,
        name: "multiget.partial-data",
        about: "",
        effect: "",
        values: {
            Honoured = "honoured": "" [],
            Ignored = "ignored": "" [],
        },
        profiles: [Honoured, Honoured, Ignored, Ignored],
    }
    {
        field: create_put_to_new_name,
        type: CreatePutToNewName,
        name: "create.put-to-new-name",
        about: "",
        effect: "",
        values: {
            CreatedThere = "created-there": "" [],
            Renamed = "renamed": "" [],
        },
        profiles: [CreatedThere, CreatedThere, Renamed, Renamed],
    }
    {
        field: create_location,
        type: CreateLocation,
        name: "create.location",
        about: "",
        effect: "",
        values: {
            NotSent = "not-sent": "" [],
            Sent = "sent": "" [],
        },
        profiles: [NotSent, NotSent, Sent, Sent],
    }
    {
        field: create_if_none_match,
        type: CreateIfNoneMatch,
        name: "create.if-none-match",
        about: "",
        effect: "",
        values: {
            Enforced = "enforced": "" [],
            Ignored = "ignored": "" [],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: create_tombstone_names,
        type: CreateTombstoneNames,
        name: "create.tombstone-names",
        about: "",
        effect: "",
        values: {
            Reusable = "reusable": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [Reusable, Reusable, Rejected, Rejected],
    }
    {
        field: create_uid_conflict,
        type: CreateUidConflict,
        name: "create.uid-conflict",
        about: "",
        effect: "",
        values: {
            Refused = "refused": "" [],
            Duplicated = "duplicated": "" [],
        },
        profiles: [Refused, Refused, Duplicated, Duplicated],
    }
    {
        field: update_if_match,
        type: UpdateIfMatch,
        name: "update.if-match",
        about: "",
        effect: "",
        values: {
            Enforced = "enforced": "" [],
            Ignored = "ignored": "" [],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: update_deleted,
        type: UpdateDeleted,
        name: "update.deleted",
        about: "",
        effect: "",
        values: {
            CreatedAgain = "created-again": "" [],
            Rejected = "rejected": "" [],
        },
        profiles: [CreatedAgain, CreatedAgain, Rejected, Rejected],
    }
    {
        field: update_status,
        type: UpdateStatus,
        name: "update.status",
        about: "",
        effect: "",
        values: {
            NoContent = "no-content": "" [],
            Created = "created": "" [],
        },
        profiles: [NoContent, NoContent, NoContent, NoContent],
    }
    {
        field: delete_if_match,
        type: DeleteIfMatch,
        name: "delete.if-match",
        about: "",
        effect: "",
        values: {
            Enforced = "enforced": "" [],
            Ignored = "ignored": "" [],
        },
        profiles: [Enforced, Enforced, Ignored, Enforced],
    }
    {
        field: delete_status,
        type: DeleteStatus,
        name: "delete.status",
        about: "",
        effect: "",
        values: {
            NoContent = "no-content": "" [],
            Ok = "ok": "" [],
        },
        profiles: [NoContent, NoContent, NoContent, NoContent],
    }
    {
        field: delete_book,
        type: DeleteBook,
        name: "delete.book",
        about: "",
        effect: "",
        values: {
            Forbidden = "forbidden": "" [],
            NotFound = "not-found": "" [],
        },
        profiles: [Forbidden, Forbidden, NotFound, NotFound],
    }
    {
        field: etag_on_rewrite,
        type: EtagOnRewrite,
        name: "etag.on-rewrite",
        about: "",
        effect: "",
        values: {
            Withheld = "withheld": "" [],
            Returned = "returned": "" [],
        },
        profiles: [Withheld, Withheld, Returned, Returned],
    }
    {
        field: vcard_uid,
        type: VcardUid,
        name: "vcard.uid",
        about: "",
        effect: "",
        values: {
            Kept = "kept": "" [],
            Replaced = "replaced": "" [],
        },
        profiles: [Kept, Replaced, Replaced, Replaced],
    }
    {
        field: vcard_rev,
        type: VcardRev,
        name: "vcard.rev",
        about: "",
        effect: "",
        values: {
            Kept = "kept": "" [],
            Inserted = "inserted": "" [],
        },
        profiles: [Kept, Inserted, Inserted, Inserted],
    }
    {
        field: vcard_accept_v4,
        type: VcardAcceptV4,
        name: "vcard.accept-v4",
        about: "",
        effect: "",
        values: {
            Refused = "refused": "" [],
            Accepted = "accepted": "" [],
        },
        profiles: [Refused, Refused, Accepted, Accepted],
    }
}

/// The definition of a quirk, by its id.
#[must_use]
pub fn quirk(name: &str) -> Option<&'static QuirkDefinition> {
    CATALOGUE.iter().find(|quirk| quirk.name == name)
}
