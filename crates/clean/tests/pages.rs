//! Whole pages: what is kept, what is left out, and where it came from.

#![allow(clippy::unwrap_used, clippy::panic)]

use clean::{Clean, clean};
use source::{Source, Span};

fn read(bytes: impl Into<Vec<u8>>) -> Clean {
    clean(&Source::new("page.html", bytes.into())).unwrap()
}

fn kinds(page: &Clean) -> Vec<&str> {
    page.doubts().iter().map(|d| d.kind).collect()
}

/// The source of the first place in the text where `words` stand.
fn origin(bytes: &[u8], page: &Clean, words: &str) -> Vec<u8> {
    let at = page.text().find(words).unwrap_or_else(|| panic!("{words} not in {}", page.text())) as u32;
    let span = page.map().to_source(Span::new(at, at + words.len() as u32));
    bytes[span.start() as usize..span.end() as usize].to_vec()
}

/// Every character comes from bytes that a browser reads as that character.
fn check_origins(html: &str, page: &Clean) {
    let mut last = 0;
    for (at, c) in page.text().char_indices() {
        let span = page.map().to_source(Span::new(at as u32, (at + c.len_utf8()) as u32));
        let from = &html[span.start() as usize..span.end() as usize];
        assert!(span.start() >= last, "{c:?} goes back");
        last = span.start();
        let same = from.starts_with(c) || from.starts_with('&') || (c == ' ' && from.trim().is_empty());
        assert!(same || (c == '\n' && from.is_empty()) || (c == ' ' && from.is_empty()), "{c:?} from {from:?}");
    }
}

#[test]
fn an_article_tag() {
    let html = include_str!("pages/article.html");
    let page = read(html);
    let lines: Vec<&str> = page.text().lines().collect();
    assert_eq!(lines.len(), 5, "{lines:#?}");
    assert_eq!(lines[0], "ختام الجولة الثالثة من محادثات جنيف");
    assert!(lines[1].starts_with("جنيف – وكالة المثال: اختتم"), "{}", lines[1]);
    assert!(lines[2].ends_with("تجتمعان قبل الجولة المقبلة."), "{}", lines[2]);
    assert!(lines[4].ends_with("الصادر عن الجانبين."));
    assert_eq!(page.title(), Some(lines[0]));
    assert_eq!(page.media_type(), "text/html");
    assert_eq!(page.meta().published.as_deref(), Some("2021-09-30T18:40:00+03:00"));
    assert_eq!(page.meta().site.as_deref(), Some("وكالة المثال"));
    assert_eq!(page.meta().url.as_deref(), Some("https://example.com/news/1"));
    assert_eq!(page.meta().language.as_deref(), Some("ar"));
    assert_eq!(kinds(&page), [""; 0]);
    check_origins(html, &page);
    let quote = origin(html.as_bytes(), &page, "«مكثفة وجادة»");
    assert_eq!(String::from_utf8(quote).unwrap(), "&laquo;مكثفة وجادة&raquo;");
    let across = origin(html.as_bytes(), &page, "الوفد الأول إن");
    assert_eq!(String::from_utf8(across).unwrap(), "الوفد <b>الأول</b> إن");
}

#[test]
fn bare_divs_with_microdata() {
    let html = include_str!("pages/microdata.html");
    let page = read(html);
    assert_eq!(
        page.text(),
        "بدء المشاورات في فيينا\n\
         بدأت في العاصمة النمساوية مشاورات مغلقة بين الوفدين حول الحد من الأسلحة.\n\
         وأعلن المتحدث باسم الوزارة أن الوفد سيبقى ثلاثة أيام.\n\
         وأضاف: \"لن نقبل بشروط مسبقة\".\n\
         ولم يصدر تعليق من الجانب الآخر حتى الآن."
    );
    assert_eq!(page.meta().published.as_deref(), Some("2022-01-10"));
    check_origins(html, &page);
}

#[test]
fn a_body_in_json_ld() {
    let html = include_str!("pages/json_ld.html");
    let page = read(html);
    assert_eq!(
        page.text(),
        "الاتفاق على موعد جديد\n\
         اتفق الطرفان على موعد جديد للجولة المقبلة بعد اتصال هاتفي استمر ساعة كاملة.\n\
         وقال مصدر مطلع إن الموعد سيعلن الأسبوع المقبل في بيان رسمي مشترك.\n\
         ورفض المصدر الكشف عن مكان انعقاد الجولة لأسباب تنظيمية."
    );
    assert_eq!(page.meta().site.as_deref(), Some("صحيفة المثال"));
    assert_eq!(page.meta().published.as_deref(), Some("2023-05-04T09:00:00Z"));
    check_origins(html, &page);
}

#[test]
fn a_body_only_in_a_script() {
    let whole = include_str!("pages/json_ld.html");
    let html = &whole[..whole.find("<body>").unwrap()];
    let page = read(html);
    assert!(page.text().ends_with("لأسباب تنظيمية."), "{}", page.text());
    assert_eq!(page.text().lines().count(), 4);
    assert_eq!(kinds(&page), ["text-from-script"]);
    let words = origin(html.as_bytes(), &page, "اتصال هاتفي");
    assert_eq!(String::from_utf8(words).unwrap(), "اتصال هاتفي");
}

#[test]
fn an_old_page_in_windows_1256() {
    let html = include_str!("pages/old.html");
    let (bytes, _, failed) = encoding_rs::WINDOWS_1256.encode(html);
    assert!(!failed);
    let page = read(bytes.to_vec());
    assert_eq!(page.charset(), "windows-1256");
    let lines: Vec<&str> = page.text().lines().collect();
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert_eq!(lines[0], "استئناف المفاوضات غدا");
    assert!(lines[3].ends_with("التي قدمت خلالها."));
    let words = origin(&bytes, &page, "الجدول الزمني");
    assert_eq!(encoding_rs::WINDOWS_1256.decode(&words).0, "الجدول الزمني");
}

#[test]
fn a_page_of_references() {
    let plain = include_str!("pages/old.html");
    let html: String = plain.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", u32::from(c)) }).collect();
    let page = read(html.as_str());
    assert_eq!(page.text(), read(plain).text());
    let word = String::from_utf8(origin(html.as_bytes(), &page, "جنيف")).unwrap();
    assert_eq!(word, "&#1580;&#1606;&#1610;&#1601;");
}

#[test]
fn the_page_in_utf_16() {
    let html = include_str!("pages/article.html");
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(html.encode_utf16().flat_map(u16::to_le_bytes));
    let page = read(bytes.clone());
    assert_eq!(page.charset(), "UTF-16LE");
    assert_eq!(page.text(), read(html).text());
    let words = origin(&bytes, &page, "الجولة الرابعة");
    assert_eq!(encoding_rs::UTF_16LE.decode(&words).0, "الجولة الرابعة");
}

#[test]
fn a_declared_western_charset_is_not_believed() {
    let html = include_str!("pages/old.html").replace("windows-1256", "iso-8859-1");
    let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(&html);
    let page = read(bytes.to_vec());
    assert_eq!(page.charset(), "windows-1256");
    assert!(kinds(&page).contains(&"charset-differs"));
}

#[test]
fn titles_of_drawings_are_no_titles() {
    let html = "<html><head><title>The title of the page</title></head><body>\
        <svg viewBox='0 0 1 1'><title/><style/><path d='m'/></svg><svg/><svg><title>x</title></svg>\
        <p>The first words <svg><use href=x /><title>x</title></svg>of the report, which go on for a while.</p>";
    let text = "The title of the page\nThe first words of the report, which go on for a while.";
    assert_eq!(read(html).text(), text);
}

#[test]
fn a_body_in_several_parts() {
    let part = |text: &str| format!("<section itemprop='articleBody'><p>{text}</p></section><aside>advert</aside>");
    let lines = ["The first part of the report goes on for a while.", "The second part of the report is as long."];
    let html = format!("<html><body><h1>Title of it</h1>{}{}</body></html>", part(lines[0]), part(lines[1]));
    assert_eq!(read(html).text(), format!("Title of it\n{}\n{}", lines[0], lines[1]));
}

#[test]
fn hardly_any_text() {
    for html in ["<html></html>", "<html><body></body></html>", "<p>", "<body><script>x</script>"] {
        let page = read(html);
        assert_eq!(page.text(), "", "{html}");
        assert!(kinds(&page).contains(&"empty"), "{html}");
    }
    assert_eq!(read("<html><body>كلمة</body></html>").text(), "كلمة");
}
