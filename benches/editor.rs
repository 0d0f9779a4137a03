//! What a key costs in the editor, at several sizes of text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use divan::{Bencher, black_box};
use rolebook::text;
use rolebook::tui::editor::{Editor, Motion, Op, Shape};

const SENTENCE: &str =
    "What has to go right is that somebody tells me before a date is promised outside. ";

fn main() {
    divan::main();
}

/// So many bytes of prose, a paragraph every so many bytes.
fn prose(bytes: usize, paragraph: usize) -> String {
    let mut out = String::new();
    let mut since = 0;
    while out.len() < bytes {
        out.push_str(SENTENCE);
        since += SENTENCE.len();
        if since >= paragraph {
            out.push('\n');
            since = 0;
        }
    }
    out.truncate(bytes);
    out
}

const TEXTS: [(&str, usize, usize); 5] = [
    ("1 KB, one paragraph", 1_000, usize::MAX),
    ("300 KB, paragraphs of 500 B", 300_000, 500),
    ("60 KB, one paragraph", 60_000, usize::MAX),
    ("1 MB, one paragraph", 1_000_000, usize::MAX),
    ("1 MB, paragraphs of 40 B", 1_000_000, 40),
];

fn names() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().map(|row| row.0)
}

fn editor(name: &str) -> Editor {
    let &(_, bytes, paragraph) = TEXTS.iter().find(|row| row.0 == name).unwrap();
    let mut editor = Editor::new(&prose(bytes, paragraph), Shape::Prose);
    editor.set_measure(70);
    editor.set_cursor_offset(bytes / 2);
    editor.scroll_to_cursor(20);
    editor
}

/// A letter and the next, taken back now and then so that the text keeps its size.
#[divan::bench(args = names())]
fn letter(bencher: Bencher, name: &str) {
    let mut editor = editor(name);
    let mut count = 0u32;
    bencher.bench_local(|| {
        count += 1;
        if count % 8 < 4 {
            black_box(editor.type_char(if count % 8 == 3 { ' ' } else { 'e' }))
        } else {
            black_box(editor.apply(Op::Delete(Motion::Left)))
        }
    });
}

/// What the screen asks for after each key.
#[divan::bench(args = names())]
fn view(bencher: Bencher, name: &str) {
    let mut editor = editor(name);
    bencher.bench_local(|| {
        editor.scroll_to_cursor(20);
        black_box((
            editor.rows(20).count(),
            editor.cursor_cell(),
            editor.words(),
        ))
    });
}

#[divan::bench(args = names())]
fn down_and_up(bencher: Bencher, name: &str) {
    let mut editor = editor(name);
    bencher.bench_local(|| {
        editor.apply(Op::Move(Motion::Down(1)));
        editor.apply(Op::Move(Motion::Up(1)))
    });
}

#[divan::bench(args = names())]
fn newline_and_back(bencher: Bencher, name: &str) {
    let mut editor = editor(name);
    bencher.bench_local(|| {
        editor.apply(Op::Newline);
        editor.apply(Op::Delete(Motion::Left))
    });
}

#[divan::bench(args = [40, 500, usize::MAX], sample_count = 20, sample_size = 1)]
fn paste_1_mb(bencher: Bencher, paragraph: usize) {
    let text = prose(1_000_000, paragraph);
    bencher
        .with_inputs(|| editor(TEXTS[1].0))
        .bench_local_values(|mut editor| {
            editor.paste(&text);
            editor
        });
}

#[divan::bench(args = [40, 500, usize::MAX], sample_count = 20, sample_size = 1)]
fn undo_of_1_mb(bencher: Bencher, paragraph: usize) {
    let text = prose(1_000_000, paragraph);
    let pasted = || {
        let mut editor = editor(TEXTS[1].0);
        editor.paste(&text);
        editor
    };
    bencher
        .with_inputs(pasted)
        .bench_local_values(|mut editor| {
            editor.apply(Op::Undo);
            editor
        });
}

#[divan::bench]
fn words_of_300_kb(bencher: Bencher) {
    let text = prose(300_000, 500);
    bencher.bench_local(|| text::words(black_box(&text)));
}

#[divan::bench]
fn wrap_of_300_kb(bencher: Bencher) {
    let text = prose(300_000, 500);
    bencher.bench_local(|| text::wrapped(black_box(&text), 70).len());
}
