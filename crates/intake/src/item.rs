//! Objects of exports as they are parsed: only fields that may tell something are kept, so that what else a document holds costs
//! no more than its bytes.

use crate::fields::Fields;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Names under which a list of reports may stand.
const LISTS: [&str; 7] = ["articles", "items", "reports", "results", "documents", "data", "docs"];

/// An object of an export, with its fields that are known.
#[derive(Debug, Default)]
pub(crate) struct Item(Vec<(String, Part)>);

/// The objects of a list; `None` for what is none, or has no field that is known. A place costs a pointer only.
pub(crate) type Items = Vec<Option<Box<Item>>>;

/// What a document or a field holds.
#[derive(Debug)]
pub(crate) enum Part {
    /// A string.
    Text(String),
    /// A number, or the name of what is told as an object.
    Told(String),
    /// An object.
    Item(Item),
    /// A list.
    List(Items),
    /// Nothing that is wanted.
    Nothing,
}

/// Parses a document: an object or a list of them.
pub(crate) fn document(bytes: &[u8], fields: &Fields) -> serde_json::Result<Part> {
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let part = Wanted { fields, place: Place::Document }.deserialize(&mut from)?;
    from.end().map(|()| part)
}

/// Parses an object that is no list of others.
pub(crate) fn object(bytes: &[u8], fields: &Fields) -> serde_json::Result<Item> {
    let mut from = serde_json::Deserializer::from_slice(bytes);
    match (Wanted { fields, place: Place::Item }).deserialize(&mut from)? {
        Part::Item(item) => from.end().map(|()| item),
        _ => Err(serde_json::Error::custom("it is something else")),
    }
}

impl Item {
    /// A field's value as text. Of a field that is told twice the last counts, as in other parsers.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match &self.0.iter().rev().find(|(n, _)| n == name)?.1 {
            Part::Text(text) | Part::Told(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The list of reports in an object that is no report itself.
    pub(crate) fn list(mut self, fields: &Fields) -> Result<Items, Item> {
        if fields.any_text(self.0.iter().filter(|(_, part)| matches!(part, Part::Text(_))).map(|(name, _)| name.as_str())) {
            return Err(self);
        }
        let is_list = |wanted: &str| self.0.iter().position(|(name, part)| name == wanted && matches!(part, Part::List(_)));
        match LISTS.iter().find_map(|name| is_list(name)).map(|at| self.0.swap_remove(at).1) {
            Some(Part::List(list)) => Ok(list),
            _ => Err(self),
        }
    }
}

/// Where in a document a value stands.
#[derive(Clone, Copy)]
enum Place {
    Document,
    /// An object that may be a report.
    Item,
    /// A field of one.
    Field,
    /// A field that may hold a list of reports.
    List,
    /// The name of what is told as an object.
    Name,
}

/// Takes from a value what is wanted at its place.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    fields: &'a Fields,
    place: Place,
}

impl Wanted<'_> {
    fn at(self, place: Place) -> Self {
        Wanted { place, ..self }
    }

    /// Where the value of a field stands; nowhere when it is not wanted.
    fn field(self, name: &str) -> Option<Place> {
        match self.place {
            Place::Document if LISTS.contains(&name) => Some(Place::List),
            Place::Document | Place::Item => self.fields.knows(name).then_some(Place::Field),
            Place::Field | Place::List => (name == "name").then_some(Place::Name),
            Place::Name => None,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Wanted<'_> {
    type Value = Part;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Part, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Wanted<'_> {
    type Value = Part;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Part, E> {
        Ok(Part::Text(text.to_owned()))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Part, E> {
        Ok(Part::Nothing)
    }

    fn visit_unit<E: Error>(self) -> Result<Part, E> {
        Ok(Part::Nothing)
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Part, E> {
        Ok(Part::Told(n.to_string()))
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Part, E> {
        Ok(Part::Told(n.to_string()))
    }

    fn visit_f64<E: Error>(self, n: f64) -> Result<Part, E> {
        Ok(Part::Told(n.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Part, A::Error> {
        if !matches!(self.place, Place::Document | Place::List) {
            while from.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Part::Nothing);
        }
        let mut list = Items::new();
        while let Some(part) = from.next_element_seed(self.at(Place::Item))? {
            list.push(match part {
                Part::Item(item) if !item.0.is_empty() => Some(Box::new(item)),
                _ => None,
            });
        }
        Ok(Part::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Part, A::Error> {
        let mut item = Item::default();
        while let Some(name) = from.next_key::<String>()? {
            match self.field(&name) {
                Some(place) => item.0.push((name, from.next_value_seed(self.at(place))?)),
                None => {
                    from.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(match self.place {
            Place::Document | Place::Item => Part::Item(item),
            _ => match item.0.pop() {
                Some((_, Part::Text(name))) => Part::Told(name),
                _ => Part::Nothing,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wanted_is_kept() {
        let text = r#"{"text":"B","views":[[[1]]],"date":1627430400,"publisher":{"logo":{"name":"x"},"name":"P"},"title":["T"]}"#;
        let item = object(text.as_bytes(), &Fields::default()).unwrap();
        let of = |name: &str| item.text(name);
        assert_eq!((of("text").as_deref(), of("date").as_deref()), (Some("B"), Some("1627430400")));
        assert_eq!((of("publisher").as_deref(), of("title"), of("views")), (Some("P"), None, None));
        assert!(!item.0.iter().any(|(name, _)| name == "views"));
        for wrong in ["[1]", "3", r#"{"text":"B"} x"#, r#"{"text":"#] {
            assert!(object(wrong.as_bytes(), &Fields::default()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_holds_nothing_costs_a_pointer() {
        let Ok(Part::List(list)) = document(br#"[[],{},3,{"x":[{}]},[[{"text":"no"}]],{"text":"B"}]"#, &Fields::default()) else {
            panic!()
        };
        assert_eq!(list.iter().map(Option::is_some).collect::<Vec<_>>(), [false, false, false, false, false, true]);
        assert_eq!(size_of_val(&list[0]), size_of::<usize>());
    }
}
