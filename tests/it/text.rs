//! How text is shown, wrapped and counted.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use rolebook::text::{
    Change, paragraphs, rewrap, row_starts, shown, shown_clusters, shown_rows, shown_text,
    starts_afresh, width, words, wrapped,
};
use unicode_segmentation::UnicodeSegmentation;

/// Pieces that have broken layouts before: scripts, marks, joiners, controls.
pub(crate) const PIECES: &[&str] = &[
    "a",
    "b",
    "word",
    " ",
    " ",
    "  ",
    "-",
    ",",
    ".",
    "(",
    ")",
    "\"",
    "'",
    "!",
    "/",
    "1",
    "23",
    "%",
    "$",
    "\u{e9}",
    "e\u{301}",
    "\u{301}",
    "\u{430}",
    "\u{3b1}",
    "\u{4e2d}\u{6587}",
    "\u{3042}",
    "\u{30fc}",
    "\u{3002}",
    "\u{300c}",
    "\u{ac00}",
    "\u{1100}",
    "\u{1161}",
    "\u{11a8}",
    "\u{5d0}",
    "\u{627}",
    "\u{644}",
    "\u{915}\u{94d}\u{937}",
    "\u{93f}",
    "\u{903}",
    "\u{e01}\u{e33}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f469}\u{1f3fd}",
    "\u{1f3fd}",
    "\u{231a}",
    "\u{2764}\u{fe0f}",
    "\u{fe0e}",
    "\u{fe0f}",
    "\u{1f1e9}",
    "\u{1f1ea}",
    "1\u{fe0f}\u{20e3}",
    "\u{200d}",
    "\u{200c}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{a0}",
    "\u{ad}",
    "\u{2014}",
    "\u{2028}",
    "\u{85}",
    "\u{600}",
    "\u{ff9e}",
    "\u{ff76}",
    "\u{202e}",
    "\u{2066}",
    "\u{0}",
    "\u{1b}",
    "\t",
    "\r",
    "\u{7f}",
    "\u{9b}",
    "\u{e0061}",
    "\u{e0100}",
    "\u{10ffff}",
    "\u{3164}",
];

pub(crate) fn paragraph() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(PIECES), 0..60)
            .prop_map(|pieces| pieces.concat()),
        "[a-z ,.-]{0,200}",
        "[^\n]{0,40}",
    ]
}

fn drawn_width(shown: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
    let (column, _) = buffer.set_stringn(0, 0, shown, 2000, Style::new());
    column.into()
}

/// The width of a word without the spaces that hang after it.
fn wide_part(word: &str) -> usize {
    let clusters: Vec<&str> = word.graphemes(true).collect();
    let last = clusters.iter().rposition(|cluster| *cluster != " ");
    clusters[..last.map_or(0, |last| last + 1)]
        .iter()
        .copied()
        .map(width)
        .sum()
}

#[test]
fn what_hides_or_acts_is_named() {
    for (cluster, name) in [
        ("\0", "[NUL]"),
        ("\u{1b}", "[ESC]"),
        ("\u{7f}", "[DEL]"),
        ("\u{9b}", "[U+009B]"),
        ("\u{202e}", "[RLO]"),
        ("\u{2069}", "[PDI]"),
        ("\u{200f}", "[RLM]"),
        ("\u{61c}", "[ALM]"),
        ("\u{200b}", "[ZWSP]"),
        ("\u{feff}", "[BOM]"),
        ("\u{2028}", "[LS]"),
        ("\u{200d}", "[ZWJ]"),
        ("\u{301}", "[U+0301]"),
        ("\u{10fffe}\u{200d}", "\u{10fffe}[ZWJ]"),
        ("a\u{200d}", "a[ZWJ]"),
        ("a\u{fe00}", "a[U+FE00]"),
        ("\u{1f600}\u{e0061}", "\u{1f600}[U+E0061]"),
        ("\r", "[CR]"),
        ("\t", "    "),
    ] {
        assert_eq!(shown(cluster), name, "{}", cluster.escape_unicode());
    }
}

#[test]
fn what_people_write_is_shown_as_it_is() {
    for cluster in [
        "a",
        "e\u{301}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
        "1\u{fe0f}\u{20e3}",
        "\u{915}\u{94d}\u{200d}",
        "\u{6cc}\u{200c}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "\u{1f1e9}\u{1f1ea}",
        "\u{845b}\u{e0100}",
        "\u{a0}",
    ] {
        assert_eq!(shown(cluster), cluster, "{}", cluster.escape_unicode());
    }
}

#[test]
fn a_carriage_return_is_silent_only_at_a_line_end() {
    assert_eq!(shown_text("a\r\nb\r"), "a\nb");
    assert_eq!(shown_text("a\rb"), "a[CR]b");
    assert_eq!(shown_rows("one\r\ntwo\r", 40), ["one", "two"]);
    assert!(matches!(
        shown_text("plain\n\u{e9}"),
        std::borrow::Cow::Borrowed(_)
    ));
}

#[test]
fn rows_break_where_people_would() {
    assert_eq!(
        wrapped("the quick brown fox", 10),
        ["the quick", "brown fox"]
    );
    assert_eq!(wrapped("hello  world", 5), ["hello", "world"]);
    assert_eq!(wrapped("hello world,", 11), ["hello", "world,"]);
    assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
    assert_eq!(wrapped("a\n\nb", 3), ["a", "", "b"]);
    assert_eq!(wrapped("", 3), [""]);
    assert_eq!(
        wrapped("\u{4e2d}\u{6587}\u{5b57}", 4),
        ["\u{4e2d}\u{6587}", "\u{5b57}"]
    );
    assert_eq!(shown_rows("ab\u{202e}c", 7), ["ab[RLO]", "c"]);
}

#[test]
fn words_are_counted_as_people_count_them() {
    for (text, count) in [
        ("", 0),
        (" \n\t ", 0),
        ("I have never asked.", 4),
        ("don't -- \"well-known\" 3.5%", 4),
        ("caf\u{e9}\u{a0}cr\u{e8}me", 2),
        ("_", 0),
    ] {
        assert_eq!(words(text), count, "{text:?}");
    }
}

proptest! {
    #[test]
    fn a_cluster_is_as_wide_as_the_screen_draws_it(text in paragraph()) {
        for cluster in text.graphemes(true) {
            let shown = shown(cluster);
            prop_assert!(!shown.contains(char::is_control));
            prop_assert_eq!(width(cluster), drawn_width(&shown), "{}", cluster.escape_unicode());
            prop_assert!(width(cluster) > 0, "{}", cluster.escape_unicode());
        }
        let sum: usize = text.graphemes(true).map(width).sum();
        prop_assert_eq!(sum, drawn_width(&shown_clusters(&text)));
    }

    #[test]
    fn wrapping_loses_nothing_and_keeps_the_measure(text in paragraph(), measure in 0usize..40) {
        let starts = row_starts(&text, measure);
        prop_assert_eq!(starts[0], 0);
        prop_assert!(starts.is_sorted_by(|a, b| a < b));
        let clusters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let breaks: Vec<usize> = unicode_linebreak::linebreaks(&text)
            .map(|(at, _)| at)
            .filter(|at| !text[*at..].starts_with(' '))
            .collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let mut before: Option<&str> = None;
        for (&start, end) in starts.iter().zip(ends) {
            let row = &text[start..end];
            let visible = row.trim_end_matches(' ');
            let visible = if end == text.len() { row.trim_end_matches('\r').trim_end_matches(' ') } else { visible };
            let one = visible.graphemes(true).count() <= 1;
            let wide: usize = visible.graphemes(true).map(width).sum();
            prop_assert!(one || wide <= measure.max(1), "{row:?}");
            if let Some(before) = before {
                prop_assert!(clusters.contains(&start));
                prop_assert!(row.graphemes(true).next() != Some(" "), "{row:?}");
                // A row that ends elsewhere had no place to end, nor room for more.
                if !breaks.contains(&start) {
                    let from = start - before.len();
                    let inside = breaks.iter().any(|at| clusters.contains(at) && (from + 1..start).contains(at));
                    prop_assert!(!inside, "{before:?} {row:?}");
                }
                let next = row.graphemes(true).next().map_or(0, width);
                let next_break = breaks.iter().find(|at| **at > start && clusters.contains(at)).copied().unwrap_or(text.len());
                let word = &text[start..next_break];
                let word = if next_break == text.len() { word.trim_end_matches('\r') } else { word };
                let word = wide_part(word);
                let used: usize = before.graphemes(true).map(width).sum();
                prop_assert!(used + word.max(next) > measure, "{before:?} {row:?}");
            }
            before = Some(row);
        }
    }

    #[test]
    fn wrapping_again_after_a_change_is_wrapping_afresh(
        text in paragraph(),
        with in paragraph(),
        ends in any::<(proptest::sample::Index, proptest::sample::Index)>(),
        whole in any::<bool>(),
        measure in 1usize..30,
    ) {
        let places: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let (one, other) = (*ends.0.get(&places), *ends.1.get(&places));
        let with = if whole { with.as_str() } else { with.graphemes(true).next().unwrap_or("") };
        let at = one.min(other);
        let removed = if whole { one.max(other) - at } else { 0 };
        let mut rows = row_starts(&text, measure);
        let mut after = text.clone();
        after.replace_range(at..at + removed, with);
        rewrap(&after, &mut rows, Change { at, removed, inserted: with.len() }, measure);
        prop_assert_eq!(rows, row_starts(&after, measure));
    }

    #[test]
    fn some_letters_make_what_follows_independent(before in paragraph(), after in paragraph()) {
        for at in (0..after.len()).filter(|at| after.is_char_boundary(*at)) {
            let rest = &after[at..];
            if !starts_afresh(rest) {
                continue;
            }
            let whole = before.clone() + rest;
            let breaks = |text: &str, from: usize| -> Vec<usize> {
                unicode_linebreak::linebreaks(text)
                    .filter(|(at, _)| *at > from)
                    .map(|(at, _)| at - from)
                    .collect()
            };
            prop_assert_eq!(breaks(&whole, before.len()), breaks(rest, 0));
            let clusters = |text: &str, from: usize| -> Vec<usize> {
                text.grapheme_indices(true)
                    .filter(|(at, _)| *at > from)
                    .map(|(at, _)| at - from)
                    .collect()
            };
            prop_assert_eq!(clusters(&whole, before.len()), clusters(rest, 0));
        }
    }

    #[test]
    fn every_row_can_be_drawn(text in "\\PC{0,60}|(?s).{0,60}", measure in 0usize..90) {
        let rows = shown_rows(&text, measure);
        prop_assert!(rows.len() >= paragraphs(&text).count());
        prop_assert!(rows.iter().all(|row| !row.contains(char::is_control)));
        prop_assert!(!shown_text(&text).contains(|c: char| c.is_control() && c != '\n'));
    }

    #[test]
    fn words_are_those_of_unicode(text in paragraph()) {
        prop_assert_eq!(words(&text), text.unicode_words().count());
    }
}
