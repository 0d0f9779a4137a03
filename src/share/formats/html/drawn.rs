//! Dots and strips: a row for each level, a column for each day, and the same in words for whoever
//! does not see it.

use maud::{Markup, html};

use crate::{
    share::handoff::{Column, Drawn},
    text::shown_text,
};

/// So many columns stand in one drawing, so that dots stay dots on a phone; more make a further one.
const COLUMNS: usize = 18;

/// The width and the height of a place for a dot.
const CELL: usize = 24;

pub(super) fn figure(drawn: &Drawn<'_>) -> Markup {
    html! {
        @for columns in drawn.columns.chunks(COLUMNS) {
            figure {
                div.drawn role="img" aria-label=(in_words(drawn, columns)) {
                    @for (at, level) in drawn.levels.iter().enumerate() {
                        div.level {
                            span { (shown_text(level)) }
                            (row(at, columns))
                        }
                    }
                }
                @if let [first, .., last] = columns {
                    figcaption { (first.date) " to " (last.date) ", the oldest at the left." }
                }
            }
        }
    }
}

fn row(level: usize, columns: &[Column]) -> Markup {
    let (width, middle) = (columns.len() * CELL, CELL / 2);
    html! {
        svg width=(width) height=(CELL) viewBox={ "0 0 " (width) " " (CELL) } {
            @for (at, column) in columns.iter().enumerate() {
                @let (x, full, hollow) = (
                    at * CELL + middle,
                    column.full.contains(&level),
                    column.hollow == Some(level),
                );
                @if full {
                    circle.full cx=(x) cy=(middle) r="6" {}
                }
                @if hollow {
                    // Around the full one, where both are the same.
                    circle.hollow cx=(x) cy=(middle) r=(if full { "9" } else { "6" }) {}
                }
                @if !full && !hollow {
                    circle.none cx=(x) cy=(middle) r="1.5" {}
                }
            }
        }
    }
}

/// "10 June 2025: 5; seen from now: 2. …"
fn in_words(drawn: &Drawn<'_>, columns: &[Column]) -> String {
    let name = |level: &usize| drawn.levels.get(*level).map(|name| shown_text(name));
    let said = columns.iter().map(|column| {
        let full: Vec<_> = column.full.iter().filter_map(name).collect();
        let hollow = column.hollow.as_ref().and_then(name);
        let hollow = hollow.map(|name| format!("seen from now: {name}"));
        let full = (!full.is_empty()).then(|| full.join(", "));
        let all: Vec<String> = full.into_iter().chain(hollow).collect();
        format!("{}: {}.", column.date, all.join("; "))
    });
    said.collect::<Vec<_>>().join(" ")
}
