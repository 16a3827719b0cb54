//! Subjects that no table knows: who spoke before does not speak here.

use super::Finder;
use super::cues::{Cue, CueKind};
use labels::{Class, Cut, Entry, Label};
use std::ops::Range;
use tokens::Kind;

impl Finder<'_, '_> {
    /// Words that no table knows stand where the subject stands: somebody else speaks than before. Gives the end of his name
    /// where that is told from the words behind it, else the cue's end.
    pub(crate) fn stranger(&self, cue: &Cue, content: Option<&Range<usize>>, to: usize) -> Option<usize> {
        const KNOWN: u128 = Class::FUNCTION | Class::Adv.bit() | Class::Occasion.bit() | Class::Side.bit() | Class::Cue.bit();
        let r = self.r;
        // A verb with a pronoun has its object: a noun with the article behind it is its subject.
        let subject = |i: usize| {
            let noun = self.r.labels.at(i).iter().any(|l| l.cut.bits == Cut::ARTICLE);
            noun && self.m.at(i).is_none() && !self.r.any(i, KNOWN) && !self.times.iter().any(|t| t.tokens.contains(&i))
        };
        if cue.kind == CueKind::Finite && cue.suffix && !cue.relay && cue.end < to && subject(cue.end) {
            return Some(cue.end);
        }
        if cue.kind != CueKind::Finite || cue.suffix || content.is_some_and(|c| c.start < cue.end) {
            return None;
        }
        let other = |yes: bool| yes.then_some(cue.end);
        let that =
            content.is_some_and(|c| (c.start.saturating_sub(2)..c.start).any(|i| r.has(i, Class::That) || r.key(i) == ":"));
        let object = !that && cue.frames.iter().any(|f| matches!(*f, "obj" | "bi2" | "ila"));
        let content = if object { to } else { content.map_or(cue.end, |c| c.start) };
        let mut i = cue.end;
        // 'Nobody spoke of it'.
        let of = |i: usize| r.has(i, Class::Dem) || r.labels.at(i).iter().any(|l| l.cut.has(Cut::ARTICLE));
        if r.all(i, Class::Pron).any(|(_, e)| e.value.raw() == "somebody") && !of(i + 1) {
            return other(true);
        }
        while let Some(next) = self.skip(i).filter(|_| i < content) {
            i = next;
        }
        let word = i < content && r.tokens.kind(i) == Kind::Word && self.m.at(i).is_none();
        // '61 members demanded', 'seventeen parties demanded'.
        let number = i + 2 < to && (r.tokens.kind(i) == Kind::Number || r.has(i, Class::Number)) && i == cue.end;
        let article = |k: usize| r.labels.at(k).iter().any(|l| l.cut.bits == Cut::ARTICLE || l.cut.has(Cut::PREP));
        if number && (article(i + 2) || r.ends_clause(i + 2)) {
            return Some(i + 2);
        }
        if object {
            // What is said may stand here too: only a word for somebody, with more behind it, is its subject.
            let somebody = |(l, _): (&Label, &Entry)| l.cut.bits & !Cut::ARTICLE == 0;
            // 'Two states refused': the ending of the dual stands on no object.
            let two = r.all(i, Class::Counted).any(|(l, e)| l.cut.bits == 0 && e.value.get("n") == Some("2"));
            if word && two && r.pack.dual_subject_endings.iter().any(|e| r.key(i).ends_with(e.as_str())) {
                return other(true);
            }
            if i == cue.end && word && self.unknown_name(i, to) {
                return Some(i + 2);
            }
            return other(
                word && [Class::Organ, Class::Office, Class::Ministry, Class::Formed, Class::Unnamed]
                    .into_iter()
                    .any(|c| r.all(i, c).any(somebody))
                    && i + 1 < to
                    && (r.tokens.kind(i + 1) == Kind::Word || r.quote_opening(i + 1).is_some()),
            );
        }
        other(word && !r.any(i, KNOWN))
    }

    /// 'Denied X Y the charge': two words that no table knows, before one with the article.
    fn unknown_name(&self, i: usize, to: usize) -> bool {
        let r = self.r;
        let name = |i: usize| {
            r.tokens.kind(i) == Kind::Word && self.m.at(i).is_none() && (r.labels.at(i).is_empty() || r.has(i, Class::Given))
        };
        let definite = |i: usize| r.has(i, Class::Dem) || r.labels.at(i).iter().any(|l| l.cut.bits == Cut::ARTICLE);
        i + 2 < to && name(i) && name(i + 1) && definite(i + 2)
    }

    /// The sentence begins 'as for X', with an X that is neither named nor a thing nor a preposition's.
    pub(super) fn unknown_topic(&self, at: usize) -> bool {
        const THING: u128 = Class::FUNCTION | Class::Via.bit() | Class::Event.bit() | Class::Topic.bit() | Class::Occasion.bit();
        let r = self.r;
        let Some(s) = r.tokens.sentences().get(r.sentence_of(at)) else { return false };
        let opened = (s.from..at.min(s.from + 3)).find(|&i| r.all(i, Class::Conj).any(|(_, e)| e.value.raw() == "topic"));
        opened.is_some_and(|i| !r.any(i + 1, THING) && (i + 1..at).all(|k| self.m.at(k).is_none()))
    }
}
