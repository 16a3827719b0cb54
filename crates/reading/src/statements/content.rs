//! Where the words begin and end.

use super::cues::{self, Cue, CueKind};
use super::{Finder, StatementKind};
use crate::report::Report;
use labels::{Class, Cut, Entry, Label};
use source::Span;
use std::ops::Range;
use tokens::Kind;

/// How far after the cue the words may begin, in tokens.
const REACH: usize = 44;

/// The contents of a cue: usually one, two where a quotation is split around it or clauses are joined by 'and that'.
pub(crate) fn of_cue(
    f: &Finder,
    cue: &Cue,
    search: usize,
    from: usize,
    to: usize,
    objects: bool,
    own: bool,
) -> Vec<Range<usize>> {
    let r = f.r;
    if cue.document {
        return f.laid_down(cue, to).into_iter().collect();
    }
    if let Some(needs) = &cue.needs {
        return f.with_word(cue, needs, search, to).filter(|_| own && !cue.suffix).into_iter().collect();
    }
    if cue.frames.contains(&"number")
        && let Some(estimate) = f.estimate(cue, search, to).filter(|_| own)
    {
        return std::iter::once(estimate).collect();
    }
    let mut out = Vec::new();
    // 'And demanded' behind a quotation goes on to other words.
    if cue.kind == CueKind::Finite
        && !cue.conj
        && let Some(q) = quote_before(r, cue.at, from)
    {
        out.push(q);
    }
    let begun = begins(f, cue, search, to);
    let framed = if objects {
        by_frame(f, cue, search, to).filter(|(o, prep)| !cue.weak || *prep && own && o.start <= search + 1 && begun.is_none())
    } else {
        None
    };
    match begun {
        // An object before the quotation or 'that' holds it: 'announced the reaching of a «…»', 'described X as «…»'.
        Some(start)
            if framed
                .as_ref()
                .is_some_and(|(o, prep)| o.start + 1 < start && start < o.end && (*prep || !after_that(r, start, cue))) =>
        {
            out.extend(framed.map(|f| f.0))
        }
        Some(start) => {
            let whole = start..ends(f, start, to);
            let next = whole.end;
            out.extend(split_that(r, whole));
            // The speaker goes on in his own words: '…, «…»'.
            if let Some(q) = r.quote_opening(next).filter(|q| q.close < to) {
                out.push(q.inside().0..q.inside().1);
            }
        }
        None if out.is_empty() => out.extend(framed.map(|f| f.0).or_else(|| quoted_below(r, cue, to))),
        None => {}
    }
    out
}

/// 'X said:' at the end of a paragraph, the quotation in the next.
fn quoted_below(r: &Report, cue: &Cue, to: usize) -> Option<Range<usize>> {
    let last = cue.kind != CueKind::Via && r.key(to - 1) == ":" && cues::in_sentence(r, cue.end, to).is_empty();
    let q = r.quote_opening(to).filter(|q| last && q.closed)?;
    let (a, b) = q.inside();
    Some(a..b)
}

/// The words begin after 'that'; for verbs of describing ('X as …') the object comes first.
fn after_that(r: &Report, start: usize, cue: &Cue) -> bool {
    let that = start > 0
        && (start.saturating_sub(2)..start).any(|i| r.label(i, Class::That).is_some_and(|(l, _)| l.end as usize == start));
    that && !describing(cue)
}

/// 'Described X as …': the object comes first and belongs to the words.
fn describing(cue: &Cue) -> bool {
    let has = |f: &str| cue.frames.contains(&f);
    has("obj") && has("bi") && !has("that") && !cue.suffix
}

/// A closed quotation that ends right before the cue: «…», said X.
fn quote_before(r: &Report, at: usize, from: usize) -> Option<Range<usize>> {
    let near = |q: &&tokens::Quotation| {
        q.closed && q.open >= from && q.close < at && at - q.close <= 2 && (q.close + 1..at).all(|i| r.is_mark(i))
    };
    let q = r.tokens.quotations().iter().find(near)?;
    let (a, b) = q.inside();
    // A quoted word before the verb is no statement.
    let behind_colon = q.open > 0 && r.key(q.open - 1) == ":";
    (b - a >= 3 && (q.open <= from + 2 || behind_colon || b - a >= 5)).then_some(a..b)
}

/// Where the words begin: after 'that', at a quotation, after a colon.
fn begins(f: &Finder, cue: &Cue, search: usize, to: usize) -> Option<usize> {
    let r = f.r;
    let mut i = search;
    let mut depth = 0;
    while i < to.min(search + REACH) {
        match r.key(i) {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        if let Some(q) = r.quote_opening(i) {
            if quotes_words(f, cue, q, search, to) {
                return Some(i);
            }
            i = if q.closed { q.close + 1 } else { i + 1 };
            continue;
        }
        if let Some((l, _)) = r.label(i, Class::Anonymity) {
            i = l.end as usize;
            continue;
        }
        if i > search && (turns(r, i, to) || who_says(f, i)) {
            return None;
        }
        if r.has(i, Class::That) && r.label(i, Class::That).is_some_and(|(l, _)| !l.cut.has(Cut::CONJ)) && !temporal(r, cue, i) {
            // 'That not' is part of the words.
            let held = |(l, _): (&Label, &Entry)| if r.has(i, Class::Neg) { i } else { l.end as usize };
            return r.label(i, Class::That).map(held).filter(|_| depth == 0);
        }
        if r.key(i) == ":" && !within_number(r, i) {
            let that = r.label(i + 1, Class::That).map_or(i + 1, |(l, _)| l.end as usize);
            return (that < to).then_some(that);
        }
        if i > cue.end && another_speaks(r, i, to) || r.ends_sentence(i) {
            return None;
        }
        i += 1;
    }
    None
}

/// 'At 11:30'.
pub(crate) fn within_number(r: &Report, i: usize) -> bool {
    i > 0 && r.tokens.kind(i - 1) == Kind::Number && i + 1 < r.len() && r.tokens.kind(i + 1) == Kind::Number
}

/// A quotation behind a cue holds its words when it is long enough and follows the subject, or a colon; one that names a medium or
/// the one spoken to does not.
fn quotes_words(f: &Finder, cue: &Cue, q: &tokens::Quotation, search: usize, to: usize) -> bool {
    let (r, i) = (f.r, q.open);
    let (a, b) = q.inside();
    let addressed =
        i > 0 && (r.pack.addressing.iter().any(|p| p == r.key(i - 1)) || f.m.at(i + 1).is_some_and(|m| m.kind == "MEDIA"));
    // Two words are enough where nothing stands before them but the subject, and nothing behind.
    let close = |i: usize| r.ends_clause(i) || r.ends_sentence(i);
    let whole = q.closed && (q.close + 1 >= to || close(q.close + 1)) && cue.frames.contains(&"quote") && !cue.weak;
    let to_somebody = i == search + 1 && r.labels.at(search).iter().any(|l| l.cut.has(Cut::PREP));
    let least = if whole && (i <= search || to_somebody || cue.suffix && r.ends_clause(i - 1)) { 2 } else { 3 };
    let long = b.min(to).saturating_sub(a) >= least;
    !addressed && (long && takes_quote(r, cue, i, search) || i > 0 && r.key(i - 1) == ":")
}

/// 'The resignation of X, who called': behind a person or state begins what it said itself.
fn who_says(f: &Finder, i: usize) -> bool {
    let r = f.r;
    let named = || i > 0 && f.m.at(i - 1).is_some_and(|m| m.tokens.end == i && matches!(m.kind, "PER" | "GPE"));
    let says = || cues::in_sentence(r, i + 1, i + 2).first().is_some_and(|c| c.kind == CueKind::Finite && !c.weak);
    r.has(i, Class::Rel) && named() && says()
}

/// 'But X said': the words behind belong to that cue; 'but that …' and 'note that …' are the writer's.
fn turns(r: &Report, i: usize, to: usize) -> bool {
    let phrase = r.all(i, Class::Conj).any(|(l, _)| l.width() > 1);
    if !r.ends_clause(i - 1) || !r.has(i, Class::Conj) || !phrase && r.has(i, Class::That) {
        return false;
    }
    phrase || r.all(i, Class::Conj).any(|(_, e)| e.value.raw() == "aside") || cue_follows(r, i + 1, to)
}

/// Another verb of saying with words of its own, or a participle of saying, at token `i`.
fn another_speaks(r: &Report, i: usize, to: usize) -> bool {
    cues::in_sentence(r, i, (i + 1).min(to)).iter().any(|c| match c.kind {
        // 'Recalled what X said'.
        CueKind::Finite => !(c.weak || c.relay && c.suffix) && (c.conj || r.ends_clause(i - 1) || super::r_what(r, i - 1)),
        CueKind::Participle => true,
        _ => false,
    })
}

/// 'Before that', 'without that': a conjunction that opens no words, unless the verb takes just this preposition.
fn temporal(r: &Report, cue: &Cue, i: usize) -> bool {
    let Some(p) = i.checked_sub(1).filter(|p| *p >= cue.end) else { return false };
    let framed = cue.frames.iter().any(|f| r.frame(f, p));
    !framed
        && (r.has(p, Class::Neg)
            || r.all(p, Class::Prep).any(|(l, e)| l.width() == 1 && !matches!(e.value.raw(), "place" | "place-noun" | "toward")))
}

/// A quotation is the cue's content when it follows the subject, perhaps after a preposition of the frame, not a scare quote
/// in the middle of an object.
fn takes_quote(r: &Report, cue: &Cue, open: usize, search: usize) -> bool {
    if cue.weak && open > search + 6 {
        return false;
    }
    open <= search + 1
        || r.ends_clause(open - 1)
        || r.key(open - 1) == ":"
        || r.any(open - 1, Class::Occasion.bit())
        || (open.saturating_sub(6)..open).any(|i| r.has(i, Class::Occasion))
        || cue.frames.contains(&"quote")
}

/// Where the words end: at the sentence's end, or where another cue, source or speaker takes over.
pub(crate) fn ends(f: &Finder, start: usize, to: usize) -> usize {
    let r = f.r;
    let mut i = start;
    while i < to {
        if let Some(q) = r.quote_opening(i).filter(|q| q.closed) {
            // Words that begin with a quotation end with it, unless the clause goes on.
            if i == start
                && (q.close + 1 >= to || r.ends_clause(q.close + 1) || r.ends_sentence(q.close + 1))
                && q.close - q.open > 3
            {
                return q.close + 1;
            }
            // A long quotation behind a comma is a statement of its own.
            if i > start + 4 && r.ends_clause(i - 1) && q.close - q.open > 7 {
                return i;
            }
            i = q.close + 1;
            continue;
        }
        // 'The talks, according to X, are useful': the words go on behind the source.
        if i > start
            && r.ends_clause(i - 1)
            && r.has(i, Class::Via)
            && let Some(next) = resumes(f, i, to)
        {
            i = next;
            continue;
        }
        if i > start && stops(f, start, i, to) {
            return i;
        }
        i += 1;
    }
    to
}

/// Where words go on behind a source at token `i` that is set between commas.
fn resumes(f: &Finder, i: usize, to: usize) -> Option<usize> {
    const TURNS: u128 = Class::That.bit() | Class::Via.bit() | Class::Conj.bit() | Class::Rel.bit() | Class::Cue.bit();
    let r = f.r;
    let next = (i + 1..to.min(i + 9)).find(|&k| r.ends_clause(k))? + 1;
    let turns = r.any(next, TURNS) && !r.has(next, Class::Prep) || r.labels.at(next).iter().any(|l| l.cut.has(Cut::CONJ));
    (next < to && matches!(r.tokens.kind(next), Kind::Word | Kind::Number) && !turns && f.m.at(next).is_none()).then_some(next)
}

/// A finite verb of saying within the next words, before a mark.
fn cue_follows(r: &Report, from: usize, to: usize) -> bool {
    let stop = (from..to.min(from + 8)).find(|&i| r.is_mark(i) || r.has(i, Class::That)).unwrap_or(to.min(from + 8));
    cues::in_sentence(r, from, stop).iter().any(|c| c.kind == CueKind::Finite && !c.weak)
}

fn stops(f: &Finder, start: usize, i: usize, to: usize) -> bool {
    let r = f.r;
    let after_mark = r.ends_clause(i - 1) && r.key(i - 1) != ":";
    // 'A, and that after the round': the writer goes on.
    let and_that = r.all(i, Class::Dem).any(|(l, _)| l.cut.bits == Cut::CONJ);
    if after_mark && and_that && r.any(i + 1, Class::Prep.bit() | Class::Conj.bit()) {
        return true;
    }
    // 'Which is what X denied'.
    if after_mark && super::lays::which_is_what(r, i + 2) {
        return true;
    }
    if after_mark && (r.has(i, Class::Via) || r.all(i, Class::Conj).any(|(_, e)| matches!(e.value.raw(), "while" | "aside"))) {
        return true;
    }
    if r.has(i, Class::Via)
        && r.label(i, Class::Via).is_some_and(|(l, e)| l.width() > 1 || e.value.raw() == "according")
        && i > start + 2
        && f.m.at(i + 1).is_some()
    {
        return true;
    }
    let Some(cue) = cues::in_sentence(r, i, i + 1).into_iter().next() else {
        // 'But he denied', 'before he pledged': the connective belongs to the next statement.
        let behind = r.all(i, Class::Conj).map(|(l, _)| l.end as usize).max().unwrap_or(i);
        let verb = (behind..to.min(behind + 3)).find(|&k| !r.has(k, Class::Aux)).unwrap_or(behind);
        return after_mark && r.has(i, Class::Conj) && next_cue(r, verb, to);
    };
    match cue.kind {
        CueKind::Participle => after_mark || i > start + 3,
        CueKind::Finite => (cue.conj && i > start + 1 || after_mark) && !cue.weak && !relative(r, i),
        _ => false,
    }
}

fn relative(r: &Report, i: usize) -> bool {
    i > 0 && r.any(i - 1, Class::Rel.bit() | Class::That.bit())
}

fn next_cue(r: &Report, i: usize, to: usize) -> bool {
    i < to && cues::in_sentence(r, i, (i + 1).min(to)).iter().any(|c| c.kind == CueKind::Finite && !c.weak)
}

/// 'That A, and that B' are two statements.
fn split_that(r: &Report, whole: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = whole.start;
    let mut i = whole.start;
    while i < whole.end {
        if let Some(q) = r.quote_opening(i).filter(|q| q.closed) {
            i = q.close + 1;
            continue;
        }
        let joined = i > from + 2 && r.ends_clause(i - 1) && r.label(i, Class::That).is_some_and(|(l, _)| l.cut.has(Cut::CONJ));
        if joined {
            out.push(from..i);
            from = r.label(i, Class::That).map_or(i + 1, |(l, _)| l.end as usize);
        }
        i += 1;
    }
    out.push(from..whole.end);
    out
}

/// Content without 'that' or quotation: after the frame's preposition, or the object.
/// The flag says that a preposition of the frame opens it.
fn by_frame(f: &Finder, cue: &Cue, search: usize, to: usize) -> Option<(Range<usize>, bool)> {
    let r = f.r;
    let stop = clause_end(f, search, to);
    let describes = describing(cue);
    // The second word of a name begins with the letter of a preposition.
    let named =
        |i: usize| f.m.at(i).is_some_and(|m| m.tokens.start < i) || f.m.office_over(i).is_some_and(|o| o.tokens.start < i);
    let opened = |i: usize, stop: usize| {
        cue.frames.iter().find_map(|frame| match *frame {
            // 'In the words of X', 'in a talk to the channel X' give no words.
            "ala" | "min" | "ila" | "an" | "fi"
                if r.frame(frame, i) && i + 1 < stop && !r.has(i, Class::Via) && !f.to_medium(i + 1) =>
            {
                Some(i + 1)
            }
            "bi" | "bi2" if !describes && attached(r, "bi", i) && !named(i) && !f.stands_at(cue, i) => {
                // Before a quotation the particle stands alone.
                Some(i + usize::from(r.quote_opening(i + 1).is_some() && r.frame("bi", i)))
            }
            "li" if attached(r, "li", i) && !named(i) => Some(i),
            _ => None,
        })
    };
    if let Some(start) = (search..stop).find_map(|i| opened(i, stop)) {
        let end = object_end(f, start, stop);
        // One word is too little to be somebody's words, unless it is what he welcomes, demands or doubts.
        let meant = cue.acts.iter().any(|a| *a != "describe");
        let definite = r.labels.at(start).iter().any(|l| l.cut.has(Cut::ARTICLE) || l.cut.has(Cut::SUFFIX));
        return (end > start + 1 || meant && definite && !cue.weak && f.m.at(start).is_none()).then_some((start..end, true));
    }
    // Behind a parenthesis: 'expressed, through a spokesman, …'.
    let beyond = (stop + 1..to.min(search + 18)).find_map(|i| opened(i, to).filter(|_| r.ends_clause(i - 1)));
    if let Some(start) = beyond {
        let end = clause_end(f, start, to);
        return (end > start + 1).then(|| (start..object_end(f, start, end), true));
    }
    if !cue.frames.contains(&"obj") || cue.suffix {
        return None;
    }
    // 'Described the meeting as good': what it is said to be.
    let as_what = (search..stop).find(|&i| describes && r.has(i, Class::That) && r.frame_attached("bi", i));
    if let Some(i) = as_what {
        return (i + 1 < stop).then(|| (i + 1..object_end(f, i + 1, stop), true));
    }
    // 'Announced, on Thursday, the agreement of': the object stands behind what is set between commas.
    let search = adjuncts(f, cue, search, to);
    let stop = if search > stop { clause_end(f, search, to) } else { stop };
    let beyond = aside(f, search, to).filter(|_| !describes);
    let (search, stop) = beyond.map_or((search, stop), |i| (i, clause_end(f, i, to)));
    const BESIDE: u128 = Class::Adv.bit() | Class::Daypart.bit() | Class::Vague.bit() | Class::Deictic.bit();
    let start = (search..stop)
        .find(|&i| r.tokens.kind(i) == Kind::Word && !f.times.iter().any(|t| t.tokens.contains(&i)) && !r.any(i, BESIDE))?;
    let prep = r.has(start, Class::Prep) || r.labels.at(start).iter().any(|l| l.cut.has(Cut::PREP) && !l.cut.has(Cut::ARTICLE));
    let one_word = stop == start + 1 && !r.labels.at(start).iter().any(|l| l.cut.has(Cut::ARTICLE));
    let end = object_end(f, start, stop);
    (!prep && stop > start && !one_word && (beyond.is_none() || end > start + 1)).then_some((start..end, false))
}

/// Steps over what tells where, when and on what occasion something was said, up to the object: 'in earlier remarks', 'on
/// 13 April', 'from Doha, on Wednesday evening,'.
pub(crate) fn adjuncts(f: &Finder, cue: &Cue, search: usize, to: usize) -> usize {
    let r = f.r;
    // How long is what was said, not when.
    let when = |t: &&crate::times::Time| t.kind != crate::times::TimeKind::Duration;
    let time = |i: usize| f.times.iter().find(|t| t.tokens.contains(&i)).filter(when).map(|t| t.tokens.end);
    let mut i = search;
    while i + 1 < to {
        let n = i + 1;
        let framed = cue.frames.iter().any(|x| r.frame(x, i));
        let next = if let Some(end) = time(i) {
            Some(end)
        } else if r.has(i, Class::Prep) && r.tokens.kind(i) == Kind::Word && !framed {
            let place = f.m.starting(n).filter(|m| matches!(m.kind, "GPE" | "LOC" | "MEDIA")).map(|m| m.tokens.end);
            let occasion = || r.label(n, Class::Occasion).map(|(l, _)| described(r, l.end as usize));
            // 'At the end of the summit'.
            let met = |k: usize| r.all(k, Class::Event).any(|(l, _)| l.cut.bits == Cut::ARTICLE);
            let plain = |k: usize| r.tokens.kind(k) == Kind::Word && r.labels.at(k).iter().all(|l| l.cut.bits == 0);
            let event = || (n..n + 2).find(|&k| met(k) || !plain(k)).filter(|&k| met(k)).map(|k| k + 1);
            place.or_else(|| time(n)).or_else(occasion).or_else(event)
        } else {
            (i > search && r.ends_clause(i) && r.key(i) != ":" && i + 2 < to).then_some(n)
        };
        match next {
            Some(next) if next < to => i = next,
            _ => break,
        }
    }
    if i == search { search } else { i }
}

/// Steps over the indefinite adjectives of an occasion that no table has with it: 'earlier', 'televised'.
fn described(r: &Report, mut i: usize) -> usize {
    let adjective = |i: usize| {
        let plain = |c: Class| r.all(i, c).any(|(l, _)| l.cut.bits == 0 && l.width() == 1);
        (plain(Class::Former) || plain(Class::Stop)) && !r.any(i, Class::Event.bit() | Class::Cue.bit() | Class::Office.bit())
    };
    for _ in 0..2 {
        if adjective(i) && r.tokens.kind(i + 1) == Kind::Word {
            i += 1;
        }
    }
    i
}

/// Where an object begins whose verb and subject are followed by words between two commas: a time, an occasion, 'for his part'.
fn aside(f: &Finder, search: usize, to: usize) -> Option<usize> {
    let r = f.r;
    let comma = |i: usize| r.ends_clause(i) && r.key(i) != ":";
    let opens = comma(search) && (search + 1 < to);
    // 'Saudi Arabia, whose minister visited both capitals, expressed'.
    let relative = opens && r.has(search + 1, Class::Rel);
    let verb = |i: usize| {
        cues::in_sentence(r, i, i + 1).iter().any(|c| c.kind != CueKind::Masdar) || r.any(i, Class::That.bit() | Class::Rel.bit())
    };
    let reach = if relative { 20 } else { 10 };
    let second =
        (search + 1..to.min(search + reach)).find(|&i| comma(i) || !relative && verb(i)).filter(|&i| opens && comma(i))?;
    let noun = r.tokens.kind(second + 1) == Kind::Word
        && !r.any(second + 1, Class::Conj.bit() | Class::Prep.bit() | Class::Via.bit() | Class::Neg.bit() | Class::Aux.bit())
        && !r.labels.at(second + 1).iter().any(|l| l.cut.has(Cut::CONJ) || l.cut.has(Cut::PREP))
        && !verb(second + 1);
    noun.then_some(second + 1)
}

/// True when a particle of the frame is attached to token `i` (or stands alone before a quotation).
pub(crate) fn attached(r: &Report, frame: &str, i: usize) -> bool {
    let Some(forms) = r.pack.frames.get(frame) else { return false };
    let key = r.key(i);
    if forms.iter().any(|w| w == key) {
        return true;
    }
    // 'What was achieved'.
    if r.all(i, Class::Pron).any(|(l, e)| l.width() == 1 && l.cut.has(Cut::PREP) && e.value.raw() == "what")
        && r.labels.at(i).iter().all(|l| l.width() == 1)
        && !r.has(i + 1, Class::Cue)
        && forms.iter().any(|w| key.starts_with(w.as_str()))
    {
        return true;
    }
    let prefixed = forms.iter().any(|w| key.strip_prefix(w.as_str()).is_some_and(|rest| rest.chars().nth(2).is_some()));
    let plain = r.labels.at(i).iter().any(|l| l.cut.bits == 0);
    prefixed && !plain && (r.labels.at(i).iter().any(|l| l.cut.has(Cut::PREP)) || r.labels.at(i).is_empty())
}

/// The end of the clause: a comma that another clause follows, another cue, or the sentence's end.
pub(crate) fn clause_end(f: &Finder, from: usize, to: usize) -> usize {
    let r = f.r;
    let mut i = from;
    while i < to {
        if let Some(q) = r.quote_opening(i).filter(|q| q.closed) {
            i = q.close + 1;
            continue;
        }
        // 'And Washington speaks of': a name with a conjunction and a verb of saying of its own.
        let other = || {
            f.m.starting(i).is_some_and(|m| r.labels.at(i).iter().any(|l| l.cut.has(Cut::CONJ)) && next_cue(r, m.tokens.end, to))
        };
        if r.ends_clause(i) && i > from || r.ends_sentence(i) || i > from + 1 && other() || i > from + 1 && stops(f, from, i, to)
        {
            return i;
        }
        i += 1;
    }
    to
}

/// An object ends before a relative clause, an occasion or a time that belongs to the verb.
fn object_end(f: &Finder, from: usize, stop: usize) -> usize {
    let r = f.r;
    let bare_prep = |i: usize| {
        r.has(i, Class::Prep) && r.has(i + 1, Class::Occasion)
            || r.all(i, Class::Dir).any(|(_, e)| e.value.raw() == "this") && f.times.iter().any(|t| t.tokens.start == i)
    };
    let says = |i: usize| cues::in_sentence(r, i, i + 1).first().is_some_and(|c| c.kind == CueKind::Participle);
    let quoted = |i: usize| r.tokens.quotations().iter().any(|q| q.closed && q.open < i && i < q.close);
    // 'The «spirit of responsibility» that marked the talks': what follows is the writer's.
    if let Some(q) = r.quote_opening(from).filter(|q| q.closed && q.close + 1 < stop && r.has(q.close + 1, Class::Rel)) {
        return q.close + 1;
    }
    (from + 1..stop).find(|&i| bare_prep(i) || who_says(f, i) || says(i) && !quoted(i)).unwrap_or(stop)
}

/// The rest of a sentence after a source that opens it.
pub(crate) fn clause(f: &Finder, end: usize, to: usize) -> Option<Range<usize>> {
    let r = f.r;
    // The source may have its own relative clause: the words begin after its comma.
    let comma = (end..to.min(end + 24)).find(|&i| r.ends_clause(i));
    let start = comma.map_or(end, |c| c + 1);
    let so = r.all(start, Class::Aux).any(|(l, e)| l.cut.has(Cut::CONJ) && e.value.raw() == "past");
    let start = if r.has(start, Class::That) || so { start + 1 } else { start };
    let stop = ends(f, start, to);
    (stop > start + 2).then_some(start..stop)
}

/// The clause before a source that closes it.
pub(crate) fn clause_before(f: &Finder, from: usize, at: usize) -> Option<Range<usize>> {
    let r = f.r;
    let mut stop = at;
    while stop > from && r.is_mark(stop - 1) && !r.is_quote_mark(stop - 1) {
        stop -= 1;
    }
    let topic = r.all(from, Class::Conj).any(|(_, e)| e.value.raw() == "topic") || r.has(from, Class::Aux);
    let start = if topic { from + 1 } else { from };
    // Without a comma before it the source vouches for the last clause only.
    let joined = stop == at && stop > start;
    let clause =
        (start..stop.saturating_sub(2)).rev().find(|&i| r.ends_clause(i) && !within_number(r, i) || r.has(i, Class::Rel));
    let start = clause.filter(|_| joined).map_or(start, |i| i + 1);
    (stop > start + 2).then_some(start..stop)
}

/// The clause in whose midst a source is set between commas: 'the sides agreed, according to X, on …'.
pub(crate) fn clause_around(f: &Finder, from: usize, at: usize, end: usize, to: usize) -> Option<Range<usize>> {
    let r = f.r;
    let set_in = at > from + 1 && r.ends_clause(at - 1) && r.key(at - 1) != ":";
    let next = resumes(f, end.saturating_sub(1), to).filter(|_| set_in)?;
    let topic = r.all(from, Class::Conj).any(|(_, e)| e.value.raw() == "topic") || r.has(from, Class::Aux);
    let start = from + usize::from(topic);
    Some(start..ends(f, next, to))
}

/// Content without marks at its edges.
pub(crate) fn trim(r: &Report, mut c: Range<usize>) -> Range<usize> {
    while c.start < c.end && r.is_mark(c.start) && !r.is_quote_mark(c.start) && r.key(c.start) != "[" && r.key(c.start) != "(" {
        c.start += 1;
    }
    while c.end > c.start
        && (r.ends_clause(c.end - 1)
            || r.ends_sentence(c.end - 1) && !keeps_end(r, c.end - 1)
            || matches!(r.key(c.end - 1), "-" | "–"))
    {
        c.end -= 1;
    }
    c
}

/// An end mark inside a quotation belongs to the words.
fn keeps_end(r: &Report, i: usize) -> bool {
    r.key(i) != "." && r.tokens.quotation_at(i).is_some()
}

/// Direct when one quotation holds all of it (the marks then stand outside), mixed when it holds quoted pieces.
pub(crate) fn kind(r: &Report, c: Range<usize>) -> (StatementKind, Range<usize>) {
    let quotes: Vec<_> = r
        .tokens
        .quotations()
        .iter()
        .filter(|q| q.open < c.end && q.close >= c.start && (q.open >= c.start || q.close < c.end))
        .collect();
    if let Some(q) = r.quote_opening(c.start).filter(|q| q.close + 1 >= c.end) {
        let inside = trim(r, q.open + 1..q.close.min(c.end));
        return (StatementKind::Direct, inside);
    }
    if r.tokens.quotations().iter().any(|q| q.open < c.start && c.end <= q.close) {
        return (StatementKind::Direct, c);
    }
    if quotes.is_empty() { (StatementKind::Indirect, c) } else { (StatementKind::Mixed, c) }
}

/// Length of the preposition attached before the article of token `i`; zero where the two are fused.
fn preposition(r: &Report, i: usize) -> u8 {
    let slot = |s: language::Slot, article: bool| r.pack.clitics.iter().filter(move |c| c.slot == s && c.article == article);
    let articles = || slot(language::Slot::Article, false).chain(slot(language::Slot::Article, true));
    let fits = |rest: &str| articles().any(|a| rest.starts_with(a.form.as_str()));
    let cut = slot(language::Slot::Preposition, false).find(|c| r.key(i).strip_prefix(c.form.as_str()).is_some_and(fits));
    cut.map_or(0, |c| c.form.len() as u8)
}

/// Bytes of the content, without a particle of the frame on its first word.
pub(crate) fn span(r: &Report, c: &Range<usize>) -> Span {
    let whole = r.span(c.clone());
    let labels = r.labels.at(c.start);
    // A word that some table knows whole has no particle.
    let what = r.all(c.start, Class::Pron).any(|(l, e)| l.cut.has(Cut::PREP) && e.value.raw() == "what");
    let plain = labels.iter().any(|l| l.cut.bits == 0) && !what;
    // The future's particle belongs to its verb.
    let future = r.pack.future_prefixes.iter().any(|p| r.key(c.start).starts_with(p.as_str()));
    // Before an article only the preposition is cut off.
    let article = |l: &Label| if l.cut.has(Cut::ARTICLE) { preposition(r, c.start) } else { l.cut.skip };
    let cut = labels.iter().filter(|l| !plain && !future && l.cut.has(Cut::PREP)).map(article).max().unwrap_or(0);
    Span::new(whole.start() + r.skip(c.start, cut), whole.end())
}
