//! The names list: found as words of their own, swapped, stated on a page and on the command line.

use proptest::prelude::*;
use rolebook::{
    share::names::{Finder, Name, Unfit, fit, listed, same},
    tui::route::Route,
};

use crate::{
    driver::{Driver, workbook},
    shell::run,
};

fn name(name: &str, role: &str) -> Name {
    let (name, role) = (name.to_owned(), role.to_owned());
    Name { name, role }
}

fn finder(list: &[(&str, &str)]) -> Finder {
    let list: Vec<Name> = list.iter().map(|(one, role)| name(one, role)).collect();
    Finder::new(&list)
}

#[track_caller]
fn swapped(list: &[(&str, &str)], text: &str, wanted: &str) {
    assert_eq!(finder(list).swap(text), wanted);
}

#[test]
fn a_name_is_found_as_a_word_of_its_own() {
    let list = [("Anna", "my CFO"), ("Don", "the founder")];
    swapped(&list, "Anna said so.", "my CFO said so.");
    swapped(
        &list,
        "I asked ANNA, anna, Anna.",
        "I asked my CFO, my CFO, my CFO.",
    );
    swapped(
        &list,
        "Anna's team, Anna\u{2019}s",
        "my CFO's team, my CFO\u{2019}s",
    );
    swapped(
        &list,
        "Annabel and Hanna don't.",
        "Annabel and Hanna don't.",
    );
    swapped(&list, "Told d'Anna.She left", "Told d'my CFO.She left");
    swapped(
        &list,
        "anna.don@example.org, anna_don",
        "my CFO.the founder@example.org, my CFO_the founder",
    );
    swapped(
        &list,
        "(Anna) \u{201c}Anna\u{201d} Anna-Lena",
        "(my CFO) \u{201c}my CFO\u{201d} my CFO-Lena",
    );
}

#[test]
fn the_longest_name_is_found_first() {
    let list = [("Anna", "A"), ("Anna Maria Osei", "B"), ("Osei", "C")];
    swapped(&list, "Anna Maria Osei, Anna Maria, Osei", "B, A Maria, C");
    swapped(&list, "anna\n maria-osei", "B");
    swapped(&list, "Anna, Maria Osei", "A, Maria C");
    swapped(
        &[("Dr. Osei", "the doctor")],
        "Dr Osei and Dr. Osei",
        "the doctor and the doctor",
    );
}

#[test]
fn accents_count_and_their_composition_does_not() {
    let list = [
        ("Jos\u{e9}", "a peer"),
        ("Wei\u{df}", "the chair"),
        ("\u{7530}\u{4e2d}", "a peer"),
    ];
    swapped(&list, "Jose\u{301} JOS\u{c9} Jose", "a peer a peer Jose");
    swapped(
        &list,
        "WEISS Weiss wei\u{df}",
        "the chair the chair the chair",
    );
    swapped(
        &list,
        "\u{7530}\u{4e2d}\u{3055}\u{3093}",
        "a peer\u{3055}\u{3093}",
    );
    // What cannot be seen hides no name.
    swapped(&list, "Jo\u{ad}s\u{200b}\u{e9}!", "a peer!");
}

#[test]
fn what_cannot_be_swapped_does_not_go_on_the_list() {
    let list = [name("Anna", "my CFO")];
    assert_eq!(fit(&list, " ! ", "x"), Err(Unfit::NoName));
    assert_eq!(fit(&list, "Bo", "  "), Err(Unfit::NoRole));
    assert_eq!(fit(&list, "Bo", "anna's peer"), Err(Unfit::NameInRole));
    assert_eq!(fit(&list, "Bo", "Bo's boss"), Err(Unfit::NameInRole));
    assert_eq!(
        fit(&list, "CFO", "x"),
        Err(Unfit::InRoleOf("Anna".to_owned()))
    );
    // The same name again takes its new role, under the spelling it has.
    assert_eq!(
        fit(&list, " ANNA ", "the  COO"),
        Ok(name("Anna", "the COO"))
    );
    // Two machines may have stated what neither would have alone: no name comes in by a role.
    let merged = finder(&[("Anna", "Bo's peer"), ("Bo", "Anna's peer")]);
    assert!(!merged.holds(&merged.swap("Anna and Bo")));
}

fn a_name() -> impl Strategy<Value = String> {
    let word = || "[A-Z\u{c9}][a-z\u{e9}\u{df}]{2,6}";
    let both = (word(), "[ -]", word()).prop_map(|(one, gap, other)| one + &gap + &other);
    prop_oneof![3 => word(), 1 => both]
}

/// Words around names: some hold them, some hold apostrophes or accents.
fn a_text(names: Vec<String>) -> impl Strategy<Value = String> {
    let inside = names.clone();
    let piece = prop_oneof![
        4 => "[a-z]{1,8}",
        3 => prop::sample::select(names),
        1 => prop::sample::select(inside).prop_map(|name| format!("x{name}y")),
        1 => "[ ,.;!?'\u{2019}\u{301}\u{ad}\u{200b}\n\t\u{7530}-]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn after_swapping_no_listed_name_is_left_and_nothing_else_is_changed(
        (names, text) in prop::collection::vec(a_name(), 1..5)
            .prop_flat_map(|names| (Just(names.clone()), a_text(names)))
    ) {
        let list: Vec<Name> = names.iter().map(|one| name(one, "007")).collect();
        let finder = Finder::new(&list);
        let swapped = finder.swap(&text);
        prop_assert!(!finder.holds(&swapped), "{swapped:?}");
        // Undone, it is the text it was.
        let found = finder.find(&text);
        let mut rest = swapped.as_str();
        let mut from = 0;
        for one in &found {
            let before = &text[from..one.range.start];
            rest = rest.strip_prefix(before).unwrap().strip_prefix("007").unwrap();
            from = one.range.end;
            let there = &text[one.range.clone()];
            prop_assert!(same(there, &one.name.name), "{there:?} for {:?}", one.name.name);
        }
        prop_assert_eq!(rest, &text[from..]);
    }
}

#[test]
fn names_are_added_and_dropped_on_their_page() {
    let mut t = Driver::fresh();
    t.go(Route::Names).expect("No name is on the list.");
    t.press("a")
        .type_text("Anna")
        .press("enter")
        .expect("in place of Anna");
    t.paste("my CFO").press("enter");
    t.expect("saved").expect("Anna").expect("my CFO");
    t.press("a")
        .type_text("Bo")
        .press("enter")
        .type_text("Anna's peer")
        .press("enter");
    t.expect("That role holds a name itself.");
    t.press("ctrl+u")
        .type_text("a peer")
        .press("enter")
        .expect("a peer");
    // Back from the role to the name, and out of it.
    t.press("a")
        .type_text("Cy")
        .press("enter esc")
        .expect("Cy")
        .press("esc");
    t.expect_not("Cy");
    t.press("x").expect("Press x once more to drop Anna.");
    t.press("j x k x").expect("Press x once more to drop Anna.");
    t.press("x").expect_not("Anna").expect("Bo");
    let kept = listed(&workbook(&t.disk, 7).journal);
    assert_eq!(kept, [name("Bo", "a peer")]);
    for (width, height) in [(1, 1), (24, 6), (40, 12), (200, 60)] {
        t.resize(width, height);
        t.press("a")
            .type_text("A name longer than any page is wide")
            .press("esc");
    }
}

#[test]
fn on_a_slow_disk_no_name_is_lost() {
    let mut t = Driver::fresh();
    t.go(Route::Names)
        .press("a")
        .type_text("Anna")
        .press("enter")
        .type_text("my CFO");
    t.hold_saves();
    t.press("enter a").expect("still on its way to the disk");
    t.release_saves();
    t.press("a")
        .type_text("Bo")
        .press("enter")
        .type_text("a peer")
        .press("enter");
    let kept = listed(&workbook(&t.disk, 7).journal);
    assert_eq!(kept, [name("Anna", "my CFO"), name("Bo", "a peer")]);
}

#[test]
fn where_one_writes_about_others_a_listed_name_is_said_and_swapped() {
    let mut t = Driver::fresh();
    t.go(Route::Names);
    t.press("a")
        .type_text("Anna")
        .press("enter")
        .type_text("my CFO")
        .press("enter esc");
    let one = |deck: &str, prompt: &str| Route::Walk(rolebook::workbook::one(deck, prompt));
    t.go(one("after", "after.2"))
        .expect("Role names are enough.");
    t.type_text("It was ").expect_not("listed name");
    t.type_text("Anna's idea")
        .expect("A listed name is here: alt+s swaps it for my CFO.");
    t.expect_not("Role names are enough.");
    t.press("alt+s")
        .type_text("!")
        .expect("It was my CFO's idea!");
    t.expect("Role names are enough.")
        .press("alt+s")
        .expect("No listed name is here.");
    t.press("alt+u alt+u").expect("Anna's idea").press("ctrl+s");
    // In all of that ritual, and in no question that is about oneself.
    t.go(one("after", "after.1"))
        .type_text("Anna")
        .expect("alt+s");
    t.go(one("before", "before.5"))
        .type_text("Anna")
        .expect_not("alt+s");
    t.press("alt+s").expect("No listed name is here.");
}

#[test]
fn names_come_on_standard_input_and_are_listed() {
    let home = tempfile::tempdir().unwrap();
    let names = |args: &[&str], input: &str| run(home.path(), &[&["names"], args].concat(), input);
    let empty = names(&["list"], "");
    assert_eq!((empty.code, empty.out.as_str()), (0, ""));
    let added = names(&["add"], "Anna\nmy CFO\nBo\na peer\n");
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(
        added.err.contains("Kept. The list holds two names now."),
        "{}",
        added.err
    );
    let listed = names(&["list"], "");
    assert_eq!(listed.out, "Anna   my CFO\nBo     a peer\n");
    let json: serde_json::Value =
        serde_json::from_str(&names(&["list", "--json"], "").out).unwrap();
    assert_eq!(json["schema"], "rolebook.names/1");
    assert_eq!(json["names"][1]["role"], "a peer");
    for (args, input, code) in [
        ("add", "Cy\n", 2),
        ("add", "", 2),
        ("add", "Cy\nAnna's peer\n", 2),
        ("drop", "", 2),
        ("drop", "Nobody\n", 3),
    ] {
        let done = names(&[args], input);
        assert_eq!(done.code, code, "{args} {input:?}: {}", done.err);
        assert!(
            done.err.contains("Nothing was") || code == 3,
            "{}",
            done.err
        );
    }
    assert_eq!(names(&["drop"], "ANNA\n").code, 0);
    assert_eq!(names(&["list"], "").out, "Bo   a peer\n");
}
