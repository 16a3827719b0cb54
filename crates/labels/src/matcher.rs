//! Token patterns, compiled to a small program and run with bounded backtracking.

use crate::{Class, Labels, Lexicon};
use language::{Atom, Node, Pack, Pattern};
use tokens::{Kind, Tokens};

#[derive(Debug, Clone)]
enum Step {
    Class(Class, Option<Box<str>>),
    Literal(Box<str>),
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
    steps: Vec<Step>,
    names: Vec<Box<str>>,
    first: First,
}

/// What the first token must be, for skipping quickly.
#[derive(Debug, Clone, Default)]
struct First {
    classes: u128,
    number: bool,
    other: bool,
}

/// A match: tokens `start..end` and the named captures.
#[derive(Debug, Clone)]
pub struct Found<'p> {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The pattern.
    pub program: &'p Program,
    captures: Vec<(usize, usize)>,
}

impl Found<'_> {
    /// The tokens captured under `name`.
    pub fn get(&self, name: &str) -> Option<std::ops::Range<usize>> {
        let i = self.program.names.iter().position(|n| &**n == name)?;
        let (a, b) = self.captures[i];
        (a < b).then_some(a..b)
    }
}

/// A pattern that tries more ways than this from one token gives up there: patterns are short, so this is never reached by
/// text, only by a pattern gone wrong.
const MOST_STEPS: usize = 4_000;

impl Program {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// An unknown class.
    pub fn compile(pattern: &Pattern) -> Result<Program, String> {
        let mut p = Program {
            id: pattern.id.as_str().into(),
            makes: pattern.makes.as_str().into(),
            steps: Vec::new(),
            names: Vec::new(),
            first: First::default(),
        };
        p.emit(&pattern.node)?;
        p.steps.push(Step::Done);
        p.first = p.first_set();
        Ok(p)
    }

    fn emit(&mut self, node: &Node) -> Result<(), String> {
        match node {
            Node::Atom(a) => {
                let step = match a {
                    Atom::Class(c, v) => {
                        let class = Class::parse(c).ok_or_else(|| format!("there is no class '{c}'"))?;
                        Step::Class(class, v.as_deref().map(Into::into))
                    }
                    Atom::Literal(w) => Step::Literal(w.as_str().into()),
                    Atom::Number(b) => Step::Number(*b),
                    Atom::Any => Step::Any,
                    Atom::LineStart => Step::LineStart,
                    Atom::LineEnd => Step::LineEnd,
                };
                self.steps.push(step);
            }
            Node::Seq(items) => items.iter().try_for_each(|n| self.emit(n))?,
            Node::Alt(items) => self.emit_alternatives(items)?,
            Node::Repeat(inner, min, max) => {
                (0..*min).try_for_each(|_| self.emit(inner))?;
                let mut splits = Vec::new();
                for _ in *min..*max {
                    splits.push(self.steps.len());
                    self.steps.push(Step::Split(self.steps.len() + 1, 0));
                    self.emit(inner)?;
                }
                let end = self.steps.len();
                for at in splits {
                    self.steps[at] = Step::Split(at + 1, end);
                }
            }
            Node::Capture(name, inner) => {
                let i = self.names.iter().position(|n| **n == **name).unwrap_or_else(|| {
                    self.names.push(name.as_str().into());
                    self.names.len() - 1
                });
                self.steps.push(Step::Open(i as u8));
                self.emit(inner)?;
                self.steps.push(Step::Close(i as u8));
            }
        }
        Ok(())
    }

    fn emit_alternatives(&mut self, items: &[Node]) -> Result<(), String> {
        let mut jumps = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let split = self.steps.len();
            let last = i + 1 == items.len();
            if !last {
                self.steps.push(Step::Split(split + 1, 0));
            }
            self.emit(item)?;
            if !last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[split] = Step::Split(split + 1, self.steps.len());
            }
        }
        let end = self.steps.len();
        for j in jumps {
            self.steps[j] = Step::Jump(end);
        }
        Ok(())
    }

    fn first_set(&self) -> First {
        let mut first = First::default();
        let mut todo = vec![0];
        let mut seen = vec![false; self.steps.len()];
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match &self.steps[at] {
                Step::Class(c, _) => first.classes |= c.bit(),
                Step::Number(_) => first.number = true,
                Step::Split(a, b) => todo.extend([*a, *b]),
                Step::Jump(a) => todo.push(*a),
                Step::Open(_) | Step::Close(_) => todo.push(at + 1),
                Step::LineStart => todo.push(at + 1),
                Step::Literal(_) | Step::Any | Step::LineEnd | Step::Done => first.other = true,
            }
        }
        first
    }

    /// The match that begins at token `i`, if any.
    pub fn at<'p>(&'p self, lex: &Lexicon, tokens: &Tokens, labels: &Labels, i: usize) -> Option<Found<'p>> {
        let f = &self.first;
        if !f.other && labels.mask(i) & f.classes == 0 && !(f.number && tokens.kind(i) == Kind::Number) {
            return None;
        }
        let mut captures = vec![(0, 0); self.names.len()];
        let mut budget = MOST_STEPS;
        let run = Run { program: self, lex, tokens, labels, start: i };
        let end = run.from(0, i, &mut captures, &mut budget)?;
        (end > i).then_some(Found { start: i, end, program: self, captures })
    }
}

struct Run<'a> {
    program: &'a Program,
    lex: &'a Lexicon,
    tokens: &'a Tokens,
    labels: &'a Labels,
    start: usize,
}

impl Run<'_> {
    fn from(&self, step: usize, i: usize, captures: &mut Vec<(usize, usize)>, budget: &mut usize) -> Option<usize> {
        *budget = budget.checked_sub(1)?;
        let next = step + 1;
        match &self.program.steps[step] {
            Step::Done => Some(i),
            Step::Jump(to) => self.from(*to, i, captures, budget),
            Step::Split(a, b) => {
                let saved = captures.clone();
                if let Some(end) = self.from(*a, i, captures, budget) {
                    return Some(end);
                }
                *captures = saved;
                self.from(*b, i, captures, budget)
            }
            Step::Open(n) => {
                captures[*n as usize] = (i, i);
                self.from(next, i, captures, budget)
            }
            Step::Close(n) => {
                captures[*n as usize].1 = i;
                self.from(next, i, captures, budget)
            }
            Step::LineStart if self.tokens.starts_line(i) => self.from(next, i, captures, budget),
            Step::LineEnd if i >= self.tokens.len() || self.tokens.starts_line(i) => self.from(next, i, captures, budget),
            Step::LineStart | Step::LineEnd => None,
            // Past its first token a pattern stays on its line.
            _ if i >= self.tokens.len() || (i > self.start && self.tokens.starts_line(i)) => None,
            Step::Any => self.from(next, i + 1, captures, budget),
            Step::Literal(w) if **w == *self.tokens.key(i) => self.from(next, i + 1, captures, budget),
            Step::Literal(_) => None,
            Step::Number(bounds) => {
                if self.tokens.kind(i) != Kind::Number {
                    return None;
                }
                if let Some((min, max)) = bounds {
                    self.tokens.number(i).filter(|n| min <= n && n <= max)?;
                }
                self.from(next, i + 1, captures, budget)
            }
            Step::Class(class, value) => {
                if !self.labels.has(i, *class) {
                    return None;
                }
                let fits = |l: &&crate::Label| {
                    let e = self.lex.entry(l);
                    e.class == *class && value.as_deref().is_none_or(|v| e.value.raw().starts_with(v))
                };
                let mut last = 0;
                for l in self.labels.at(i).iter().filter(fits) {
                    if std::mem::replace(&mut last, l.end) == l.end {
                        continue;
                    }
                    if let Some(end) = self.from(next, l.end as usize, captures, budget) {
                        return Some(end);
                    }
                }
                None
            }
        }
    }
}

/// Runs the examples of every pattern; returns what failed, each with file and line.
pub fn check_examples(pack: &Pack, lex: &Lexicon) -> Vec<language::DataError> {
    let mut faults = Vec::new();
    for p in &pack.patterns {
        let Ok(program) = Program::compile(p) else { continue };
        let matches = |text: &str| {
            let tokens = Tokens::cut(text, pack);
            let labels = lex.label(&tokens);
            (0..tokens.len()).any(|i| program.at(lex, &tokens, &labels, i).is_some())
        };
        let wrong = p.yes.iter().filter(|t| !matches(t)).map(|t| (t, "does not match"));
        let wrong = wrong.chain(p.no.iter().filter(|t| matches(t)).map(|t| (t, "matches")));
        for (text, how) in wrong {
            faults.push(language::DataError::new(&p.at.0, p.at.1, format!("{}: {how} '{text}'", p.id)));
        }
    }
    faults
}
