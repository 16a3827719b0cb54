//! Who speaks: the cue's subject, by name, office, side or pronoun.

use super::Finder;
use super::cues::{self, Cue, CueKind};
use crate::mentions::{Mention, Who};
use dossier::EntityKind;
use labels::{Class, Cut};
use tokens::Kind;

/// The subject found for a cue.
pub(crate) struct Subject {
    /// Whom it means.
    pub(crate) who: Option<Who>,
    /// One past its last token, or the cue's end.
    pub(crate) end: usize,
    /// The cue has its own subject and does not lean on an earlier one.
    pub(crate) own: bool,
}

/// How far after its verb a subject is looked for, in tokens.
const REACH: usize = 14;

impl Finder<'_, '_> {
    /// The subject of a cue: after it, before it, or the last speaker. `next` is where the next cue begins.
    pub(crate) fn subject(&mut self, cue: &Cue, from: usize, next: usize) -> Subject {
        if cue.document {
            return self.document_of(cue, from);
        }
        if cue.kind == CueKind::Finite {
            // 'As for X, he said': X is somebody whom no table knows.
            let unknown = self.here.is_none() && self.unknown_topic(cue.at);
            if unknown
                && (cue.conj || self.takes_person(cue))
                && (cue.weak || self.takes_person(cue) || !self.office_follows(cue))
            {
                return Subject { who: None, end: cue.end, own: false };
            }
            let object = cue.conj && self.here.is_some() && self.takes_person(cue);
            if let Some(who) = self.topic(cue.at).filter(|_| !self.office_follows(cue)) {
                return Subject { who: Some(who), end: cue.end, own: true };
            }
            if object && !self.office_follows(cue) {
                return Subject { who: self.here, end: cue.end, own: false };
            }
            // 'X told Y that', 'X said to the paper Y that'.
            if let Some(m) = self.directly_before(cue, from) {
                return Subject { who: Some(m), end: cue.end, own: true };
            }
            // 'It happened before to X that he said'.
            let happened =
                cue.at.checked_sub(2).filter(|p| *p > from && self.r.has(cue.at - 1, Class::That)).and_then(|p| self.m.at(p));
            if let Some(m) = happened.filter(|m| m.kind == "PER" && self.attached(m.tokens.start)) {
                return Subject { who: Some(m.who), end: cue.end, own: true };
            }
            if let Some((who, end)) = self.document(cue) {
                return Subject { who, end, own: true };
            }
            if let Some((who, end)) = self.subject_after(cue, next) {
                return Subject { who: Some(who), end, own: true };
            }
            if let Some(who) = self.subject_before(cue, from) {
                return Subject { who: Some(who), end: cue.end, own: true };
            }
        }
        if cue.kind == CueKind::Masdar
            && !cue.suffix
            && let Some((who, end)) = self.subject_after(cue, next)
        {
            return Subject { who: Some(who), end, own: true };
        }
        let who = match cue.kind {
            CueKind::Participle if self.acts_beside(cue.at).is_some() => self.acts_beside(cue.at),
            CueKind::Finite if cue.conj && self.here.is_none() && self.antecedent(cue.at, from).is_some() => {
                self.antecedent(cue.at, from)
            }
            // A verb that goes on in the middle of a sentence has the subject of what it goes on with.
            _ if cue.kind == CueKind::Participle || cue.kind == CueKind::Finite && cue.conj && cue.at > from => {
                self.here.or_else(|| self.actor_before(cue.at, from)).or(self.last)
            }
            // 'X contented himself with saying that'.
            CueKind::Masdar if !cue.suffix => self.here.or_else(|| self.actor_before(cue.at, from)).or(self.last),
            CueKind::Finite if !cue.conj && self.unknown_before(cue.at, from) => None,
            _ => self.here.or(self.last),
        };
        Subject { who, end: cue.end, own: false }
    }

    /// 'X, who congratulated him and stressed': the person before the relative clause that the verb goes on with.
    fn antecedent(&self, at: usize, from: usize) -> Option<Who> {
        let r = self.r;
        let clause = (from + 1..at).rev().take_while(|&i| !r.ends_clause(i) && !r.has(i, Class::That));
        let rel = clause.into_iter().find(|&i| r.has(i, Class::Rel))?;
        let end = if r.ends_clause(rel - 1) { rel - 1 } else { rel };
        self.m.at(end.checked_sub(1)?).filter(|m| m.kind == "PER" && m.tokens.end == end).map(|m| m.who)
    }

    /// 'Which X denied, adding that': the person between a verb and the participle, alone or behind his office, is its subject.
    fn acts_beside(&self, at: usize) -> Option<Who> {
        let r = self.r;
        let m = self.m.at(at.checked_sub(1)?).filter(|m| m.kind == "PER" && m.tokens.end == at)?;
        let office = self.m.offices.iter().find(|o| o.tokens.end == m.tokens.start).map_or(m.tokens.start, |o| o.tokens.start);
        let verb = office.checked_sub(1)?;
        let past = |c: Class| r.all(verb, c).any(|(l, e)| &*e.part == "past" && !l.cut.has(Cut::PREP | Cut::ARTICLE));
        (past(Class::Cue) || past(Class::Event)).then_some(m.who)
    }

    /// The name that ends right before a verb without a conjunction, at the head of its clause.
    fn directly_before(&self, cue: &Cue, from: usize) -> Option<Who> {
        let r = self.r;
        // 'The minister X had stated'.
        let had = (from..cue.at).rev().take_while(|&i| r.has(i, Class::Aux) && self.m.at(i).is_none()).last();
        let verb = had.unwrap_or(cue.at);
        let at = verb.checked_sub(1).filter(|p| *p >= from && !cue.conj)?;
        let m = self.m.at(at).filter(|m| m.tokens.end == verb && matches!(m.kind, "PER" | "ORG"))?;
        let start = self.m.offices.iter().find(|o| o.tokens.end == m.tokens.start).map_or(m.tokens.start, |o| o.tokens.start);
        let opens = start <= from
            || r.has(start - 1, Class::Aux)
            || r.has(start - 1, Class::That)
            || r.ends_clause(start - 1)
            || r.has(start - 1, Class::Conj);
        (opens && !self.attached(start)).then_some(m.who)
    }

    /// 'The statement held that': whoever spoke in it before.
    fn document(&self, cue: &Cue) -> Option<(Option<Who>, usize)> {
        let (l, e) = self.r.label(cue.end, Class::Occasion).filter(|(l, _)| l.cut.bits == Cut::ARTICLE && l.width() == 1)?;
        let end = l.end as usize;
        let told = e.value.get("en").filter(|_| self.m.at(end).is_none())?;
        let named = |w: &Who| self.m.cast.get(*w).kind != EntityKind::Group;
        let issued = self
            .out
            .iter()
            .rev()
            .filter(|s| s.occasion.as_deref().is_some_and(|o| o.ends_with(told)))
            .find_map(|s| s.speaker.filter(named));
        Some((issued, end))
    }

    /// Somebody is named or described before the verb in its clause whom nothing tells.
    fn unknown_before(&self, at: usize, from: usize) -> bool {
        let r = self.r;
        let free = |i: usize| self.m.at(i).is_none() && !r.labels.at(i).iter().any(|l| l.cut.has(Cut::PREP));
        let clause = (from..at).rev().take_while(|&i| !r.ends_clause(i) && !r.has(i, Class::That));
        clause.into_iter().any(|i| free(i) && r.has(i, Class::Office) && self.m.office_over(i).is_none_or(|o| o.who.is_none()))
    }

    /// A verb whose object is a person or state, with the words behind a preposition.
    fn takes_person(&self, cue: &Cue) -> bool {
        cue.frames.iter().any(|f| matches!(*f, "ila" | "bi2"))
    }

    /// A person or an office stands right after the verb.
    fn office_follows(&self, cue: &Cue) -> bool {
        self.m.office(cue.end).is_some_and(|o| o.who.is_some()) || self.m.starting(cue.end).is_some_and(|m| m.kind == "PER")
    }

    pub(super) fn subject_after(&mut self, cue: &Cue, next: usize) -> Option<(Who, usize)> {
        let mut i = cue.end;
        let limit = (cue.end + REACH).min(next.max(cue.end + 1)).min(self.r.len());
        while i < limit {
            let r = self.r;
            if r.has(i, Class::That)
                || r.key(i) == ":"
                || r.ends_sentence(i)
                || r.quote_opening(i).is_some() && self.m.at(i + 1).is_none()
            {
                return None;
            }
            // 'Calls on the two sides': a dual without the ending of a subject is the object.
            if self.oblique_pair(i) {
                return None;
            }
            // 'In a statement of Riyadh and Washington': the second stands behind the same preposition.
            if let Some(end) = self.joined(cue, i) {
                i = end;
                continue;
            }
            if let Some(x) = self.counterpart(cue, i) {
                return Some(x);
            }
            if let Some((who, end)) = self.named_at(i, r.len()).filter(|_| !self.attached(i)) {
                // A verb with a pronoun has its object.
                return Some((who, end)).filter(|_| i > cue.end || cue.suffix || !self.m.is_object(self.r, cue.at, i));
            }
            // '«The Rapid Support» confirmed'.
            let quoted = r.quote_opening(i).filter(|q| q.closed);
            let of = |q: &&tokens::Quotation| {
                let speaks = |m: &&Mention| self.m.cast.get(m.who).kind != EntityKind::Platform;
                self.m.starting(i + 1).filter(|m| m.tokens.end == q.close && matches!(m.kind, "ORG" | "MEDIA")).filter(speaks)
            };
            if let Some((q, m)) = quoted.as_ref().and_then(|q| Some((q, of(q)?))) {
                return Some((m.who, q.close + 1));
            }
            // 'A statement of the ministry said'.
            if let Some((l, _)) = r.label(i, Class::Occasion).filter(|(l, _)| l.cut.bits & Cut::PREP == 0 && i == cue.end)
                && let Some(m) = self.m.starting(l.end as usize).filter(|m| matches!(m.kind, "ORG" | "GPE" | "PER"))
            {
                return Some((m.who, m.tokens.end));
            }
            // 'A statement issued by the presidency said'.
            if r.has(cue.end, Class::Occasion)
                && i > cue.end
                && r.frame("an", i)
                && let Some(m) = self.m.starting(i + 1).filter(|m| matches!(m.kind, "ORG" | "GPE"))
            {
                return Some((m.who, m.tokens.end));
            }
            // 'Stressed during his meeting with X': the pronoun means whoever speaks.
            let own = if r.has(i, Class::Prep) { i + 1 } else { i };
            let his = r.label(i, Class::Occasion).is_some_and(|(l, e)| l.width() > 1 && e.value.get("en") == Some("meeting"));
            if his || r.all(own, Class::Event).any(|(l, _)| l.cut.has(Cut::SUFFIX)) {
                return None;
            }
            if let Some(x) = self.quoted_name(i) {
                return Some(x);
            }
            i = self.skip(i)?;
        }
        None
    }

    /// The end of a name that a conjunction joins to the one before it, behind the verb.
    fn joined(&self, cue: &Cue, i: usize) -> Option<usize> {
        let before = self.m.at(i.checked_sub(1)?).filter(|b| b.tokens.start >= cue.end && b.tokens.end == i)?;
        let joined = self.m.starting(i).filter(|_| self.conj_only(i))?;
        (before.kind == joined.kind).then_some(joined.tokens.end)
    }

    /// 'His Saudi counterpart X said'; 'called on his counterpart X to' is another matter.
    fn counterpart(&self, cue: &Cue, i: usize) -> Option<(Who, usize)> {
        let r = self.r;
        let bare = r.all(i, Class::Counterpart).any(|(l, _)| !l.cut.has(Cut::PREP));
        let m = (i + 1..i + 4).find_map(|k| self.m.starting(k)).filter(|m| bare && m.kind == "PER")?;
        let end = m.tokens.end;
        let object = |k: usize| r.has(k, Class::Side) || self.m.starting(k).is_some_and(|x| x.kind == "GPE") && !self.attached(k);
        (!self.takes_person(cue) || (end..end + 5).any(object)).then_some((m.who, end))
    }

    /// A pair of sides whose noun does not end as a subject does.
    fn oblique_pair(&self, i: usize) -> bool {
        let r = self.r;
        let endings = &r.pack.dual_subject_endings;
        let two = r.all(i, Class::Counted).any(|(_, e)| e.value.get("n") == Some("2"));
        two && r.has(i, Class::Side) && !endings.is_empty() && !endings.iter().any(|e| r.key(i).ends_with(e.as_str()))
    }

    /// 'The movement "X"', 'the movement' after that.
    fn quoted_name(&self, i: usize) -> Option<(Who, usize)> {
        let r = self.r;
        let prefixed = r.frame("li", i) || r.labels.at(i).iter().any(|l| l.cut.has(Cut::PREP));
        if r.tokens.kind(i) != Kind::Word || r.any(i, Class::FUNCTION) || prefixed {
            return None;
        }
        if let Some(q) = r.quote_opening(i + 1).filter(|q| q.closed)
            && let Some(m) = self.m.starting(i + 2).filter(|m| m.tokens.end == q.close && matches!(m.kind, "ORG" | "MEDIA"))
            && self.m.cast.get(m.who).kind != EntityKind::Platform
        {
            return Some((m.who, q.close + 1));
        }
        let article = r.pack.clitics.iter().find(|c| c.slot == language::Slot::Article)?;
        let bare =
            r.key(i).strip_prefix(article.form.as_str()).filter(|_| r.labels.at(i).iter().any(|l| l.cut.bits == Cut::ARTICLE))?;
        // The word opens the name of an organisation, or stands right before it.
        let opens = |m: &&Mention| {
            let at = m.tokens.start;
            m.kind == "ORG"
                && m.tokens.end <= i
                && (at.saturating_sub(2)..at + 1).any(|k| r.key(k).trim_start_matches(article.form.as_str()) == bare)
        };
        self.m.list.iter().rfind(|m| opens(m)).map(|m| (m.who, i + 1))
    }

    /// Steps over what may stand between verb and subject: times, adverbs, commas, a prepositional phrase.
    pub(super) fn skip(&self, i: usize) -> Option<usize> {
        let r = self.r;
        if let Some(t) = self.times.iter().find(|t| t.tokens.contains(&i)) {
            return Some(t.tokens.end);
        }
        if let Some((l, _)) = r.label(i, Class::Side).filter(|(_, e)| e.value.has("turn")) {
            return Some(l.end as usize);
        }
        // 'After the meeting', but 'afterwards that'.
        let governs =
            r.has(i, Class::Prep) && i + 1 < r.len() && r.tokens.kind(i + 1) == Kind::Word && !r.has(i + 1, Class::That);
        if r.ends_clause(i) || r.is_mark(i) && matches!(r.key(i), "(" | ")") || r.has(i, Class::Adv) && !governs {
            return Some(i + 1);
        }
        if let Some((l, _)) = r.label(i, Class::Occasion) {
            return Some(l.end as usize);
        }
        // 'Answered it': a preposition with its pronoun is whole.
        if r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "pronoun") {
            return Some(i + 1);
        }
        let prep = r.has(i, Class::Prep) || r.labels.at(i).iter().any(|l| l.cut.has(Cut::PREP));
        if prep {
            let own = if r.has(i, Class::Prep) { i + 1 } else { i };
            // 'To the agency X'.
            if let Some(m) = self.m.starting(own + 1).filter(|m| m.kind == "MEDIA" && self.m.at(own).is_none()) {
                return Some(m.tokens.end);
            }
            // 'To «X»'.
            let named = |q: &&tokens::Quotation| q.closed && self.m.starting(q.open + 1).is_some_and(|m| m.tokens.end == q.close);
            if let Some(q) = r.quote_opening(own).or_else(|| r.quote_opening(own + 1)).filter(named) {
                return Some(q.close + 1);
            }
            // The phrase runs to the next comma or to the next name after its own.
            let name_end = self.m.at(own).map(|m| m.tokens.end);
            let occasion = r.label(own, Class::Occasion).map(|(l, _)| l.end as usize);
            return Some(name_end.or(occasion).unwrap_or(own + 1));
        }
        None
    }

    /// A particle of place or direction is attached to the first word: it is no subject.
    fn attached(&self, i: usize) -> bool {
        let r = self.r;
        let by_label = |class: Class| r.label(i, class).is_some_and(|(l, _)| l.cut.has(Cut::PREP));
        let span = self.m.at(i).map(|m| m.span.start() > r.span(i..i + 1).start());
        [Class::Name, Class::Office, Class::Unnamed, Class::Organ, Class::Side, Class::Delegation].into_iter().any(by_label)
            || span == Some(true) && !self.conj_only(i)
    }

    fn conj_only(&self, i: usize) -> bool {
        let r = self.r;
        r.labels.at(i).iter().any(|l| l.cut.bits == Cut::CONJ)
    }

    /// A named or described speaker at token `i` that ends before `limit`: who, and where the phrase ends.
    pub(crate) fn named_at(&mut self, i: usize, limit: usize) -> Option<(Who, usize)> {
        let r = self.r;
        // The sign of the indefinite accusative stands on no subject.
        if cues::signed(r, i) {
            return None;
        }
        // 'The correspondent of the agency X'.
        let reports =
            r.all(i, Class::Unnamed).find(|(_, e)| e.value.get("role") == Some("correspondent")).map(|(l, _)| l.end as usize);
        if let Some(m) = reports.and_then(|k| self.m.starting(k).or_else(|| self.m.starting(k + 1)))
            && m.kind == "MEDIA"
        {
            return Some((m.who, m.tokens.end)).filter(|x| x.1 <= limit);
        }
        if self.m.office(i).is_some() {
            return self.office_at(i, limit).filter(|x| x.1 <= limit);
        }
        if let Some(m) = self.m.starting(i) {
            let platform = self.m.cast.get(m.who).kind == EntityKind::Platform;
            let speaks = matches!(m.kind, "PER" | "ORG" | "GPE" | "MEDIA" | "DOC") && !platform;
            return speaks.then_some((m.who, m.tokens.end)).filter(|x| x.1 <= limit);
        }
        if r.has(i, Class::Organ) {
            return self.organ_at(i).filter(|x| x.1 <= limit);
        }
        if r.all(i, Class::Pron).any(|(_, e)| e.value.raw() == "latter") {
            let last = self.m.list.iter().filter(|m| m.kind == "PER" && m.tokens.end <= i).max_by_key(|m| m.tokens.end)?;
            return Some((last.who, i + 1));
        }
        // 'His Excellency': the one named last with that title.
        if let Some((_, c)) = r.all(i, Class::Courtesy).find(|(l, _)| l.cut.has(Cut::SUFFIX)) {
            // 'His Highness' is not 'his Excellency'; the last letters change before the pronoun.
            let en = c.value.get("en");
            let stem: String = r.key(i).chars().take(3).collect();
            let begins = |k: usize| r.key(k).contains(stem.as_str());
            let titled = |m: &&Mention| {
                let from = m.tokens.start.saturating_sub(3);
                m.kind == "PER"
                    && m.tokens.end <= i
                    && (from..m.tokens.start)
                        .any(|k| begins(k) && r.all(k, Class::Courtesy).any(|(_, e)| e.value.get("en") == en))
            };
            return self.m.list.iter().rfind(titled).map(|m| (m.who, i + 1)).filter(|x| x.1 <= limit);
        }
        if r.has(i, Class::Courtesy) || r.has(i, Class::Rank) {
            return self.m.starting(i + 1).filter(|m| m.kind == "PER").map(|m| (m.who, m.tokens.end)).filter(|x| x.1 <= limit);
        }
        self.side_at(i).filter(|x| x.1 <= limit)
    }

    /// An office at token `i`: the one who holds it, else a group of its own.
    fn office_at(&mut self, i: usize, limit: usize) -> Option<(Who, usize)> {
        let r = self.r;
        let o = self.m.office(i)?;
        let mut end = o.tokens.end;
        if let Some(x) = self.m.starting(end).filter(|x| x.kind == "PER") {
            return Some((x.who, x.tokens.end));
        }
        if let Some(w) = o.who {
            // 'The Saudi foreign minister Prince X': a title may stand between.
            let titled = |i: usize| self.m.starting(i).filter(|m| m.who == w && i > end).map(|m| m.tokens.end);
            let title =
                (end + 1..end + 3).take_while(|&i| r.any(i - 1, Class::Courtesy.bit() | Class::Rank.bit() | Class::Office.bit()));
            return Some((w, title.into_iter().find_map(titled).unwrap_or(end)));
        }
        let (of, role) = (o.of.clone(), o.role.clone());
        // 'The deputy prime minister, foreign minister X': the second office has the name.
        let same = |n: &crate::mentions::OfficePhrase| n.of.is_none() || of.is_none() || n.of == of;
        let to = self.attached(end);
        if !to && self.m.office(end).is_some_and(|n| same(n) && self.m.starting(n.tokens.end).is_some_and(|x| x.kind == "PER")) {
            return self.named_at(end, limit);
        }
        // 'The leaders of the three states'.
        let definite = |i: usize| r.labels.at(i).iter().any(|l| l.cut.has(Cut::ARTICLE) && !l.cut.has(Cut::PREP | Cut::CONJ));
        if o.number > 1
            && o.of.is_none()
            && definite(end)
            && r.any(end + 1, Class::Number.bit() | Class::Ordinal.bit())
            && definite(end + 1)
        {
            end += 2;
        }
        while r.any(end, Class::Number.bit() | Class::Ordinal.bit()) && r.labels.at(end).iter().any(|l| l.cut.has(Cut::ARTICLE)) {
            end += 1;
        }
        // 'The head of the Foundation of Prisoners X': words that no table knows stand between the office and the name.
        let ends = |i: usize| {
            r.is_mark(i) || r.any(i, Class::That.bit() | Class::Cue.bit() | Class::Prep.bit()) || self.m.office(i).is_some()
        };
        let behind = (end..end + 5).take_while(|&i| !ends(i)).find_map(|i| self.m.starting(i).filter(|m| m.kind == "PER"));
        if let Some(x) = behind.filter(|x| x.tokens.end <= limit) {
            return Some((x.who, x.tokens.end));
        }
        // An office without a holder speaks for itself.
        let whose = of.as_deref().map(|s| format!("{}-", s.rsplit('/').next().unwrap_or("").to_lowercase()));
        let id = format!("group/unnamed-{}{}", whose.unwrap_or_default(), role.replace(' ', "-"));
        Some((self.m.cast.group(id, of.filter(|s| s.starts_with("state/"))), end))
    }

    /// A word for an organ at token `i`: the one named with it; 'the agency' is the medium named last.
    fn organ_at(&self, i: usize) -> Option<(Who, usize)> {
        let r = self.r;
        let (l, e) = r.label(i, Class::Organ)?;
        let end = l.end as usize;
        let quoted = end + usize::from(r.is_quote_mark(end));
        if let Some(m) = self.m.starting(end).or_else(|| self.m.starting(quoted)) {
            let platform = self.m.cast.get(m.who).kind == EntityKind::Platform;
            return Some((m.who, m.tokens.end)).filter(|_| !platform);
        }
        let media = e.value.get("kind") == Some("media") && l.cut.has(Cut::ARTICLE);
        let outlets = self.m.list.iter().filter(|m| media && m.kind == "MEDIA" && m.tokens.end <= i && self.is_outlet(m.who));
        outlets.max_by_key(|m| m.tokens.end).map(|m| (m.who, end))
    }

    /// 'The American side', 'both sides', 'the Russian delegation', 'the Russian negotiators', 'media'.
    fn side_at(&mut self, i: usize) -> Option<(Who, usize)> {
        let r = self.r;
        let class = [Class::Side, Class::Delegation, Class::Group, Class::Unnamed]
            .into_iter()
            .find(|c| r.label(i, *c).is_some_and(|(_, e)| !e.value.has("turn")))?;
        let (l, e) = r.label(i, class)?;
        let end = l.end as usize;
        if let Some((n, x)) = r.label(end, Class::Nisba) {
            let id = x.entity.map(|id| r.dossier.entity(id).id.clone())?;
            let who = if class == Class::Group || class == Class::Unnamed {
                let code = id.rsplit('/').next().unwrap_or("").to_lowercase();
                let role = e.value.get("role").unwrap_or("group").replace(' ', "-");
                self.m.cast.group(format!("group/unnamed-{code}-{role}"), Some(id))
            } else {
                self.m.cast.state(&id)
            };
            return Some((who, n.end as usize));
        }
        // 'The delegation of «X»', 'information of «X»': whose it is speaks; a delegation of nobody is nobody.
        let named = self.m.starting(end).or_else(|| self.m.starting(end + 1).filter(|_| r.is_quote_mark(end)));
        let whose = named.filter(|m| match class {
            Class::Delegation => matches!(m.kind, "ORG" | "GPE"),
            Class::Group => m.kind == "MEDIA" && r.is_quote_mark(end),
            _ => false,
        });
        if let Some(m) = whose {
            return Some((m.who, m.tokens.end + usize::from(r.is_quote_mark(m.tokens.end))));
        }
        if class == Class::Delegation {
            return None;
        }
        let name = e.value.get("role").map_or_else(|| "both-sides".to_owned(), |s| format!("unnamed-{}", s.replace(' ', "-")));
        let known = class != Class::Side || l.cut.has(Cut::ARTICLE);
        known.then(|| (self.m.cast.group(format!("group/{name}"), None), end))
    }

    /// The subject before its verb: 'X said', 'X had said', 'X, who said'.
    fn subject_before(&mut self, cue: &Cue, from: usize) -> Option<Who> {
        let r = self.r;
        let mut i = cue.at;
        while i > from {
            let p = i - 1;
            let skip = r.any(p, Class::Aux.bit() | Class::Rel.bit() | Class::Adv.bit() | Class::Neg.bit())
                && self.m.at(p).is_none()
                || self.times.iter().any(|t| t.tokens.contains(&p));
            if skip {
                i = p;
                continue;
            }
            if r.ends_clause(p) && cue.at - p <= 1 && !cue.conj {
                // 'X, said' is no subject; but an apposition may stand between commas.
                return self.apposed(p, from);
            }
            break;
        }
        if cue.conj && i == cue.at {
            return None;
        }
        let at = i.checked_sub(1)?;
        if at < from {
            return None;
        }
        if let Some(m) = self.m.at(at).filter(|m| m.tokens.end == i && matches!(m.kind, "PER" | "ORG" | "GPE" | "MEDIA")) {
            let (who, start) = (m.who, m.tokens.start);
            if self.m.cast.get(who).kind == EntityKind::Platform {
                return None;
            }
            let object = start > from && (r.any(start - 1, Class::Prep.bit()) || self.attached(start));
            return Some(who).filter(|_| !object);
        }
        if let Some(o) = self.m.office_over(at).filter(|o| o.tokens.end == i) {
            return o.who;
        }
        // 'The official said': unnamed, one or two words.
        let described = [at.checked_sub(1), Some(at)]
            .into_iter()
            .flatten()
            .filter(|k| *k >= from)
            .find_map(|k| self.side_at(k).filter(|x| x.1 == i));
        described.map(|x| x.0)
    }

    /// One past the words for somebody unnamed that begin at token `k`, with the adjective of his state.
    fn described(&self, k: usize) -> Option<usize> {
        let (l, _) = self.r.label(k, Class::Unnamed)?;
        let end = l.end as usize;
        Some(self.r.label(end, Class::Nisba).map_or(end, |(n, _)| n.end as usize))
    }

    /// 'X, the minister of Y, said'.
    fn apposed(&mut self, comma: usize, from: usize) -> Option<Who> {
        let open = (from..comma).rev().take(16).find(|&i| self.r.ends_clause(i))?;
        let last = open.checked_sub(1)?;
        // 'The spokeswoman of X, Y, denied'.
        if let Some(m) = self.m.starting(open + 1).filter(|m| m.kind == "PER" && m.tokens.end == comma) {
            return Some(m.who);
        }
        if let Some(m) = self.m.at(last).filter(|m| m.tokens.end == open && m.kind == "PER") {
            return Some(m.who);
        }
        // 'A military source in Port Sudan, who asked not to be named, said'.
        let described = |k: usize| k >= from && self.described(k).is_some_and(|e| e == open || e + 1 == open);
        if let Some(k) = [last.checked_sub(1), Some(last)].into_iter().flatten().find(|k| described(*k)) {
            return self.side_at(k).map(|x| x.0);
        }
        let place = self.m.at(last).filter(|m| m.kind == "GPE" && m.tokens.end == open && m.tokens.start > 0);
        let end = place.map(|m| m.tokens.start - 1).filter(|&i| self.r.has(i, Class::Prep)).unwrap_or(open);
        self.m
            .offices
            .iter()
            .find(|o| (o.tokens.end == end || o.tokens.end == open) && o.tokens.start >= from)
            .and_then(|o| o.who)
    }

    /// The actor of the sentence before an adjunct participle: the last person or state that is no object of a preposition.
    fn actor_before(&mut self, at: usize, from: usize) -> Option<Who> {
        // A sentence that goes on for longer is none that somebody wrote.
        let mut i = from.max(at.saturating_sub(200));
        while i < at {
            let free = i == 0 || !self.r.has(i - 1, Class::Prep);
            // Whoever is named in words already given acts in those.
            if let Some(s) = self.out.iter().rev().take(40).find(|s| s.tokens.contains(&i)) {
                i = s.tokens.end.max(i + 1);
                continue;
            }
            match self.named_at(i, at) {
                Some((who, end)) if free && !self.attached(i) && !self.idle(i, end, from) => return Some(who),
                Some((_, end)) => i = end.max(i + 1),
                None => i += 1,
            }
        }
        None
    }

    /// A town that neither follows nor precedes a verb acts for nobody: 'the Antalya forum', a dateline. Nor does an adjective:
    /// 'the diplomatic forum' is written like 'the diplomat'.
    fn idle(&self, i: usize, end: usize, from: usize) -> bool {
        let r = self.r;
        let town = self.m.starting(i).is_some_and(|m| self.m.cast.get(m.who).kind == EntityKind::City);
        let verb = |k: usize| {
            [Class::Cue, Class::Event, Class::Aux]
                .into_iter()
                .any(|c| r.all(k, c).any(|(_, e)| matches!(&*e.part, "past" | "present") || c == Class::Aux))
        };
        let adjective = self.m.at(i).is_none() && r.all(i, Class::Unnamed).any(|(l, _)| l.cut.has(Cut::ARTICLE)) && i > from;
        (town || adjective) && !(i > from && verb(i - 1)) && !verb(end)
    }

    /// 'Quoted X as saying': the one quoted, and where the search for his words begins.
    pub(crate) fn relayed(&mut self, cue: &Cue, subject: &Subject, to: usize) -> Option<(Option<Who>, usize)> {
        let r = self.r;
        if !cue.relay {
            return None;
        }
        let start = cue.end;
        let stop = (subject.end.max(cue.end) + 9).min(to);
        for i in start..stop {
            if r.has(i, Class::That) && i > subject.end {
                return None;
            }
            if r.frame("about", i) {
                return Some((self.topic(cue.at).or(self.last), i + 1));
            }
            let quoting = r.label(i, Class::Via).is_some_and(|(_, e)| e.value.raw() == "quoting");
            let from = r.frame("min", i) && cue.frames.contains(&"from");
            let to_whom = r.frame("ila", i) && i >= subject.end && cue.frames.contains(&"ila");
            if r.frame("an", i) || quoting || from || to_whom {
                let at = if quoting { r.label(i, Class::Via).map_or(i + 1, |(l, _)| l.end as usize) } else { i + 1 };
                let (who, end) = self.named_at(at, to)?;
                return Some((Some(who), end));
            }
        }
        None
    }

    /// 'From an official' right behind a medium that is quoted.
    pub(crate) fn quoted_from(&mut self, at: usize, to: usize) -> Option<(Who, usize)> {
        let r = self.r;
        let from = r.frame("an", at);
        let via = r.label(at, Class::Via).filter(|(_, e)| e.value.raw() == "quoting").map(|(l, _)| l.end as usize);
        let next = via.or(from.then_some(at + 1))?;
        self.named_at(next, to)
    }

    /// The topic that opens the sentence ('As for X, …').
    fn topic(&self, at: usize) -> Option<Who> {
        let s = self.r.tokens.sentences().get(self.r.sentence_of(at))?;
        let opened = (s.from..at).find(|&i| self.r.all(i, Class::Conj).any(|(_, e)| e.value.raw() == "topic"))?;
        let office = self.m.office(opened + 1).and_then(|o| o.who);
        office.or_else(|| {
            self.m.list.iter().find(|m| m.tokens.start > opened && m.tokens.start < at && m.kind == "PER").map(|m| m.who)
        })
    }

    /// Who vouches after 'according to': through verbs and nouns such as 'what the agency reported', 'a report by'.
    pub(crate) fn vouched_by(&mut self, cue: &Cue, to: usize) -> Option<(Who, usize)> {
        let mut i = cue.end;
        let stop = (cue.end + 7).min(to);
        while i < stop {
            if let Some(x) = self.named_at(i, to) {
                return Some(x);
            }
            let r = self.r;
            if r.ends_clause(i) && i > cue.end || r.has(i, Class::That) || r.ends_sentence(i) {
                return None;
            }
            // 'A press statement' names no journalist.
            i = r.label(i, Class::Occasion).map_or(i + 1, |(l, _)| l.end as usize);
        }
        None
    }
}
