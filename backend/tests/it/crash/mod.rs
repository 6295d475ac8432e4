//! The program itself, killed where it hurts, and filled where it is said to have no bottom.

mod demo;
mod kill;
mod large;
