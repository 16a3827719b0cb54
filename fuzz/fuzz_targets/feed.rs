//! Any bytes as a feed and as the rules of a host.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(feed) = intake::parse_feed(data) {
        for item in &feed.items {
            assert!(item.url.as_deref().is_none_or(|u| u.starts_with("http")));
            assert!(item.published.as_deref().is_none_or(|d| d.len() >= 10));
        }
    }
    let robots = intake::net::Robots::parse(data, "mahdar");
    let _ = robots.allows("/news/2021/07/28/a.html?b=c");
});
