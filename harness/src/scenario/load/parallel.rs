//! Work on many files, on as many processors as there are.

use std::thread;

use crate::scenario::diagnostic::Reporter;

/// So many files are worth a thread.
const WORTH_A_THREAD: usize = 8;
/// More threads than this gain nothing.
const THREADS: usize = 8;

/// Does the same with each item. The results are in the order of the items.
pub(super) fn each_in_parallel<I: Sync, T: Send>(
    items: &[I],
    reporter: &Reporter,
    work: impl Fn(&I, &Reporter) -> T + Sync,
) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let threads = processors.min(THREADS).min(items.len() / WORTH_A_THREAD);
    let size = items.len().div_ceil(threads.max(1)).max(1);
    let all = |part: &[I], reporter: &Reporter| -> Vec<T> {
        part.iter().map(|item| work(item, reporter)).collect()
    };
    let mut parts = items.chunks(size);
    let own = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let all = &all;
        let others: Vec<_> = parts
            .map(|part| {
                let reporter = reporter.sibling();
                scope.spawn(move || (all(part, &reporter), reporter))
            })
            .collect();
        let mut results = all(own, reporter);
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
    })
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
