//! Texts as they are searched: words folded and stemmed, sentence by sentence.

use dossier::{Dossier, EntityKind};
use language::{Pack, Stemmer};
use source::Span;
use tokens::{Kind, Tokens};

/// Turns texts and queries into the words that are matched.
#[derive(Debug)]
pub struct Analyser<'a> {
    pack: &'a Pack,
    stemmer: Stemmer<'a>,
}

/// A word as it is matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// Folded; numbers without the marks between their groups.
    pub(crate) exact: String,
    /// Its stem.
    pub(crate) stem: String,
    /// Bytes of the text.
    pub(crate) span: Span,
}

/// A sentence as it is indexed.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Bytes of the clean text.
    pub(crate) span: Span,
    /// Folded words, with spaces.
    pub(crate) exact: String,
    /// Their stems, with spaces.
    pub(crate) stem: String,
}

impl<'a> Analyser<'a> {
    /// Knows the words of the pack and the names of the dossiers.
    pub fn new(pack: &'a Pack, dossier: &Dossier) -> Self {
        let mut stemmer = Stemmer::new(pack);
        for name in dossier.names() {
            match dossier.entity(name.entity).kind {
                EntityKind::Person => name.form.split_whitespace().for_each(|word| stemmer.learn(word)),
                _ => stemmer.learn(&name.form),
            }
        }
        Analyser { pack, stemmer }
    }

    /// All words of a text.
    pub(crate) fn terms(&self, text: &str) -> Vec<Term> {
        let tokens = Tokens::cut(text, self.pack);
        (0..tokens.len()).filter_map(|i| self.term(&tokens, i)).collect()
    }

    fn term(&self, tokens: &Tokens, i: usize) -> Option<Term> {
        let token = tokens.list()[i];
        let exact = match token.kind {
            Kind::Mark => return None,
            Kind::Number => tokens.key(i).replace(',', ""),
            Kind::Word => tokens.key(i).to_owned(),
        };
        let stem = if token.kind == Kind::Word { self.stemmer.stem(&exact) } else { exact.clone() };
        Some(Term { exact, stem, span: Span::new(token.start, token.end) })
    }

    /// The sentences of a text that hold words, but for those that lie in `furniture` (bytes of the text).
    pub(crate) fn sentences(&self, text: &str, furniture: &[Span]) -> Vec<Sentence> {
        let tokens = Tokens::cut(text, self.pack);
        let one = |s: &tokens::Sentence| {
            let span = tokens.span(s.from, s.to);
            let terms: Vec<Term> = (s.from..s.to).filter_map(|i| self.term(&tokens, i)).collect();
            let joined = |get: fn(&Term) -> &str| terms.iter().map(get).collect::<Vec<_>>().join(" ");
            let kept = !terms.is_empty() && !furniture.iter().any(|f| f.contains(span));
            kept.then(|| Sentence { span, exact: joined(|t| &t.exact), stem: joined(|t| &t.stem) })
        };
        tokens.sentences().iter().filter_map(one).collect()
    }
}
