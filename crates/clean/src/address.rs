//! The day that the address of a page names: many sites put it there, between slashes or dashes.

/// Years in which a report on the web may have appeared.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The first day in the path of an address, as YYYY-MM-DD.
pub(crate) fn day(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = path.split_once('/')?.1;
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let parted = numbers.windows(3).find_map(|w| {
        let fits = w[0].len() == 4 && (1..=2).contains(&w[1].len()) && (1..=2).contains(&w[2].len());
        fits.then(|| of(w[0], w[1], w[2]))?
    });
    let joined = || numbers.iter().filter(|n| n.len() == 8).find_map(|n| of(n.get(..4)?, n.get(4..6)?, n.get(6..)?));
    parted.or_else(joined)
}

fn of(year: &str, month: &str, day: &str) -> Option<String> {
    let digits = [year, month, day].iter().all(|text| text.bytes().all(|b| b.is_ascii_digit()));
    let year: i32 = year.parse().ok().filter(|year| digits && YEARS.contains(year))?;
    days::day(year, month.parse().ok()?, day.parse().ok()?).map(days::iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        for url in [
            "https://a.b/2021/07/28/talks",
            "https://a.b/news/2021/7/28",
            "http://a.b/x-2021-07-28-y.html?d=2020-01-01",
            "https://a.b/politics/20210728/1045.html",
        ] {
            assert_eq!(day(url).as_deref(), Some("2021-07-28"), "{url}");
        }
        for url in
            ["https://a.b/2021/13/28/", "https://a.b/news/12345678", "https://2021-07-28.b/", "https://a.b/2021/07/x28", ""]
        {
            assert_eq!(day(url), None, "{url}");
        }
    }
}
