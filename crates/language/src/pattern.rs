//! Token patterns: short sequences over word classes and literals, with bounded repetition and named captures.
//!
//! ```text
//! day=#1..31 'of'? month=<month> (year=#1300..2199 | 'year' year=#)?
//! ```
//! | written | means |
//! |---|---|
//! | `<class>` | words the tables put in `class`; `<class:v>` only where the value begins with `v` |
//! | `'word'` | a token with this folded key, exactly |
//! | `#` `#1..31` | a number token, a whole one within bounds |
//! | `.` | any token |
//! | `^` `$` | start, end of a line |
//! | `( a \| b )` | either |
//! | `x?` `x{1,3}` | repetition, always bounded |
//! | `name=x` | captures the tokens of `x` |
//!
//! Every repetition is bounded, so a pattern looks at a bounded number of tokens from each start: matching is linear in the text.

use std::sync::Arc;

/// One thing a token is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Atom {
    /// A label of this class, whose value begins with the given text.
    Class(String, Option<String>),
    /// A token with this folded key.
    Literal(String),
    /// A whole number within bounds, or any number.
    Number(Option<(u64, u64)>),
    /// Any token.
    Any,
    /// Start of a line.
    LineStart,
    /// End of a line.
    LineEnd,
}

/// A pattern's tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// One atom.
    Atom(Atom),
    /// One after the other.
    Seq(Vec<Node>),
    /// The first that leads to a match.
    Alt(Vec<Node>),
    /// At least `.1`, at most `.2` times, as many as possible first.
    Repeat(Box<Node>, u8, u8),
    /// Remembers what the node matched under a name.
    Capture(String, Box<Node>),
}

/// A pattern with its examples.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Names what it finds.
    pub id: String,
    /// The finder it feeds: `time`, `figure` …
    pub feeds: String,
    /// What the finder is to make of the captures.
    pub makes: String,
    /// The tree.
    pub node: Node,
    /// Texts in which it must match.
    pub yes: Vec<String>,
    /// Texts in which it must not match.
    pub no: Vec<String>,
    /// File and line, for messages.
    pub at: (Arc<str>, usize),
}

/// Reads a pattern; `fold` folds its literals.
///
/// # Errors
/// A sentence that says where the pattern is malformed.
pub fn parse_pattern(text: &str, fold: &dyn Fn(&str) -> String) -> Result<Node, String> {
    let mut p = Parser { rest: text.trim(), fold };
    let node = p.alternatives(0)?;
    if p.rest.is_empty() { Ok(node) } else { Err(format!("cannot read the pattern from '{}'", p.rest)) }
}

struct Parser<'a> {
    rest: &'a str,
    fold: &'a dyn Fn(&str) -> String,
}

/// Nesting beyond this is a mistake.
const DEEPEST: usize = 16;

impl<'a> Parser<'a> {
    fn alternatives(&mut self, depth: usize) -> Result<Node, String> {
        if depth > DEEPEST {
            return Err("the pattern is nested too deeply".into());
        }
        let mut all = vec![self.sequence(depth)?];
        while self.eat("|") {
            all.push(self.sequence(depth)?);
        }
        Ok(if all.len() == 1 { all.swap_remove(0) } else { Node::Alt(all) })
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, String> {
        let mut items = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.is_empty() || self.rest.starts_with('|') || self.rest.starts_with(')') {
                return Ok(if items.len() == 1 { items.swap_remove(0) } else { Node::Seq(items) });
            }
            items.push(self.item(depth)?);
        }
    }

    fn item(&mut self, depth: usize) -> Result<Node, String> {
        let name = self.capture_name();
        let node = self.primary(depth)?;
        let node = self.repetition(node)?;
        Ok(match name {
            Some(n) => Node::Capture(n, Box::new(node)),
            None => node,
        })
    }

    fn capture_name(&mut self) -> Option<String> {
        let end = self.rest.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '_')?;
        if end == 0 || !self.rest[end..].starts_with('=') {
            return None;
        }
        let name = self.rest[..end].to_owned();
        self.rest = &self.rest[end + 1..];
        Some(name)
    }

    fn primary(&mut self, depth: usize) -> Result<Node, String> {
        if self.eat("(") {
            let node = self.alternatives(depth + 1)?;
            return if self.eat(")") { Ok(node) } else { Err("a '(' is not closed".into()) };
        }
        if self.eat("<") {
            let inside = self.until('>')?;
            let (class, value) = inside.split_once(':').map_or((inside, None), |(c, v)| (c, Some(v.to_owned())));
            return Ok(Node::Atom(Atom::Class(class.to_owned(), value)));
        }
        if self.eat("'") {
            let word = self.until('\'')?;
            return Ok(Node::Atom(Atom::Literal((self.fold)(word))));
        }
        if self.eat("#") {
            return self.number();
        }
        for (mark, atom) in [(".", Atom::Any), ("^", Atom::LineStart), ("$", Atom::LineEnd)] {
            if self.eat(mark) {
                return Ok(Node::Atom(atom));
            }
        }
        Err(format!("cannot read the pattern from '{}'", self.rest))
    }

    fn number(&mut self) -> Result<Node, String> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (bounds, rest) = self.rest.split_at(end);
        self.rest = rest;
        if bounds.is_empty() {
            return Ok(Node::Atom(Atom::Number(None)));
        }
        let parsed = bounds.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        parsed.map(|b| Node::Atom(Atom::Number(Some(b)))).ok_or_else(|| format!("'#{bounds}' is not '#' or '#1..31'"))
    }

    fn repetition(&mut self, node: Node) -> Result<Node, String> {
        if self.rest.starts_with('?') {
            self.rest = &self.rest[1..];
            return Ok(Node::Repeat(Box::new(node), 0, 1));
        }
        if self.rest.starts_with('{') {
            self.rest = &self.rest[1..];
            let inside = self.until('}')?;
            let parsed = inside.split_once(',').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            let (min, max) = parsed.ok_or_else(|| format!("'{{{inside}}}' is not '{{0,3}}'"))?;
            return Ok(Node::Repeat(Box::new(node), min, max));
        }
        Ok(node)
    }

    fn until(&mut self, close: char) -> Result<&'a str, String> {
        let end = self.rest.find(close).ok_or_else(|| format!("'{close}' is missing"))?;
        let inside = &self.rest[..end];
        self.rest = &self.rest[end + close.len_utf8()..];
        Ok(inside)
    }

    fn eat(&mut self, mark: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Result<Node, String> {
        parse_pattern(s, &|w| w.to_owned())
    }

    #[test]
    fn reads_captures_bounds_and_repetition() {
        let Ok(Node::Seq(items)) = read("day=#1..31 'of'? m=<month:greg> ( a=# | <x>{1,3} )") else {
            unreachable!("not a sequence")
        };
        assert_eq!(items.len(), 4);
        assert_eq!(items[0], Node::Capture("day".into(), Box::new(Node::Atom(Atom::Number(Some((1, 31)))))));
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(read("( a").is_err());
        assert!(read("<month").is_err());
        assert!(read("#1-31").is_err());
    }
}
