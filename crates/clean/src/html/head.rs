//! What a page says about itself: in its head, in `time` tags, and in JSON-LD.

use super::scan::Scanner;
use super::tag::Tag;
use super::{entity, json_ld};
use crate::Meta;
use std::ops::Range;

/// Most values kept of a page.
const MOST: usize = 256;
/// Longest value kept.
const LONGEST: usize = 4096;

/// Names of the time of publication, the best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "publishdate",
    "pubdate",
    "publish_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "time",
];

/// The values found, in order of the page.
#[derive(Debug, Default)]
pub(crate) struct Head {
    values: Vec<(String, String)>,
    json_ld: Vec<Range<usize>>,
}

impl Head {
    /// Notes what a start tag says.
    pub(crate) fn note(&mut self, tag: Tag, scanner: &Scanner<'_>) {
        if !scanner.has_attributes() {
            return;
        }
        let value = |name: &str| scanner.attribute(name);
        match tag {
            Tag::Meta => {
                let name = value("property").or(value("name")).or(value("itemprop")).or(value("http-equiv"));
                self.add(name, value("content"));
            }
            Tag::Link if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.add(Some("canonical"), value("href"));
            }
            Tag::Html => self.add(Some("lang"), value("lang").or(value("xml:lang"))),
            Tag::Time => self.add(value("itemprop").or(Some("time")), value("datetime")),
            _ => self.add(value("itemprop").filter(|p| is_date(p)), value("content").or(value("datetime"))),
        }
    }

    fn add(&mut self, name: Option<&str>, value: Option<&str>) {
        let (Some(name), Some(value)) = (name, value) else { return };
        if self.values.len() < MOST && value.len() <= LONGEST && !value.trim().is_empty() {
            self.values.push((name.trim().to_ascii_lowercase(), entity::decode(value)));
        }
    }

    /// True when the script just opened holds JSON-LD.
    pub(crate) fn is_json_ld(scanner: &Scanner<'_>) -> bool {
        scanner.attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    }

    /// Notes where JSON-LD stands.
    pub(crate) fn add_json_ld(&mut self, range: Range<usize>) {
        if self.json_ld.len() < MOST {
            self.json_ld.push(range);
        }
    }

    /// Where JSON-LD stands in the source of the page.
    pub(crate) fn json_ld(&self) -> &[Range<usize>] {
        &self.json_ld
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()))
    }

    /// The headline that the page gives to other sites.
    pub(crate) fn headline(&self, article: &json_ld::Article) -> Option<String> {
        self.first(&["og:title", "twitter:title", "dc.title"]).or_else(|| article.headline.clone())
    }

    /// What the page and its JSON-LD say together.
    pub(crate) fn meta(&self, article: &json_ld::Article) -> Meta {
        Meta {
            published: article.published.clone().or_else(|| self.first(PUBLISHED)),
            site: self.first(&["og:site_name"]).or_else(|| article.site.clone()).or_else(|| self.first(&["application-name"])),
            url: self.first(&["canonical", "og:url"]).or_else(|| article.url.clone()),
            language: self
                .first(&["lang"])
                .or_else(|| article.language.clone())
                .or_else(|| self.first(&["og:locale", "content-language", "language"])),
            address_day: None,
        }
    }
}

fn is_date(name: &str) -> bool {
    name.eq_ignore_ascii_case("datePublished")
}
