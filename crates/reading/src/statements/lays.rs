//! What documents lay down, what is denied of words just told, and what somebody estimates: statements with a form of their own.

use super::content;
use super::cues::Cue;
use super::speaker::Subject;
use super::{Finder, Statement};
use crate::mentions::Mention;
use crate::report::Report;
use labels::{Class, Cut};
use std::ops::Range;
use tokens::Kind;

/// How far behind its verb a document's content may begin, in tokens.
const REACH: usize = 30;

/// 'Which is what' before a verb at token `at`.
pub(super) fn which_is_what(r: &Report, at: usize) -> bool {
    let pron = |i: usize, what: &str| r.all(i, Class::Pron).any(|(_, e)| e.value.raw() == what);
    let joined = |i: usize| r.all(i, Class::Pron).any(|(l, e)| e.value.raw() == "is" && l.cut.has(Cut::CONJ));
    at > 1 && pron(at - 1, "what") && joined(at - 2)
}

impl Finder<'_, '_> {
    /// '…, which is what X denied': X denies the words before it.
    pub(super) fn denial(&mut self, cue: &Cue, from: usize, next: usize) -> Option<Statement> {
        let denies = cue.acts.first().is_some_and(|a| matches!(*a, "deny" | "reject"));
        if !denies || !which_is_what(self.r, cue.at) {
            return None;
        }
        let at = cue.at - 2;
        let said =
            self.out.iter().rev().take(8).find(|s| s.tokens.start >= from && s.tokens.end <= at && at - s.tokens.end <= 2)?;
        let mut denied = said.clone();
        let (who, _) = self.subject_after(cue, next)?;
        if denied.speaker == Some(who) {
            return None;
        }
        denied.speaker = Some(who);
        denied.cue = Some(cue.span);
        denied.via = Vec::new();
        denied.occasion = None;
        denied.acts = super::owned(&cue.acts);
        Some(denied)
    }

    /// The document whose verb of laying down this is: the one named beside it, else the only one the report has named.
    pub(super) fn document_of(&self, cue: &Cue, from: usize) -> Subject {
        let doc = |x: &&Mention| x.kind == "DOC";
        let beside = (cue.end..cue.end + 4).find_map(|i| self.m.starting(i).filter(doc));
        let before = || cue.at.checked_sub(1).filter(|i| *i >= from).and_then(|i| self.m.at(i)).filter(doc);
        let only = || {
            let mut named = self.m.list.iter().filter(|x| doc(x) && x.tokens.start < cue.at);
            let first = named.next()?;
            named.all(|x| x.who == first.who).then_some(first)
        };
        let generic = self
            .r
            .all(cue.end, Class::Event)
            .any(|(l, e)| l.cut.bits == Cut::ARTICLE && matches!(e.value.get("type"), Some("agreement" | "announcement")));
        let found = beside.or_else(before).or_else(|| only().filter(|_| generic));
        Subject { who: found.map(|x| x.who), end: cue.end, own: true }
    }

    /// 'Provides for …': what stands behind the preposition, to the end of the sentence.
    pub(super) fn laid_down(&self, cue: &Cue, to: usize) -> Option<Range<usize>> {
        let r = self.r;
        let stop = to.min(cue.end + REACH);
        // A phrase may hold the preposition.
        let held = (cue.end - cue.at > 1).then_some(cue.end - 1).filter(|&i| r.frame("ala", i));
        let on = held
            .into_iter()
            .chain(cue.end..stop)
            .find(|&i| r.frame("ala", i) || r.ends_sentence(i))
            .filter(|&i| !r.ends_sentence(i))?;
        let start = r.label(on + 1, Class::That).map_or(on + 1, |(l, _)| l.end as usize);
        let end = content::ends(self, start, to);
        (end > start + 1).then_some(start..end)
    }

    /// 'Holds Moscow responsible for the failure', 'traded accusations of …': said only with a word that the verb needs.
    pub(super) fn with_word(&self, cue: &Cue, needs: &str, search: usize, to: usize) -> Option<Range<usize>> {
        let r = self.r;
        let start = content::adjuncts(self, cue, search, to);
        let end = content::clause_end(self, start, to);
        let word = (start..end.min(start + 9)).find(|&i| r.frame(needs, i))?;
        if cue.frames.contains(&"whole") {
            return Some(start..end);
        }
        (word + 1 < end && content::attached(r, "bi", word + 1)).then_some(word + 1..end)
    }

    /// 'Estimates the stock at about 275 kilograms': the thing and its figure.
    pub(super) fn estimate(&self, cue: &Cue, search: usize, to: usize) -> Option<Range<usize>> {
        let r = self.r;
        let start = content::adjuncts(self, cue, search, to);
        let end = content::clause_end(self, start, to);
        let figure = |i: usize| r.tokens.kind(i) == Kind::Number || r.has(i, Class::Number);
        let at = |i: usize| r.frame_attached("bi", i) && (i..i + 4).take_while(|&k| k < end).any(figure);
        let thing = start < end && r.tokens.kind(start) == Kind::Word && !r.has(start, Class::Prep);
        (thing && (start + 1..end).any(at)).then_some(start..end)
    }
}
