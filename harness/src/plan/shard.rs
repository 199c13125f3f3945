//! A part of a selection, for one of several machines.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::scenario::ScenarioId;

/// A part of a selection, for one of several machines: `2/4`. Which part a scenario belongs to
/// follows from its id alone, so that a new scenario moves no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, counted from 1.
    number: u32,
    /// How many parts there are.
    of: u32,
}

/// Why a text names no shard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShardError {
    /// It is not two numbers with a slash.
    #[error("expected I/N with two numbers, as in `1/4`")]
    Form,
    /// There are no parts.
    #[error("there have to be shards: expected I/N with N from 1")]
    None,
    /// The number is outside. Systems that count from 0 are met most often.
    #[error("shards are counted from 1 to {of}; a system that counts from 0 needs one more")]
    Outside {
        /// How many shards there are.
        of: u32,
    },
}

impl Shard {
    /// Whether a scenario belongs to this part.
    #[must_use]
    pub fn holds(self, id: &ScenarioId) -> bool {
        stable_hash(&[id.0.as_bytes()]) % u64::from(self.of) + 1 == u64::from(self.number)
    }
}

/// The same number for the same bytes, on every machine and in every version.
pub(super) fn stable_hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    let digest = hasher.finalize();
    let first = digest.iter().take(8);
    first.fold(0, |hash, byte| (hash << 8) | u64::from(*byte))
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (number, of) = text.split_once('/').ok_or(ShardError::Form)?;
        let read = |text: &str| text.parse::<u32>().map_err(|_| ShardError::Form);
        let (number, of) = (read(number)?, read(of)?);
        match number {
            _ if of == 0 => Err(ShardError::None),
            number if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err(ShardError::Outside { of }),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Vec<ScenarioId> {
        let id = |number| ScenarioId(format!("area/scenario-{number}"));
        (0..400).map(id).collect()
    }

    #[test]
    fn every_scenario_belongs_to_one_shard_and_the_shards_are_of_like_size() {
        let shards = ["1/4", "2/4", "3/4", "4/4"].map(|text| text.parse::<Shard>().unwrap());
        let mut sizes = [0; 4];
        for id in ids() {
            let holding = shards.iter().filter(|shard| shard.holds(&id));
            assert_eq!(holding.count(), 1, "{id}");
            let at = shards.iter().position(|shard| shard.holds(&id)).unwrap();
            sizes[at] += 1;
        }
        assert!(
            sizes.iter().all(|size| (75..125).contains(size)),
            "{sizes:?}"
        );
    }

    #[test]
    fn the_shard_of_an_id_never_changes() {
        let of = |id: &str| {
            let id = ScenarioId(id.to_owned());
            (1..=8).find(|number| format!("{number}/8").parse::<Shard>().unwrap().holds(&id))
        };
        assert_eq!(of("sync/expired-token"), Some(1));
        assert_eq!(of("write/stale-etag"), Some(2));
        assert_eq!(of("read/get-card"), Some(7));
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        let error = |text: &str| text.parse::<Shard>().unwrap_err().to_string();
        for text in ["1", "a/2", "1/b", "-1/2", "1/2/3", "/", ""] {
            assert_eq!(
                error(text),
                "expected I/N with two numbers, as in `1/4`",
                "{text}"
            );
        }
        let outside = "shards are counted from 1 to 4; a system that counts from 0 needs one more";
        assert_eq!(error("0/4"), outside);
        assert_eq!(error("5/4"), outside);
        assert_eq!(
            error("1/0"),
            "there have to be shards: expected I/N with N from 1"
        );
        assert_eq!("4/4".parse::<Shard>().unwrap().to_string(), "4/4");
    }
}
