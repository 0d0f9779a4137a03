//! One question over time, the shelves, and say against hold, on the screen.

use ratatui::layout::Size;
use rolebook::{
    journal::{Judged, Mark},
    time::moment_from,
    tui::{
        act::Act,
        page::Page,
        palette::{Glyphs, Theme},
        route::Route,
        screen::{Cx, Next, Saved, Screen},
        screens::{say_and_hold::SayAndHold, shelf::ShelfPage, thread::ThreadPage},
    },
    workbook::Workbook,
};

use super::{Book, HOLD, NOW, SAY, other_ends, two_roles};
use crate::driver::{Driver, workbook};

/// From the first page to the thread of the question on say.
const THREAD: &str = "t 3 enter 2 o";

fn five() -> Book {
    let book = Book::new()
        .rate("2025-03-12", SAY, 3)
        .rate("2025-06-12", SAY, 5);
    let book = book.rate("2025-09-12", SAY, 5).rate("2025-12-12", SAY, 4);
    book.answer(
        "2026-03-30",
        SAY,
        Some(Mark::Rating(3)),
        "Pricing of the API tier is mine. The board heard me say so in January, and nobody has \
         reopened it since.",
    )
}

/// The grid: rows that begin with 7 to 1.
fn grid(t: &Driver) -> Vec<String> {
    let screen = t.screen();
    let rows = screen.lines().filter(|row| {
        let mut letters = row.trim_start().chars();
        letters.next().is_some_and(|c| ('1'..='7').contains(&c))
            && matches!(letters.next(), Some(' ') | None)
            && row.contains('·')
    });
    rows.map(str::to_owned).collect()
}

fn dots(t: &Driver) -> usize {
    grid(t).iter().map(|row| row.matches('●').count()).sum()
}

macro_rules! looks {
    ($name:ident, $driver:expr) => {
        #[test]
        fn $name() {
            let t: Driver = $driver;
            insta::assert_snapshot!(stringify!($name), t.screen());
        }
    };
}

looks!(thread_of_a_scale, five().screen(THREAD));
looks!(thread_over_two_roles, {
    let book = two_roles().about("e0", "2026-03-21", Mark::Rating(5));
    let book = book.verdict("e2", "2026-03-21", Judged::Changed);
    book.screen(&format!("{THREAD} space j space j"))
});
looks!(thread_of_choices, {
    let book = Book::new().choose("2025-03-12", "authority.10", "narrow-firm");
    let book = book.choose("2025-09-12", "authority.10", "wide-firm");
    let book = book.choose("2026-03-12", "authority.10", "wide-loose");
    book.screen("t 3 enter 1 0 o")
});
looks!(thread_of_words, {
    let book = Book::new().answer(
        "2025-03-12",
        "ground.1",
        None,
        "To keep promises buildable.",
    );
    let book = book.answer(
        "2026-03-12",
        "ground.1",
        None,
        "To say early when they are not.",
    );
    book.screen("t 1 enter 1 o")
});
looks!(
    thread_without_an_answer,
    Book::new().screen("t 3 enter 2 o")
);
looks!(shelves, two_roles().screen("s"));
looks!(shelf, five().screen("s enter"));
looks!(say_and_hold, two_roles().screen("s h tab"));
looks!(say_and_hold_in_words, {
    let book = Book::new()
        .rate("2025-03-12", SAY, 3)
        .rate("2025-03-12", HOLD, 3);
    book.rate("2025-09-12", SAY, 3)
        .rate("2025-09-12", HOLD, 4)
        .screen("s h")
});
looks!(say_and_hold_without_a_pair, Book::new().screen("s h"));
looks!(thread_at_40_by_12, five().screen(THREAD).size(40, 12));
looks!(thread_at_200_by_60, five().screen(THREAD).size(200, 60));

#[test]
fn two_answers_are_shown_without_a_plot_and_a_third_brings_one() {
    let two = Book::new()
        .rate("2025-03-12", SAY, 3)
        .rate("2025-06-12", SAY, 5);
    let mut t = two.screen(THREAD);
    t.expect("3 of 7   evidence 0")
        .expect("5 of 7   evidence 1");
    assert_eq!(grid(&t).len(), 0);
    let t = two.rate("2025-09-12", SAY, 5).screen(THREAD);
    assert_eq!((grid(&t).len(), dots(&t)), (7, 3));
}

#[test]
fn of_two_scales_with_three_marks_each_the_later_one_has_the_grid() {
    let mut book = Book::new();
    for (day, mark) in [("2024-03-12", 1), ("2024-06-12", 2), ("2024-09-12", 1)] {
        book = book.rate(day, SAY, mark).asked(other_ends);
    }
    for (day, mark) in [("2025-03-12", 6), ("2025-06-12", 7), ("2025-09-12", 6)] {
        book = book.rate(day, SAY, mark);
    }
    let t = book.screen(THREAD).size(80, 40);
    assert_eq!(dots(&t), 3, "{}", t.screen());
    assert!(grid(&t)[5..].iter().all(|row| !row.contains('●')));
}

#[test]
fn dots_stand_alone_in_one_tone_and_no_line_joins_them() {
    let t = five().screen(THREAD);
    assert_eq!(dots(&t), 5);
    for row in grid(&t) {
        let drawn: String = row.chars().filter(|c| !c.is_ascii() && *c != '·').collect();
        assert!(drawn.chars().all(|c| c == '●'), "{row}");
    }
    let (screen, styles) = (t.screen(), t.styles());
    for (row, tones) in screen.lines().zip(styles.lines()) {
        for (sign, tone) in row.chars().zip(tones.chars()) {
            assert!(sign != '●' || tone == 'a', "{row}\n{tones}");
        }
    }
}

#[test]
fn answers_a_few_days_apart_are_both_shown_and_share_a_month() {
    let book = Book::new()
        .rate("2025-03-12", SAY, 3)
        .rate("2025-06-01", SAY, 5);
    let t = book.rate("2025-06-06", SAY, 6).screen(THREAD);
    assert_eq!(dots(&t), 3);
    let rows = grid(&t);
    let column = |row: &str| row.chars().position(|c| c == '●').unwrap();
    assert_eq!(column(&rows[1]), column(&rows[2]) + 2);
    let screen = t.screen();
    let months = screen.lines().find(|row| row.contains("Mar")).unwrap();
    assert_eq!(
        months.split_whitespace().collect::<Vec<_>>(),
        ["Mar", "Jun"]
    );
}

#[test]
fn a_break_is_seen_in_the_plot_and_said_in_the_list() {
    let mut t = two_roles().screen(THREAD);
    assert!(
        grid(&t).iter().all(|row| row.matches('│').count() == 1),
        "{}",
        t.screen()
    );
    t.expect("Here a new role begins: Chief product and technology officer.");
    // The new role has too few marks to be drawn: they are shown as answers.
    let mut book = two_roles();
    book.entries.truncate(12);
    let mut t = book.role("r2").screen(THREAD);
    assert_eq!(dots(&t), 4);
    assert!(grid(&t)[0].ends_with('│'), "{}", t.screen());
    t.expect("4 of 7   evidence");
    // Another scale is no part of the same grid; its wording is said.
    let mut book = five();
    book = book.rate("2026-03-31", SAY, 6).asked(other_ends);
    let mut t = book
        .asked(|asked| asked.question = "How far now?".to_owned())
        .screen(THREAD);
    t.expect("How far now?")
        .expect("Here the question was asked in other words.");
    t.expect("Here it was answered on another scale.");
    t.expect("Before that it read: Within what you answer for, how far does your formal");
    assert_eq!(dots(&t), 5);
}

#[test]
fn a_mark_from_now_is_hollow_beside_the_first_and_the_yardstick_is_all_that_is_said() {
    let mut t = five()
        .about("e0", "2026-03-30", Mark::Rating(5))
        .screen(THREAD);
    assert_eq!(dots(&t), 5);
    let rows = grid(&t);
    let at = |row: &str, sign| row.chars().position(|c| c == sign);
    assert_eq!(
        at(&rows[2], '○'),
        at(&rows[4], '●').map(|x| x + 1),
        "{}",
        t.screen()
    );
    t.press("G")
        .expect("Your yardstick may have moved.")
        .expect("How you see then, from now.");
    let mut t = five()
        .about("e0", "2026-03-30", Mark::Rating(4))
        .screen(THREAD);
    t.press("G").expect("○").expect_not("yardstick");
}

#[test]
fn the_bar_and_weight_say_which_answer_is_chosen_in_list_and_plot() {
    let mut t = five().screen(THREAD);
    t.press("j j");
    let (screen, styles) = (t.screen(), t.styles());
    let strong = |word: &str| {
        let row = screen.lines().position(|row| row.contains(word)).unwrap();
        let tones = styles.lines().nth(row).unwrap();
        let letters = screen.lines().nth(row).unwrap().chars().zip(tones.chars());
        letters
            .filter(|(_, tone)| *tone == 's')
            .map(|(c, _)| c)
            .collect::<String>()
    };
    assert!(strong("12 Sep 2025").starts_with("12Sep2025"), "{styles}");
    assert_eq!(strong("Jun  "), "Sep");
}

/// The context of a page on a journal.
struct World {
    workbook: Workbook,
    page: Page,
    saved: Saved,
}

impl World {
    fn of(book: &Book) -> Self {
        Self {
            workbook: workbook(&book.disk(), 1),
            page: Page::of(Size::new(80, 24)),
            saved: Saved::Nothing,
        }
    }

    fn thread(&self, prompt: &str, entry: Option<&str>) -> ThreadPage {
        ThreadPage::open(&self.workbook, prompt.to_owned(), entry.map(str::to_owned))
    }

    /// Where the last of these leads, in a few words.
    fn leads(&self, screen: &mut dyn Screen, acts: &[Act]) -> String {
        let cx = Cx {
            workbook: &self.workbook,
            now: moment_from(NOW).unwrap(),
            page: self.page,
            theme: &Theme::PLAIN,
            glyphs: &Glyphs::UTF8,
            saved: &self.saved,
        };
        let mut next = Next::Stay;
        for act in acts {
            next = screen.act(&cx, *act);
        }
        match next {
            Next::Go(Route::Beside(then, now)) => {
                format!("beside {then} {}", now.unwrap_or_default())
            }
            Next::Go(Route::Letter(id)) => format!("letter {id}"),
            Next::Go(Route::Thread(prompt, entry)) => {
                format!("thread {prompt} {}", entry.unwrap_or_default())
            }
            Next::Replace(Route::Thread(prompt, _)) => format!("instead {prompt}"),
            Next::Go(Route::Walk(walk)) => {
                let asked: Vec<&str> = walk
                    .left
                    .iter()
                    .filter_map(|stop| stop.question())
                    .collect();
                format!("walk {} {}", walk.deck, asked.join(" "))
            }
            Next::Go(Route::SayAndHold) => "say and hold".to_owned(),
            Next::Say(what) => what,
            Next::Stay => "stay".to_owned(),
            other => format!("{other:?}"),
        }
    }
}

#[test]
fn enter_reads_an_answer_beside_the_latest_and_two_marked_are_compared_older_first() {
    use Act::{Compare, Down, Last, Mark as Space, Open, Up};
    let world = World::of(&five());
    let leads = |acts: &[Act]| world.leads(&mut world.thread(SAY, None), acts);
    assert_eq!(leads(&[Open]), "beside e4 ");
    assert_eq!(leads(&[Last, Open]), "beside e0 e4");
    assert_eq!(leads(&[Down, Space, Last, Space, Compare]), "beside e0 e3");
    assert_eq!(leads(&[Last, Space, Up, Up, Compare]), "beside e0 e2");
    // Of three the last two; a mark set twice is none; one answer is not compared with itself.
    assert_eq!(
        leads(&[Space, Down, Space, Down, Space, Compare]),
        "beside e2 e3"
    );
    let mark_two = "Mark two answers with space, then press d.";
    assert_eq!(leads(&[Space, Compare]), mark_two);
    assert_eq!(leads(&[Space, Space, Down, Compare]), mark_two);
    // Opened at one answer, by its id, its correction's, or that of what was said of it.
    let book = five().verdict("e1", "2026-03-30", Judged::Changed);
    let book = book
        .rate("2026-03-30", SAY, 1)
        .but(|entry| entry.revises = Some("e2".to_owned()));
    let world = World::of(&book);
    for (entry, found) in [("e1", "e1"), ("e5", "e1"), ("e6", "e2"), ("e2", "e2")] {
        let mut page = world.thread(SAY, Some(entry));
        assert_eq!(
            world.leads(&mut page, &[Open]),
            format!("beside {found} e4")
        );
    }
}

#[test]
fn a_question_is_answered_again_from_its_thread_and_the_next_with_answers_is_a_key_away() {
    use Act::{LastThread, NextThread, Revisit};
    let book = five()
        .rate("2026-03-30", HOLD, 3)
        .choose("2026-03-30", "authority.10", "wide-firm");
    let world = World::of(&book);
    let leads = |prompt: &str, act| world.leads(&mut world.thread(prompt, None), &[act]);
    assert_eq!(leads(SAY, Revisit), "walk authority authority.2");
    assert_eq!(leads(SAY, NextThread), "instead authority.3");
    assert_eq!(leads(HOLD, NextThread), "instead authority.10");
    assert_eq!(leads("authority.10", NextThread), "instead authority.2");
    assert_eq!(leads(SAY, LastThread), "instead authority.10");
    assert_eq!(leads("authority.1", NextThread), "instead authority.2");
    let none = "No other question of this track has an answer.";
    assert_eq!(leads("ground.1", NextThread), none);
    assert_eq!(
        leads("gone.1", Revisit),
        "No deck asks this question now; its answers stay."
    );
}

#[test]
fn from_the_page_of_a_track_a_question_is_seen_over_time_or_asked_again() {
    let mut t = five().screen(THREAD);
    t.expect("five quarters")
        .press("esc")
        .expect("What I may decide");
    t.press("v")
        .expect("Within what you answer for")
        .expect("1 to 7 mark");
    let before = t.answers(SAY).len();
    t.press("6 enter");
    assert_eq!(t.answers(SAY).len(), before + 1);
}

#[test]
fn a_sealed_letter_shows_no_word_and_leads_to_its_own_page() {
    let book = Book::new().answer("2026-01-10", "quarter.9", None, "Dear me, open");
    let book = book
        .answer("2026-03-10", "quarter.9", None, "Dear me, secret")
        .but(|entry| {
            entry.sealed = Some("2026-06-30".parse().unwrap());
        });
    let mut t = book.screen("s G enter").size(200, 200);
    t.expect_not("secret")
        .expect("A letter to yourself, sealed until 30 June 2026.");
    let world = World::of(&book);
    let leads = |acts: &[Act]| world.leads(&mut world.thread("quarter.9", None), acts);
    assert_eq!(leads(&[Act::Open]), "letter e1");
    // The newest beside which another is read is the newest that may be read.
    assert_eq!(leads(&[Act::Down, Act::Open]), "beside e0 ");
    assert_eq!(
        leads(&[Act::Mark]),
        "A letter that is sealed cannot be compared."
    );
    assert_eq!(
        leads(&[Act::Down, Act::Mark, Act::Up, Act::Compare]),
        "Mark two answers with space, then press d."
    );
    // A correction of it is as sealed as it is itself.
    let book = book.answer("2026-03-11", "quarter.9", None, "Dear me, secret again");
    let book = book.but(|entry| entry.revises = Some("e1".to_owned()));
    let mut t = book.screen("s G enter").size(200, 200);
    t.expect_not("secret").expect("sealed until 30 June 2026.");
}

#[test]
fn a_thread_of_five_hundred_shows_every_answer_in_the_journals_order_whatever_the_clock_said() {
    let mut book = Book::new();
    for at in 0..500 {
        let day = match at % 5 {
            0 | 1 => "2025-06-01",
            2 => "2019-02-03",
            3 => "2031-01-01",
            _ => "2024-12-31",
        };
        let mark = Some(Mark::Rating(u8::try_from(at % 7).unwrap() + 1));
        book = book.answer(day, SAY, mark, &format!("word{at}."));
    }
    let mut t = book.screen(THREAD);
    for at in (0..500).rev() {
        let row = t
            .screen()
            .lines()
            .find(|row| row.contains('▌'))
            .unwrap()
            .to_owned();
        assert!(row.contains(&format!("word{at}.")), "{at}: {row}");
        if at % 5 == 3 {
            assert!(row.contains("1 Jan 2031"), "{row}");
        }
        t.press("j");
    }
    // The plot follows what is chosen.
    assert!(dots(&t) > 3);
}

#[test]
fn a_question_of_a_deck_that_is_gone_opens_by_its_id_with_the_question_it_had() {
    let book = Book::new().answer("2025-06-01", "gone.1", None, "words of a deck that is gone");
    let book = book.answer(
        "2025-07-01",
        "ground.99",
        None,
        "words of a question that is gone",
    );
    let world = World::of(&book);
    let mut page = world.thread("gone.1", None);
    assert_eq!(world.leads(&mut page, &[Act::Open]), "beside e0 ");
    let mut page = world.thread("ground.99", None);
    assert_eq!(world.leads(&mut page, &[Act::Open]), "beside e1 ");
}

#[test]
fn a_shelf_says_what_was_last_said_and_leads_to_its_threads() {
    let mut t = Book::new().rate("2025-12-30", SAY, 4).screen("s");
    t.expect("What I said I would do, and what I expected")
        .expect("nothing yet");
    t.press("enter")
        .expect("4 of 7   evidence 0")
        .expect("30 December 2025, older than a quarter");
    t.expect("not answered yet");
    let world = World::of(&five());
    let now = moment_from(NOW).unwrap();
    let reach = rolebook::deck::Dimension::Reach;
    let page = || ShelfPage::open(&world.workbook, reach, now);
    assert_eq!(
        world.leads(&mut page(), &[Act::Down, Act::Open]),
        "thread authority.2 "
    );
    assert_eq!(
        world.leads(&mut page(), &[Act::Down, Act::Revisit]),
        "walk authority authority.2"
    );
    assert_eq!(world.leads(&mut page(), &[Act::SayAndHold]), "say and hold");
}

#[test]
fn say_and_hold_shows_the_role_held_now_and_tab_the_one_before() {
    let mut t = two_roles().screen("s h");
    t.expect("Chief product and technology officer")
        .expect("14 Dec 2025")
        .expect_not("Mar 2025");
    t.expect("I decide, and little").expect("Nearly all");
    t.press("tab")
        .expect("CTO of two hundred.")
        .expect("2,3")
        .expect("20 Mar 2025 say 3, hold 6");
    t.press("tab").expect("14 Dec 2025");
    // Two days are shown in words.
    let book = Book::new()
        .rate("2025-03-12", SAY, 3)
        .rate("2025-03-12", HOLD, 3);
    let book = book.rate("2025-06-12", SAY, 5).rate("2025-06-12", HOLD, 5);
    let mut t = book.clone().screen("s h");
    t.expect("Hold: 1 = Hardly any; 7 = Nearly all")
        .expect("say 5, hold 5");
    t.expect_not("of it is in my hands");
    // A new role without a pair says so; the one before is a key away.
    let mut t = book.role("r2").rate("2026-03-12", SAY, 5).screen("s h");
    t.expect("In this role no day holds both marks yet.")
        .press("tab")
        .expect("12 Jun 2025");
    let world = World::of(&two_roles());
    let mut page = SayAndHold::open(&world.workbook);
    assert_eq!(
        world.leads(&mut page, &[Act::Open]),
        "thread authority.2 e12"
    );
    assert_eq!(
        world.leads(&mut page, &[Act::Revisit]),
        "walk authority authority.2 authority.3"
    );
}

#[test]
fn no_size_makes_these_pages_panic() {
    let book = two_roles().about("e0", "2026-03-21", Mark::Rating(7));
    let book = book.choose("2025-03-12", "authority.10", "narrow-firm");
    for keys in [THREAD, "t 3 enter 1 0 o", "s", "s enter", "s h", "s h tab"] {
        let mut t = book.screen(keys);
        for width in (1..=90).step_by(3) {
            for height in 1..=22 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(0, 0), (120, 40), (200, 60), (300, 100)] {
            t.resize(width, height);
        }
    }
}
