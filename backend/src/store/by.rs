//! Who writes, and when: passed to every function that writes.

use core::fmt;
use core::str::FromStr;

use super::id::{AccountId, ReadingLinkId, TokenId};

/// Who acts. Written into the event log by reference, never by name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Actor {
    /// Whoever sits at the machine: the command line, and a service without accounts.
    Local,
    /// The service itself: a scheduled job.
    Service,
    /// A person.
    Account(AccountId),
    /// A program with a token.
    Token(TokenId),
    /// Whoever stands before a meter with the sheet of this link, without an account.
    Link(ReadingLinkId),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Local => f.write_str("local"),
            Actor::Service => f.write_str("service"),
            Actor::Account(id) => write!(f, "account:{id}"),
            Actor::Token(id) => write!(f, "token:{id}"),
            Actor::Link(id) => write!(f, "link:{id}"),
        }
    }
}

impl FromStr for Actor {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(':') {
            None if text == "local" => Ok(Actor::Local),
            None if text == "service" => Ok(Actor::Service),
            Some(("account", id)) => id.parse().map(Actor::Account).map_err(|_| ()),
            Some(("token", id)) => id.parse().map(Actor::Token).map_err(|_| ()),
            Some(("link", id)) => id.parse().map(Actor::Link).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

/// The author and the moment of a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub actor: Actor,
    /// UTC second, from the clock that was passed down.
    pub now: i64,
}

impl By {
    /// Whoever sits at the machine, at this UTC second.
    pub const fn local(now: i64) -> By {
        By { actor: Actor::Local, now }
    }

    /// A scheduled job, at this UTC second.
    pub const fn service(now: i64) -> By {
        By { actor: Actor::Service, now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_written_and_read_back() {
        for actor in [Actor::Local, Actor::Service, Actor::Link(ReadingLinkId::new(1_795_248_000))] {
            assert_eq!(actor.to_string().parse(), Ok(actor));
        }
        for wrong in ["", "link:", "link:abc", "Local", "link"] {
            assert_eq!(wrong.parse::<Actor>(), Err(()), "{wrong}");
        }
    }
}
