//! Markdown (`CommonMark`) of the same page: what it would take for a sign of its own is escaped, so
//! that the client's words stay as they are.

use super::text::{said, scale, together};
use crate::{
    share::{
        Cleared,
        handoff::{Block, Dot, HandOff, blocks},
    },
    text::shown_text,
};

pub(super) fn write(handoff: &Cleared<HandOff>) -> Result<Vec<u8>, serde_json::Error> {
    Ok(render(&blocks(handoff.packet())?).into_bytes())
}

/// A page as Markdown. Control and direction-changing characters have their names.
pub(in crate::share) fn render(page: &[Block<'_>]) -> String {
    let mut out = String::new();
    let mut last = None;
    for block in page
        .iter()
        .filter(|block| !matches!(block, Block::Drawn(_)))
    {
        let kind = std::mem::discriminant(block);
        let close = matches!(
            block,
            Block::Pair(..) | Block::Dot(_) | Block::Glance { .. }
        );
        if !(out.is_empty() || (close && last == Some(kind))) {
            out.push('\n');
        }
        write_block(&mut out, block);
        last = Some(kind);
    }
    out
}

fn write_block(out: &mut String, block: &Block<'_>) {
    match block {
        Block::Title(title) => line(out, "# ", title),
        Block::Part(title) => line(out, "## ", title),
        Block::Item { id: "", date } => line(out, "### ", date),
        Block::Item { id, date } => line(out, "### ", &format!("[{id}] {date}")),
        Block::Sub(title) => line(out, "", title),
        Block::Pair(label, value) => lines(out, &format!("- {label}: "), "  ", value),
        Block::Say(words) => lines(out, "", "", words),
        Block::Turn(then, day) => lines(out, "", "", &format!("{then}, {day}:")),
        Block::About(words) => lines(out, "", "", words),
        Block::Question(words) => {
            for part in words.split('\n').filter(|part| !part.trim().is_empty()) {
                out.extend(["**", &escape(part.trim()), "**  \n"]);
            }
        }
        Block::Words(words) => lines(out, "> ", "> ", words),
        Block::List(all) => {
            for one in all {
                lines(out, "> - ", ">   ", one);
            }
        }
        Block::Dot(one) => dot(out, one),
        // Each rating is drawn in its own row.
        Block::Drawn(_) => {}
        Block::Edited(runs) => lines(out, "> ", "> ", &together(runs)),
        Block::Glance { id, line } => lines(out, &format!("- \\[{id}\\] "), "  ", line),
        Block::Form(form) => fenced(out, form),
    }
}

fn line(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    out.push_str(&escape(text));
    out.push('\n');
}

/// Every line of a text as a line: a break that Markdown would run over is made hard.
fn lines(out: &mut String, first: &str, rest: &str, text: &str) {
    let shown = shown_text(text);
    let all: Vec<&str> = shown
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .collect();
    for (at, text) in all.iter().enumerate() {
        let before = if at == 0 { first } else { rest };
        let escaped = escape(text);
        let goes_on = all.get(at + 1).is_some_and(|next| !next.trim().is_empty());
        out.push_str(if escaped.is_empty() {
            before.trim_end()
        } else {
            before
        });
        out.push_str(&escaped);
        out.push_str(if goes_on && !escaped.is_empty() {
            "\\\n"
        } else {
            "\n"
        });
    }
}

/// One line in which nothing is a sign of Markdown or of its usual additions.
pub(super) fn escape(line: &str) -> String {
    let shown = shown_text(line);
    let line = shown.trim_end();
    let text = line.trim_start();
    let mut out = "&nbsp;".repeat(line.chars().count() - text.chars().count());
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let sign = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~' | '$' => true,
            '#' | '+' | '-' | '=' | '>' | ':' => at == 0,
            '.' | ')' => at == number && number > 0,
            _ => false,
        };
        if sign {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn dot(out: &mut String, dot: &Dot<'_>) {
    let scale = scale(dot).map(|scale| format!(" `{scale}`"));
    let said = said(dot);
    let line = format!(
        "- {}:{} {said}",
        escape(&dot.date),
        scale.unwrap_or_default()
    );
    out.push_str(line.trim_end());
    out.push('\n');
    if !dot.evidence.is_empty() {
        out.push('\n');
        lines(out, "  > ", "  > ", dot.evidence);
    }
}

/// As it is, within a fence that it cannot end.
fn fenced(out: &mut String, text: &str) {
    let mut longest = 2;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    out.extend([&fence, "text\n", text.trim_end(), "\n", &fence, "\n"]);
}
