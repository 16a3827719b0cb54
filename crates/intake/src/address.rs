//! A page, or a feed, by its address.

use crate::format::Format;
use crate::net::Polite;
use crate::{Entries, Entry, Options, PDF, failed, one, open, report, too_large};
use source::Given;

/// Whether a name is an address of the network.
pub fn is_address(name: &str) -> bool {
    let start = |scheme: &str| name.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    start("http://") || start("https://")
}

/// Fetches what stands at an address: one page, or a feed with the reports that it carries. A report knows where it was found,
/// which may be elsewhere than where it was looked for.
pub fn fetch(name: &str, polite: &mut Polite, options: &Options) -> Entries {
    let page = match polite.page(name, true) {
        Ok(page) => page,
        Err(why) => return one(failed(name, why.to_string())),
    };
    if page.body.len() > options.limits.report {
        return one(failed(name, too_large(options.limits.report)));
    }
    let json = page.media_type.as_deref().is_some_and(|kind| kind.ends_with("json"));
    let given = Given { url: Some(page.url), charset: page.charset, ..Given::default() };
    match Format::settled(json.then_some(Format::Json), &page.body) {
        Format::Pdf => one(failed(name, PDF)),
        Format::Report => one(report(name.to_owned(), page.body, given)),
        format @ (Format::Feed | Format::Json) => located(open::of_bytes(name, page.body, format, options), given),
        _ => one(failed(name, "it is no page: archives are to be saved first")),
    }
}

/// The reports of a feed or an export; those that tell no address of their own were found where it was.
fn located(entries: Entries, found: Given) -> Entries {
    Box::new(entries.map(move |entry| match entry {
        Entry::Report(source) => {
            let url = source.given().url.clone().or(found.url.clone());
            let given = Given { url, ..source.given().clone() };
            Entry::Report(source.with_given(given))
        }
        other => other,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_files() {
        assert!(is_address("https://a.b/c") && is_address("HTTP://a.b"));
        assert!(!is_address("http:a.b") && !is_address("a/https://b") && !is_address("") && !is_address("ht"));
    }
}
