//! Tests that hold the order of the tree; there is nothing here to use.
//!
//! What they hold is told in `ARCHITECTURE.md`: which room may use which, which way the finders of `reading` go, that no language
//! stands in the code, and that the documents name only what is there. See `tests/tidy/`.
