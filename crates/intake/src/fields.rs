//! Which field of an export holds what: the names that exports use, and those that a user gives.

use crate::days;
use source::Given;

/// Names of fields, the best first. The defaults know the exports of trafilatura, news-please and newspaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    text: Vec<String>,
    page: Vec<String>,
    title: Vec<String>,
    date: Vec<String>,
    outlet: Vec<String>,
    url: Vec<String>,
}

impl Default for Fields {
    fn default() -> Fields {
        let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        Fields {
            text: names(&["maintext", "text", "body", "content", "articleBody", "article", "content_text"]),
            page: names(&["html", "raw_html", "content_html"]),
            title: names(&["title", "headline", "title_page"]),
            date: names(&[
                "date",
                "published",
                "date_publish",
                "publish_date",
                "published_at",
                "publishedAt",
                "datePublished",
                "date_published",
                "pub_date",
                "pubDate",
            ]),
            outlet: names(&["outlet", "sitename", "source_domain", "source-hostname", "hostname", "publisher", "source"]),
            url: names(&["url", "link", "canonical_link", "source"]),
        }
    }
}

impl Fields {
    /// Puts fields that a user names before the others, as in `text=story,date=day`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn with(mut self, map: &str) -> Result<Fields, String> {
        for pair in map.split(',').filter(|p| !p.trim().is_empty()) {
            let (what, name) = pair.split_once('=').ok_or_else(|| format!("'{}' is not like text=story", pair.trim()))?;
            let list = match what.trim() {
                "text" => &mut self.text,
                "html" => &mut self.page,
                "title" => &mut self.title,
                "date" => &mut self.date,
                "outlet" => &mut self.outlet,
                "url" => &mut self.url,
                other => return Err(format!("'{other}' is none of text, html, title, date, outlet, url")),
            };
            list.insert(0, name.trim().to_owned());
        }
        Ok(self)
    }

    /// Whether a field may tell something of a report.
    pub(crate) fn knows(&self, name: &str) -> bool {
        let lists = [&self.text, &self.page, &self.title, &self.date, &self.outlet, &self.url];
        lists.into_iter().flatten().any(|n| n == name)
    }

    /// Whether any field may hold a report.
    pub(crate) fn any_text<'a>(&self, names: impl Iterator<Item = &'a str>) -> bool {
        let mut names = names;
        names.any(|n| self.text.iter().chain(&self.page).any(|t| t == n))
    }

    /// The bytes of a report and what is known of it, by a function that gives the value of a field.
    pub(crate) fn report(&self, value: impl Fn(&str) -> Option<String>) -> Result<(Vec<u8>, Given), Lacking> {
        let field = |names: &[String]| names.iter().filter_map(|n| value(n)).find(|v| !v.trim().is_empty());
        let Some(text) = field(&self.text).or_else(|| field(&self.page)) else {
            return Err(Lacking::Text(format!("no text (fields {})", self.text[..self.text.len().min(4)].join(", "))));
        };
        let published = match field(&self.date) {
            Some(date) => {
                let day = days::written(&date);
                Some(day.ok_or_else(|| Lacking::Date(format!("'{}' is not a day such as 2021-07-28", shortened(date.trim()))))?)
            }
            None => None,
        };
        let is_address = |v: &String| v.starts_with("http://") || v.starts_with("https://");
        let values = |names: &[String]| names.iter().filter_map(|n| value(n)).filter(|v| !v.trim().is_empty()).collect();
        let (outlets, urls): (Vec<String>, Vec<String>) = (values(&self.outlet), values(&self.url));
        let outlet = outlets.into_iter().find(|v| !is_address(v));
        let url = urls.iter().find(|v| is_address(v)).or_else(|| urls.first().filter(|u| Some(*u) != outlet.as_ref()));
        let given = Given { published, outlet, url: url.cloned(), ..Given::default() };
        Ok((with_title(field(&self.title).as_deref(), text).into_bytes(), given))
    }
}

/// Why there is no report in an entry of an export.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lacking {
    /// It holds no text.
    Text(String),
    /// Its day of publication cannot be understood.
    Date(String),
}

/// Title, empty line, text; the text alone when it is a page or opens with the title.
fn with_title(title: Option<&str>, text: String) -> String {
    match title.map(str::trim) {
        Some(title) if !text.trim_start().starts_with('<') && !text.trim_start().starts_with(title) => {
            format!("{title}\n\n{text}")
        }
        _ => text,
    }
}

/// The first characters of a value that is told in a sentence.
fn shortened(value: &str) -> String {
    value.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &Fields, pairs: &[(&str, &str)]) -> Result<(String, Given), Lacking> {
        let found = fields.report(|n| pairs.iter().find(|(k, _)| *k == n).map(|(_, v)| (*v).to_owned()));
        found.map(|(bytes, given)| (String::from_utf8(bytes).unwrap(), given))
    }

    #[test]
    fn exports_of_known_tools_are_understood() {
        let own = Fields::default();
        let trafilatura = [
            ("title", "T"),
            ("source", "https://a.b/c"),
            ("source-hostname", "A News"),
            ("hostname", "a.b"),
            ("text", "B"),
            ("raw_text", "b"),
            ("date", "2021-07-28"),
        ];
        let given = Given {
            published: Some("2021-07-28".into()),
            outlet: Some("A News".into()),
            url: Some("https://a.b/c".into()),
            ..Given::default()
        };
        assert_eq!(of(&own, &trafilatura).unwrap(), ("T\n\nB".into(), given.clone()));
        let news_please = [
            ("maintext", "B"),
            ("text", "other"),
            ("date_publish", "2021-07-28 10:00:00"),
            ("source_domain", "A News"),
            ("url", "https://a.b/c"),
        ];
        assert_eq!(of(&own, &news_please).unwrap(), ("B".into(), given.clone()));
        let newspaper =
            [("text", "B"), ("publish_date", "2021-07-28T00:00:00"), ("source_url", "https://a.b"), ("url", "https://a.b/c")];
        assert_eq!(of(&own, &newspaper).unwrap().1.url, given.url);
        assert_eq!(of(&own, &[("text", "B"), ("source", "Agency")]).unwrap().1.outlet.as_deref(), Some("Agency"));
        assert_eq!(of(&own, &[("text", "B"), ("source", "Agency")]).unwrap().1.url, None);
        assert_eq!(of(&own, &[("html", "<p>B"), ("title", "T")]).unwrap().0, "<p>B");
    }

    #[test]
    fn a_user_names_fields() {
        let fields = Fields::default().with("text=story, date=day").unwrap();
        let found = of(&fields, &[("story", "B"), ("text", "C"), ("day", "2021-07-28")]).unwrap();
        assert_eq!((found.0.as_str(), found.1.published.as_deref()), ("B", Some("2021-07-28")));
        assert!(Fields::default().with("text").unwrap_err().contains("'text' is not like"));
        assert!(Fields::default().with("txt=a").unwrap_err().contains("'txt' is none of"));
    }

    #[test]
    fn what_is_lacking_is_told() {
        assert!(matches!(of(&Fields::default(), &[("title", "T")]), Err(Lacking::Text(_))));
        let bad = of(&Fields::default(), &[("text", "B"), ("date", "soon")]).unwrap_err();
        assert_eq!(bad, Lacking::Date("'soon' is not a day such as 2021-07-28".into()));
    }
}
