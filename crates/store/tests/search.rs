//! Search: what finds what.
#![allow(clippy::unwrap_used)]

mod common;

use common::{TABLES, analyser, prepared};
use store::{Filter, Query, Register};

/// A register of one report a sentence.
fn register(sentences: &[&str]) -> Register {
    let mut register = Register::in_memory().unwrap();
    for (n, sentence) in sentences.iter().enumerate() {
        register.add(&prepared(&format!("{n}.txt"), sentence), TABLES).unwrap();
    }
    register
}

/// The reports found, with the words marked.
fn found(register: &Register, query: &str) -> Vec<(String, Vec<String>)> {
    let query = Query::parse(query, analyser()).unwrap();
    let (hits, all) = register.search(&query, &Filter::default(), 50, analyser()).unwrap();
    assert_eq!(hits.len(), all);
    hits.into_iter().map(|h| (h.path, h.marks.iter().map(|m| m.of(&h.text).to_owned()).collect())).collect()
}

fn paths(register: &Register, query: &str) -> Vec<String> {
    let mut list: Vec<String> = found(register, query).into_iter().map(|f| f.0).collect();
    list.sort();
    list
}

#[test]
fn a_word_finds_its_forms() {
    let texts =
        ["بدأت المُحادثاتُ في جنيف.", "لم تبدأ أي محادثة بعد.", "استقبل الوزير ضيوفه.", "وبالمحادثات يأملون.", "صب الزير ماء."];
    let register = register(&texts);
    for query in ["محادثات", "المحادثات", "مُحَادَثَات", "للمحادثات"] {
        assert_eq!(paths(&register, query), ["0.txt", "1.txt", "3.txt"], "{query}");
    }
    assert_eq!(paths(&register, "وزير"), ["2.txt"]);
    assert_eq!(found(&register, "محادثات")[0].1.len(), 1);
}

#[test]
fn digits_and_letters_are_one_in_all_their_forms() {
    let register =
        register(&["حد المعاهدة ١٥٥٠ رأسا.", "حد المعاهدة 1,550 رأسا.", "قال ۱۵۵۰ شخصا.", "وصل إلى أنقرة.", "صاروخ 9M729."]);
    for query in ["1550", "١٥٥٠", "۱۵۵۰", "1,550"] {
        assert_eq!(paths(&register, query), ["0.txt", "1.txt", "2.txt"], "{query}");
    }
    for query in ["انقره", "أنقرة", "لأنقرة"] {
        assert_eq!(paths(&register, query), ["3.txt"], "{query}");
    }
    assert_eq!(paths(&register, "9m729"), ["4.txt"]);
}

#[test]
fn words_may_be_asked_for_in_a_row_left_out_or_begun() {
    let texts = ["محادثات الاستقرار الاستراتيجي بين البلدين.", "الاستقرار في المنطقة، والحوار الاستراتيجي.", "الاستقرار الاقتصادي."];
    let register = register(&texts);
    assert_eq!(paths(&register, "الاستقرار الاستراتيجي"), ["0.txt", "1.txt"]);
    assert_eq!(paths(&register, "\"الاستقرار الاستراتيجي\""), ["0.txt"]);
    assert_eq!(found(&register, "\"الاستقرار الاستراتيجي\"")[0].1, ["الاستقرار الاستراتيجي"]);
    assert_eq!(paths(&register, "الاستقرار -الاقتصادي"), ["0.txt", "1.txt"]);
    assert_eq!(paths(&register, "الاستقرار -\"حوار الاستراتيجي\""), ["0.txt", "2.txt"]);
    assert_eq!(paths(&register, "استرات*"), ["0.txt", "1.txt"]);
    assert!(Query::parse("-الاقتصادي", analyser()).is_err());
    assert!(Query::parse(" «،» ", analyser()).is_err());
}

#[test]
fn the_form_asked_for_comes_first() {
    let register = register(&["هذه محادثة.", "هذه محادثات."]);
    assert_eq!(found(&register, "محادثات")[0].0, "1.txt");
    assert_eq!(found(&register, "محادثة")[0].0, "0.txt");
}

#[test]
fn nothing_a_user_types_is_an_expression() {
    let register = register(&["قال إن AND OR NOT NEAR كلمات."]);
    for query in ["NOT", "AND OR", "NEAR(", "exact : قال", "\"", "قال\"", "قال*\" OR 1", "- قال", "()", "قال ^ {a}", "':;--"]
    {
        if let Ok(query) = Query::parse(query, analyser()) {
            register.search(&query, &Filter::default(), 5, analyser()).unwrap();
        }
    }
    assert_eq!(paths(&register, "not"), ["0.txt"]);
}
