//! Sync tokens that were issued one after the other, in few bytes: a client that asks for changes
//! all day long gets a new one with each answer, and all of them are good for 29 days.

use crate::varint;

/// How many bytes the tokens of a run take, behind the first one.
const ROOM: usize = 512;
/// How many the largest token takes: two numbers of 63 bits.
const LARGEST: usize = 18;

/// Which revision a sync token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) stamp: i64,
    pub(super) revision: u64,
}

/// Tokens in the order of their stamps: the first as it is, every other one as what it differs by
/// from the one before.
#[derive(Clone, Debug)]
pub(super) struct Run {
    first: Issued,
    last: Issued,
    differences: Vec<u8>,
}

impl Run {
    pub(super) const fn beginning_with(first: Issued) -> Self {
        Self {
            first,
            last: first,
            differences: Vec::new(),
        }
    }

    pub(super) const fn last(&self) -> Issued {
        self.last
    }

    /// Adds a token; `false` where it needs a run of its own, since this one is full or the token
    /// lies too far from the last one.
    pub(super) fn add(&mut self, token: Issued) -> bool {
        if self.differences.len() + LARGEST > ROOM {
            return false;
        }
        let Some((later, further)) = difference(self.last, token) else {
            return false;
        };
        if self.differences.is_empty() {
            self.differences.reserve_exact(ROOM);
        }
        varint::push(&mut self.differences, later);
        varint::push(&mut self.differences, further);
        self.last = token;
        true
    }

    /// Every token, oldest first.
    pub(super) fn tokens(&self) -> impl Iterator<Item = Issued> {
        let mut bytes = self.differences.iter().copied();
        std::iter::successors(Some(self.first), move |before| {
            let later = varint::read(&mut bytes)?;
            let further = varint::read(&mut bytes)?;
            Some(Issued {
                stamp: before.stamp.wrapping_add_unsigned(later),
                revision: before.revision.wrapping_add_signed(unfolded(further)),
            })
        })
    }
}

/// By how much a token is later than another, and by how many revisions further: the last page of
/// a long delta is followed by the first one of another.
fn difference(before: Issued, token: Issued) -> Option<(u64, u64)> {
    const SMALL: u64 = 1 << 62;
    let later = token.stamp.checked_sub(before.stamp)?;
    let later = u64::try_from(later).ok()?;
    let further = token.revision.wrapping_sub(before.revision).cast_signed();
    let small = later < SMALL && further.unsigned_abs() < SMALL;
    small.then(|| (later, folded(further)))
}

/// A number without its sign, small where the number is near to 0.
const fn folded(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

const fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(42),
            ..ProptestConfig::with_cases(200)
        })]

        #[test]
        fn a_run_gives_back_what_was_added(
            tokens in prop::collection::vec((any::<i64>(), any::<u64>()), 1..40),
            near in prop::collection::vec((0..100_000_i64, 0..50_u64), 0..300),
        ) {
            let near = near.into_iter().scan(0, |stamp, (later, revision)| {
                *stamp += later;
                Some((*stamp, revision))
            });
            let mut tokens = tokens.into_iter().chain(near).map(|(stamp, revision)| Issued { stamp, revision });
            let first = tokens.next().unwrap();
            let mut run = Run::beginning_with(first);
            let mut kept = vec![first];
            for token in tokens {
                if run.add(token) {
                    kept.push(token);
                }
                prop_assert_eq!(Some(run.last()), kept.last().copied());
            }
            prop_assert_eq!(run.tokens().collect::<Vec<_>>(), kept);
        }
    }

    #[test]
    fn a_run_is_full_at_some_time_and_takes_a_few_bytes_a_token() {
        let token = |number: u64| Issued {
            stamp: 1_700_000_000_000_000 + (number as i64) * 400,
            revision: number * 3,
        };
        let mut run = Run::beginning_with(token(0));
        let count = (1..).take_while(|number| run.add(token(*number))).count();
        assert!(count > 150, "{count}");
        assert_eq!(run.differences.capacity(), ROOM);
    }
}
