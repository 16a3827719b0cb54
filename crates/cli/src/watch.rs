//! `mahdar watch`: new reports of feeds, into a folder.

use crate::args::WatchArgs;
use crate::out::{self, Out};
use crate::{Status, Usage};
use anyhow::{Context, Result, anyhow, bail};
use intake::net::Policy;
use intake::watch::{Feeds, Watch, Watched};
use std::time::Duration;

/// Looks at all feeds, once or again and again.
pub(crate) fn run(args: &WatchArgs) -> Result<Status> {
    let name = args.feeds.display();
    let text = std::fs::read_to_string(&args.feeds).with_context(|| format!("cannot read {name}"))?;
    let feeds = Feeds::parse(&text).map_err(|why| anyhow!(Usage(format!("{name}: {why}"))))?;
    let policy = Policy { private: args.allow_private, ..feeds.policy() };
    let mut watch = Watch::new(policy, &args.out).map_err(|why| anyhow!(why))?;
    let mut out = Out::new();
    loop {
        let mut troubles = 0;
        for feed in &feeds.feed {
            troubles += round(&mut watch, feed, &mut out)?;
        }
        out.flush()?;
        let Some(minutes) = args.every else { return Ok(Status::of(troubles)) };
        std::thread::sleep(Duration::from_secs(u64::from(minutes) * 60));
        watch.renew();
    }
}

/// Looks at one feed; gives the number of things that did not come.
fn round(watch: &mut Watch, feed: &Watched, out: &mut Out) -> Result<usize> {
    let round = match watch.round(feed) {
        Ok(round) => round,
        Err(why) => bail!(why),
    };
    out.line(&format!("{}: {} new, {} known", crate::safe::words(&feed.url), round.new, round.known))?;
    out.flush()?;
    round.troubles.iter().for_each(|why| out::say(&format!("{}: {why}", feed.url)));
    Ok(round.troubles.len())
}
