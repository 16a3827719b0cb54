//! `mahdar`: reads press reports about a negotiation and keeps its record.
mod data;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let reader = data::reader(Some(std::path::Path::new("data")))?;
    if args[0] == "check" {
        for f in labels::check_examples(reader.pack(), reader.lexicon()) { println!("{f}"); }
        return Ok(());
    }
    for p in args[1..].iter().filter(|a| !a.starts_with("--")) {
        let s = source::Source::new(p.clone(), std::fs::read(p)?);
        println!("{}", reader.read(&s).to_json());
    }
    Ok(())
}
