//! Verbs of saying that assert no words: what is asked, wished, supposed or denied to have been said.

use super::cues::{Cue, CueKind};
use crate::report::Report;
use labels::Class;

/// True where the words around a cue say that nothing was said with it.
pub(crate) fn unsaid(r: &Report, cue: &Cue, from: usize) -> bool {
    match cue.kind {
        CueKind::Finite => {
            supposed(r, cue, from) || subjunctive(r, cue, from) || nobody(r, cue.at, from) || untrue(r, cue.at, from)
        }
        CueKind::Masdar => refused(r, cue.at, from),
        CueKind::Participle | CueKind::Via => false,
    }
}

/// 'If X had announced that', 'did X announce that?'.
fn supposed(r: &Report, cue: &Cue, from: usize) -> bool {
    let clause = (from..cue.at).rev().take_while(|&i| !r.ends_clause(i) && !r.ends_sentence(i));
    clause
        .into_iter()
        .any(|i| r.all(i, Class::Conditional).any(|(_, e)| matches!(e.value.raw(), "unreal" | "unless" | "question")))
}

/// 'It is expected that he announce', 'never before did he say': behind 'that' a verb of the present is a wish or plan, and one of
/// the past is denied by a negation before it.
fn subjunctive(r: &Report, cue: &Cue, from: usize) -> bool {
    let Some(that) = (from..cue.at).rev().take(2).find(|&i| r.all(i, Class::That).any(|(l, _)| l.end as usize == cue.at)) else {
        return false;
    };
    // 'Before he announced' tells that he did.
    let before =
        |i: usize| r.all(i, Class::Conj).any(|(l, _)| l.width() > 1 && l.end as usize == cue.at) && !r.has(i, Class::Neg);
    if (cue.at.saturating_sub(3).max(from)..cue.at).any(before) {
        return false;
    }
    let present = r.all(cue.at, Class::Cue).any(|(_, e)| &*e.part == "present");
    present || (that.saturating_sub(4).max(from)..that).any(|i| r.has(i, Class::Neg))
}

/// 'Nobody says'.
fn nobody(r: &Report, at: usize, from: usize) -> bool {
    (at.saturating_sub(2).max(from)..at).any(|i| r.all(i, Class::Neg).any(|(l, _)| l.width() > 1 && l.end as usize == at))
}

/// 'It is not true that X announced'.
fn untrue(r: &Report, at: usize, from: usize) -> bool {
    let denied = |i: usize| {
        r.all(i, Class::Status)
            .any(|(l, e)| e.value.raw().split(';').next() == Some("denied") && r.has(l.end as usize, Class::That))
    };
    (from..at).any(denied)
}

/// 'Refused to say that'.
fn refused(r: &Report, at: usize, from: usize) -> bool {
    let rejects =
        |i: usize| r.all(i, Class::Cue).filter_map(|(_, e)| e.value.get("acts")).any(|a| a.split(',').next() == Some("reject"));
    (at.saturating_sub(6).max(from)..at).rev().take_while(|&i| !r.ends_clause(i)).any(rejects)
}
