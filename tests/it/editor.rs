//! The prose editor: what keys do to a text, and what of it is in view.

use proptest::prelude::*;
use proptest::sample::Index;
use rolebook::tui::editor::{Editor, Motion, Op, Shape};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::{PIECES, paragraph};

fn prose(text: &str, measure: usize) -> Editor {
    let mut editor = Editor::new(text, Shape::Prose);
    editor.set_measure(measure);
    editor
}

fn type_text(editor: &mut Editor, text: &str) {
    for c in text.chars() {
        editor.type_char(c);
    }
}

/// The whole text as drawn, each row with the paragraph it starts.
fn layout(editor: &mut Editor) -> Vec<(Option<usize>, String)> {
    editor.scroll_to_cursor(usize::MAX);
    assert_eq!(editor.top(), 0);
    let rows: Vec<_> = editor
        .rows(usize::MAX)
        .map(|row| {
            let text = row.runs.iter().map(|run| &*run.text).collect();
            (row.first_of_paragraph.then_some(row.paragraph), text)
        })
        .collect();
    assert_eq!(rows.len(), editor.total_rows());
    rows
}

fn drawn(editor: &mut Editor) -> Vec<String> {
    layout(editor).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn text_comes_back_byte_for_byte() {
    for text in [
        "",
        "\n",
        "a",
        "a\n",
        "a\r\nb\r\n",
        "\0\u{202e}x\t",
        "\r",
        "\r\n\r",
        "\u{301}",
    ] {
        let editor = prose(text, 20);
        assert_eq!(editor.text(), text);
        assert_eq!(editor.len(), text.len());
        assert_eq!(editor.cursor_offset(), text.len());
    }
}

#[test]
fn a_line_has_one_paragraph() {
    let mut editor = Editor::new("a\nb", Shape::Line);
    editor.type_char('\n');
    editor.paste("c\r\nd");
    editor.apply(Op::Newline);
    assert_eq!(editor.text(), "a b c d ");
}

#[test]
fn pasted_line_ends_become_line_feeds_and_one_step() {
    let mut editor = prose("x", 20);
    editor.paste("a\r\nb\rc\n");
    assert_eq!(editor.text(), "xa\nb\nc\n");
    assert!(editor.apply(Op::Undo));
    assert_eq!(editor.text(), "x");
    assert!(!editor.apply(Op::Undo));
}

#[test]
fn the_cursor_at_a_soft_wrap_is_shown_on_the_later_row() {
    let mut editor = prose("hello world", 6);
    editor.set_cursor_offset(6);
    assert_eq!(editor.cursor_cell(), (0, 1));
    editor.apply(Op::Move(Motion::Left));
    assert_eq!(editor.cursor_cell(), (5, 0));
    editor.apply(Op::Move(Motion::RowStart));
    editor.apply(Op::Move(Motion::RowEnd));
    assert_eq!(editor.cursor_offset(), 5);
}

#[test]
fn moving_down_and_up_keeps_the_column_aimed_for() {
    let mut editor = prose("longer line\nab\nlonger line", 20);
    editor.set_cursor_offset(8);
    assert!(editor.apply(Op::Move(Motion::Down(1))));
    assert_eq!(editor.cursor_cell(), (2, 1));
    assert!(editor.apply(Op::Move(Motion::Down(1))));
    assert_eq!(editor.cursor_cell(), (8, 2));
    assert!(
        !editor.apply(Op::Move(Motion::Down(1))),
        "there is no row below"
    );
    assert!(editor.apply(Op::Move(Motion::Up(9))));
    assert_eq!(editor.cursor_cell(), (8, 0));
}

#[test]
fn a_line_end_of_two_bytes_is_one_step_of_the_cursor() {
    let mut editor = prose("a\r\nb", 20);
    editor.set_cursor_offset(2);
    assert_eq!(editor.cursor_offset(), 1);
    editor.apply(Op::Move(Motion::Right));
    assert_eq!(editor.cursor_offset(), 3);
    editor.apply(Op::Delete(Motion::Left));
    assert_eq!(editor.text(), "ab");
}

#[test]
fn clusters_are_moved_over_and_deleted_whole() {
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let mut editor = prose(&format!("a{family}"), 20);
    editor.apply(Op::Move(Motion::Left));
    assert_eq!(editor.cursor_offset(), 1);
    editor.apply(Op::Delete(Motion::Right));
    assert_eq!(editor.text(), "a");
    type_text(&mut editor, "\u{1f468}\u{200d}\u{1f469}");
    assert_eq!(editor.cursor_cell(), (3, 0));
    editor.apply(Op::Delete(Motion::Left));
    assert_eq!(editor.text(), "a");
}

#[test]
fn undo_goes_word_by_word_and_brings_the_selection_back() {
    let mut editor = prose("", 40);
    type_text(&mut editor, "one two  three");
    editor.apply(Op::Undo);
    assert_eq!(editor.text(), "one two  ");
    editor.apply(Op::Undo);
    assert_eq!(editor.text(), "one ");
    editor.apply(Op::Redo);
    assert_eq!(editor.text(), "one two  ");
    editor.apply(Op::SelectAll);
    editor.type_char('x');
    editor.type_char('y');
    assert_eq!(editor.text(), "xy");
    editor.apply(Op::Undo);
    assert_eq!(
        (editor.text().as_str(), editor.selection()),
        ("one two  ", Some(0..9))
    );
    editor.apply(Op::Move(Motion::TextEnd));
    for _ in 0..4 {
        editor.apply(Op::Delete(Motion::Left));
    }
    editor.apply(Op::Undo);
    assert_eq!(
        editor.text(),
        "one two",
        "the word comes back, then the spaces"
    );
    assert!(editor.apply(Op::Undo));
    assert_eq!(editor.text(), "one two  ");
}

#[test]
fn a_move_ends_a_step() {
    let mut editor = prose("", 40);
    type_text(&mut editor, "ab");
    editor.apply(Op::Move(Motion::Left));
    editor.apply(Op::Move(Motion::Right));
    type_text(&mut editor, "cd");
    editor.apply(Op::Undo);
    assert_eq!(editor.text(), "ab");
}

#[test]
fn kills_in_a_row_come_back_together() {
    let mut editor = prose("one two three\nfour", 40);
    editor.set_cursor_offset(4);
    editor.apply(Op::Kill(Motion::WordRight));
    editor.apply(Op::Kill(Motion::WordLeft));
    editor.apply(Op::Kill(Motion::ParagraphEnd));
    editor.apply(Op::Kill(Motion::ParagraphEnd));
    assert_eq!(editor.text(), "four");
    editor.apply(Op::Move(Motion::TextEnd));
    editor.apply(Op::Yank);
    assert_eq!(editor.text(), "fourone two three\n");
    editor.apply(Op::Kill(Motion::ParagraphStart));
    editor.apply(Op::Move(Motion::Left));
    editor.apply(Op::Kill(Motion::ParagraphStart));
    editor.apply(Op::Yank);
    editor.apply(Op::Yank);
    assert_eq!(editor.text(), "fourone two threefourone two three\n");
}

#[test]
fn cut_and_copy_take_the_selection() {
    let mut editor = prose("one two", 40);
    assert_eq!((editor.copy(), editor.cut()), (None, None));
    editor.apply(Op::Select(Motion::WordLeft));
    assert_eq!(editor.copy().as_deref(), Some("two"));
    assert_eq!(editor.cut().as_deref(), Some("two"));
    editor.apply(Op::Move(Motion::TextStart));
    editor.apply(Op::Yank);
    assert_eq!(editor.text(), "twoone ");
}

#[test]
fn transpose_swaps_clusters_within_the_paragraph() {
    let mut editor = prose("abe\u{301}\nx", 40);
    editor.set_cursor_offset(1);
    assert!(editor.apply(Op::Transpose));
    assert_eq!(
        (editor.text().as_str(), editor.cursor_offset()),
        ("bae\u{301}\nx", 2)
    );
    editor.apply(Op::Move(Motion::ParagraphEnd));
    assert!(editor.apply(Op::Transpose));
    assert_eq!(editor.text(), "be\u{301}a\nx");
    editor.apply(Op::Move(Motion::TextEnd));
    assert!(!editor.apply(Op::Transpose));
}

#[test]
fn the_selection_is_marked_in_the_rows() {
    let mut editor = prose("one two\nthree", 40);
    editor.set_cursor_offset(4);
    editor.apply(Op::Select(Motion::Down(1)));
    editor.scroll_to_cursor(5);
    let runs: Vec<Vec<(String, bool)>> = editor
        .rows(5)
        .map(|row| {
            row.runs
                .into_iter()
                .map(|run| (run.text.into_owned(), run.selected))
                .collect()
        })
        .collect();
    let run = |text: &str, selected| (text.to_owned(), selected);
    assert_eq!(runs[0], [run("one ", false), run("two", true)]);
    assert_eq!(runs[1], [run("thre", true), run("e", false)]);
}

#[test]
fn scrolling_moves_no_more_than_it_must() {
    let text: Vec<String> = (0..100).map(|n| n.to_string()).collect();
    let mut editor = prose(&text.join("\n"), 20);
    editor.scroll_to_cursor(10);
    assert_eq!(editor.top(), 90);
    editor.apply(Op::Move(Motion::Up(5)));
    editor.scroll_to_cursor(10);
    assert_eq!((editor.top(), editor.cursor_cell().1), (90, 4));
    editor.apply(Op::Move(Motion::Up(10)));
    editor.scroll_to_cursor(10);
    assert_eq!((editor.top(), editor.cursor_cell().1), (84, 0));
    editor.click(0, 3, false);
    assert_eq!(editor.rows(4).last().map(|row| row.paragraph), Some(87));
    type_text(&mut editor, "x");
    assert!(editor.text().contains("\nx87\n"));
    editor.apply(Op::SelectAll);
    editor.apply(Op::Delete(Motion::Left));
    editor.scroll_to_cursor(10);
    assert_eq!((editor.top(), editor.total_rows()), (0, 1));
}

#[test]
fn a_click_goes_to_the_cluster_under_it_and_a_drag_selects() {
    let mut editor = prose("ab\u{4e2d}cd\nx", 20);
    editor.scroll_to_cursor(5);
    editor.click(3, 0, false);
    assert_eq!(editor.cursor_offset(), 2);
    editor.click(90, 90, true);
    assert_eq!(editor.selection(), Some(2..9));
    editor.click(4, 0, false);
    assert_eq!((editor.cursor_offset(), editor.selection()), (5, None));
}

#[test]
fn hanging_spaces_are_not_drawn_past_the_edge() {
    let mut editor = prose("abcd   ", 4);
    assert_eq!(drawn(&mut editor), ["abcd"]);
    assert_eq!(editor.cursor_cell(), (4, 0));
}

#[test]
fn a_new_measure_keeps_the_place() {
    let mut editor = prose(&"some words ".repeat(200), 40);
    editor.set_cursor_offset(1100);
    editor.scroll_to_cursor(8);
    editor.set_measure(13);
    editor.scroll_to_cursor(8);
    let (_, row) = editor.cursor_cell();
    assert!(row < 8);
    assert_eq!(editor.cursor_offset(), 1100);
}

/// A paragraph of more than one piece, and where its second piece starts.
fn long_paragraph(spaces: bool) -> (String, usize) {
    let word = if spaces {
        "some words and more; "
    } else {
        "abcdefghij"
    };
    let text = word.repeat(200_000 / word.len());
    let from = 32 * 1024;
    let at = (from..text.len()).find(|&at| {
        !spaces || text[..at].ends_with(' ') && text[at..].starts_with(char::is_alphabetic)
    });
    (text, at.unwrap_or(from))
}

#[test]
fn a_very_long_paragraph_loses_nothing_to_its_layout() {
    for spaces in [true, false] {
        let (text, cut) = long_paragraph(spaces);
        let mut editor = prose(&text, 40);
        let joined: String = drawn(&mut editor).concat();
        let kept = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        assert_eq!(kept(&joined), kept(&text));
        let firsts = editor.rows(usize::MAX).filter(|row| row.first_of_paragraph);
        assert_eq!(firsts.count(), 1);
        editor.set_cursor_offset(cut);
        editor.apply(Op::Kill(Motion::ParagraphStart));
        assert_eq!(editor.text(), text[cut..]);
        editor.apply(Op::Kill(Motion::ParagraphEnd));
        assert!(editor.is_empty());
        assert_eq!(editor.words(), 0);
    }
}

#[derive(Debug, Clone)]
enum Act {
    Do(Op),
    Type(char),
    Paste(String),
    Jump(Index),
    Click(u16, u16, bool),
    Measure(usize),
    Scroll(usize),
}

fn motion() -> impl Strategy<Value = Motion> {
    use Motion as M;
    let plain = vec![
        M::Left,
        M::Right,
        M::WordLeft,
        M::WordRight,
        M::RowStart,
        M::RowEnd,
        M::ParagraphStart,
        M::ParagraphEnd,
        M::ParagraphUp,
        M::ParagraphDown,
        M::TextStart,
        M::TextEnd,
        M::Up(1),
        M::Down(1),
        M::Up(7),
        M::Down(7),
        M::Up(0),
    ];
    proptest::sample::select(plain)
}

fn act() -> impl Strategy<Value = Act> {
    let others = [
        Op::SelectAll,
        Op::SelectNone,
        Op::Yank,
        Op::Transpose,
        Op::Newline,
        Op::Undo,
        Op::Redo,
    ];
    let chars: Vec<char> = PIECES.concat().chars().chain("\nabc   ".chars()).collect();
    prop_oneof![
        4 => motion().prop_map(|motion| Act::Do(Op::Move(motion))),
        2 => motion().prop_map(|motion| Act::Do(Op::Select(motion))),
        3 => motion().prop_map(|motion| Act::Do(Op::Delete(motion))),
        2 => motion().prop_map(|motion| Act::Do(Op::Kill(motion))),
        4 => proptest::sample::select(others.to_vec()).prop_map(Act::Do),
        8 => proptest::sample::select(chars).prop_map(Act::Type),
        1 => (paragraph(), paragraph()).prop_map(|(a, b)| Act::Paste(format!("{a}\n{b}"))),
        2 => any::<Index>().prop_map(Act::Jump),
        1 => (0u16..50, 0u16..20, any::<bool>()).prop_map(|(c, r, s)| Act::Click(c, r, s)),
        1 => (0usize..81).prop_map(Act::Measure),
        1 => (0usize..30).prop_map(Act::Scroll),
    ]
}

/// A text with a cursor, as simple as can be.
#[derive(Debug, Clone)]
struct Model {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
}

impl Model {
    fn of(editor: &Editor) -> Self {
        let cursor = editor.cursor_offset();
        let anchor = editor
            .selection()
            .map(|range| range.start + range.end - cursor);
        Self {
            text: editor.text(),
            cursor,
            anchor,
        }
    }

    fn boundaries(&self) -> Vec<usize> {
        self.text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .chain([self.text.len()])
            .collect()
    }

    fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        self.cursor = range.start + with.len();
        self.text.replace_range(range, with);
        self.cursor = self
            .boundaries()
            .into_iter()
            .find(|at| *at >= self.cursor)
            .unwrap();
        self.anchor = None;
    }

    fn selection(&self) -> std::ops::Range<usize> {
        let anchor = self.anchor.unwrap_or(self.cursor);
        anchor.min(self.cursor)..anchor.max(self.cursor)
    }

    fn target(&self, motion: Motion) -> Option<usize> {
        let bounds = self.boundaries();
        let spans: Vec<(usize, &str)> = self.text.split_word_bound_indices().collect();
        let is_word = |piece: &str| piece.contains(char::is_alphanumeric);
        let at = self.cursor;
        Some(match motion {
            Motion::Left => bounds.iter().rev().find(|b| **b < at).copied().unwrap_or(0),
            Motion::Right => bounds.iter().find(|b| **b > at).copied().unwrap_or(at),
            Motion::TextStart => 0,
            Motion::TextEnd => self.text.len(),
            Motion::WordRight if self.text.is_ascii() => {
                let mut ends = spans
                    .iter()
                    .filter(|(_, w)| is_word(w))
                    .map(|(s, w)| s + w.len());
                ends.find(|end| *end > at).unwrap_or(self.text.len())
            }
            Motion::WordLeft if self.text.is_ascii() => {
                let mut starts = spans
                    .iter()
                    .rev()
                    .filter(|(_, w)| is_word(w))
                    .map(|(s, _)| *s);
                starts.find(|start| *start < at).unwrap_or(0)
            }
            Motion::ParagraphStart => self.text[..at].rfind('\n').map_or(0, |at| at + 1),
            Motion::ParagraphEnd => {
                let end = self.text[at..]
                    .find('\n')
                    .map_or(self.text.len(), |end| at + end);
                if end < self.text.len() && end > at && self.text[..end].ends_with('\r') {
                    end - 1
                } else {
                    end
                }
            }
            _ => return None,
        })
    }

    /// What the model knows of an act; None where only laws are checked.
    fn act(&mut self, act: &Act) -> Option<()> {
        match act {
            Act::Type(c) => {
                let c = if *c == '\r' { '\n' } else { *c };
                self.replace(self.selection(), c.encode_utf8(&mut [0; 4]));
            }
            Act::Paste(text) => {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                self.replace(self.selection(), &text);
            }
            Act::Do(Op::Newline) => self.replace(self.selection(), "\n"),
            Act::Do(Op::Move(Motion::Left)) if !self.selection().is_empty() => {
                self.cursor = self.selection().start;
                self.anchor = None;
            }
            Act::Do(Op::Move(Motion::Right)) if !self.selection().is_empty() => {
                self.cursor = self.selection().end;
                self.anchor = None;
            }
            Act::Do(Op::Move(motion)) => {
                self.cursor = self.target(*motion)?;
                self.anchor = None;
            }
            Act::Do(Op::Select(motion)) => {
                let target = self.target(*motion)?;
                self.anchor.get_or_insert(self.cursor);
                self.cursor = target;
            }
            Act::Do(Op::SelectAll) => (self.cursor, self.anchor) = (self.text.len(), Some(0)),
            Act::Do(Op::SelectNone) => self.anchor = None,
            Act::Do(Op::Delete(motion) | Op::Kill(motion)) => {
                let mut range = self.selection();
                if range.is_empty() {
                    let mut there = self.target(*motion)?;
                    if there == self.cursor && *motion == Motion::ParagraphEnd {
                        there = self.target(Motion::Right)?;
                    }
                    range = there.min(self.cursor)..there.max(self.cursor);
                }
                if range.is_empty() {
                    return Some(());
                }
                self.replace(range, "");
            }
            Act::Jump(index) => {
                let offset = index.index(self.text.len() + 1);
                self.cursor = *self
                    .boundaries()
                    .iter()
                    .rev()
                    .find(|b| **b <= offset)
                    .unwrap();
                self.anchor = None;
            }
            Act::Measure(_) | Act::Scroll(_) => {}
            Act::Do(_) | Act::Click(..) => return None,
        }
        Some(())
    }
}

fn perform(editor: &mut Editor, act: &Act) {
    match act {
        Act::Do(op) => {
            editor.apply(*op);
        }
        Act::Type(c) => {
            editor.type_char(*c);
        }
        Act::Paste(text) => {
            editor.paste(text);
        }
        Act::Jump(index) => editor.set_cursor_offset(index.index(editor.len() + 1)),
        Act::Click(column, row, select) => editor.click(*column, *row, *select),
        Act::Measure(measure) => editor.set_measure(*measure),
        Act::Scroll(height) => {
            editor.scroll_to_cursor(*height);
            let (column, row) = editor.cursor_cell();
            assert!(usize::from(row) < (*height).max(1));
            assert!(column <= 81);
            editor.rows(*height).for_each(drop);
        }
    }
}

fn assert_laws(editor: &Editor) {
    let text = editor.text();
    assert_eq!(editor.len(), text.len());
    // A word longer than a piece of a paragraph counts once in each.
    if text.split_whitespace().all(|word| word.len() < 1000) {
        assert_eq!(editor.words(), rolebook::text::words(&text));
    }
    let on_boundary =
        |at: usize| GraphemeCursor::new(at, text.len(), true).is_boundary(&text, 0) == Ok(true);
    assert!(on_boundary(editor.cursor_offset()));
    if let Some(range) = editor.selection() {
        assert!(on_boundary(range.start) && on_boundary(range.end));
        assert_eq!(editor.copy().as_deref(), Some(&text[range]));
    }
}

fn undo_all(editor: &mut Editor) {
    while editor.apply(Op::Undo) {
        assert_laws(editor);
    }
}

fn redo_all(editor: &mut Editor) {
    while editor.apply(Op::Redo) {
        assert_laws(editor);
    }
}

proptest! {
    #[test]
    fn keys_do_what_they_do_to_a_plain_text(
        start in paragraph(),
        more in paragraph(),
        acts in proptest::collection::vec(act(), 0..60),
        measure in 1usize..81,
    ) {
        let start = format!("{start}\n{more}");
        let mut editor = prose(&start, measure);
        let mut last_measure = measure;
        for act in &acts {
            let before = Model::of(&editor);
            let revision = editor.revision();
            perform(&mut editor, act);
            if let Act::Measure(columns) = act {
                last_measure = *columns;
            }
            let mut model = before.clone();
            let after = Model::of(&editor);
            if model.act(act).is_some() {
                prop_assert_eq!((&after.text, after.cursor), (&model.text, model.cursor), "{:?}", act);
                prop_assert_eq!(editor.selection().unwrap_or(after.cursor..after.cursor).len(), model.selection().len());
            }
            prop_assert!(editor.revision() != revision || after.text == before.text);
            assert_laws(&editor);
        }
        let end = editor.text();
        let mut fresh = prose(&end, last_measure);
        prop_assert_eq!(layout(&mut editor), layout(&mut fresh));
        undo_all(&mut editor);
        // What was undone among the acts leaves the start within reach.
        prop_assert_eq!(&editor.text(), &start);
        let mut fresh = prose(&start, last_measure);
        prop_assert_eq!(layout(&mut editor), layout(&mut fresh));
        redo_all(&mut editor);
        if !acts.iter().any(|act| matches!(act, Act::Do(Op::Undo))) {
            prop_assert_eq!(editor.text(), end);
        }
    }

    #[test]
    fn any_text_comes_back(text in any::<String>(), measure in 0usize..81, height in 0usize..40) {
        let mut editor = prose(&text, measure);
        prop_assert_eq!(editor.text(), text.as_str());
        editor.set_cursor_offset(text.len() / 2);
        editor.scroll_to_cursor(height);
        prop_assert!(editor.rows(height).count() <= height);
        assert_laws(&editor);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_paragraph_in_pieces_behaves_like_any_other(
        spaces in any::<bool>(),
        near in -30isize..30,
        acts in proptest::collection::vec(act(), 1..12),
    ) {
        let (text, cut) = long_paragraph(spaces);
        let mut editor = prose(&text, 40);
        editor.set_cursor_offset(cut.strict_add_signed(near));
        for act in &acts {
            // The far ends are tried elsewhere; here the cursor stays near the cut.
            if matches!(act, Act::Jump(_) | Act::Do(Op::SelectAll)) {
                continue;
            }
            // Where there is no space, a word ends at the cut.
            if let Act::Do(Op::Move(motion) | Op::Select(motion) | Op::Delete(motion) | Op::Kill(motion)) = act
                && !spaces
                && matches!(motion, Motion::WordLeft | Motion::WordRight)
            {
                continue;
            }
            let mut model = Model::of(&editor);
            perform(&mut editor, act);
            let after = Model::of(&editor);
            if model.act(act).is_some() {
                prop_assert!((after.text == model.text) && after.cursor == model.cursor, "{:?}", act);
            }
        }
        assert_laws(&editor);
        let end = editor.text();
        let kept = |text: &str| -> String { text.split([' ', '\n', '\r']).collect() };
        let rows = drawn(&mut editor);
        let whole = rolebook::text::shown_text(&end).into_owned();
        prop_assert!(kept(&rows.concat()) == kept(&whole));
        undo_all(&mut editor);
        prop_assert!(editor.text() == text);
    }
}
