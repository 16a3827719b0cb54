//! What goes in comes out: reports, readings, corrections, the record.
#![allow(clippy::unwrap_used)]

mod common;

use common::{TABLES, analyser, prepared, read, reader, samples};
use record::{Change, Correction, Record};
use source::Given;
use store::{Added, Filter, Prepared, Query, Register, kept_json};

fn register() -> Register {
    let mut register = Register::in_memory().unwrap();
    for (path, text) in samples() {
        assert_eq!(register.add(&prepared(&path, &text), TABLES).unwrap(), Added::New);
    }
    register
}

#[test]
fn readings_come_back_with_all_that_a_record_is_made_of() {
    let register = register();
    let back = register.readings().unwrap();
    let fresh: Vec<_> = samples().iter().map(|(path, text)| read(path, text).1).collect();
    assert_eq!(back.len(), fresh.len());
    for (kept, read) in back.iter().zip(&fresh) {
        assert_eq!(kept_json(kept), kept_json(read));
        assert_eq!(kept.text, read.text);
        assert_eq!(format!("{:?}", kept.events), format!("{:?}", read.events));
        assert_eq!(
            format!("{:?}", (&kept.mentions, &kept.roles, &kept.doubts)),
            format!("{:?}", (&read.mentions, &read.roles, &read.doubts))
        );
    }
    let dossier = reader().dossier();
    let (kept, read) = (Record::build(&back, dossier, None), Record::build(&fresh, dossier, None));
    assert_eq!(kept.to_json(), read.to_json());
    assert!(fresh.iter().flat_map(|r| &r.events).any(|e| e.days.is_some()), "the days of events are tested");
}

#[test]
fn sources_come_back_byte_for_byte() {
    let mut register = Register::in_memory().unwrap();
    let bytes = [0xef, 0xbb, 0xbf].into_iter().chain(common::samples()[0].1.bytes()).collect::<Vec<u8>>();
    let given = Given {
        published: Some("2021-07-28".into()),
        outlet: Some("outlet/tass".into()),
        url: None,
        charset: Some("windows-1256".into()),
    };
    let source = source::Source::new("a.txt", bytes.clone()).with_given(given.clone());
    let reading = reader().read(&source).unwrap();
    let report = Prepared::new(&source, &reading, analyser(), &[]).unwrap();
    assert_eq!(register.add(&report, TABLES).unwrap(), Added::New);
    assert_eq!(register.add(&report, TABLES).unwrap(), Added::There);
    assert_eq!((register.len().unwrap(), register.generation().unwrap()), (1, 1));
    let back = register.source(&source.sha256()).unwrap().unwrap();
    assert_eq!((back.path(), back.bytes(), back.given()), ("a.txt", &bytes[..], &given));
    assert!(register.source("0").unwrap().is_none());
}

#[test]
fn reading_again_replaces_all_that_was_read() {
    let mut register = register();
    let (path, text) = samples().remove(0);
    let (source, mut reading) = read(&path, &text);
    let count = |register: &Register, word: &str| {
        register.search(&Query::parse(word, analyser()).unwrap(), &Filter::default(), 9, analyser()).unwrap().1
    };
    let (before, all) = (count(&register, "محادثات"), register.len().unwrap());
    register.reread(&prepared(&path, &text), "newer").unwrap();
    assert_eq!((count(&register, "محادثات"), register.len().unwrap()), (before, all));
    assert_eq!(register.tables().unwrap(), ["newer", TABLES]);
    reading.text = "كلمة واحدة: زرافة.".into();
    register.reread(&Prepared::new(&source, &reading, analyser(), &[]).unwrap(), TABLES).unwrap();
    assert_eq!(count(&register, "زرافة"), 1);
    assert!(count(&register, "محادثات") < before);
    assert!(register.faults().unwrap().is_empty());
}

#[test]
fn page_furniture_is_not_searched() {
    let (source, reading) = read("a.txt", "قال الوزير كلاما.\nشارك الخبر.\n");
    let line = u32::try_from("قال الوزير كلاما.\n".len()).unwrap();
    let furniture = source::Span::new(line, line + 40);
    let mut register = Register::in_memory().unwrap();
    register.add(&Prepared::new(&source, &reading, analyser(), &[furniture]).unwrap(), TABLES).unwrap();
    let count =
        |word: &str| register.search(&Query::parse(word, analyser()).unwrap(), &Filter::default(), 9, analyser()).unwrap().1;
    assert_eq!((count("الوزير"), count("الخبر")), (1, 0));
}

#[test]
fn a_correction_stays_with_its_words_whatever_the_entry_is_called() {
    let mut register = register();
    let dossier = reader().dossier();
    let record = Record::build(&register.readings().unwrap(), dossier, None);
    let entry = record.entries().iter().find(|e| e.kind == "meeting" && e.citations.len() > 1).unwrap();
    let anchors: Vec<_> = entry.citations.iter().map(|c| (c.sha256.clone(), c.span)).collect();
    let change = Change::new("place", Some("place/vienna")).unwrap();
    let correction = Correction { entry: "called-otherwise".into(), kind: entry.kind.clone(), anchors, change };
    register.correct(std::slice::from_ref(&correction)).unwrap();
    let kept = register.corrections().unwrap();
    assert_eq!(kept[0].correction, correction);
    let all: Vec<_> = kept.iter().map(|k| k.correction.clone()).collect();
    let corrected = Record::corrected(&register.readings().unwrap(), dossier, None, &all);
    assert_eq!(corrected.entry(&entry.id).unwrap().place.as_deref(), Some("place/vienna"));
    assert!(corrected.landed().iter().all(Option::is_some));
    let elsewhere = Correction { anchors: vec![("0".repeat(64), source::Span::new(0, 9))], ..correction };
    assert_eq!(Record::corrected(&register.readings().unwrap(), dossier, None, &[elsewhere]).landed(), [None]);
    assert_eq!(register.take_back(&[kept[0].id, 99]).unwrap(), 1);
    assert!(register.corrections().unwrap().is_empty());
}

#[test]
fn the_record_is_kept_with_its_state() {
    let mut register = register();
    let record = Record::build(&register.readings().unwrap(), reader().dossier(), None);
    assert!(register.kept_record().unwrap().is_none());
    register.keep_record(&record, 12, TABLES, "maker").unwrap();
    let kept = register.kept_record().unwrap().unwrap();
    assert_eq!((kept.generation, kept.digest.as_str()), (12, record.digest()));
    assert_eq!(register.kept_json().unwrap(), Some(record.to_json()));
    assert_eq!(register.kept_digest("maker").unwrap(), Some((12, record.digest().to_owned())));
    assert_eq!(register.kept_digest("other").unwrap(), None);
}
