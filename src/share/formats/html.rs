//! A page for a browser: one file that asks for nothing, runs nothing, and prints to clean paper.
//!
//! Words are escaped by the macro that writes the page; only the style sheet is not.

mod drawn;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::text::said;
use crate::{
    share::{
        Cleared,
        handoff::{Block, Dot, HandOff, blocks, sentences},
    },
    text::{diff::Run, shown_text},
};

const STYLE: &str = include_str!("html/style.css");

/// Nothing may be loaded or run; the one style sheet is known by its SHA-256.
const POLICY: &str = "default-src 'none'; style-src 'sha256-fRHW0D8Zesbo+lyg8OZ9ogY21BPJpYt2dq4CdNPZV3g='; base-uri 'none'; form-action 'none'";

pub(super) fn write(handoff: &Cleared<HandOff>) -> Result<Vec<u8>, serde_json::Error> {
    Ok(document(&blocks(handoff.packet())?)
        .into_string()
        .into_bytes())
}

fn document(page: &[Block<'_>]) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                // What looks like a number or an address stays words.
                meta name="format-detection" content="telephone=no, date=no, address=no, email=no";
                @if let Some(Block::Title(title)) = page.first() {
                    title { (title) }
                }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    @for part in page.chunk_by(|_, next| !matches!(next, Block::Part(_))) {
                        (section(part))
                    }
                }
            }
        }
    }
}

/// A part of the page, with its answers.
fn section(blocks: &[Block<'_>]) -> Markup {
    let mut items = blocks.chunk_by(|_, next| !matches!(next, Block::Item { .. }));
    let head = items.next().unwrap_or_default();
    html! {
        section {
            (run(head))
            @for item in items {
                (article(item))
            }
        }
    }
}

/// An answer under its question.
fn article(blocks: &[Block<'_>]) -> Markup {
    let [Block::Item { id, date }, rest @ ..] = blocks else {
        return run(blocks);
    };
    let (question, rest) = match rest {
        [Block::Question(question), rest @ ..] => (Some(question), rest),
        rest => (None, rest),
    };
    html! {
        article id=(id) {
            h3 {
                span.when { "[" (id) "] " (date) " " }
                @if let Some(question) = question {
                    span.question { (shown_text(question)) }
                }
            }
            (run(rest))
        }
    }
}

/// Blocks one below the other; those that belong together, together.
fn run(mut blocks: &[Block<'_>]) -> Markup {
    let groups = std::iter::from_fn(|| {
        let (group, rest) = blocks.split_at_checked(together(blocks))?;
        blocks = rest;
        (!group.is_empty()).then_some(group)
    });
    html! {
        @for all in groups {
            (group(all))
        }
    }
}

/// So many blocks at the beginning stand in one group.
fn together(blocks: &[Block<'_>]) -> usize {
    let Some(first) = blocks.first() else {
        return 0;
    };
    let is_said = |block: &&Block<'_>| matches!(block, Block::Words(_) | Block::List(_));
    match first {
        Block::Turn(..) => {
            let is_turn = |block| matches!(block, &Block::Turn(..));
            let last = blocks.iter().rposition(is_turn).unwrap_or_default() + 1;
            last + blocks.iter().skip(last).take_while(is_said).count()
        }
        Block::Pair(..) | Block::Dot(_) | Block::Glance { .. } => {
            let is = std::mem::discriminant;
            let kind = is(first);
            blocks.iter().take_while(|block| is(block) == kind).count()
        }
        Block::Title(_)
        | Block::Part(_)
        | Block::Sub(_)
        | Block::Say(_)
        | Block::Item { .. }
        | Block::Question(_)
        | Block::About(_)
        | Block::Words(_)
        | Block::List(_)
        | Block::Drawn(_)
        | Block::Edited(_)
        | Block::Form(_) => 1,
    }
}

fn group(blocks: &[Block<'_>]) -> Markup {
    let all = || blocks.iter().map(one);
    match blocks.first() {
        Some(Block::Turn(..)) => turns(blocks),
        Some(Block::Pair(..)) => html! { dl { @for one in all() { (one) } } },
        Some(Block::Dot(_) | Block::Glance { .. }) => html! { ul { @for one in all() { (one) } } },
        _ => html! { @for one in all() { (one) } },
    }
}

/// What was said at different times; the last two stand side by side.
fn turns(blocks: &[Block<'_>]) -> Markup {
    let all: Vec<_> = blocks
        .chunk_by(|_, next| !matches!(next, Block::Turn(..)))
        .collect();
    let (earlier, pair) = all.split_at(all.len().saturating_sub(2));
    let turn = |blocks: &[Block<'_>]| match blocks {
        [Block::Turn(label, date), rest @ ..] => html! {
            div class=(label.to_lowercase()) {
                h4 { (label) ", " (date) }
                (run(rest))
            }
        },
        blocks => run(blocks),
    };
    html! {
        @for one in earlier { (turn(one)) }
        div.pair {
            @for one in pair { (turn(one)) }
        }
    }
}

fn one(block: &Block<'_>) -> Markup {
    match block {
        Block::Title(title) => html! { h1 { (title) } },
        Block::Part(title) => html! { h2 { (title) } },
        Block::Sub(title) => html! { h3 { (title) } },
        Block::Pair(label, value) => {
            html! { div { dt { (label) } " " dd { (shown_text(value)) } } }
        }
        Block::Say(words) if words == sentences::FROM_NOW => {
            html! { p.say { (sentences::DRAWN_FROM_NOW) } }
        }
        Block::Say(words) => html! { p.say { (shown_text(words)) } },
        Block::Question(words) => html! { p.question { (shown_text(words)) } },
        Block::About(words) => html! { p.about { (shown_text(words)) } },
        Block::Words(words) => html! { blockquote lang="" { (shown_text(words)) } },
        Block::List(lines) => html! {
            ul.list {
                @for line in lines { li lang="" { (shown_text(line)) } }
            }
        },
        Block::Dot(one) => dot(one),
        Block::Drawn(one) => drawn::figure(one),
        Block::Edited(runs) => html! {
            blockquote lang="" {
                @for run in runs { (edit(*run)) }
            }
        },
        Block::Glance { id, line } => html! {
            li {
                a href={ "#" (id) } { "[" (id) "]" } " "
                span.line lang="" { (shown_text(line)) }
            }
        },
        Block::Form(form) => html! { pre { (shown_text(form)) } },
        // An answer has a place of its own, and a turn has its words with it.
        Block::Item { date, .. } => html! { p.when { (date) } },
        Block::Turn(label, date) => html! { h4 { (label) ", " (date) } },
    }
}

/// A rating in words.
fn dot(dot: &Dot<'_>) -> Markup {
    html! {
        li {
            span.when { (dot.date) ":" } " " (said(dot))
            @if !dot.evidence.is_empty() {
                blockquote lang="" { (shown_text(dot.evidence)) }
            }
        }
    }
}

/// A run of two texts; the white space after it stands outside its marks.
fn edit(run: Run<'_>) -> Markup {
    let parted = |words: &str| {
        let (inner, after) = words.split_at(words.trim_end().len());
        (
            shown_text(inner).into_owned(),
            shown_text(after).into_owned(),
        )
    };
    match run {
        Run::Kept { now, .. } => html! { (shown_text(now)) },
        Run::Gone(words) | Run::New(words) if words.trim().is_empty() => {
            html! { (shown_text(words)) }
        }
        Run::Gone(words) => {
            let (inner, after) = parted(words);
            html! { del { "[-" (inner) "-]" } (after) }
        }
        Run::New(words) => {
            let (inner, after) = parted(words);
            html! { ins { "{+" (inner) "+}" } (after) }
        }
    }
}
