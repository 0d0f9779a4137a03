//! How the screens look, at 80 by 24, to the character; and in which tones.

use crate::driver::Driver;

macro_rules! looks {
    ($name:ident, $driver:expr) => {
        #[test]
        fn $name() {
            let t = $driver;
            insta::assert_snapshot!(stringify!($name), t.screen());
        }
    };
}

fn begun(keys: &str) -> Driver {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("To keep promises buildable, and to say early when they are not.");
    t.press("ctrl+s")
        .type_text("CTO")
        .press("ctrl+s f4 f4 f4 6 enter 5 enter f6 enter");
    if !keys.is_empty() {
        t.press(keys);
    }
    t
}

/// The same journal, half a year later.
fn later(keys: &str) -> Driver {
    let mut t = begun("").kill("2026-11-02T09:30:00+01:00");
    if !keys.is_empty() {
        t.press(keys);
    }
    t
}

looks!(first_start, Driver::fresh());
looks!(home_after_the_first_day, begun(""));
looks!(home_half_a_year_later, later(""));
looks!(tracks, begun("t"));
looks!(deck_with_the_care_line, {
    let mut t = begun("t 5 enter");
    t.press("end");
    t
});
looks!(about, begun("t 3 enter i"));
looks!(long_folded, later("t 1 enter 1 enter"));
looks!(long_unfolded, later("t 1 enter 1 enter f2 f3"));
looks!(scale, later("t 3 enter 2 enter 5"));
looks!(one, begun("t 1 enter 8 enter 2"));
looks!(many, begun("t 8 enter enter 1 3"));
looks!(list, {
    let mut t = begun("t 1 enter 2 enter");
    t.type_text("That I know what is coming\nThat I shield them from the board, most of all in the weeks before it meets");
    t
});
looks!(people, {
    let mut t = begun("t 1 enter 4 enter");
    t.type_text("CFO: the margin");
    t
});
looks!(commit, {
    let mut t = begun("w enter f4 f4 n");
    t.type_text("Ask finance who decides")
        .press("tab")
        .type_text("in two weeks");
    t
});
looks!(reading, later("r"));
looks!(passage, later("r enter"));
looks!(commands, {
    let mut t = begun(":");
    t.type_text("role");
    t
});
looks!(help_while_writing, begun("t 1 enter 1 enter f1"));
looks!(long_at_40_by_12, later("t 1 enter 1 enter").size(40, 12));
looks!(long_at_120_by_40, {
    let mut t = later("t 1 enter 1 enter").size(120, 40);
    t.press("f2");
    t
});

looks!(predict, {
    let mut t = begun("t 1 3 enter 5 enter");
    t.type_text("Two of three renew")
        .press("tab")
        .type_text("2026-Q2")
        .press("tab")
        .type_text("70");
    t
});
looks!(before_the_first_tender_question, begun("t 2 enter 5 enter"));
looks!(closing, {
    let mut t = begun("t 1 enter 6 enter");
    t.type_text("A freeze, and nobody says so.").press("f6");
    t
});
looks!(found, {
    let t = begun("");
    t.disk
        .put("/journal/sessions/2026/notes.txt", b"mine")
        .unwrap();
    t.disk
        .put(
            "/journal/sessions/2026/2026-01-01T000000Z-zzzzzz.json",
            b"{",
        )
        .unwrap();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("f");
    t
});
looks!(many_at_40_by_12, begun("t 8 enter 1 enter").size(40, 12));
looks!(home_at_200_by_60, later("").size(200, 60));

#[test]
fn the_tones_of_a_question() {
    let mut t = later("t 1 enter 1 enter");
    t.type_text("Words");
    insta::assert_snapshot!("the_tones_of_a_question", t.styles());
}

#[test]
fn home_never_shows_words_of_the_journal() {
    let mut t = later("");
    t.expect_not("promises")
        .expect_not("buildable")
        .expect_not("CTO");
}
