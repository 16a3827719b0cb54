//! Reports named by their addresses.

use crate::args::IntakeArgs;
use intake::net::{Policy, Polite};
use intake::{Entries, Options};
use std::time::Duration;

/// The rest between two requests to one host: the user named each page and waits for it.
const REST: Duration = Duration::from_secs(1);

/// Fetches pages one after the other; connects only when the first is wanted.
#[derive(Default)]
pub(super) struct Network(Option<Polite>);

impl Network {
    /// What stands at an address.
    pub(super) fn open(&mut self, address: &str, args: &IntakeArgs, options: &Options) -> Entries {
        let policy = || {
            let policy = Policy { private: args.allow_private, delay: REST, retries: 1, ..Policy::default() };
            let timeout = args.timeout.map_or(policy.timeout, |s| Duration::from_secs(u64::from(s)));
            Policy { most: policy.most.min(options.limits.report), timeout, ..policy }
        };
        intake::fetch(address, self.0.get_or_insert_with(|| Polite::new(policy())), options)
    }
}
