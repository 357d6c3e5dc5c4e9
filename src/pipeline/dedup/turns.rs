//! Work that many threads share out among themselves, and whose results are taken in order.
//!
//! ```text
//! source, one at a time ─ work, on all threads ─ results, one at a time and in the order of the source
//! ```
//!
//! No thread waits for another but to take or to hand in. A result whose turn has not come is set aside, and whoever hands
//! in the one before takes it along; the first error in the order of the source ends the work.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Result;

/// Results by their number, as they wait for their turn.
struct Turns<T, F> {
    waiting: BTreeMap<u64, Result<T>>,
    next: u64,
    take: F,
    result: Result<()>,
}

impl<T, F: FnMut(T) -> Result<()>> Turns<T, F> {
    /// Takes a result, and all whose turn it then is.
    fn hand_in(&mut self, number: u64, result: Result<T>) {
        self.waiting.insert(number, result);
        while self.result.is_ok()
            && let Some(result) = self.waiting.remove(&self.next)
        {
            self.next += 1;
            self.result = result.and_then(&mut self.take);
        }
    }
}

/// Calls `take` with the result of `work` for everything that `source` gives, in order.
///
/// Each thread has a state of its own, made by `begin` and lent to `source`, which may find a buffer there, and to `work`.
/// Memory is bounded by what `source` gives, not by the number of threads: results wait if one takes long.
///
/// # Errors
/// The first of `source` and `take`, in order; what comes behind it is not taken.
pub(super) fn in_turn<S, B, T: Send>(
    source: impl FnMut(&mut S) -> Result<Option<B>> + Send,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, B) -> T + Sync,
    take: impl FnMut(T) -> Result<()> + Send,
) -> Result<()> {
    let source = Mutex::new((0, source));
    let turns = Mutex::new(Turns {
        waiting: BTreeMap::new(),
        next: 0,
        take,
        result: Ok(()),
    });
    rayon::broadcast(|_| {
        let mut state = begin();
        loop {
            let (number, given) = {
                let (number, source) = &mut *lock(&source);
                *number += 1;
                (*number - 1, source(&mut state))
            };
            let result = match given {
                Ok(None) => return,
                Ok(Some(given)) => Ok(work(&mut state, given)),
                Err(error) => Err(error),
            };
            let mut turns = lock(&turns);
            turns.hand_in(number, result);
            if turns.result.is_err() {
                return;
            }
        }
    });
    turns
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .result
}

/// A thread that panics takes the others with it, so nobody sees what it left half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::error::Error;

    /// What is taken of 0 to 99 by four threads, of which number `broken` cannot be had.
    fn taken(broken: Option<u32>) -> (Vec<u32>, Result<()>) {
        let mut numbers = 0..100;
        let mut taken = Vec::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build();
        let result = pool.unwrap().install(|| {
            in_turn(
                |()| match numbers.next() {
                    number if number == broken && broken.is_some() => {
                        Err(Error::value("number", "broken"))
                    }
                    number => Ok(number),
                },
                || (),
                |(), number| {
                    // Some take longer than those behind them.
                    let pause = u64::from(number % 7 == 0) * 2;
                    std::thread::sleep(std::time::Duration::from_millis(pause));
                    number
                },
                |number| {
                    taken.push(number);
                    Ok(())
                },
            )
        });
        (taken, result)
    }

    #[test]
    fn results_come_in_order() {
        let (taken, result) = taken(None);
        result.unwrap();
        assert_eq!(taken, (0..100).collect::<Vec<u32>>());
    }

    #[test]
    fn nothing_is_taken_behind_an_error() {
        let (taken, result) = taken(Some(42));
        assert_eq!(result.unwrap_err().to_string(), "number: broken");
        assert_eq!(taken, (0..42).collect::<Vec<u32>>());
    }
}
