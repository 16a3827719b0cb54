//! The one place where the network is reached: politely, within limits, and never into private networks unless asked.
#![allow(clippy::disallowed_methods, reason = "the edge of the room: requests are timed, and hosts are given a rest")]

mod address;
mod client;
mod polite;
mod robots;

pub use address::is_public;
pub use client::{Answer, Client, Page, Policy, Stamp, Trouble};
pub use polite::Polite;
pub use robots::Robots;
