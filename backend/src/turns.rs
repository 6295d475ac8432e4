//! Turns at work that holds something dear: so many at a time, and of each one at a time, so that nobody takes them all.
//!
//! Whoever waits for his own waits with empty hands: he holds no seat that another could have.

use core::hash::Hash;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// Seats, and who has one or waits for it.
#[derive(Debug)]
pub struct Turns<K> {
    seats: Arc<Semaphore>,
    each: Mutex<HashMap<K, Weak<Semaphore>>>,
}

/// A turn, given back when it is dropped.
#[derive(Debug)]
pub struct Turn {
    _seat: OwnedSemaphorePermit,
    _own: OwnedSemaphorePermit,
}

impl<K: Eq + Hash> Turns<K> {
    /// So many at a time.
    pub fn new(seats: usize) -> Turns<K> {
        Turns { seats: Arc::new(Semaphore::new(seats)), each: Mutex::default() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// There are none any more.
    pub async fn take(&self, whose: K) -> Result<Turn, AcquireError> {
        let own = self.own(whose).acquire_owned().await?;
        Ok(Turn { _seat: self.seats.clone().acquire_owned().await?, _own: own })
    }

    /// The one seat of somebody, shared by all that come in his name.
    fn own(&self, whose: K) -> Arc<Semaphore> {
        let mut each = self.each.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = each.get(&whose).and_then(Weak::upgrade) {
            return own;
        }
        each.retain(|_, own| own.strong_count() > 0);
        let own = Arc::new(Semaphore::new(1));
        each.insert(whose, Arc::downgrade(&own));
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::pin::pin;
    use futures_util::poll;

    #[tokio::test]
    async fn nobody_has_two_turns_and_waiting_for_ones_own_keeps_no_other_waiting() {
        let turns = Turns::new(2);
        let first = turns.take(1).await.unwrap();
        let mut second = pin!(turns.take(1));
        assert!(poll!(&mut second).is_pending(), "one at a time");
        let other = turns.take(2).await.unwrap();
        let mut third = pin!(turns.take(3));
        assert!(poll!(&mut third).is_pending(), "two at a time");
        drop(first);
        let third = third.await.unwrap();
        assert!(poll!(&mut second).is_pending(), "who waited with empty hands comes after");
        drop(other);
        drop((second.await.unwrap(), third));
    }

    #[tokio::test]
    async fn who_has_gone_is_forgotten() {
        let turns = Turns::new(1);
        for n in 0..100 {
            drop(turns.take(n).await.unwrap());
        }
        assert_eq!(turns.each.lock().unwrap().len(), 1);
    }
}
