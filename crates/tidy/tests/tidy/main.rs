//! Holds the order of the tree: rooms, modules, letters, files, documents.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the tree fails")]

mod documents;
mod files;
mod letters;
mod modules;
mod rooms;
mod tree;
