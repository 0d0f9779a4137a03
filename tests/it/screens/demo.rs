//! Every page that looks back, on the made-up journal, at the four sizes it is drawn for.

use crate::{demo, driver::Driver};

/// How to come to each page; what stands behind a quotation mark is typed. The tracks stand in the
/// order that suits what brings the person.
const PAGES: [(&str, &str); 39] = [
    ("home", ""),
    ("deck", "t 1 enter"),
    ("thread_scale", "t 1 enter 2 o"),
    ("thread_list", "t 1 enter 1 o"),
    ("thread_one", "t 1 enter 1 0 o"),
    ("thread_long", "t 4 enter 1 o"),
    ("thread_reworded", "t 2 enter 1 0 o"),
    ("thread_empty", "t 1 enter 5 o"),
    ("beside_long", "t 4 enter 1 o down enter"),
    ("beside_old", "t 4 enter 1 o end enter"),
    ("beside_single", "t 4 enter 1 o enter"),
    ("beside_edited", "t 9 enter 5 o down enter end"),
    ("beside_turned", "t 1 enter 4 o down enter end"),
    ("beside_list", "t 1 enter 1 o down enter"),
    ("beside_scale", "t 1 enter 2 o down enter"),
    ("beside_one", "t 1 enter 1 0 o down enter"),
    ("beside_many", "t 6 enter 3 o down enter"),
    ("beside_people", "t 4 enter 4 o down enter"),
    ("beside_commit", "t 2 enter 1 2 o down enter"),
    ("because", "t 4 enter 1 o down enter y"),
    ("from_now", "t 1 enter 2 o down enter h"),
    ("lens", "t 1 enter 1 2 o down enter l y"),
    ("shelves", "s"),
    ("shelf", "s down down down enter"),
    ("say_and_hold", "s h"),
    ("changes", "c"),
    ("changes_year", "c tab tab tab"),
    ("promises", "p"),
    ("promises_all", "p tab"),
    ("letter_sealed", "p down down down down enter"),
    ("letter_open", "p down down down down down enter"),
    ("forecasts", "e"),
    ("forecasts_likely", "e tab tab"),
    ("what_happened", "e enter"),
    ("did_it_happen", "e enter 'Nobody_wrote_it_down. ctrl+s"),
    ("year", "y ["),
    ("year_day", "y enter"),
    ("year_ago", "y o"),
    ("find", "/ 'pricing"),
];

fn at(keys: &str) -> Driver {
    let mut t = demo::driver();
    for key in keys.split_whitespace() {
        match key.strip_prefix('\'') {
            Some(text) => t.type_text(&text.replace('_', " ")),
            None => t.press(key),
        };
    }
    t
}

#[test]
fn every_page_that_looks_back_at_four_sizes() {
    for (name, keys) in PAGES {
        let mut t = at(keys);
        let mut shown = String::new();
        for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 12)] {
            t.resize(width, height);
            let screen = t.screen();
            let rows = screen.trim_end().lines();
            for row in rows {
                assert!(row.chars().count() <= usize::from(width), "{name}: {row}");
            }
            let size = format!("--- {width}x{height}\n");
            shown.extend([size.as_str(), screen.trim_end(), "\n"]);
        }
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn no_size_makes_a_page_that_looks_back_panic() {
    for (name, keys) in PAGES {
        let mut t = at(keys);
        for width in (1..=60).step_by(7) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(0, 0), (24, 6), (23, 30), (60, 20), (300, 100), (80, 24)] {
            t.resize(width, height);
        }
        // Every key that moves, at a size where little fits, and back.
        t.resize(40, 12);
        t.press("down pgdn end up pgup home tab");
        t.resize(80, 24);
        t.press("esc");
        assert_eq!(t.quit, None, "{name}");
    }
}
