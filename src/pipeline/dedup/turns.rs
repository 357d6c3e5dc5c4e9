//! Work that many threads share out among themselves, and whose results are taken in order.
//!
//! ```text
//! source, one at a time ─ work, on all threads ─ results, one at a time and in the order of the source
//! ```
//!
//! No thread waits for another but to get something from the source. A result whose turn has not come, or that comes while
//! another one is taken, is set aside, and whoever takes the one before takes it as well; the first error in order ends the
//! work.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::Result;

/// Results that wait for their turn, by their number.
struct Waiting<T> {
    results: BTreeMap<u64, Result<T>>,
    next: u64,
    /// Whether there was an error, behind which nothing is taken.
    is_over: bool,
}

impl<T> Waiting<T> {
    fn is_ready(&self) -> bool {
        !self.is_over && self.results.contains_key(&self.next)
    }

    /// The next result in order, if it is there.
    fn pop(&mut self) -> Option<Result<T>> {
        let next = self.is_ready().then(|| self.results.remove(&self.next))??;
        self.next += 1;
        self.is_over = next.is_err();
        Some(next)
    }
}

/// Whoever takes results, and what came of it.
struct Taker<F> {
    take: F,
    result: Result<()>,
}

/// Hands in a result, and takes what then is ready, unless another thread is about it.
fn hand_in<T>(
    waiting: &Mutex<Waiting<T>>,
    taker: &Mutex<Taker<impl FnMut(T) -> Result<()>>>,
    (number, result): (u64, Result<T>),
) {
    lock(waiting).results.insert(number, result);
    while lock(waiting).is_ready() {
        // Whoever has the taker looks for more after giving it back, so nothing is left behind.
        let Ok(mut taker) = taker.try_lock() else {
            return;
        };
        let next = || lock(waiting).pop();
        while let Some(result) = next() {
            taker.result = result.and_then(&mut taker.take);
            if taker.result.is_err() {
                lock(waiting).is_over = true;
            }
        }
    }
}

/// Calls `take` with the result of `work` for everything that `source` gives, in order.
///
/// Each thread has a state of its own, made by `begin` and lent to `source`, which may find a buffer there, and to `work`.
/// Results wait if one before them takes long, or `take` does.
///
/// # Errors
/// The first of `source`, `work` and `take`, in order; what comes behind it is not taken.
pub(super) fn in_turn<S, B, T: Send>(
    source: impl FnMut(&mut S) -> Result<Option<B>> + Send,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, B) -> Result<T> + Sync,
    take: impl FnMut(T) -> Result<()> + Send,
) -> Result<()> {
    let source = Mutex::new((0, source));
    let waiting = Mutex::new(Waiting {
        results: BTreeMap::new(),
        next: 0,
        is_over: false,
    });
    let taker = Mutex::new(Taker {
        take,
        result: Ok(()),
    });
    rayon::broadcast(|_| {
        let mut state = begin();
        while !lock(&waiting).is_over {
            let (number, given) = {
                let (number, source) = &mut *lock(&source);
                *number += 1;
                (*number - 1, source(&mut state))
            };
            let result = match given {
                Ok(None) => return,
                Ok(Some(given)) => work(&mut state, given),
                Err(error) => Err(error),
            };
            hand_in(&waiting, &taker, (number, result));
        }
    });
    let taker = taker.into_inner();
    taker.unwrap_or_else(PoisonError::into_inner).result
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
                    Ok(number)
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
