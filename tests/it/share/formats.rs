//! A hand-off as a page for a browser.

use proptest::prelude::*;
use rolebook::{
    journal::{Mark, Offered, Person, With},
    share::handoff::{Block, HandOff, blocks, sentences},
    text::shown_text,
};
use sha2::{Digest, Sha256};

use super::{
    html::{Tag, flat, read},
    made::{chosen, composed, entry, format, journal, marked, select, wrote},
    text::handoff,
};

/// Three answers to a question with options, and what goes with them.
pub(super) fn strip() -> HandOff {
    let chose = |id, on, ids: &[&str]| {
        let ids = ids.iter().map(|&id| id.to_owned()).collect();
        marked(id, on, "session.6", "", Mark::Choices(ids))
    };
    let journal = journal(wrote([
        chose("a", "2025-03-10", &["listen"]),
        chose("b", "2025-06-10", &[]),
        chose("c", "2025-09-10", &["listen", "what-i-am-not-asking"]),
        chose("d", "2025-12-10", &["what-i-am-not-asking"]),
    ]));
    let mut selection = select(&[]);
    selection.chosen.push(chosen("d", With::Thread));
    composed(&journal, &selection)
}

pub(super) const HOSTILE: &str = "</blockquote></style></pre><script>alert(1)</script><img src=x onerror='y'>\
                       <a href=\"javascript:z\">&lt;!--&amp;--> \" ' ]]> <svg/onload=q> <b";

/// The same words at every place of a hand-off that can hold words.
pub(super) fn hostile(words: &str) -> HandOff {
    let mut handoff = handoff();
    for item in &mut handoff.items {
        let said = item.earlier.iter_mut().chain(&mut item.later);
        for said in said.chain([&mut item.said]) {
            words.clone_into(&mut said.words);
        }
        let asked = item.asked.as_mut().unwrap();
        for text in [&mut asked.text, &mut asked.why, &mut asked.prompt] {
            words.clone_into(text);
        }
        if let Some(ends) = &mut asked.ends {
            (ends.low, ends.high) = (words.to_owned(), words.to_owned());
        }
        item.side_note = Some(words.to_owned());
    }
    let mut marks = [
        Mark::Lines(vec![words.to_owned(); 2]),
        Mark::Choice(words.to_owned()),
        Mark::People(vec![Person {
            role: words.to_owned(),
            line: words.to_owned(),
        }]),
    ]
    .into_iter();
    let free = handoff
        .items
        .iter_mut()
        .filter(|item| item.said.mark.is_none());
    free.for_each(|item| item.said.mark = marks.next());
    let strip = strip().items.swap_remove(0);
    let mut asked = strip.asked.unwrap();
    asked.options = asked
        .options
        .into_iter()
        .map(|option| Offered {
            text: words.to_owned(),
            ..option
        })
        .collect();
    let last = handoff.items.last_mut().unwrap();
    (last.asked, last.earlier, last.said) = (Some(asked), strip.earlier, strip.said);
    let cover = &mut handoff.cover;
    for text in [&mut cover.from, &mut cover.to, &mut cover.purpose] {
        words.clone_into(text);
    }
    handoff.lines = vec![words.to_owned()];
    if let Some(context) = &mut handoff.context {
        (context.role, context.since) = (words.to_owned(), words.to_owned());
        context.roles = vec![words.to_owned()];
    }
    handoff
}

/// Every element and what is set on it is one that this page is made of.
fn harmless(tags: &[Tag]) {
    const ELEMENTS: &[&str] = &[
        "a",
        "article",
        "blockquote",
        "body",
        "circle",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "head",
        "html",
        "ins",
        "li",
        "main",
        "meta",
        "p",
        "pre",
        "section",
        "span",
        "style",
        "svg",
        "title",
        "ul",
    ];
    const SET: &[&str] = &[
        "aria-label",
        "charset",
        "class",
        "content",
        "cx",
        "cy",
        "height",
        "href",
        "http-equiv",
        "id",
        "lang",
        "name",
        "r",
        "role",
        "viewBox",
        "width",
    ];
    for (name, set) in tags {
        assert!(ELEMENTS.contains(&name.as_str()), "{name}");
        for (key, value) in set {
            assert!(SET.contains(&key.as_str()), "{key} of {name}");
            assert!(key != "href" || value.starts_with("#h"), "{value}");
        }
    }
}

#[test]
fn the_page_asks_for_nothing_and_runs_nothing() {
    let mut handoff = handoff();
    let linked = handoff.items.pop().unwrap();
    assert!(linked.said.words.contains("https://"));
    let page = format(&handoff, "html");
    let (tags, _) = read(&page);
    harmless(&tags);
    for way_out in [
        "http:", "https:", "//", "src=", "url(", "@import", "<script", "<link", "style=", "on",
    ] {
        let page = match way_out {
            // A handler, not a word of it.
            "on" => page.replace("content", "").to_lowercase(),
            _ => page.to_lowercase(),
        };
        let found = match way_out {
            "on" => tags
                .iter()
                .any(|(_, set)| set.iter().any(|(key, _)| key.starts_with("on"))),
            _ => page.contains(way_out),
        };
        assert!(!found, "{way_out}");
    }
    assert_eq!(
        tags[..6]
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        ["html", "head", "meta", "meta", "meta", "meta"]
    );
    assert_eq!(tags[0].1, [("lang".to_owned(), "en".to_owned())]);
}

/// Of 32 bytes.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |at: usize| u32::from(*three.get(at).unwrap_or(&0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for sign in 0..4_usize {
            let six = usize::try_from(bits >> (18 - 6 * sign) & 63).unwrap();
            out.push(if sign > three.len() {
                '='
            } else {
                char::from(SIGNS[six])
            });
        }
    }
    out
}

#[test]
fn its_policy_lets_its_own_style_sheet_through_and_nothing_else() {
    let page = format(&handoff(), "html");
    let (_, style) = page.split_once("<style>").unwrap();
    let (style, _) = style.split_once("</style>").unwrap();
    let (tags, _) = read(&page);
    let policy = tags.iter().find(|(_, set)| {
        set.contains(&(
            "http-equiv".to_owned(),
            "Content-Security-Policy".to_owned(),
        ))
    });
    let policy = &policy.unwrap().1[1].1;
    let hash = base64(&Sha256::digest(style));
    assert_eq!(
        *policy,
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
        )
    );
}

#[test]
fn it_says_what_the_other_forms_say_in_the_same_order() {
    let handoff = handoff();
    let (_, text) = read(&format(&handoff, "html"));
    let text = flat(&text);
    let mut from = 0;
    for block in blocks(&handoff).unwrap() {
        let said = match &block {
            Block::Say(words) if words == sentences::FROM_NOW => sentences::DRAWN_FROM_NOW.into(),
            Block::Title(words)
            | Block::Part(words)
            | Block::Sub(words)
            | Block::Question(words) => (*words).to_owned(),
            Block::Say(words) | Block::Words(words) => words.to_string(),
            Block::About(words) => words.clone(),
            Block::Pair(label, value) => format!("{label} {value}"),
            Block::Turn(then, date) => format!("{then}, {date}"),
            Block::Item { id, date } => format!("[{id}] {date}"),
            Block::List(lines) => lines.join(" "),
            Block::Glance { id, line } => format!("[{id}] {line}"),
            Block::Dot(dot) => format!("{}: {} of 7", dot.date, dot.mark.unwrap()),
            Block::Edited(_) => "hiring is {+not+} mine, and".to_owned(),
            Block::Form(form) => form.clone(),
            Block::Drawn(_) => continue,
        };
        let said = flat(&shown_text(&said));
        let found = text[from..].find(&said);
        from += found.unwrap_or_else(|| panic!("{said} is not behind {}", &text[..from]));
    }
    for sentence in [sentences::SELECTION, sentences::RATINGS, sentences::LIMITS] {
        assert!(text.contains(sentence), "{sentence}");
    }
}

#[test]
fn words_are_words_whatever_they_say() {
    let hostile = hostile(HOSTILE);
    let page = format(&hostile, "html");
    let (tags, text) = read(&page);
    harmless(&tags);
    // As many elements as with words that mean nothing.
    let tame = format(&self::hostile("Nothing in it."), "html");
    let names = |tags: &[Tag]| {
        tags.iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&tags), names(&read(&tame).0));
    let times = |text: &str, words: &str| flat(text).matches(&flat(words)).count();
    assert!(times(&text, HOSTILE) > 60, "{}", times(&text, HOSTILE));
}

#[test]
fn what_cannot_be_seen_has_a_name_there_too() {
    let page = format(&hostile("a\u{202E}b\u{7}c\u{2066}\r\nd"), "html");
    assert!(page.contains("a[RLO]b[BEL]c[LRI]\nd"), "{page}");
    let hidden = |c: char| (c.is_control() && c != '\n') || "\u{202E}\u{2066}".contains(c);
    assert!(!page.contains(hidden));
}

fn class<'a>(tags: &'a [Tag], of: &str) -> Vec<&'a Tag> {
    let has = |set: &[(String, String)]| set.iter().any(|(key, is)| key == "class" && is == of);
    tags.iter().filter(|(_, set)| has(set)).collect()
}

#[test]
fn ratings_are_dots_between_their_ends_in_words() {
    let (tags, text) = read(&format(&handoff(), "html"));
    let [drawing] = class(&tags, "drawn")[..] else {
        panic!("one series has three marks")
    };
    assert_eq!(
        drawing.1[2].1,
        "10 June 2025: 5; seen from now: 2. 10 September 2025: 3. 12 December 2025: 4."
    );
    let place = |(_, set): &Tag| set.iter().find(|(key, _)| key == "cx").unwrap().1.clone();
    let full = class(&tags, "full");
    // By their levels, from 7 down.
    assert_eq!(
        full.into_iter().map(place).collect::<Vec<_>>(),
        ["12", "60", "36"]
    );
    assert_eq!(
        class(&tags, "hollow")
            .into_iter()
            .map(place)
            .collect::<Vec<_>>(),
        ["12"]
    );
    assert_eq!(tags.iter().filter(|(name, _)| name == "svg").count(), 7);
    for said in [
        "7 I decide, and it stands",
        "1 I advise",
        "10 June 2025 to 12 December 2025, the oldest at the left.",
        sentences::DRAWN_FROM_NOW,
        "10 June 2025: 5 of 7; seen from now 2 The API tier.",
    ] {
        assert!(flat(&text).contains(said), "{said}");
    }
    // Two marks are no series.
    let mut two = handoff();
    for item in &mut two.items {
        item.earlier.truncate(1);
    }
    let page = format(&two, "html");
    assert!(!page.contains("<svg") && page.contains("4 of 7") && !page.contains("A full dot"));
}

#[test]
fn options_are_a_strip() {
    let (tags, text) = read(&format(&strip(), "html"));
    let label = &class(&tags, "drawn")[0].1[2].1;
    assert!(label.starts_with("10 March 2025: Listen. 10 "), "{label}");
    assert!(
        label.contains("10 September 2025: Listen, Ask what I am not asking."),
        "{label}"
    );
    assert_eq!(class(&tags, "full").len(), 4);
    assert!(flat(&text).contains("10 March 2025 to 10 December 2025, the oldest at the left."));
}

#[test]
fn a_question_that_offered_other_options_is_not_in_the_strip() {
    let mut strip = strip();
    let item = &mut strip.items[0];
    item.earlier[0].asked = item.asked.clone().map(Box::new);
    assert!(!format(&strip, "html").contains("<svg"), "two are left");
}

#[test]
fn then_and_now_stand_side_by_side() {
    let page = format(&handoff(), "html");
    let (_, pair) = page.split_once("<div class=\"pair\">").unwrap();
    let order = [
        "<div class=\"then\"><h4>Then, 12 December 2025</h4><blockquote",
        "<div class=\"now\"><h4>Now, 10 February 2026</h4><blockquote",
        "</blockquote></div></div>",
        "Both run together, [-gone-] and {+new+}:",
        "Platform hiring is <ins>{+not+}</ins> mine",
        "The client&#x27;s verdict",
    ]
    .map(|part| {
        pair.find(&part.replace("&#x27;", "'"))
            .unwrap_or_else(|| panic!("{part}"))
    });
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(page.matches("class=\"pair\"").count(), 1);
    // Of a whole thread the last two.
    let told = ["2025-01-10", "2025-04-10", "2025-07-10"];
    let all = (0..)
        .zip(told)
        .map(|(at, on)| entry(&format!("e{at}"), on, "ground.1", &format!("Nr {at}")));
    let journal = journal(wrote(all));
    let mut selection = select(&[]);
    selection.chosen.push(chosen("e2", With::Thread));
    let page = format(&composed(&journal, &selection), "html");
    let order = ["Nr 0", "class=\"pair\"", "Nr 1", "class=\"now\"", "Nr 2"];
    let (_, page) = page.split_once("Selected entries").unwrap();
    assert!(order.map(|part| page.find(part).unwrap()).is_sorted());
}

/// The colors of a block of the style sheet, by name.
fn colors(css: &str) -> Vec<(String, [f64; 3])> {
    let color = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
        let part = |at: usize| {
            let part = u8::from_str_radix(&value[at..at + 2], 16).unwrap();
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        Some((name.to_owned(), [part(0), part(2), part(4)]))
    };
    css.lines()
        .map_while(|line| {
            if line.contains('}') {
                None
            } else {
                Some(color(line))
            }
        })
        .flatten()
        .collect()
}

#[test]
fn what_is_written_can_be_read_in_light_and_in_dark() {
    let page = format(&handoff(), "html");
    let all: Vec<_> = page.split(":root {").skip(1).map(colors).collect();
    assert_eq!(all.len(), 2);
    for colors in all {
        let light = |of: &str| {
            let (_, [r, g, b]) = colors.iter().find(|(name, _)| name == of).unwrap();
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        for ink in ["text", "muted", "accent"] {
            let (ink, paper) = (light(ink), light("paper"));
            assert!(ink.max(paper) / ink.min(paper) >= 4.5);
        }
    }
}

#[test]
fn as_a_page() {
    let page = format(&handoff(), "html");
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let (policy, head) = head
        .split_once("sha256-")
        .map(|(a, b)| (a, &b[44..]))
        .unwrap();
    let page = format!("{policy}sha256-HASH{head}<style>STYLE</style>{body}");
    insta::assert_snapshot!("handoff_html", page.replace("><", ">\n<"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn the_page_keeps_words_as_they_are(words in "[ -~é\n]{1,80}") {
        let words = format!("x{words}x");
        let journal = journal(wrote([entry("a", "2025-01-10", "ground.1", &words)]));
        let page = format(&composed(&journal, &select(&["a"])), "html");
        let (tags, text) = read(&page);
        harmless(&tags);
        prop_assert!(text.contains(&words), "{text}");
        // What was said stands in it once.
        prop_assert_eq!(tags.iter().filter(|(name, _)| name == "blockquote").count(), 2);
    }
}
