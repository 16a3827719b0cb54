//! The medium that publishes the report itself: what is told to it came through no other medium.

use super::Statement;
use crate::mentions::{Mention, Mentions, Who};
use crate::report::Report;
use crate::zones::{Zone, ZoneKind};
use labels::Class;
use rustc_hash::FxHashSet;

/// Takes the report's own medium out of the chains by which words came.
pub(super) fn forget(r: &Report, zones: &[Zone], m: &Mentions, statements: &mut [Statement]) {
    if statements.iter().all(|s| s.via.is_empty()) {
        return;
    }
    let own = signs(r, zones, m).or_else(|| bare(r, m));
    if let Some(own) = own {
        statements.iter_mut().for_each(|s| s.via.retain(|w| *w != own));
    }
}

/// The medium that signs the report: the first in its byline, else in its dateline. One that stands behind another name ('A + B')
/// is a source of it.
pub(crate) fn signs(r: &Report, zones: &[Zone], m: &Mentions) -> Option<Who> {
    let signed = |z: &Zone, x: &Mention| {
        let beside = |i: usize| r.is_quote_mark(i) || r.any(i, Class::Organ.bit() | Class::Byline.bit());
        let before = (z.tokens.start..x.tokens.start).rev().find(|&i| !beside(i));
        x.kind == "MEDIA" && z.tokens.contains(&x.tokens.start) && before.is_none_or(|i| r.key(i) != "+")
    };
    let media = |kind: ZoneKind| {
        let zones = zones.iter().filter(move |z| z.kind == kind);
        zones.flat_map(move |z| m.list.iter().filter(move |x| signed(z, x)))
    };
    media(ZoneKind::Byline).chain(media(ZoneKind::Dateline)).next().map(|x| x.who)
}

/// 'Said to «X»': a paper names itself without the word for what it is; of another it says 'the paper X'. A medium that the
/// dossiers know is well known enough to stand alone.
fn bare(r: &Report, m: &Mentions) -> Option<Who> {
    let told = |x: &&Mention| x.kind == "MEDIA" && r.dossier.find(&m.cast.get(x.who).id).is_none();
    let noun = |x: &Mention| {
        let quoted = x.tokens.start > 0 && r.is_quote_mark(x.tokens.start - 1);
        let before = x.tokens.start.checked_sub(1 + usize::from(quoted));
        before.is_some_and(|k| {
            r.all(k, Class::Organ).any(|(l, _)| l.end as usize == k + 1)
                || r.pack.addressing.iter().any(|p| p == r.key(k)) && !r.frame("li", k) && !r.frame("ila", k)
        })
    };
    let mut unknown: Vec<&Mention> = m.list.iter().filter(told).collect();
    let others: FxHashSet<Who> = unknown.iter().filter(|x| noun(x)).map(|x| x.who).collect();
    unknown.retain(|x| !others.contains(&x.who));
    let first = unknown.first()?.who;
    unknown.iter().all(|x| x.who == first).then_some(first)
}
