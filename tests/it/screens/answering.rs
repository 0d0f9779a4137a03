//! Every kind of question, by its own keys.

use rolebook::{
    deck::{self, Kind},
    journal::{Forecast, Mark, Person, Promise},
};

use crate::driver::Driver;

/// Opens one prompt from its track's page.
fn open(prompt: &str) -> Driver {
    let mut t = Driver::fresh();
    go(&mut t, prompt);
    t
}

fn go(t: &mut Driver, prompt: &str) {
    let decks = deck::builtin();
    let (deck, _) = decks.prompt(prompt).unwrap();
    let at = deck
        .prompts
        .iter()
        .position(|known| known.id == prompt)
        .unwrap();
    let title = deck.title.clone();
    t.press("t");
    let screen = t.screen();
    let row = screen.lines().find(|row| row.contains(&title)).unwrap();
    let number = row
        .split_whitespace()
        .find(|word| word.parse::<u8>().is_ok())
        .unwrap()
        .to_owned();
    for digit in number.chars() {
        t.press(&digit.to_string());
    }
    t.press("enter home");
    for _ in 0..at {
        t.press("down");
    }
    t.press("enter");
    if t.sees("This is said once.") {
        t.press("enter");
    }
}

#[test]
fn every_answerable_prompt_of_the_catalogue_is_answered_in_order() {
    let decks = deck::builtin();
    let mut answered = 0;
    for deck in decks.all().filter(|deck| deck.id != "first") {
        let first = deck.answerable().next().unwrap().id.clone();
        let mut t = open(&first);
        for prompt in deck.answerable() {
            if t.sees("This is said once.") {
                t.press("enter");
            }
            t.expect(&prompt.text);
            give(&mut t, prompt.kind);
            let kept = t.answers(&prompt.id);
            assert_eq!(kept.len(), 1, "{}\n{}", prompt.id, t.screen());
            assert_eq!(kept[0].asked.as_ref().unwrap().question, prompt.text);
            answered += 1;
        }
        t.expect("Kept. Nothing left this machine.");
    }
    assert_eq!(answered, 197);
}

fn give(t: &mut Driver, kind: Kind) {
    match kind {
        Kind::Long | Kind::List => t.type_text("A line of mine").press("ctrl+s"),
        Kind::People => t.type_text("The CFO: counts on the margin").press("ctrl+s"),
        Kind::Scale => t.press("5 enter"),
        Kind::One => t.press("1 enter"),
        Kind::Many => t.press("1 2 enter"),
        Kind::Commit | Kind::Predict => t.type_text("A thing").press("ctrl+s"),
    };
}

#[test]
fn the_five_that_ask_of_other_answers_are_shown_and_not_answered() {
    for prompt in ["before.1", "before.2", "before.4", "quarter.2", "quarter.5"] {
        let mut t = open(prompt);
        t.expect("it is not answered by itself");
    }
}

#[test]
fn a_scale_takes_a_mark_and_a_line() {
    let mut t = open("authority.2");
    t.expect("1  I advise").expect("7  I decide, and it stands");
    t.expect("Which recent decision is your evidence? (a line, or none)");
    t.press("enter").expect("Press 1 to 7 for a mark.");
    t.press("9")
        .press("6 4 tab")
        .type_text("The API tier.")
        .press("enter");
    let kept = &t.answers("authority.2")[0];
    assert_eq!(
        (kept.mark.clone(), kept.words.as_str()),
        (Some(Mark::Rating(4)), "The API tier.")
    );
    let ends = kept.asked.as_ref().unwrap().ends.clone().unwrap();
    assert_eq!(
        (ends.low.as_str(), ends.high.as_str()),
        ("I advise", "I decide, and it stands")
    );
}

#[test]
fn no_point_of_a_scale_is_suggested() {
    let t = open("authority.2");
    assert!(!t.screen().contains('▌'), "{}", t.screen());
}

#[test]
fn one_takes_one_and_many_takes_several() {
    let mut t = open("authority.10");
    t.press("1 3 tab").type_text("For now").press("ctrl+s");
    let kept = &t.answers("authority.10")[0];
    let decks = deck::builtin();
    let option = |id: &str, at: usize| decks.prompt(id).unwrap().1.options[at].id.clone();
    assert_eq!(kept.mark, Some(Mark::Choice(option("authority.10", 2))));
    assert_eq!(kept.words, "For now");

    let mut t = open("temper.3");
    t.press("3 1 2 2 enter");
    let ids = vec![option("temper.3", 0), option("temper.3", 2)];
    assert_eq!(t.answers("temper.3")[0].mark, Some(Mark::Choices(ids)));
}

#[test]
fn a_list_keeps_its_lines_and_people_their_roles() {
    let mut t = open("authority.1");
    t.type_text("Hiring below director\nThe on-call rota\n")
        .press("ctrl+s");
    let lines = vec![
        "Hiring below director".to_owned(),
        "The on-call rota".to_owned(),
    ];
    assert_eq!(t.answers("authority.1")[0].mark, Some(Mark::Lines(lines)));

    let mut t = open("ground.4");
    t.expect("Role names are enough.")
        .type_text("CFO: the margin\nMay: be careful")
        .press("ctrl+s");
    let person = |role: &str, line: &str| Person {
        role: role.into(),
        line: line.into(),
    };
    let people = vec![person("CFO", "the margin"), person("May", "be careful")];
    assert_eq!(t.answers("ground.4")[0].mark, Some(Mark::People(people)));
}

#[test]
fn a_commitment_says_its_day_in_full_before_it_is_kept() {
    let mut t = open("week.7");
    t.type_text("Ask finance")
        .press("enter")
        .type_text("31 april");
    t.press("ctrl+s").expect("Try friday, in 3 weeks");
    assert!(t.answers("week.7").is_empty());
    t.press("backspace backspace backspace backspace backspace")
        .type_text("may");
    t.expect("Sunday 31 May 2026")
        .press("enter")
        .type_text("The freeze")
        .press("enter");
    t.type_text("I ask anyway").press("enter");
    let promise = Promise {
        by: Some("2026-05-31".parse().unwrap()),
        obstacle: "The freeze".into(),
        then: "I ask anyway".into(),
    };
    let kept = &t.answers("week.7")[0];
    assert_eq!(
        (kept.mark.clone(), kept.words.as_str()),
        (Some(Mark::Promise(promise)), "Ask finance")
    );
}

#[test]
fn a_forecast_takes_a_likelihood_from_0_to_100() {
    let mut t = open("calls.5");
    t.type_text("Two of three renew")
        .press("tab")
        .type_text("2026-Q2")
        .press("tab");
    t.type_text("170").press("ctrl+s").expect("from 0 to 100");
    t.press("backspace backspace backspace")
        .type_text("70%")
        .press("tab");
    t.type_text("A signed paper").press("ctrl+s");
    let forecast = Forecast {
        check: Some("2026-06-30".parse().unwrap()),
        percent: Some(70),
        yes: "A signed paper".into(),
    };
    assert_eq!(t.answers("calls.5")[0].mark, Some(Mark::Forecast(forecast)));
}

#[test]
fn an_earlier_answer_is_folded_until_it_is_asked_for() {
    let mut t = open("ground.6");
    t.type_text("Two reorganisations and a freeze")
        .press("ctrl+s esc");
    let mut t = t.kill("2026-07-01T09:00:00+02:00");
    t.press("down");
    go(&mut t, "ground.6");
    t.expect("On 31 March you wrote 5 words.")
        .expect_not("Two reorganisations");
    t.press("f2")
        .expect("Two reorganisations and a freeze")
        .press("f2");
    t.expect_not("Two reorganisations");
}

#[test]
fn a_blind_question_shows_nothing_of_what_was_there() {
    let mut t = open("authority.2");
    t.press("5 tab").type_text("The budget").press("enter esc");
    let mut t = t.kill("2026-07-01T09:00:00+02:00");
    go(&mut t, "authority.2");
    t.expect_not("31 March")
        .expect_not("you set a mark")
        .expect_not("The budget");
    t.press("f2").expect_not("The budget").expect("asked blind");
    t.press("f8").expect_not("The budget").expect("asked blind");
    assert!(!t.screen().contains('\u{25cf}'), "{}", t.screen());
    // What was kept just now may be corrected.
    t.press("3 enter esc");
    go_on_page(&mut t, "authority.2");
    t.press("f8").expect("3 \u{25cf}");
}

#[test]
fn why_and_the_smaller_questions_come_on_a_key() {
    let mut t = open("ground.1");
    t.expect_not("yardstick")
        .press("f3")
        .expect("The purpose in your own words is the yardstick");
    t.expect("what would stop happening by Friday?")
        .press("f3")
        .expect_not("yardstick");
}

#[test]
fn letters_are_letters_where_one_writes() {
    let mut t = open("ground.1");
    t.type_text("qt?:/ n w x b").press("ctrl+s");
    assert_eq!(t.answers("ground.1")[0].words, "qt?:/ n w x b");
}

#[test]
fn the_shells_keys_edit_and_the_word_count_is_said_on_request() {
    let mut t = open("ground.1");
    t.type_text("one two three")
        .press("ctrl+a ctrl+k ctrl+y ctrl+y");
    t.press("f7").expect("5 words.");
    t.press("alt+u f7")
        .expect("3 words.")
        .press("alt+b ctrl+w alt+>")
        .type_text("!")
        .press("ctrl+s");
    assert_eq!(t.answers("ground.1")[0].words, "one three!");
}

#[test]
fn any_text_comes_back_byte_for_byte() {
    for text in [
        "---\ntitle: x\n---\n",
        "{\"format\":1}\n.\n..\n",
        "[2024-01-01 10:00] x",
        "nul \0 and \u{1b}[31m",
        "\u{202e}abc\u{202c} עברית العربية",
        "👩‍👩‍👧‍👦 e\u{301} \u{200b}",
        "May: be careful\n\n\n",
        "no newline at the end",
    ] {
        let mut t = open("ground.1");
        t.paste(text).press("ctrl+s");
        assert_eq!(t.answers("ground.1")[0].words, text);
    }
}

#[test]
fn the_mouse_places_the_cursor_and_selects() {
    use rolebook::tui::event::Event;
    let mut t = open("ground.1");
    t.type_text("Pricing is mine.");
    let screen = t.screen();
    let row = screen
        .lines()
        .position(|row| row.contains("Pricing is mine."))
        .unwrap();
    let row = u16::try_from(row).unwrap();
    t.event(Event::Mouse {
        column: 4,
        row,
        drag: false,
    });
    assert_eq!(t.cursor(), (4, row));
    t.event(Event::Mouse {
        column: 11,
        row,
        drag: true,
    });
    assert!(t.styles().contains("vvvvvvv"), "{}", t.styles());
    t.type_text("Hiring").press("ctrl+s");
    assert_eq!(t.answers("ground.1")[0].words, "Hiring is mine.");
}

#[test]
fn shift_selects_and_cut_text_is_pasted_elsewhere() {
    let mut t = open("ground.1");
    t.type_text("mine is Pricing ")
        .press("home shift+right shift+right shift+right shift+right");
    t.press("shift+right ctrl+x end ctrl+y").press("ctrl+s");
    assert_eq!(t.answers("ground.1")[0].words, "is Pricing mine ");
}

#[test]
fn a_kept_answer_is_taken_in_and_corrected_and_both_are_kept() {
    for (prompt, keys, more) in [
        ("ground.1", "", "A line of mine"),
        ("ground.2", "", "A line of mine"),
        ("ground.4", "", "CFO: the margin"),
        ("week.7", "", "Ask finance"),
    ] {
        let mut t = open(prompt);
        t.type_text(more).press("ctrl+s esc");
        if !keys.is_empty() {
            t.press(keys);
        }
        t.press("home");
        go_on_page(&mut t, prompt);
        t.press("f8").expect(more).press("end");
        t.type_text(" and more").press("ctrl+s");
        let kept = t.answers(prompt);
        assert_eq!(kept.len(), 2, "{prompt}");
        assert_eq!(kept[1].revises, Some(kept[0].id.clone()));
        let all = format!("{:?}", kept[1]);
        assert!(all.contains("and more"), "{all}");
    }
    let mut t = open("ground.5");
    t.press("4 enter esc");
    go_on_page(&mut t, "ground.5");
    t.press("f8").expect("4 \u{25cf}").press("5 enter");
    assert_eq!(t.answers("ground.5")[1].mark, Some(Mark::Rating(5)));
    t.press("esc esc esc r enter")
        .expect("corrected on 31 March 2026")
        .expect("a correction");
}

/// From a track's page to one of its prompts.
fn go_on_page(t: &mut Driver, prompt: &str) {
    let decks = deck::builtin();
    let (deck, _) = decks.prompt(prompt).unwrap();
    let at = deck
        .prompts
        .iter()
        .position(|known| known.id == prompt)
        .unwrap();
    if !t.sees("Where I stand 20-25 minutes") && !t.sees("minutes") {
        t.press("esc");
        go(t, prompt);
        return;
    }
    t.press("home");
    for _ in 0..at {
        t.press("down");
    }
    t.press("enter");
}
