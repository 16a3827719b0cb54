//! Mail (.eml): the text of a message is a report, its subject the title, its date the day of publication.

use crate::{Entry, Reason, failed, report, skipped};
use mail_parser::MessageParser;
use source::Given;

/// The report in a message.
pub(crate) fn entry(name: &str, bytes: &[u8], most: usize) -> Entry {
    let Some(message) = MessageParser::default().parse(bytes).filter(|m| !m.headers().is_empty()) else {
        return failed(name, "it is not a mail message");
    };
    // A part made from the other kind is not what was sent.
    let text = message.text_bodies().find(|p| p.is_text() && !p.is_text_html()).and_then(|p| p.text_contents());
    let page = || message.html_bodies().find(|p| p.is_text_html()).and_then(|p| p.text_contents());
    let Some(body) = text.filter(|t| !t.trim().is_empty()).or_else(page).filter(|b| !b.trim().is_empty()) else {
        return skipped(name, Reason::NoReport, "the message has no text");
    };
    if body.len() > most {
        return skipped(name, Reason::TooLarge, crate::too_large(most));
    }
    let published = message.date().map(|d| format!("{:04}-{:02}-{:02}", d.year, d.month, d.day));
    let given = Given { published: published.and_then(|d| crate::days::day_of(&d)), ..Given::default() };
    let subject = message.subject().map(str::trim).filter(|s| !s.is_empty());
    let bytes = match subject {
        Some(subject) if !body.trim_start().starts_with('<') => format!("{subject}\n\n{body}"),
        _ => body.to_owned(),
    };
    report(name.to_owned(), bytes.into_bytes(), given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_report() {
        let mail = "From: a@b.c\r\nSubject: =?utf-8?B?2K7YqNix?=\r\nDate: Wed, 28 Jul 2021 01:30:00 +0300\r\n\
            Content-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CE=C8=D1 a\r\n";
        let Entry::Report(found) = entry("m.eml", mail.as_bytes(), 1000) else { panic!() };
        assert_eq!(String::from_utf8_lossy(found.bytes()).trim(), "خبر\n\nخبر a");
        assert_eq!(found.given().published.as_deref(), Some("2021-07-28"));
    }

    #[test]
    fn the_plain_part_is_preferred() {
        let mail = "From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
            --x\r\nContent-Type: text/html\r\n\r\n<p>page</p>\r\n--x\r\nContent-Type: text/plain\r\n\r\nplain\r\n--x--\r\n";
        let Entry::Report(found) = entry("m.eml", mail.as_bytes(), 1000) else { panic!() };
        assert_eq!(String::from_utf8_lossy(found.bytes()).trim(), "plain");
        let only = mail.replace("text/plain", "image/png");
        let Entry::Report(found) = entry("m.eml", only.as_bytes(), 1000) else { panic!() };
        assert_eq!(String::from_utf8_lossy(found.bytes()).trim(), "<p>page</p>");
    }

    #[test]
    fn what_is_no_message_or_empty_is_told() {
        assert!(matches!(entry("m.eml", b"", 1000), Entry::Failed(_)));
        assert!(matches!(entry("m.eml", b"Subject: x\r\n\r\n", 1000), Entry::Skipped(_)));
        assert!(matches!(entry("m.eml", b"Subject: x\r\n\r\nlong body", 3), Entry::Skipped(_)));
    }
}
