use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Config, ConfigProblem, GlyphChoice};

const SETTINGS: &str = "The settings are glyphs, accent_hue and idle_lock.";
const LINE: &str = "A setting looks like accent_hue = 200.";
const GLYPHS: &str = "Write glyphs = \"auto\", \"utf8\" or \"ascii\".";
const IDLE: &str = "Write a number of minutes up to 1440, as in idle_lock = 10, or 0 for never.";
const HUE: &str = "Write a whole number from 0 to 360, as in accent_hue = 200.";

pub(super) fn read(text: &str) -> (Config, Vec<ConfigProblem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<_> = errors
        .iter()
        .map(|error| {
            let what = format!("This is not TOML: {}.", error.message());
            problem(text, error.span().unwrap_or_default(), what, LINE)
        })
        .collect();
    let mut config = Config::default();
    for (key, value) in table.get_ref() {
        let name = key.get_ref().as_ref();
        let wrong = match name {
            "glyphs" => match glyphs(value.get_ref()) {
                Some(glyphs) => {
                    config.glyphs = glyphs;
                    None
                }
                None => Some(GLYPHS),
            },
            "accent_hue" => match number(value.get_ref(), 360) {
                Some(hue) => {
                    config.accent_hue = hue;
                    None
                }
                None => Some(HUE),
            },
            "idle_lock" => match number(value.get_ref(), 1440) {
                Some(minutes) => {
                    config.idle_lock = minutes;
                    None
                }
                None => Some(IDLE),
            },
            _ => {
                let what = format!("There is no setting {}.", name.escape_debug());
                problems.push(problem(text, key.span(), what, SETTINGS));
                None
            }
        };
        if let Some(right) = wrong {
            let what = format!("This is not a value of {name}.");
            problems.push(problem(text, value.span(), what, right));
        }
    }
    // One problem a line: what cannot be parsed comes first, and the others follow from it.
    problems.sort_by_key(|problem| problem.line);
    problems.dedup_by_key(|problem| problem.line);
    (config, problems)
}

fn glyphs(value: &DeValue<'_>) -> Option<GlyphChoice> {
    match value.as_str()? {
        "auto" => Some(GlyphChoice::Auto),
        "utf8" => Some(GlyphChoice::Utf8),
        "ascii" => Some(GlyphChoice::Ascii),
        _ => None,
    }
}

fn number(value: &DeValue<'_>, most: u16) -> Option<u16> {
    let number = value.as_integer()?;
    u16::from_str_radix(number.as_str(), number.radix())
        .ok()
        .filter(|number| *number <= most)
}

fn problem(text: &str, span: Range<usize>, what: String, right: &str) -> ConfigProblem {
    let before = text.get(..span.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    ConfigProblem {
        line: before.matches('\n').count() + 1,
        column: before
            .get(line_start..)
            .map_or(1, |line| line.chars().count() + 1),
        what,
        would_be_right: right.to_owned(),
    }
}
