//! In whose name a request writes: set by the layer that lets it in, read where something is written.
//!
//! Outside of a request (a command, the making of the demonstration) it is whoever sits at the machine. Work that a request
//! hands to another task takes its author along as a value, [`crate::store::By`].

use core::future::Future;

use crate::store::Actor;

tokio::task_local! {
    static ACTOR: Actor;
}

/// Runs the rest of a request in the name of `actor`.
pub async fn of<T>(actor: Actor, rest: impl Future<Output = T>) -> T {
    ACTOR.scope(actor, rest).await
}

/// In whose name one writes here.
pub fn actor() -> Actor {
    ACTOR.try_with(Clone::clone).unwrap_or(Actor::Local)
}
