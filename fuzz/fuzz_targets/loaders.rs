//! A language pack and a dossier with one file changed: they load, or say in which file what is wrong.
#![no_main]

use dossier::Dossier;
use language::{Files, Pack};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

type List = Vec<(String, String)>;

/// The files of a pack and of a dossier, tables cut short: what is loaded, not how much.
static FILES: OnceLock<(List, List)> = OnceLock::new();

fn short(files: List) -> List {
    let cut = |(name, text): (String, String)| {
        let whole = name.ends_with(".toml");
        let lines: Vec<&str> = text.lines().take(if whole { usize::MAX } else { 12 }).collect();
        (name, lines.join("\n") + "\n")
    };
    files.into_iter().map(cut).collect()
}

fuzz_target!(init: {
    FILES.get_or_init(|| {
        let pack = bench::pack_files().expect("the pack of this tree");
        let dossier = bench::dossier_files("us-ru-arms-control").expect("a dossier of this tree");
        (short(pack), short(dossier))
    });
}, |data: &[u8]| {
    let (Some((pack, dossier)), [which, how, rest @ ..]) = (FILES.get(), data) else { return };
    let words = String::from_utf8_lossy(rest);
    let changed = |files: &List| {
        let mut files = files.clone();
        let n = usize::from(which / 2) % files.len();
        if let Some((_, text)) = files.get_mut(n) {
            match how % 3 {
                0 => text.push_str(&words),
                1 => *text = words.to_string(),
                _ => {
                    let at = (usize::from(*how) * 7) % (text.len() + 1);
                    let at = (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
                    text.insert_str(at, &words);
                }
            }
        }
        Files::new(files)
    };
    if which % 2 == 0 {
        if let Err(e) = Pack::load(&changed(pack)) {
            assert!(!e.to_string().is_empty());
        }
    } else {
        let mut all = Dossier::default();
        if let Err(e) = all.add("fuzz", &changed(dossier)) {
            assert!(!e.to_string().is_empty());
        }
        all.finish().iter().for_each(|e| assert!(!e.to_string().is_empty()));
    }
});
