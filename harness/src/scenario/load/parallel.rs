//! Work on many files, on as many processors as there are.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::scenario::diagnostic::Reporter;

/// So many files are worth a thread.
const WORTH_A_THREAD: usize = 2;
/// More threads than this gain nothing.
const THREADS: usize = 8;

/// Asked once: each time the system is asked, files about its limits are read.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// Does the same with each item. The results are in the order of the items.
pub(super) fn each_in_parallel<I: Sync, T: Send>(
    items: &[I],
    reporter: &Reporter,
    work: impl Fn(&I, &Reporter) -> T + Sync,
) -> Vec<T> {
    let threads = PROCESSORS.min(THREADS).min(items.len() / WORTH_A_THREAD);
    // Files differ in length, so whoever is done takes the next one.
    let next = AtomicUsize::new(0);
    let some = |reporter: &Reporter| -> Vec<(usize, T)> {
        std::iter::from_fn(|| {
            let index = next.fetch_add(1, Ordering::Relaxed);
            Some((index, work(items.get(index)?, reporter)))
        })
        .collect()
    };
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| {
                let reporter = reporter.sibling();
                scope.spawn(|| (some(&reporter), reporter))
            })
            .collect();
        let mut results = some(reporter);
        for other in others {
            match other.join() {
                Ok((part, told)) => {
                    results.extend(part);
                    reporter.absorb(told);
                }
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        results
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::diagnostic::FileProblem;

    #[test]
    fn results_keep_their_order_and_no_problem_is_lost() {
        let reporter = Reporter::default();
        let numbers: Vec<usize> = (0..100).collect();
        let doubled = each_in_parallel(&numbers, &reporter, |number, reporter| {
            reporter.report_file(&format!("{number:03}"), FileProblem::Binary);
            number * 2
        });
        assert_eq!(doubled, (0..200).step_by(2).collect::<Vec<_>>());
        let told = reporter.finish(Ok(())).unwrap_err();
        assert_eq!(told.len(), 100);
    }
}
