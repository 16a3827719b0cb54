//! Readings and records made from gold annotations, with noise that is the same on every run.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A small generator of numbers (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// Where an entry's words, or one of its other wordings, stand.
pub fn span(text: &str, item: &Value, field: &str, dice: &mut Dice) -> (i64, i64) {
    let others: Vec<&Value> = item["also"].as_array().into_iter().flatten().collect();
    let (piece, n) = match others.as_slice() {
        [_, ..] if dice.one_in(3) => {
            let other = dice.pick(&others);
            (other["text"].as_str().unwrap(), other["n"].as_u64())
        }
        _ => (item[field].as_str().unwrap(), item["n"].as_u64()),
    };
    let starts = text.char_indices().map(|(i, _)| i).filter(|i| text[*i..].starts_with(piece));
    let start = starts.take(n.unwrap_or(1) as usize).last().unwrap();
    (start as i64, (start + piece.len()) as i64)
}

/// Makes one reading.
pub struct Noisy<'a> {
    pub gold: &'a Value,
    pub text: &'a str,
    pub dice: Dice,
    pub names: BTreeMap<String, Value>,
}

impl Noisy<'_> {
    pub fn reading(&mut self) -> Value {
        let gold = self.gold;
        let published = gold["published"]["truth"].as_str().filter(|_| self.dice.one_in(2));
        let published = published.map_or(gold["published"]["edtf"].clone(), Value::from);
        let published = if self.dice.one_in(6) { Value::Null } else { json!({"edtf": published, "basis": "stated"}) };
        let source = json!({"path": format!("some/where/{}", gold["doc"].as_str().unwrap())});
        let mut out = json!({"schema": "mahdar.reading/1", "source": source, "published": published, "zones": self.zones()});
        for (key, list, field) in [
            ("mentions", "mentions", "text"),
            ("roles", "roles", "text"),
            ("times", "times", "text"),
            ("figures", "quantities", "text"),
            ("statements", "statements", "content"),
            ("events", "events", "text"),
        ] {
            if !self.dice.one_in(25) {
                out[key] = self.list(key, &gold[list], field);
            }
        }
        out
    }

    fn zones(&mut self) -> Value {
        let mut out = Vec::new();
        for z in self.gold["zones"].as_array().unwrap() {
            let start = self.text.find(z["from"].as_str().unwrap()).unwrap() as i64;
            let end = start + self.dice.below(3000) as i64 - 10;
            let start = start - self.dice.below(4) as i64;
            out.push(json!({"kind": z["kind"], "start": start, "end": end}));
        }
        Value::Array(out)
    }

    fn list(&mut self, key: &str, items: &Value, field: &str) -> Value {
        let mut out = Vec::new();
        for item in items.as_array().unwrap() {
            for _ in 0..*self.dice.pick(&[0, 1, 1, 1, 1, 1, 1, 1, 1, 2]) {
                let mut found = Map::new();
                let (start, end) = span(self.text, item, field, &mut self.dice);
                found.insert("start".to_owned(), json!(start + self.shift()));
                found.insert("end".to_owned(), json!(end + self.shift()));
                self.fill(key, item, &mut found);
                out.push(Value::Object(found));
            }
        }
        if self.dice.one_in(3) {
            out.reverse();
        }
        Value::Array(out)
    }

    fn shift(&mut self) -> i64 {
        *self.dice.pick(&[0, 0, 0, 0, 0, 0, 0, -1, 1, 3, -7, 12, 40, -60])
    }

    fn fill(&mut self, key: &str, item: &Value, found: &mut Map<String, Value>) {
        let extra = json!({"odd": ["it's", "\"", "\u{200f}\u{a0}س\u{64b}\\", 1e-7, 1e16, true, null, {"a": 0.6667}]});
        let mut set = |k: &str, v: Value| found.insert(k.to_owned(), v);
        match key {
            "mentions" => {
                // A mention of no entity that acts for a state makes score.py stop.
                let name = self.name(&item["entity"]);
                set("entity", if name.is_null() { json!("person/nobody") } else { name });
                set("type", if self.dice.one_in(15) { json!("LOC") } else { item["type"].clone() });
                set("acts_for", if self.dice.one_in(5) { json!("state/XX") } else { item["acts_for"].clone() });
            }
            "roles" => {
                set("person", self.name(&item["person"]));
                set("role", item["role"].clone());
            }
            "times" => {
                set("type", if self.dice.one_in(15) { json!("SET") } else { item["type"].clone() });
                set("value", self.date(&item["value"], &item["truth"]));
            }
            "figures" => {
                let value = item["value"].as_i64().filter(|_| self.dice.one_in(2)).map(|v| json!(v as f64));
                set("value", if self.dice.one_in(9) { json!(7) } else { value.unwrap_or(item["value"].clone()) });
                set("bound", if self.dice.one_in(9) { json!("about") } else { item["bound"].clone() });
            }
            "statements" => {
                set("speaker", self.name(&item["speaker"]));
                set("kind", if self.dice.one_in(9) { json!("mixed") } else { item["kind"].clone() });
                set("via", self.via(&item["via"]));
                set("cue", json!({"start": 0, "end": 4}));
            }
            _ => self.event(item, found),
        }
        found.extend(extra.as_object().unwrap().clone());
        if self.dice.one_in(4) {
            found.insert("text".to_owned(), json!("not printed"));
        }
    }

    fn event(&mut self, item: &Value, found: &mut Map<String, Value>) {
        let mut set = |k: &str, v: Value| found.insert(k.to_owned(), v);
        set("type", if self.dice.one_in(12) { json!("announcement") } else { item["type"].clone() });
        set("status", if self.dice.one_in(12) { json!("possible") } else { item["status"].clone() });
        if !self.dice.one_in(10) {
            set("date", self.date(&item["date"], &item["truth"]));
        }
        set("place", if item["place"].is_null() && !self.dice.one_in(9) { Value::Null } else { self.name(&item["place"]) });
        set("round", if self.dice.one_in(9) { json!(2) } else { item["round"].clone() });
        let mut who = Vec::new();
        for p in item["participants"].as_array().into_iter().flatten().filter(|_| !self.dice.one_in(6)) {
            who.push(
                json!({"entity": self.names.get(p["entity"].as_str().unwrap_or("")).unwrap_or(&p["entity"]), "part": p["part"]}),
            );
        }
        if !self.dice.one_in(20) {
            set("participants", Value::Array(who));
        }
    }

    /// The program's name for an entity: mostly the same, else one of its own for the whole report, or a confusion.
    fn name(&mut self, gold: &Value) -> Value {
        let Some(id) = gold.as_str().filter(|_| !self.dice.one_in(20)) else {
            return self.dice.pick(&[Value::Null, json!("group/unnamed-x"), json!("state/US"), json!("person/nobody")]).clone();
        };
        let kind = id.split('/').next().unwrap();
        let own = match self.dice.below(8) {
            0 => json!(format!("{kind}/own-{}", id.len())),
            1 => json!(format!("{kind}/اسم-{}", self.dice.below(3))),
            _ => json!(id),
        };
        let known = self.names.entry(id.to_owned()).or_insert(own).clone();
        if self.dice.one_in(12) { json!(format!("{kind}/slip-{}", self.dice.below(9))) } else { known }
    }

    fn date(&mut self, value: &Value, truth: &Value) -> Value {
        match (self.dice.below(8), value.as_str()) {
            (0, _) if truth.is_string() => truth.clone(),
            (1, Some(v)) => json!(format!(" {}", v.to_lowercase())),
            (2, _) => json!("2021-07-14"),
            (3, Some(v)) => {
                let mut days: Vec<&str> = v.trim_matches(['[', ']']).split(',').collect();
                days.reverse();
                json!(format!("[{}]", days.join(", ")))
            }
            (4, _) => Value::Null,
            _ => value.clone(),
        }
    }

    fn via(&mut self, via: &Value) -> Value {
        let mut list = via.as_array().cloned().unwrap_or_default();
        match self.dice.below(6) {
            0 => list.push(json!("outlet/telegram")),
            1 => list.insert(0, json!("person/nobody")),
            2 => list.push(json!("outlet/other")),
            3 => return Value::Null,
            _ => {}
        }
        Value::Array(list)
    }
}

/// The gold itself, bent a little: entries in boilerplate, announcements, null truths, missing bounds.
pub fn bend(gold: &mut Value, dice: &mut Dice) {
    for key in ["statements", "events"] {
        for item in gold[key].as_array_mut().unwrap() {
            if dice.one_in(10) {
                item["zone"] = json!("boilerplate");
            }
            if key == "events" && dice.one_in(15) {
                item["type"] = json!("announcement");
            }
        }
    }
    for item in gold["times"].as_array_mut().unwrap() {
        if dice.one_in(9) {
            item["truth"] = dice.pick(&[Value::Null, json!("2021-07-14"), json!(["2021-07-14", "2021"])]).clone();
        }
    }
    for item in gold["quantities"].as_array_mut().unwrap().iter_mut().filter(|_| dice.one_in(5)) {
        item.as_object_mut().unwrap().remove("bound");
    }
    if dice.one_in(3) {
        gold["published"]["truth"] = Value::Null;
    }
}

/// A merged record: the clusters, some of them cut in two or run together, cited with shifted spans.
pub fn record(gold_record: &Value, docs: &[(Value, String)], dice: &mut Dice) -> Value {
    let mut timeline: Vec<Value> = Vec::new();
    for (i, cluster) in gold_record["clusters"].as_array().unwrap().iter().enumerate() {
        for told in cluster["events"].as_array().unwrap() {
            if dice.one_in(8) {
                continue;
            }
            let (gold, text) = docs.iter().find(|(g, _)| g["doc"] == told["doc"]).unwrap();
            let event = gold["events"].as_array().unwrap().iter().find(|e| e["id"] == told["event"]).unwrap();
            let (start, end) = span(text, event, "text", dice);
            let shift = *dice.pick(&[0, 0, 0, 5, -9, 300]);
            let path = format!("/a/b/{}", told["doc"].as_str().unwrap());
            let citation = json!({"path": path, "start": start + shift, "end": end + shift});
            let id = if dice.one_in(5) { format!("t{}", dice.below(40)) } else { format!("t{i}") };
            match timeline.iter_mut().find(|t| t["id"] == json!(id)) {
                Some(entry) => entry["citations"].as_array_mut().unwrap().push(citation),
                None => {
                    let fields: Vec<Value> = cluster["conflicts"].as_array().into_iter().flatten().cloned().collect();
                    let fields = if dice.one_in(4) { vec![json!("date")] } else { fields };
                    let disputes: Vec<Value> = fields.iter().map(|f| json!({"field": f, "values": []})).collect();
                    timeline.push(json!({"id": id, "type": event["type"], "status": event["status"], "date": event["date"],
                        "citations": [citation], "disputes": disputes}));
                }
            }
        }
    }
    json!({"schema": "mahdar.record/1", "timeline": timeline})
}
