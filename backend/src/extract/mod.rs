//! What a handler gets out of a request: who visits, what was sent.

pub mod guard;
pub mod kept;
pub mod posted;
pub mod visitor;
