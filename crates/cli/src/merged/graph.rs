//! Who takes from whom, drawn: SVG for people, DOT and GraphML for other programs.
//!
//! Names come from outside: they are escaped for each format, shown without hidden changes of direction, and each runs its own way.

use crate::names::Names;
use crate::safe;
use record::{Link, Sources};
use std::collections::BTreeMap;
use std::f64::consts::TAU;
use std::fmt::Write;

/// A dot of the graph.
struct Node {
    name: String,
    reports: usize,
}

/// A line of it.
struct Edge {
    from: usize,
    to: usize,
    link: Link,
    count: usize,
}

/// The graph, ready to be drawn.
pub(crate) struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

impl Graph {
    pub(crate) fn new(s: &Sources, names: Names) -> Graph {
        let at: BTreeMap<&str, usize> = s.outlets.iter().enumerate().map(|(i, o)| (o.id.as_str(), i)).collect();
        let name = |id: &str| -> String {
            let shown = if names.knows(id) { names.of(id) } else { safe::visible(id).into_owned() };
            shown.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
        };
        let nodes = s.outlets.iter().map(|o| Node { name: name(&o.id), reports: o.reports }).collect();
        let edge = |((from, to, link), n): (&(String, String, Link), &usize)| {
            Some(Edge { from: *at.get(from.as_str())?, to: *at.get(to.as_str())?, link: *link, count: *n })
        };
        Graph { nodes, edges: s.links.iter().filter_map(edge).collect() }
    }

    /// A picture: outlets on a circle, an arrow from who takes to whom it is taken from, wider where more is taken.
    pub(crate) fn svg(&self) -> String {
        let n = self.nodes.len().max(1);
        let radius = (n as f64 * 34.0 / TAU).max(120.0);
        let (width, height) = (2.0 * radius + 520.0, 2.0 * radius + 120.0);
        let point = |i: usize| {
            let angle = TAU * i as f64 / n as f64 - TAU / 4.0;
            (width / 2.0 + radius * angle.cos(), height / 2.0 + radius * angle.sin())
        };
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"sans-serif\" font-size=\"13\" direction=\"ltr\">\n\
             <title>Who takes from whom</title>\n\
             <defs><marker id=\"end\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n"
        );
        for e in &self.edges {
            let ((x1, y1), (x2, y2)) = (point(e.from), point(e.to));
            let (cx, cy) = ((x1 + x2 + width) / 4.0, (y1 + y2 + height) / 4.0);
            let length = (x2 - cx).hypot(y2 - cy).max(1.0);
            let (x2, y2) = (x2 - (x2 - cx) / length * 9.0, y2 - (y2 - cy) / length * 9.0);
            let dash = if e.link == Link::Copies { " stroke-dasharray=\"5 4\"" } else { "" };
            let stroke = 1.0 + (e.count as f64).ln_1p() / 2.0;
            let title = format!("{} {} {} ({})", self.nodes[e.from].name, e.link.name(), self.nodes[e.to].name, e.count);
            let _ = writeln!(
                out,
                "<path d=\"M{x1:.1} {y1:.1}Q{cx:.1} {cy:.1} {x2:.1} {y2:.1}\" fill=\"none\" stroke=\"#555\" stroke-width=\"{stroke:.1}\"{dash} marker-end=\"url(#end)\"><title>{}</title></path>",
                xml(&title)
            );
        }
        for (i, node) in self.nodes.iter().enumerate() {
            let (x, y) = point(i);
            let left = x < width / 2.0 - 1.0;
            let (anchor, dx) = if left { ("end", -10.0) } else { ("start", 10.0) };
            // A name that runs from right to left begins at its right end.
            let rtl = node.name.chars().any(safe::is_rtl);
            let anchor = if rtl { if left { "start" } else { "end" } } else { anchor };
            let direction = if rtl { "rtl" } else { "ltr" };
            let fill = if node.reports == 0 { "#fff" } else { "#2b6" };
            let _ = writeln!(
                out,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\" fill=\"{fill}\" stroke=\"#263\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" direction=\"{direction}\" unicode-bidi=\"isolate\">{}</text>",
                x + dx,
                y + 4.5,
                xml(&node.name)
            );
        }
        out + "</svg>\n"
    }

    /// The language of Graphviz.
    pub(crate) fn dot(&self) -> String {
        let mut out = String::from("digraph sources {\n  rankdir=LR;\n");
        for (i, n) in self.nodes.iter().enumerate() {
            let _ = writeln!(out, "  n{i} [label={}, reports={}];", quoted(&n.name), n.reports);
        }
        for e in &self.edges {
            let style = if e.link == Link::Copies { "dashed" } else { "solid" };
            let _ = writeln!(out, "  n{} -> n{} [label=\"{} {}\", style={style}];", e.from, e.to, e.link.name(), e.count);
        }
        out + "}\n"
    }

    /// GraphML.
    pub(crate) fn graphml(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
             <key id=\"name\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
             <key id=\"reports\" for=\"node\" attr.name=\"reports\" attr.type=\"int\"/>\n\
             <key id=\"why\" for=\"edge\" attr.name=\"why\" attr.type=\"string\"/>\n\
             <key id=\"count\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n<graph edgedefault=\"directed\">\n",
        );
        for (i, n) in self.nodes.iter().enumerate() {
            let (name, reports) = (xml(&n.name), n.reports);
            let _ =
                writeln!(out, "<node id=\"n{i}\"><data key=\"name\">{name}</data><data key=\"reports\">{reports}</data></node>");
        }
        for e in &self.edges {
            let (from, to, why, count) = (e.from, e.to, e.link.name(), e.count);
            let data = format!("<data key=\"why\">{why}</data><data key=\"count\">{count}</data>");
            let _ = writeln!(out, "<edge source=\"n{from}\" target=\"n{to}\">{data}</edge>");
        }
        out + "</graph>\n</graphml>\n"
    }
}

/// Text between tags; what no XML may hold was made visible before.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A string of DOT.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier::Dossier;
    use record::Outlet;

    fn graph(names: &[&str]) -> Graph {
        let outlet = |id: &&str| Outlet {
            id: (*id).to_owned(),
            reports: 1,
            cites: BTreeMap::new(),
            sides: BTreeMap::new(),
            first: 0,
            shared: 0,
        };
        let link = ((names[0].to_owned(), names[1].to_owned(), Link::Cites), 3);
        let sources = Sources { outlets: names.iter().map(outlet).collect(), links: BTreeMap::from([link]) };
        Graph::new(&sources, Names(&Dossier::default()))
    }

    #[test]
    fn names_are_escaped_in_every_format() {
        let g = graph(&["a\"<script>&.txt", "b\u{202e}\u{1}\\\".txt"]);
        for text in [g.svg(), g.graphml()] {
            assert!(text.contains("a&quot;&lt;script&gt;&amp;.txt") && !text.contains("<script"), "{text}");
            assert!(!text.contains('\u{202e}') && !text.contains('\u{1}'));
        }
        let dot = g.dot();
        assert!(dot.contains("label=\"a\\\"<script>&.txt\"") && dot.contains("n0 -> n1 [label=\"cites 3\""), "{dot}");
        assert!(dot.contains("\\\\u{202E}\\\\u{1}\\\\\\\".txt"), "{dot}");
    }

    #[test]
    fn names_run_their_own_way() {
        let svg = graph(&["وكالة", "agency"]).svg();
        assert!(svg.contains("direction=\"rtl\" unicode-bidi=\"isolate\">وكالة<"), "{svg}");
        assert!(svg.contains("direction=\"ltr\" unicode-bidi=\"isolate\">agency<"), "{svg}");
    }
}
