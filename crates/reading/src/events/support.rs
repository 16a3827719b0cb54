//! What a word must stand with to tell an event of its type.

use super::Input;
use super::trigger::event_noun;
use dossier::EntityKind;
use labels::{Class, Cut, Entry, Label};

/// The tokens behind a trigger in which its company is looked for.
pub(crate) struct Near<'a, 'b, 'c> {
    pub(crate) x: &'c Input<'a, 'b>,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Near<'_, '_, '_> {
    fn any(&self, test: impl Fn(usize) -> bool) -> bool {
        (self.from..self.to).any(test)
    }
    /// A treaty, document, negotiation or body by name.
    fn document(&self) -> bool {
        let x = self.x;
        self.any(|i| {
            x.m.at(i).is_some_and(|m| {
                let process = || matches!(x.m.cast.get(m.who).kind, EntityKind::Process | EntityKind::Body);
                m.kind == "DOC" || m.kind == "ORG" && process()
            })
        })
    }
    /// An event noun of the given type.
    fn noun(&self, kind: &str) -> bool {
        self.any(|i| self.x.r.all(i, Class::Event).any(|(_, e)| e.part.is_empty() && e.value.get("type") == Some(kind)))
    }
    /// 'Suspended the work by the agreement'.
    fn in_force(&self) -> bool {
        let r = self.x.r;
        let work = |i: usize| r.frame("work", i) && r.frame_attached("bi", i + 1);
        let told = |e: &Entry| e.part.is_empty() && matches!(e.value.get("type"), Some("agreement" | "announcement"));
        (self.from..self.to).any(|i| work(i) && r.all(i + 1, Class::Event).any(|(_, e)| told(e)))
    }
    /// By telephone.
    pub(crate) fn by_phone(&self) -> bool {
        self.any(|i| self.x.r.all(i, Class::Adv).any(|(_, e)| e.value.raw() == "phone"))
    }
    /// 'Opened again the crossing': what 'again' does stands before the passage.
    fn opens(&self) -> bool {
        let r = self.x.r;
        self.any(|i| r.frame("opening", i) && (i + 1..i + 3).any(|k| r.has(k, Class::Passage)))
    }
    /// 'Into force', that completes 'enters'.
    pub(crate) fn names_force(&self) -> bool {
        self.any(|i| self.x.r.all(i, Class::Event).any(|(_, e)| e.value.has("into")))
    }
    /// What a weak noun of a step must have behind it to tell one.
    pub(crate) fn completes(&self, kind: &str) -> bool {
        match kind {
            "suspension" => {
                self.document()
                    || self.noun("meeting")
                    || self.class(Class::Participation)
                    || self.within(3).class(Class::Passage)
                    || self.any(|i| inspections(self.x, i))
            }
            "entry-into-force" => self.within(3).class(Class::Passage),
            "withdrawal" => self.document() || self.within(4).class(Class::Withdrawn),
            "formation" => self.within(2).class(Class::Formed),
            _ => self.within(4).class(Class::Exchanged),
        }
    }
    fn class(&self, class: Class) -> bool {
        self.any(|i| self.x.r.has(i, class))
    }
    fn mention(&self, kind: &str) -> bool {
        self.any(|i| self.x.m.at(i).is_some_and(|m| m.kind == kind))
    }
    /// How many people are named or described by an office.
    fn people(&self) -> usize {
        let x = self.x;
        let named = |i: usize| x.m.starting(i).is_some_and(|m| m.kind == "PER");
        let described = |i: usize| x.m.office(i).is_some_and(|o| x.m.starting(o.tokens.end).is_none());
        (self.from..self.to).filter(|&i| named(i) || described(i)).count()
    }
    /// The nearest `n` tokens only.
    fn within(&self, n: usize) -> Self {
        Near { to: self.to.min(self.from + n), ..*self }
    }
}

/// Weak verbs count only with what makes them an event of their type.
pub(crate) fn supported(x: &Input, kind: &str, e: &Entry, (at, end): (usize, usize), to: usize) -> bool {
    let r = x.r;
    let reach = match kind {
        "signature" | "entry-into-force" => 26,
        "invitation" => 16,
        _ => 8,
    };
    let near = Near { x, from: end, to: (end + reach).min(to) };
    let document_before = |n: usize| x.m.list.iter().any(|m| m.kind == "DOC" && m.tokens.end <= at && m.tokens.end + n > at);
    match kind {
        "suspension" | "entry-into-force" if e.value.has("passage") => {
            near.within(6).class(Class::Passage) && (!e.value.has("reopen") || near.opens()) || closed_before(x, at, end)
        }
        "suspension" => {
            near.document()
                || near.noun("meeting")
                || near.noun("aid")
                || near.in_force()
                || near.class(Class::Participation)
                || (at.saturating_sub(8)..end + 8).any(|i| inspections(x, i))
        }
        "withdrawal" => near.document() || document_before(8) || near.within(4).class(Class::Withdrawn),
        "extension" | "expiry" => near.document() || document_before(8),
        "signature" => {
            let it = r.labels.at(at).iter().any(|l| l.cut.has(Cut::SUFFIX));
            // 'The declaration that X and Y signed'.
            let of =
                |k: usize| r.all(k, Class::Event).any(|(_, e)| matches!(e.value.get("type"), Some("agreement" | "announcement")));
            let noun_before = || at > 0 && r.has(at - 1, Class::Rel) && (at.saturating_sub(6)..at).any(of);
            near.document()
                || near.noun("agreement")
                || near.noun("announcement")
                || near.class(Class::Occasion)
                || it && (document_before(14) || noun_before())
        }
        "exchange" => near.class(Class::Exchanged),
        // 'Received a call' is written like 'meets'.
        "meeting" if r.all(at, Class::Event).any(|(_, e)| e.value.has("receive")) => false,
        "call" if near.by_phone() && !e.value.has("phone") => true,
        "meeting" => (near.mention("PER") || near.class(Class::Counterpart)) && person_near(x, at, end),
        // 'A compromise that the mediators put forward'.
        "proposal" if r.labels.at(at).iter().any(|l| l.cut.has(Cut::SUFFIX)) && offered_before(x, at) => true,
        "proposal" => {
            x.m.starting(end).is_some_and(|m| matches!(m.kind, "GPE" | "ORG")) && !x.m.is_object(r, at, end)
                || ["proposal", "agreement", "meeting"].into_iter().any(|k| near.noun(k))
        }
        // 'Spoke by telephone'.
        "call" => near.mention("PER") && (!e.value.has("phone") || near.by_phone()),
        "military" => near.noun(kind) || armed(&near, e),
        "sanction" => near.noun(kind),
        "invitation" => invited(&near),
        // 'Formed' is written like 'form': somebody stands behind the verb.
        "formation" if e.value.has("subject") => {
            x.m.starting(end)
                .is_some_and(|m| near.within(m.tokens.end + 3 - end).any(|i| i >= m.tokens.end && r.has(i, Class::Formed)))
        }
        // 'Appointed X as coordinator'.
        "formation" if e.value.has("office") => {
            near.within(3).class(Class::Formed) || near.mention("PER") && near.any(|i| r.has(i, Class::Office))
        }
        // 'X dismissed Y' needs both: 'was dismissed' is written alike.
        "exclusion" if e.value.has("office") => near.people() > usize::from(!e.value.has("passive")),
        // 'Consists of'.
        "formation" => {
            near.within(3).class(Class::Formed) && !(near.within(3).any(|i| r.frame("min", i)) && e.value.has("consist"))
        }
        "entry-into-force" => near.names_force(),
        "visit" => {
            let traveller = |i: usize| {
                let delegation =
                    r.has(i, Class::Delegation) && (i + 1..i + 3).any(|k| r.has(k, Class::Nisba) || x.m.at(k).is_some());
                x.m.at(i).is_some_and(|m| m.kind == "PER") || x.m.office_over(i).is_some() || delegation
            };
            // 'To the Turkish capital'.
            let capital =
                |i: usize| r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "place-noun") && r.has(i + 1, Class::Nisba);
            // 'Came to X' is written like 'solved'.
            let in_it = |i: usize| r.frame_attached("bi", i) && x.m.starting(i).is_some_and(|m| m.kind == "GPE");
            let whereto = if e.value.has("at") { near.any(in_it) } else { near.mention("GPE") || near.any(capital) };
            // 'The delegation, headed by X, had arrived in'; 'arrives in Y within days a delegation'.
            let before = || {
                let had = at > 0 && r.has(at - 1, Class::Aux);
                had && (at.saturating_sub(12)..at).any(traveller)
            };
            let behind = || {
                let stop =
                    (end..(end + 9).min(to)).find(|&i| r.ends_clause(i) || r.has(i, Class::That)).unwrap_or((end + 9).min(to));
                r.frame("ila", end) && (end + 1..stop).any(|i| r.has(i, Class::Delegation) && traveller(i))
            };
            whereto && ((end..end + 2).any(traveller) || before() || behind())
        }
        _ => false,
    }
}

/// What was put forward stands right before the verb, an adjective or a relative between them or not.
fn offered_before(x: &Input, at: usize) -> bool {
    let r = x.r;
    let offer = |i: usize| event_noun(x, i, false).is_some_and(|(_, kind, _)| kind == "proposal");
    (at.saturating_sub(4)..at).rev().take_while(|&i| !r.ends_sentence(i)).any(offer)
}

/// 'The crossing that it closed in May': the pronoun stands for the passage before.
fn closed_before(x: &Input, at: usize, end: usize) -> bool {
    let r = x.r;
    let it = r.labels.at(at).iter().any(|l| l.end as usize == end && l.cut.has(Cut::SUFFIX));
    it && (at.saturating_sub(16)..at).any(|i| r.has(i, Class::Passage))
}

/// 'Fired missiles', 'deployed forces', 'took control of X': what a verb of fighting does it with or to.
fn armed(near: &Near, e: &Entry) -> bool {
    let r = near.x.r;
    let weapon = |i: usize| {
        let of = |(_, e): (&Label, &Entry)| {
            e.value
                .get("en")
                .is_some_and(|v| ["missile", "rocket", "shell", "drone", "aircraft", "bomb"].iter().any(|w| v.starts_with(w)))
        };
        r.all(i, Class::Counted).any(of)
    };
    let onto = |i: usize| r.frame("ala", i);
    let place = |i: usize| {
        near.x.m.starting(i).is_some_and(|m| matches!(m.kind, "GPE" | "LOC"))
            || r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "place-noun")
    };
    e.value.has("weapon") && near.any(weapon)
        || e.value.has("forces") && near.within(6).class(Class::Withdrawn)
        || e.value.has("onto") && near.any(|i| onto(i) && place(i + 1))
        || e.value.has("object") && near.within(7).any(place)
}

/// 'X invited Y to a summit', 'to visit Z'.
fn invited(near: &Near) -> bool {
    let r = near.x.r;
    let ila = |i: usize| r.frame("ila", i);
    let Some(at) = (near.from..near.to).find(|&i| ila(i)) else { return false };
    let named = near.x.m.list.iter().filter(|m| !m.nested && m.tokens.start >= near.from && m.tokens.end <= at).count();
    let sides = (near.from..at).filter(|&i| r.has(i, Class::Side)).count();
    // 'Invited the two sides to talks in': what they are asked to do elsewhere is proposed.
    if named == 1 && sides > 0 {
        return event_noun(near.x, at + 1, false).is_some_and(|(_, kind, _)| kind == "meeting");
    }
    let occasion = |i: usize| {
        event_noun(near.x, i, false).is_some_and(|(_, kind, _)| matches!(kind.as_str(), "meeting" | "visit" | "conference"))
    };
    named > 1 && (at + 1..at + 4).any(occasion)
}

/// Inspections under a treaty are named at token `i`.
pub(crate) fn inspections(x: &Input, i: usize) -> bool {
    x.r.all(i, Class::Counted).any(|(_, e)| e.value.get("en").is_some_and(|v| v.contains("inspection")))
}

fn person_near(x: &Input, at: usize, end: usize) -> bool {
    (at.saturating_sub(6)..end + 8).any(|i| x.m.at(i).is_some_and(|m| m.kind == "PER") || x.m.office_over(i).is_some())
}

/// 'The army withdrew from X'.
fn leaves(x: &Input, from: usize, to: usize) -> bool {
    let min = |i: usize| x.r.frame("min", i);
    let place = |i: usize| {
        x.m.starting(i).is_some_and(|m| matches!(m.kind, "GPE" | "LOC"))
            || x.r.all(i, Class::Prep).any(|(_, e)| e.value.raw() == "place-noun")
    };
    (from..to).any(|i| min(i) && (place(i + 1) || place(i + 2)))
}

/// Treaty steps need a treaty, or something of it, in the sentence.
pub(crate) fn needs_met(x: &Input, kind: &str, from: usize, to: usize) -> bool {
    if !matches!(kind, "extension" | "entry-into-force" | "expiry" | "suspension" | "withdrawal") {
        return true;
    }
    let r = x.r;
    if matches!(kind, "suspension" | "entry-into-force") && (from..to).any(|i| r.has(i, Class::Passage)) {
        return true;
    }
    if kind == "withdrawal" && ((from..to).any(|i| r.has(i, Class::Withdrawn)) || leaves(x, from, to)) {
        return true;
    }
    if kind == "extension" && (from..to).any(|i| r.has(i, Class::Participation)) {
        return true;
    }
    let aid = |i: usize| event_noun(x, i, false).is_some_and(|n| n.1 == "aid");
    if kind == "suspension" && ((from..to).any(aid) || (Near { x, from, to }).in_force()) {
        return true;
    }
    if matches!(kind, "suspension" | "withdrawal")
        && (from..to).any(|i| event_noun(x, i, false).is_some_and(|n| n.1 == "meeting") || r.has(i, Class::Participation))
    {
        return true;
    }
    let in_sentence = |i: usize| {
        let named = x.m.at(i).is_some_and(|m| m.kind == "DOC");
        named
            || r.all(i, Class::Event).any(|(_, e)| e.value.has("pronoun"))
            || r.all(i, Class::Event).any(|(_, e)| e.part.is_empty() && e.value.get("type") == Some("agreement"))
            || inspections(x, i)
    };
    (from..to).any(in_sentence)
}
