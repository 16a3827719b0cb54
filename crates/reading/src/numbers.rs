//! Numbers in digits and words.

use crate::report::Report;
use labels::Class;
use std::ops::Range;
use tokens::Kind;

/// The number that `tokens` spell: digits, number words, or digits before a word such as 'million'.
pub(crate) fn value(r: &Report, tokens: Range<usize>) -> Option<f64> {
    let (mut total, mut current, mut seen) = (0.0, 0.0, false);
    let mut i = tokens.start;
    while i < tokens.end {
        let (v, width) = match r.tokens.kind(i) {
            Kind::Number => (digits(r.key(i))?, 1),
            _ => match word(r, i) {
                Some((v, w)) => (v, w),
                None => {
                    i += 1;
                    continue;
                }
            },
        };
        seen = true;
        if v >= 1000.0 && v % 1000.0 == 0.0 {
            let times = if current == 0.0 { 1.0 } else { current };
            total += times * v;
            current = 0.0;
        } else if v == 100.0 && current > 0.0 && current < 10.0 {
            current *= 100.0;
        } else {
            current += v;
        }
        i += width;
    }
    seen.then_some(total + current)
}

/// The value and width of a number word at token `i`.
pub(crate) fn word(r: &Report, i: usize) -> Option<(f64, usize)> {
    let (l, e) = r.label(i, Class::Number)?;
    Some((e.value.number()?, l.width()))
}

/// A number in digits: `1,204` is 1204, `3,67` and `3.67` are 3.67.
pub(crate) fn digits(key: &str) -> Option<f64> {
    let plain: String = key.chars().filter(|c| !matches!(c, ',' | '.')).collect();
    let marks: Vec<usize> = key.char_indices().filter(|(_, c)| matches!(c, ',' | '.')).map(|(i, _)| i).collect();
    match marks.as_slice() {
        [] => plain.parse().ok(),
        [at] if key.len() - at - 1 != 3 || key.starts_with('0') => key.replace(',', ".").parse().ok(),
        [at] if *at > 3 => None,
        many if many.windows(2).all(|w| w[1] - w[0] == 4) && key.len() - many[many.len() - 1] - 1 == 3 => plain.parse().ok(),
        // Thousands in groups, then a decimal mark of the other kind.
        many => {
            let last = many[many.len() - 1];
            let whole: String = key[..last].chars().filter(char::is_ascii_digit).collect();
            format!("{whole}.{}", &key[last + 1..]).parse().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn decimal_and_grouping_marks_are_told_apart() {
        assert_eq!(digits("1,204"), Some(1204.0));
        assert_eq!(digits("3,67"), Some(3.67));
        assert_eq!(digits("202,8"), Some(202.8));
        assert_eq!(digits("2967.8"), Some(2967.8));
        assert_eq!(digits("1,234,567"), Some(1_234_567.0));
        assert_eq!(digits("1.234,5"), Some(1234.5));
    }
}
