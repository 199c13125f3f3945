//! Delta debugging: leaves out large portions first, then ever smaller ones.

/// How a trial ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// The failure is still there.
    Fails,
    /// It is not, or there is another one.
    Passes,
    /// Nothing more may be tried.
    Over,
}

/// Which of some parts are needed: none of those that are returned can go alone, unless the trials
/// were over before. `test` is told what would be left. The last parts are tried first, because
/// those before them bring about what they need.
pub(super) fn needed<T: Clone>(parts: &[T], mut test: impl FnMut(&[T]) -> Trial) -> Vec<T> {
    let mut kept = parts.to_vec();
    let mut size = kept.len();
    while size > 0 && !kept.is_empty() {
        let mut shrank = false;
        let mut end = kept.len();
        while end > 0 {
            let start = end.saturating_sub(size);
            let (head, tail) = (kept.get(..start), kept.get(end..));
            let left = [head.unwrap_or_default(), tail.unwrap_or_default()].concat();
            match test(&left) {
                Trial::Over => return kept,
                Trial::Passes => {}
                Trial::Fails => (kept, shrank) = (left, true),
            }
            end = start;
        }
        size = match size {
            1 if shrank => 1,
            1 => 0,
            _ => size.min(kept.len().max(1)).div_ceil(2),
        };
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(parts: u32, fails: impl Fn(&[u32]) -> bool) -> (Vec<u32>, usize) {
        let parts: Vec<u32> = (0..parts).collect();
        let mut plays = 0;
        let kept = needed(&parts, |left| {
            plays += 1;
            if fails(left) {
                Trial::Fails
            } else {
                Trial::Passes
            }
        });
        (kept, plays)
    }

    #[test]
    fn what_is_needed_is_found_wherever_it_stands() {
        for (a, b) in [(0, 1), (3, 17), (0, 19), (18, 19)] {
            let (kept, _) = tried(20, |left| left.contains(&a) && left.contains(&b));
            assert_eq!(kept, [a, b]);
        }
    }

    #[test]
    fn what_is_not_needed_at_all_goes_at_once() {
        assert_eq!(tried(1000, |_| true), (Vec::new(), 1));
        assert_eq!(tried(0, |_| true), (Vec::new(), 0));
    }

    #[test]
    fn a_part_that_needs_the_one_before_it_takes_it_along() {
        let whole = |left: &[u32]| left.iter().all(|it| *it == 0 || left.contains(&(it - 1)));
        let (kept, _) = tried(8, |left| whole(left) && left.contains(&2));
        assert_eq!(kept, [0, 1, 2]);
    }

    #[test]
    fn few_plays_are_enough_for_many_parts() {
        let (kept, plays) = tried(1000, |left| left.contains(&137));
        assert_eq!(kept, [137]);
        assert!(plays < 40, "{plays}");
    }

    #[test]
    fn when_the_trials_are_over_what_is_left_so_far_is_kept() {
        let mut plays = 0;
        let kept = needed(&[1, 2, 3, 4], |left| {
            plays += 1;
            match plays {
                1 => Trial::Passes,
                2 => {
                    assert_eq!(left, [1, 2]);
                    Trial::Fails
                }
                _ => Trial::Over,
            }
        });
        assert_eq!(kept, [1, 2]);
    }
}
