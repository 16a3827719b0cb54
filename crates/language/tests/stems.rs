//! Stems of the Arabic pack: which forms find each other, and which words must not be cut.
#![allow(clippy::unwrap_used)]

use language::{Files, Pack, Stemmer};
use std::path::Path;

fn pack() -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/languages/ar");
    let mut files = Vec::new();
    for folder in ["", "words", "patterns"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            let name = entry.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            files.push((name, std::fs::read_to_string(&entry).unwrap()));
        }
    }
    Pack::load(&Files::new(files)).unwrap()
}

/// Words of one family, separated by spaces.
const FAMILIES: [&str; 20] = [
    "محادثات المحادثات بالمحادثات والمحادثات للمحادثات محادثة محادثتين محادثاتهما مُحادَثاتٌ المُحادثات",
    "اجتماع الاجتماع اجتماعات باجتماعهما للاجتماع إجتماع ولاجتماع",
    "وزير الوزير والوزير وزيرا لوزير للوزير",
    "وفد الوفد وفدا والوفد وفدان وفدين بالوفد",
    "وساطة الوساطة للوساطة والوساطة وساطات",
    "جنيف بجنيف وجنيف لجنيف",
    "موسكو بموسكو لموسكو وموسكو",
    "لافروف ولافروف للافروف",
    "بوتين وبوتين لبوتين",
    "جولة الجولة جولات الجولتين بالجولة جولتين",
    "اتفاقية الاتفاقية اتفاقيات باتفاقية للاتفاقية اتفاق الاتفاق",
    "معاهدة المعاهدة معاهدات بالمعاهدة للمعاهدة معاهدتي",
    "لجنة اللجنة للجنة واللجنة لجنتين",
    "مفاوضات المفاوضات بمفاوضات ومفاوضاتها مفاوضة",
    "التزام الالتزام التزامات بالتزاماتها والتزام والالتزامات",
    "صواريخ الصواريخ بالصواريخ وصواريخها",
    "رأس رأسا راس",
    "نووي النووي نووية النووية نوويا",
    "قمة القمة بالقمة قمتهما وقمة",
    "مسؤول المسؤول مسؤولين المسؤولون مسؤولان مسئول",
];

/// Words that must not become one.
const APART: [&str; 12] = [
    "وزير زير",
    "وفد فد",
    "بوتين بوت",
    "وكالة كالة",
    "فيينا فيي",
    "برلين لين",
    "إيران إير",
    "ألمانيا مانيا",
    "التقى تقى",
    "وثيقة ثيقة",
    "لبنان بنان",
    "فلسطين فلسط",
];

#[test]
fn forms_of_one_word_find_each_other() {
    let pack = pack();
    let mut stemmer = Stemmer::new(&pack);
    ["جنيف", "موسكو", "لافروف", "بوتين"].iter().for_each(|name| stemmer.learn(name));
    for family in FAMILIES {
        let stems: Vec<(&str, String)> = family.split(' ').map(|w| (w, stemmer.stem(&pack.fold.text(w)))).collect();
        for (word, stem) in &stems {
            assert_eq!(stem, &stems[0].1, "{word}: {stems:?}");
        }
    }
}

#[test]
fn words_are_not_cut_into() {
    let pack = pack();
    let mut stemmer = Stemmer::new(&pack);
    ["فيينا", "برلين", "إيران", "ألمانيا", "بوتين", "لبنان", "فلسطين"].iter().for_each(|name| stemmer.learn(name));
    for pair in APART {
        let (whole, part) = pair.split_once(' ').unwrap();
        let (whole, part) = (pack.fold.text(whole), pack.fold.text(part));
        assert_ne!(stemmer.stem(&whole), stemmer.stem(&part), "{pair}");
        assert!(stemmer.stem(&whole).chars().next() == whole.chars().next(), "{pair}: {}", stemmer.stem(&whole));
    }
}

#[test]
fn a_pack_without_stems_leaves_endings() {
    let mut pack = pack();
    pack.stems = Default::default();
    assert_eq!(Stemmer::new(&pack).stem("محادثات"), "محادثات");
}
