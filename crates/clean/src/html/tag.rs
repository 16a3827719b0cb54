//! The names of tags that matter for reading a page.

/// A tag by what it does to the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tag {
    /// A link.
    A,
    /// Bold, italic and their like, which HTML parsers carry over from one block to the next.
    Format,
    /// An inline stretch.
    Span,
    /// The whole page.
    Html,
    /// Body of the page.
    Body,
    /// Head of the page.
    Head,
    /// A block that may hold an article.
    Container,
    /// An article, or the main part of a page.
    Article,
    /// A block that holds no article: menu, footer, side matter.
    Aside,
    /// A paragraph.
    P,
    /// The top heading.
    H1,
    /// Another heading.
    Heading,
    /// A list item.
    Item,
    /// A table row.
    Row,
    /// A table cell.
    Cell,
    /// A table.
    Table,
    /// Another block.
    Block,
    /// Preformatted text.
    Pre,
    /// A line break.
    Br,
    /// Something without text that breaks the line.
    Rule,
    /// Something without text.
    Void,
    /// `meta`.
    Meta,
    /// `link`.
    Link,
    /// `time`.
    Time,
    /// `script`, whose content is no markup.
    Script,
    /// Title of the page, whose content is no markup.
    Title,
    /// Others whose content is no markup.
    Raw,
    /// A part whose text is not read by people: choices, buttons.
    Hidden,
    /// A drawing or a formula, in which other rules hold.
    Foreign,
    /// Any other.
    Other,
}

/// Number of kinds of tags.
pub(crate) const KINDS: usize = Tag::Other as usize + 1;

impl Tag {
    /// The tag of that name, in any case.
    pub(crate) fn named(name: &[u8]) -> Tag {
        let mut lower = [0u8; 12];
        let Some(slot) = lower.get_mut(..name.len()) else { return Tag::Other };
        slot.copy_from_slice(name);
        slot.make_ascii_lowercase();
        by_name(slot)
    }

    /// True when the tag begins and ends a line of text.
    pub(crate) fn is_block(self) -> bool {
        use Tag::*;
        self.may_hold_article()
            || matches!(self, Html | Head | Aside | P | H1 | Heading | Item | Row | Table | Block | Pre | Rule | Hidden)
    }

    /// True when the tag has no end tag.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Tag::Br | Tag::Rule | Tag::Void | Tag::Meta | Tag::Link)
    }

    /// True when the content is text up to the end tag, whatever it holds.
    pub(crate) fn is_raw(self) -> bool {
        matches!(self, Tag::Script | Tag::Title | Tag::Raw)
    }

    /// True when an open tag is kept on the stack.
    pub(crate) fn is_tracked(self) -> bool {
        !self.is_void() && !self.is_raw() && !matches!(self, Tag::Other)
    }

    /// True when the tag may hold the paragraphs of an article.
    pub(crate) fn may_hold_article(self) -> bool {
        matches!(self, Tag::Body | Tag::Container | Tag::Article | Tag::Cell)
    }

    /// True when the text in the tag is not part of an article.
    pub(crate) fn is_aside(self) -> bool {
        matches!(self, Tag::Aside | Tag::Hidden | Tag::Foreign)
    }

    /// True for tags that stand within a line.
    pub(crate) fn is_inline(self) -> bool {
        matches!(self, Tag::A | Tag::Format | Tag::Span | Tag::Time)
    }

    /// True when HTML parsers open the tag again in later blocks until it is closed.
    pub(crate) fn is_carried_over(self) -> bool {
        matches!(self, Tag::A | Tag::Format)
    }
}

fn by_name(name: &[u8]) -> Tag {
    match name {
        b"a" => Tag::A,
        b"b" | b"i" | b"em" | b"strong" | b"font" | b"big" | b"small" | b"code" | b"nobr" | b"s" | b"strike" | b"tt" | b"u" => {
            Tag::Format
        }
        b"span" | b"label" | b"mark" | b"q" | b"cite" | b"ins" => Tag::Span,
        b"html" => Tag::Html,
        b"body" => Tag::Body,
        b"head" => Tag::Head,
        b"div" | b"section" | b"form" | b"center" | b"fieldset" | b"blockquote" => Tag::Container,
        b"article" | b"main" => Tag::Article,
        b"nav" | b"footer" | b"aside" | b"noscript" | b"menu" | b"dialog" => Tag::Aside,
        b"p" => Tag::P,
        b"h1" => Tag::H1,
        b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
        b"li" | b"dt" | b"dd" => Tag::Item,
        b"tr" => Tag::Row,
        b"td" | b"th" => Tag::Cell,
        b"table" => Tag::Table,
        b"ul" | b"ol" | b"dl" | b"header" | b"figure" | b"figcaption" | b"details" | b"summary" | b"address" | b"tbody"
        | b"thead" | b"tfoot" | b"caption" | b"legend" | b"hgroup" => Tag::Block,
        b"pre" | b"listing" => Tag::Pre,
        b"br" => Tag::Br,
        b"hr" => Tag::Rule,
        b"img" | b"input" | b"area" | b"base" | b"col" | b"embed" | b"param" | b"source" | b"track" | b"wbr" => Tag::Void,
        b"meta" => Tag::Meta,
        b"link" => Tag::Link,
        b"time" => Tag::Time,
        b"script" => Tag::Script,
        b"title" => Tag::Title,
        b"style" | b"textarea" | b"iframe" | b"xmp" | b"noembed" | b"noframes" => Tag::Raw,
        b"svg" | b"math" => Tag::Foreign,
        b"select" | b"option" | b"optgroup" | b"button" | b"template" | b"object" => Tag::Hidden,
        _ => Tag::Other,
    }
}
