use super::*;
use language::{Files, Pack};
use proptest::prelude::*;
use std::sync::OnceLock;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/languages/ar");
        let names = ["pack.toml", "fold.tsv", "clitics.tsv", "romanise.tsv", "paradigm.tsv"];
        let files = names.iter().map(|n| ((*n).to_owned(), std::fs::read_to_string(format!("{root}/{n}")).unwrap())).collect();
        Pack::load(&Files::new(files)).unwrap()
    })
}

fn keys(text: &str) -> Vec<String> {
    let t = Tokens::cut(text, pack());
    (0..t.len()).map(|i| t.key(i).to_owned()).collect()
}

#[test]
fn folds_vowel_signs_hamza_presentation_forms_and_digits() {
    assert_eq!(keys("اتِّفاقُ السُّوَيد"), ["اتفاق", "السويد"]);
    assert_eq!(keys("ﺍﻷﻣﻢ ﺍﻟﻤﺘﺤﺪﺓ"), ["الامم", "المتحده"]);
    assert_eq!(keys("الحُـــديدة ٢٠٢٤"), ["الحديده", "2024"]);
    assert_eq!(keys("غوتي\u{ad}ريش \u{200e}8,576\u{200e}"), ["غوتيريش", "8,576"]);
}

#[test]
fn numbers_keep_their_separators_and_letters_touching_digits_are_one_word() {
    assert_eq!(keys("9M729 و3.67، 1/11/2022."), ["9m729", "و", "3.67", "،", "1", "/", "11", "/", "2022", "."]);
    let t = Tokens::cut("1,204 7.5", pack());
    assert_eq!((t.number(0), t.number(1)), (Some(1204), None));
}

#[test]
fn quotations_pair_across_mark_styles_and_recover() {
    let t = Tokens::cut("قال «نعم» و“لا” و\"ربما\"\n³[الغرب] يجب ذلك؟” قال", pack());
    let q: Vec<_> = t.quotations().iter().map(|q| (t.key(q.open + 1).to_owned(), q.closed)).collect();
    assert_eq!(q.len(), 4, "{q:?}");
    assert!(q.iter().all(|(_, closed)| *closed));
}

#[test]
fn sentences_do_not_break_in_quotations_or_after_initials() {
    let t = Tokens::cut("قال د. سليم: «انتهى. سنعود غداً». ثم غادر.", pack());
    assert_eq!(t.sentences().len(), 2);
}

/// What the scanner makes of a text folded before.
fn scanned(text: &str) -> Vec<String> {
    keys(&pack().fold.text(text))
}

proptest! {
    #[test]
    fn short_texts_are_cut_like_long_ones(text in "[ا-يآأإؤئىةگچ \\u{64b}-\\u{652}\\u{640}]{0,40}|\\PC{0,40}|[ا-يa-z0-9 \"«.,-]{0,20}") {
        let mut cutting = Cutting::new(pack());
        cutting.cut("من قبل 1");
        cutting.cut(&text);
        let words: Vec<String> = (0..cutting.len()).filter_map(|i| cutting.word(i)).map(str::to_owned).collect();
        prop_assert_eq!(words, scanned(&text));
    }

    #[test]
    fn tokens_tile_the_text(text in "\\PC{0,200}|[ا-ي\\u{640}-\\u{65f} \\n«»\"“”.،0-9٠-٩]{0,200}") {
        let t = Tokens::cut(&text, pack());
        let mut at = 0;
        for token in t.list() {
            prop_assert_eq!(token.lead, at);
            prop_assert!(token.lead <= token.start && token.start < token.end);
            prop_assert!(text.is_char_boundary(token.start as usize) && text.is_char_boundary(token.end as usize));
            prop_assert!(text[token.lead as usize..token.start as usize].trim().is_empty());
            at = token.end;
        }
        prop_assert!(text[at as usize..].trim().is_empty());
        let mut next = 0;
        for s in t.sentences() {
            prop_assert_eq!(s.from, next);
            next = s.to;
        }
        prop_assert_eq!(next, t.len());
    }
}
