//! No language in the code: letters of Arabic and Cyrillic script stand in packs, dossiers and tests only.

use crate::tree::{none, rust};

/// Files that name ranges of letters as code points: what belongs to a script is a fact of Unicode, not of a language.
const RANGES: [&str; 4] =
    ["crates/tokens/src/scan.rs", "crates/language/src/fold.rs", "crates/language/src/pack.rs", "crates/clean/src/charset.rs"];

/// True for a letter of Arabic or Cyrillic script (marks and digits are none).
fn is_foreign_letter(c: char) -> bool {
    let arabic = matches!(c as u32, 0x600..=0x6ff | 0x750..=0x77f | 0x870..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc);
    let cyrillic = matches!(c as u32, 0x400..=0x52f | 0x1c80..=0x1c8f | 0x2de0..=0x2dff | 0xa640..=0xa69f);
    (arabic || cyrillic) && c.is_alphabetic()
}

/// The letters that a line spells as `\u{…}`.
fn escaped(line: &str) -> impl Iterator<Item = char> + '_ {
    let codes = line.match_indices("\\u{").filter_map(|(at, m)| line[at + m.len()..].split_once('}'));
    codes.filter_map(|(hex, _)| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32))
}

/// Documentation may show an example of a language; examples there are run as tests.
fn is_documentation(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//!") || line.starts_with("///")
}

#[test]
fn no_letter_of_a_language_in_the_code() {
    let mut faults = Vec::new();
    for file in rust().iter().filter(|f| !f.is_for_tests()) {
        for (n, line) in file.lines_outside_tests().filter(|(_, l)| !is_documentation(l)) {
            let hidden = !RANGES.contains(&file.path.as_str()) && escaped(line).any(is_foreign_letter);
            if line.chars().any(is_foreign_letter) || hidden {
                faults.push(format!("{}:{n}: {}", file.path, line.trim()));
            }
        }
    }
    none(&faults, "The words of a language stand in its pack, names in a dossier:");
}

#[test]
fn letters_are_told_from_marks() {
    assert!(is_foreign_letter('\u{645}') && is_foreign_letter('\u{431}'));
    assert!(!is_foreign_letter('\u{60c}') && !is_foreign_letter('\u{664}') && !is_foreign_letter('a'));
    assert_eq!(escaped("'\\u{645}' | '\\u{60c}'").collect::<String>(), "\u{645}\u{60c}");
}
