//! English names of entities.

use crate::safe;
use dossier::Dossier;

/// Knows the English names of the dossiers.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a>(pub(crate) &'a Dossier);

impl Names<'_> {
    /// The English name of an entity, or the words of its identifier where no dossier knows it; safe to show.
    pub(crate) fn of(self, id: &str) -> String {
        match self.0.find(id) {
            Some(entity) => safe::words(&self.0.entity(entity).name),
            None => safe::words(&spelt(id)),
        }
    }
    /// Whether a dossier knows it.
    pub(crate) fn knows(self, id: &str) -> bool {
        self.0.find(id).is_some()
    }
    /// The names of several, with commas.
    pub(crate) fn list<'b>(self, ids: impl IntoIterator<Item = &'b String>) -> String {
        ids.into_iter().map(|id| self.of(id)).collect::<Vec<_>>().join(", ")
    }
    /// Who takes part and as what; plain members go without a word.
    pub(crate) fn participants(self, list: &[reading::Participant]) -> String {
        let one = |p: &reading::Participant| match p.part {
            "" | "member" | "party" => self.of(&p.entity),
            part => format!("{} ({})", self.of(&p.entity), part.replace('-', " ")),
        };
        list.iter().map(one).collect::<Vec<_>>().join(", ")
    }
    /// The value of a field on which reports differ, as people write it.
    pub(crate) fn disputed(self, field: &str, value: &str) -> String {
        match field {
            "duration" => safe::words(&record::length_words(value)),
            "figures" | "name" | "content" => safe::words(value),
            "object" if !value.contains('/') => safe::words(value),
            _ => value.split(", ").map(|v| self.of(v)).collect::<Vec<_>>().join(", "),
        }
    }
    /// The round of a negotiation, or the negotiation alone.
    pub(crate) fn round(self, process: Option<&str>, round: Option<u32>) -> Option<String> {
        match (process.map(|p| self.of(p)), round) {
            (Some(p), Some(n)) => Some(format!("round {n} of {p}")),
            (None, Some(n)) => Some(format!("round {n}")),
            (p, None) => p,
        }
    }
}

/// The words after the kind in an identifier, of a person as a name; other words, such as a date with a stroke, as they are.
fn spelt(id: &str) -> String {
    match id.split_once('/') {
        Some(("person", tail)) => tail.split('-').map(capital).collect::<Vec<_>>().join(" "),
        Some((kind, tail)) if !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_lowercase()) => tail.replace('-', " "),
        _ => id.to_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reading::Participant;

    #[test]
    fn what_no_dossier_knows_is_called_by_the_words_of_its_identifier() {
        let dossier = Dossier::default();
        let names = Names(&dossier);
        assert_eq!(names.of("person/ali-hasan"), "Ali Hasan");
        assert_eq!(names.of("org/us-mission"), "us mission");
        assert_eq!(names.of("2021-06-16/2021-06-17"), "2021-06-16/2021-06-17");
        let part = |entity: &str, part| Participant { entity: entity.into(), part };
        let list = [part("person/a", "head-of-delegation"), part("state/XX", "party")];
        assert_eq!(names.participants(&list), "A (head of delegation), XX");
        assert_eq!(names.round(Some("process/talks"), Some(2)).as_deref(), Some("round 2 of talks"));
    }
}
