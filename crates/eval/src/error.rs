//! What can keep a report from being scored.

/// Why a gold file, a reading or a record cannot be scored; each is a sentence that names the file or report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// The file is no JSON.
    #[error("{name} is not JSON: {why}")]
    Json {
        /// The file, as the caller named it.
        name: String,
        /// What the parser said, with line and column.
        why: String,
    },
    /// A gold annotation lacks something or holds something of the wrong shape.
    #[error("the gold of {doc} cannot be used: {at}: {why}")]
    Gold {
        /// The report annotated.
        doc: String,
        /// The entry, as in `events[3]`.
        at: String,
        /// What is wrong there.
        why: String,
    },
    /// A gold annotation quotes words that the report does not hold.
    #[error("the gold of {doc} cannot be used: {at}: occurrence {n} of {piece:?} is not in the report")]
    NotInText {
        /// The report annotated.
        doc: String,
        /// The entry, as in `events[3]`.
        at: String,
        /// The words quoted.
        piece: String,
        /// Which occurrence, from 1.
        n: u64,
    },
    /// A reading does not hold what `mahdar.reading/1` promises.
    #[error("the reading of {doc} cannot be used: {at}: {why}")]
    Reading {
        /// The report read.
        doc: String,
        /// The finding, as in `mentions[3]`.
        at: String,
        /// What is wrong there.
        why: String,
    },
    /// A record or a gold record does not hold what it should.
    #[error("the {name} cannot be used: {at}: {why}")]
    Record {
        /// `record` or `gold record`.
        name: String,
        /// The entry, as in `timeline[3]`.
        at: String,
        /// What is wrong there.
        why: String,
    },
}
