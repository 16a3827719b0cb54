//! Token patterns compiled to programs.

use crate::Class;
use crate::matcher::{First, MOST_CAPTURES, Program, Step};
use language::{Atom, Node, Pattern};

/// Gives a literal its number in the lexicon.
type Numbers<'n> = &'n mut dyn FnMut(&str) -> u32;

impl Program {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// An unknown class, or more captures than a match has room for.
    pub(crate) fn compile(pattern: &Pattern, numbers: Numbers) -> Result<Program, String> {
        let mut p = Program {
            id: pattern.id.as_str().into(),
            makes: pattern.makes.as_str().into(),
            steps: Vec::new(),
            names: Vec::new(),
            first: First::default(),
            bit: 0,
        };
        p.emit(&pattern.node, numbers)?;
        p.steps.push(Step::Done);
        p.first = p.first_set();
        Ok(p)
    }

    fn emit(&mut self, node: &Node, numbers: Numbers) -> Result<(), String> {
        match node {
            Node::Atom(a) => self.steps.push(step(a, numbers)?),
            Node::Seq(items) => items.iter().try_for_each(|n| self.emit(n, numbers))?,
            Node::Alt(items) => self.emit_alternatives(items, numbers)?,
            Node::Repeat(inner, min, max) => self.emit_repeat(inner, *min, *max, numbers)?,
            Node::Capture(name, inner) => {
                let i = self.capture(name)?;
                self.steps.push(Step::Open(i));
                self.emit(inner, numbers)?;
                self.steps.push(Step::Close(i));
            }
        }
        Ok(())
    }

    /// The number of the capture called `name`.
    fn capture(&mut self, name: &str) -> Result<u8, String> {
        let known = self.names.iter().position(|n| **n == *name);
        if known.is_none() {
            self.names.push(name.into());
        }
        let i = known.unwrap_or(self.names.len() - 1);
        if i < MOST_CAPTURES { Ok(i as u8) } else { Err(format!("more than {MOST_CAPTURES} captures")) }
    }

    fn emit_repeat(&mut self, inner: &Node, min: u8, max: u8, numbers: Numbers) -> Result<(), String> {
        (0..min).try_for_each(|_| self.emit(inner, numbers))?;
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.steps.len());
            self.steps.push(Step::Split(self.steps.len() + 1, 0));
            self.emit(inner, numbers)?;
        }
        let end = self.steps.len();
        for at in splits {
            self.steps[at] = Step::Split(at + 1, end);
        }
        Ok(())
    }

    fn emit_alternatives(&mut self, items: &[Node], numbers: Numbers) -> Result<(), String> {
        let mut jumps = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let split = self.steps.len();
            let last = i + 1 == items.len();
            if !last {
                self.steps.push(Step::Split(split + 1, 0));
            }
            self.emit(item, numbers)?;
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

    /// What may stand at the first token.
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
                Step::Literal(word) => first.words.push(*word),
                Step::Any | Step::LineEnd | Step::Done => first.any = true,
            }
        }
        first
    }
}

fn step(atom: &Atom, numbers: Numbers) -> Result<Step, String> {
    Ok(match atom {
        Atom::Class(c, v) => {
            let class = Class::parse(c).ok_or_else(|| format!("there is no class '{c}'"))?;
            Step::Class(class, v.as_deref().map(Into::into))
        }
        Atom::Literal(w) => Step::Literal(numbers(w)),
        Atom::Number(b) => Step::Number(*b),
        Atom::Any => Step::Any,
        Atom::LineStart => Step::LineStart,
        Atom::LineEnd => Step::LineEnd,
    })
}
