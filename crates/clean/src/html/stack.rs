//! The elements that are open at a place of a page.

use super::tag::{KINDS, Tag};
use std::ops::Range;

/// Deepest nesting that is followed; tags beyond count as text.
const DEEPEST: usize = 4096;
/// How far up the stack an implied end is looked for.
const REACH: usize = 16;

#[derive(Clone, Copy, Debug)]
struct Open {
    tag: Tag,
    element: Option<u32>,
    /// The element that holds what stands in this tag.
    around: Option<u32>,
    aside: bool,
}

/// The open elements, innermost last, with counts so that no search is made in vain.
#[derive(Debug)]
pub(crate) struct Stack {
    open: Vec<Open>,
    counts: [u32; KINDS],
    asides: usize,
    /// Formatting that was left open by the end of the block around it.
    left_open: usize,
    others: usize,
    deepest_others: usize,
}

impl Default for Stack {
    fn default() -> Self {
        Self { open: Vec::new(), counts: [0; KINDS], asides: 0, left_open: 0, others: 0, deepest_others: 0 }
    }
}

impl Stack {
    /// How many of that tag are open.
    pub(crate) fn count(&self, tag: Tag) -> u32 {
        self.counts.get(tag as usize).copied().unwrap_or(0)
    }

    /// How many open elements hold no article.
    pub(crate) fn asides(&self) -> usize {
        self.asides
    }

    /// The innermost noted element.
    pub(crate) fn element(&self) -> Option<u32> {
        self.open.last().and_then(|open| open.around)
    }

    /// The noted elements that are still open.
    pub(crate) fn open_elements(&self) -> impl Iterator<Item = u32> + '_ {
        self.open.iter().filter_map(|open| open.element)
    }

    /// How deep a parser's tree is here, at most.
    pub(crate) fn depth(&self) -> usize {
        self.open.len() + self.others + self.carried()
    }

    /// How many formatting elements a parser may open again in the next block.
    pub(crate) fn carried(&self) -> usize {
        self.left_open + (self.count(Tag::A) + self.count(Tag::Format)) as usize
    }

    /// Opens a tag; false when the nesting is too deep to follow.
    pub(crate) fn push(&mut self, tag: Tag, element: Option<u32>, aside: bool) -> bool {
        if self.open.len() >= DEEPEST {
            return false;
        }
        let around = element.or(self.element());
        self.open.push(Open { tag, element, around, aside });
        self.asides += usize::from(aside);
        if let Some(count) = self.counts.get_mut(tag as usize) {
            *count += 1;
        }
        true
    }

    /// Opens a tag of unknown name.
    pub(crate) fn open_other(&mut self) {
        self.others += 1;
        self.deepest_others = self.deepest_others.max(self.others);
    }

    /// Closes a tag of unknown name.
    pub(crate) fn close_other(&mut self) {
        self.others = self.others.saturating_sub(1);
    }

    /// The range of open elements that the end tag closes.
    pub(crate) fn close(&mut self, tag: Tag) -> Range<usize> {
        let end = self.open.len();
        if self.count(tag) == 0 {
            self.left_open = self.left_open.saturating_sub(usize::from(tag.is_carried_over()));
            return end..end;
        }
        self.open.iter().rposition(|open| open.tag == tag).unwrap_or(end)..end
    }

    /// The range of open elements that the start tag of a block closes.
    pub(crate) fn close_implied(&mut self, tag: Tag) -> Range<usize> {
        let end = self.open.len();
        let closes = |open: Tag| match tag {
            Tag::Item | Tag::Cell | Tag::Row => open == tag || open == Tag::P || (tag == Tag::Row && open == Tag::Cell),
            Tag::Hidden => false,
            _ => open == Tag::P,
        };
        let mut from = end;
        for (at, open) in self.open.iter().enumerate().rev().take(REACH) {
            if closes(open.tag) {
                from = at;
            } else if !open.tag.is_inline() {
                break;
            }
        }
        from..end
    }

    /// Removes the open elements of that range, and gives the noted ones.
    pub(crate) fn take_closed(&mut self, range: Range<usize>) -> Vec<u32> {
        let mut noted = Vec::new();
        let closing = range.start;
        while self.open.len() > range.start {
            let Some(open) = self.open.pop() else { break };
            self.asides -= usize::from(open.aside);
            if let Some(count) = self.counts.get_mut(open.tag as usize) {
                *count -= 1;
            }
            self.left_open += usize::from(open.tag.is_carried_over() && self.open.len() > closing);
            noted.extend(open.element);
        }
        noted
    }
}
