//! A narrow, short window: what is needed most is there, and nothing ends in the middle of a word.

use rolebook::{
    deck::{self, Kind},
    tui::route::Route,
    workbook::one,
};

use crate::driver::Driver;

/// The first words of a text, so many characters of it.
fn begins(text: &str, most: usize) -> String {
    let mut all = String::new();
    for word in text.split(' ') {
        if all.len() + word.len() > most {
            break;
        }
        all.push_str(word);
        all.push(' ');
    }
    all.trim_end().to_owned()
}

#[test]
fn both_ends_of_every_scale_are_in_view() {
    let decks = deck::builtin();
    let mut seen = 0;
    for outline in decks.outlines() {
        let deck = decks.get(&outline.id).unwrap();
        for prompt in &deck.prompts {
            let Some(ends) = &prompt.ends else { continue };
            if prompt.kind != Kind::Scale || prompt.id == "quarter.5" {
                continue;
            }
            seen += 1;
            for height in [12, 9, 8] {
                let mut t = Driver::fresh().size(40, height);
                t.go(Route::Walk(one(&deck.id, &prompt.id)));
                if !t.sees("f1") && !t.sees("? keys") {
                    t.press("enter");
                }
                if t.sees("enter go on") {
                    t.press("enter");
                }
                t.expect(&format!("1  {}", begins(&ends.low, 30)));
                t.expect(&format!("7  {}", begins(&ends.high, 30)));
                t.expect(&begins(&prompt.text, 30));
                if height == 12 {
                    // With the reason asked for, all of it can be read, and the mark is set after.
                    t.press("f3");
                    t.expect(&begins(&prompt.why, 30));
                    t.resize(40, 40);
                    t.expect(&prompt.why);
                    for probe in &prompt.probes {
                        t.expect(probe);
                    }
                    t.press("esc").resize(40, 12);
                    t.expect(&format!("7  {}", begins(&ends.high, 30)));
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_key_that_shows_what_was_written_before_is_whole() {
    let mut t = Driver::fresh();
    t.go(Route::Walk(one("ground", "ground.1")));
    t.type_text("Ten words of mine that stand here, all of them.");
    t.press("ctrl+s");
    for (now, width, key) in [
        ("2026-06-30T10:00:00+02:00", 40, "f2"),
        ("2026-06-30T10:00:00+02:00", 44, "f2  show"),
        ("2027-12-31T10:00:00+02:00", 40, "f2"),
        ("2027-12-31T10:00:00+02:00", 30, "f2"),
    ] {
        let mut t = Driver::on(t.disk.clone(), now).size(width, 12);
        t.go(Route::Walk(one("ground", "ground.1")));
        let screen = t.screen();
        let line = screen.lines().find(|line| line.contains("On 31 March"));
        let line = line.unwrap_or_else(|| panic!("{screen}"));
        assert!(line.ends_with(key), "{line}");
        t.press("f2").expect("Ten words of mine");
    }
}

#[test]
fn what_is_saved_does_not_hide_where_one_is() {
    let mut t = Driver::fresh();
    t.go(Route::Walk(one("ground", "ground.1")));
    t.type_text("An answer.").press("ctrl+s").press("esc esc");
    t.resize(40, 12);
    t.press("h n space").wait().expect("1 chosen");
    t.press("enter").wait().expect("1 of 1");
}

#[test]
fn the_feet_say_what_their_keys_do() {
    let mut t = Driver::fresh().size(40, 12);
    t.press(":").expect("enter choose   down further");
}
