//! A reading ends when its time is over, whatever the text.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod common;

use source::Source;
use std::cell::Cell;
use std::time::{Duration, Instant};

/// Phrases that, repeated, make some finder look far, with what stands between two.
const HARD: [(&str, &str); 12] = [
    ("a meeting with its place", "عقد لافروف وبلينكن اجتماعا في جنيف. "),
    ("meetings in one sentence", "اجتماع في جنيف "),
    ("a quoted word with its verb", "وقال «نعم» "),
    ("quoted words and speakers in one sentence", "وقال لافروف إن «المحادثات» مفيدة "),
    ("an office", "وزير الخارجية الروسي "),
    ("an office whose holder is unknown", "قال وزير خارجية دولة زمردة قمبيز الحنظلي. "),
    ("ministries without a state", "وزارة الخارجية "),
    ("counterparts", "التقى نظيره الأمريكي أنتوني بلينكن "),
    ("days", "يوم الأربعاء 28 يوليو الماضي "),
    ("figures", "1550 رأسا نوويا و700 صاروخ "),
    ("quotations that are never closed", "«قال "),
    ("agreements after meetings", "اجتمع لافروف وبلينكن في جنيف واتفقا على الاتفاق. "),
];

fn text(phrase: &str, bytes: usize) -> Source {
    Source::new("hard", phrase.repeat(bytes / phrase.len() + 1).into_bytes())
}

#[test]
fn hard_texts_are_given_up_soon_after_their_time() {
    let (reader, most) = (common::reader(), Duration::from_millis(200));
    let mut given_up = 0;
    for (what, phrase) in HARD {
        let source = text(phrase, 1 << 20);
        let page = clean::clean(&source).unwrap();
        let begun = Instant::now();
        let found = reader.read_within(&source, &page, &|| begun.elapsed() >= most);
        let took = begun.elapsed();
        println!("{what}: {took:?}, given up: {}", found.is_none());
        given_up += usize::from(found.is_none());
        assert!(took < Duration::from_secs(5), "{what}: {took:?}");
    }
    assert!(given_up >= 6, "{given_up}");
}

#[test]
fn a_reading_that_is_given_up_anywhere_gives_nothing_and_one_in_time_everything() {
    let reader = common::reader();
    let source = text("عقد لافروف وبلينكن اجتماعا في جنيف. وقال لافروف إن «المحادثات» مفيدة. ", 4_000);
    let page = clean::clean(&source).unwrap();
    let asked = Cell::new(0);
    let within = |most: usize| {
        asked.set(0);
        let over = || {
            asked.set(asked.get() + 1);
            asked.get() > most
        };
        reader.read_within(&source, &page, &over)
    };
    let whole = within(usize::MAX).unwrap().to_json();
    let times = asked.get();
    assert!(times > 20, "{times}");
    for most in 0..times {
        assert!(within(most).is_none(), "{most} of {times}");
    }
    assert_eq!(within(times).unwrap().to_json(), whole);
    assert_eq!(reader.read_page(&source, &page).to_json(), whole);
}
