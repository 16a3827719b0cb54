//! Token patterns, compiled to a small program and run with bounded backtracking.

use crate::{Class, Label, Labels, Lexicon};
use language::Pack;
use rustc_hash::FxHashMap;
use tokens::{Kind, Tokens};

#[derive(Debug, Clone)]
pub(crate) enum Step {
    Class(Class, Option<Box<str>>),
    /// The number of the word in the lexicon.
    Literal(u32),
    Number(Option<(u64, u64)>),
    Any,
    LineStart,
    LineEnd,
    /// Try the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Open(u8),
    Close(u8),
    Done,
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub struct Program {
    /// The pattern's id.
    pub id: Box<str>,
    /// What the finder is to make of it.
    pub makes: Box<str>,
    pub(crate) steps: Vec<Step>,
    pub(crate) names: Vec<Box<str>>,
    pub(crate) first: First,
    /// What stands for it in [`Labels::tries`]; 0 for a pattern without a bit, which is always tried.
    pub(crate) bit: u128,
}

/// What the first token must be, for skipping quickly.
#[derive(Debug, Clone, Default)]
pub(crate) struct First {
    pub(crate) classes: u128,
    pub(crate) words: Vec<u32>,
    pub(crate) number: bool,
    pub(crate) any: bool,
}

/// The patterns of one finder.
#[derive(Debug)]
pub(crate) struct Feed {
    pub(crate) name: String,
    /// The place of its first pattern's bit.
    pub(crate) base: usize,
    pub(crate) programs: Vec<Program>,
}

impl Feed {
    /// The patterns among `tries`, in their order, and those without a bit behind them.
    pub(crate) fn tries(&self, tries: u128) -> impl Iterator<Item = &Program> {
        let mut bits = tries.checked_shr(self.base as u32).unwrap_or(0);
        let with_bit = crate::build::MOST_BITS.saturating_sub(self.base).min(self.programs.len());
        let next = move || {
            let at = bits.trailing_zeros() as usize;
            bits &= bits.wrapping_sub(1);
            (at < with_bit).then_some(at)
        };
        std::iter::from_fn(next).chain(with_bit..self.programs.len()).map(|n| &self.programs[n])
    }
}

/// A match has room for this many captures.
pub(crate) const MOST_CAPTURES: usize = 16;

type Captures = [(u32, u32); MOST_CAPTURES];

/// A match: tokens `start..end` and the named captures.
#[derive(Debug, Clone, Copy)]
pub struct Found<'p> {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The pattern.
    pub program: &'p Program,
    captures: Captures,
}

impl Found<'_> {
    /// The tokens captured under `name`.
    pub fn get(&self, name: &str) -> Option<std::ops::Range<usize>> {
        let i = self.program.names.iter().position(|n| &**n == name)?;
        let (a, b) = self.captures[i];
        (a < b).then_some(a as usize..b as usize)
    }
}

/// A pattern that tries more ways than this from one token gives up there: patterns are short, so this is never reached by
/// text, only by a pattern gone wrong.
const MOST_STEPS: usize = 4_000;

impl Program {
    /// The match that begins at token `i`, if any. `labels` are those that `lex`, of which this is a pattern, gave to `tokens`.
    #[inline]
    pub fn at<'p>(&'p self, lex: &Lexicon, tokens: &Tokens, labels: &Labels, i: usize) -> Option<Found<'p>> {
        if self.bit != 0 && labels.tries(i) & self.bit == 0 {
            return None;
        }
        self.run(lex, tokens, labels, i)
    }

    fn run<'p>(&'p self, lex: &Lexicon, tokens: &Tokens, labels: &Labels, i: usize) -> Option<Found<'p>> {
        let captures = [(0, 0); MOST_CAPTURES];
        let mut run = Run { program: self, lex, tokens, labels, start: i, captures, budget: MOST_STEPS };
        let end = run.from(0, i)?;
        (end > i).then_some(Found { start: i, end, program: self, captures: run.captures })
    }
}

struct Run<'a> {
    program: &'a Program,
    lex: &'a Lexicon,
    tokens: &'a Tokens,
    labels: &'a Labels,
    start: usize,
    captures: Captures,
    budget: usize,
}

impl Run<'_> {
    /// The end of the match that goes on with `step` at token `i`. When there is none captures may have changed: who then tries
    /// another way puts them back.
    fn from(&mut self, mut step: usize, mut i: usize) -> Option<usize> {
        let program = self.program;
        loop {
            self.budget = self.budget.checked_sub(1)?;
            match &program.steps[step] {
                Step::Done => return Some(i),
                Step::Jump(to) => {
                    step = *to;
                    continue;
                }
                Step::Split(a, b) => {
                    if self.fails_at_once(*a, i) {
                        step = *b;
                        continue;
                    }
                    if let Some(end) = self.apart(*a, i) {
                        return Some(end);
                    }
                    step = *b;
                    continue;
                }
                Step::Open(n) => self.captures[*n as usize] = (i as u32, i as u32),
                Step::Close(n) => self.captures[*n as usize].1 = i as u32,
                Step::LineStart if self.tokens.starts_line(i) => {}
                Step::LineEnd if i >= self.tokens.len() || self.tokens.starts_line(i) => {}
                Step::LineStart | Step::LineEnd => return None,
                // Past its first token a pattern stays on its line.
                _ if i >= self.tokens.len() || (i > self.start && self.tokens.starts_line(i)) => return None,
                Step::Class(class, value) => match self.class(*class, value.as_deref(), step + 1, i)? {
                    Way::Matched(end) => return Some(end),
                    Way::On(next) => i = next,
                },
                one => {
                    if !self.fits(one, i) {
                        return None;
                    }
                    i += 1;
                }
            }
            step += 1;
        }
    }

    /// True when what `step` begins with does not stand at token `i`, which is so for most of what a pattern leaves open; the steps
    /// are counted as if they had been gone.
    #[inline]
    fn fails_at_once(&mut self, mut step: usize, i: usize) -> bool {
        let program = self.program;
        for gone in 1..=program.steps.len() {
            let fails = match &program.steps[step] {
                Step::Open(_) | Step::Close(_) => {
                    step += 1;
                    continue;
                }
                Step::Jump(to) => {
                    step = *to;
                    continue;
                }
                Step::Class(class, _) => !self.labels.has(i, *class),
                one @ (Step::Literal(_) | Step::Number(_)) => !self.fits(one, i),
                _ => false,
            };
            if fails {
                self.budget = self.budget.saturating_sub(gone);
            }
            return fails;
        }
        false
    }

    /// The same as [`Run::from`]; captures are as before when there is none.
    fn apart(&mut self, step: usize, i: usize) -> Option<usize> {
        let before = self.captures;
        let end = self.from(step, i);
        if end.is_none() {
            self.captures = before;
        }
        end
    }

    /// True when token `i` is what a step of one token asks for.
    fn fits(&self, step: &Step, i: usize) -> bool {
        match step {
            Step::Any => true,
            Step::Literal(word) => self.labels.ids.get(i) == Some(word),
            Step::Number(None) => self.tokens.kind(i) == Kind::Number,
            Step::Number(Some((min, max))) => self.tokens.number(i).is_some_and(|n| *min <= n && n <= *max),
            _ => false,
        }
    }

    /// Goes on behind the labels of `class`, longest first, each length once; the last is left to the caller, and mostly there is
    /// but one.
    fn class(&mut self, class: Class, value: Option<&str>, step: usize, i: usize) -> Option<Way> {
        let (lex, labels) = (self.lex, self.labels);
        let fits = |l: &&Label| value.is_none_or(|v| lex.entry(l).value.raw().starts_with(v));
        let mut ends = labels.of(i, class).filter(fits).map(|l| l.end as usize);
        let mut end = ends.next()?;
        for next in ends {
            if next == end {
                continue;
            }
            if let Some(end) = self.apart(step, end) {
                return Some(Way::Matched(end));
            }
            end = next;
        }
        Some(Way::On(end))
    }
}

/// How a pattern goes on behind a word of a class.
enum Way {
    /// It matched, up to this token.
    Matched(usize),
    /// It is to go on at this token.
    On(usize),
}

/// Runs the examples of every pattern of the pack that `lex` was built from; returns what failed, each with file and line.
pub fn check_examples(pack: &Pack, lex: &Lexicon) -> Vec<language::DataError> {
    let mut faults = Vec::new();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for p in &pack.patterns {
        let n = seen.entry(&p.feeds).or_default();
        let Some(program) = lex.programs(&p.feeds).get(*n).filter(|q| *q.id == *p.id) else { continue };
        *n += 1;
        let matches = |text: &str| {
            let tokens = Tokens::cut(text, pack);
            let labels = lex.label(&tokens);
            (0..tokens.len()).any(|i| program.at(lex, &tokens, &labels, i).is_some())
        };
        let wrong = p.yes.iter().filter(|t| !matches(t)).map(|t| (t, "does not match"));
        let wrong = wrong.chain(p.no.iter().filter(|t| matches(t)).map(|t| (t, "matches")));
        for (text, how) in wrong {
            faults.push(language::DataError::new(&*p.at.0, p.at.1, format!("{}: {how} '{text}'", p.id)));
        }
    }
    faults
}
