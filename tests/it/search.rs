//! Search: what is found, how it is shown, and what the filters mean.

use std::{
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use proptest::prelude::*;
use rolebook::{
    deck,
    insight::search::{Place, Query, Search, fold},
    journal::{Journal, SessionFile, read_session},
    store::memory::MemoryDisk,
    time::{Day, moment_from},
};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::driver::{Driver, HOME};

const NOW: &str = "2026-03-31T10:42:00+02:00";

fn today() -> Day {
    moment_from(NOW).unwrap().date_naive()
}

/// An entry: its id, its day, and further fields over those that every entry has.
#[expect(clippy::needless_pass_by_value, reason = "made where it is given")]
fn entry(id: &str, day: &str, fields: Value) -> Value {
    let mut entry = json!({"id": id, "at": format!("{day}T10:00:00+01:00"), "author": "me"});
    let fields = fields.as_object().unwrap().clone();
    entry.as_object_mut().unwrap().extend(fields);
    json!({ "wrote": entry })
}

fn asked(prompt: &str, kind: &str, question: &str) -> Value {
    json!({"prompt": prompt, "rev": 1, "kind": kind, "question": question})
}

#[expect(clippy::needless_pass_by_value, reason = "made where it is given")]
fn session(records: Vec<Value>) -> SessionFile {
    let header = json!({"id": "aaaaaa", "seq": 1, "started": "2025-01-01T10:00:00+01:00",
        "occasion": "alone"});
    let file = json!({"format": 1, "session": header, "records": records});
    read_session(file.to_string().as_bytes()).0.unwrap()
}

/// Answers of every kind, and what was said about them.
#[expect(clippy::too_many_lines, reason = "a table")]
fn sample() -> SessionFile {
    let alone = "Which decisions are yours alone?";
    let offered =
        json!([{"id": "wide", "text": "Wide and loose"}, {"id": "narrow", "text": "Narrow"}]);
    let mut choice = asked("authority.10", "one", "Which is it?");
    choice["options"] = offered;
    session(vec![
        entry(
            "note",
            "2025-01-02",
            json!({"words": "A café note. Pricing came up."}),
        ),
        entry(
            "old",
            "2025-03-10",
            json!({"asked": asked("authority.1", "long", alone),
            "words": "Pricing is mine, and platform\nhiring is mine."}),
        ),
        entry(
            "rating",
            "2025-06-10",
            json!({"asked": asked("authority.2", "scale", "How far?"),
            "words": "The API tier.", "mark": {"rating": 5}}),
        ),
        entry(
            "list",
            "2025-06-11",
            json!({"asked": asked("ground.2", "list", "What three things?"),
            "mark": {"lines": ["keep promises", "Müßiggang"]}}),
        ),
        entry(
            "people",
            "2025-06-12",
            json!({"asked": asked("ground.4", "people", "Who?"),
            "mark": {"people": [{"role": "COO", "line": "decides late"}]}}),
        ),
        entry(
            "choice",
            "2025-06-13",
            json!({"asked": choice, "mark": {"choice": "wide"}}),
        ),
        entry(
            "promise",
            "2025-06-14",
            json!({"asked": asked("week.3", "commit", "What by when?"),
            "words": "Ask the board", "mark": {"promise": {"obstacle": "holidays", "then": "write"}}}),
        ),
        entry(
            "forecast",
            "2025-06-15",
            json!({"asked": asked("calls.5", "predict", "What do you expect?"),
            "words": "We split", "mark": {"forecast": {"percent": 60, "yes": "two offers signed"}}}),
        ),
        entry(
            "new",
            "2026-03-01",
            json!({"asked": asked("authority.1", "long", alone),
            "words": "Pricing of the API tier is mine. Platform hiring is not."}),
        ),
        entry(
            "verdict",
            "2026-03-02",
            json!({"asked": asked("authority.1", "long", alone),
            "words": "The freeze showed me.", "mark": {"verdict": {"is": "changed"}}, "answers": "old"}),
        ),
        entry(
            "letter",
            "2026-03-03",
            json!({"asked": asked("quarter.9", "long", "A letter to yourself?"),
            "words": "Secret hopes of pricing.", "sealed": "2026-09-01"}),
        ),
        entry(
            "lost",
            "2026-03-04",
            json!({"asked": asked("gone.1", "long", "An old question?"),
            "words": "From a deck that is gone."}),
        ),
    ])
}

fn found(file: SessionFile, typed: &str) -> Vec<String> {
    let (journal, decks) = (Journal::fold(vec![file]), deck::builtin());
    let mut search = Search::new(&journal, &decks);
    let query = search.read(typed, today());
    search.find(&journal, &query, today());
    let ids = search.found().iter();
    ids.map(|at| journal.at(*at).unwrap().id.clone()).collect()
}

fn finds(typed: &str) -> String {
    found(sample(), typed).join(" ")
}

fn reads(typed: &str) -> Query {
    let journal = Journal::fold(vec![sample()]);
    Search::new(&journal, &deck::builtin()).read(typed, today())
}

#[test]
fn every_kind_of_words_is_searched_the_newest_first() {
    for (typed, ids) in [
        ("pricing", "new old note"),
        ("promises", "list"),
        ("coo", "people"),
        ("late", "people"),
        ("loose", "choice"),
        ("narrow", ""),
        ("holidays", "promise"),
        ("signed", "forecast"),
        ("freeze", "verdict"),
        ("yours alone", "new old"),
        ("say and hold mine", "new old"),
        ("deck that is gone", "lost"),
        ("tier pricing", "new"),
        ("tier \"pricing is\"", ""),
        ("\"platform hiring\"", "new old"),
        ("\u{201C}hiring is not\u{201D}", "new"),
        ("\"hiring is", "new old"),
        ("rici", "new old note"),
        ("nowhere", ""),
        ("", ""),
        ("  \"\" ", ""),
    ] {
        let title = deck::builtin()
            .get("authority")
            .unwrap()
            .title
            .to_lowercase();
        let typed = typed.replace("say and hold", &title);
        assert_eq!(finds(&typed), ids, "{typed}");
    }
}

#[test]
fn capitals_and_accents_make_no_difference_on_either_side() {
    for (text, typed) in [
        ("café", "CAFE"),
        ("cafe", "café"),
        ("cafe\u{301}s", "cafés"),
        ("Müßiggang", "mussiggang"),
        ("MÜSSIGGANG", "müßig"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "ıstanbul"),
        ("ΟΔΟΣ", "οδός"),
        ("Łódź, Ørsted, Æon", "lodz"),
        ("ørsted", "Orsted"),
        ("don\u{2019}t", "don't"),
        ("wait\u{2026}", "wait..."),
        ("ﬁnance", "finance"),
        ("Ｆｕｌｌ", "full"),
        ("ПРИВЕТ", "привет"),
        ("각오", "각"),
        ("決める人", "める"),
        ("soft\u{AD}hyphen", "softhyphen"),
        ("two\u{A0}words", "\"two words\""),
        ("two\nwords", "\"two words\""),
    ] {
        let file = session(vec![entry("it", "2026-01-01", json!({ "words": text }))]);
        assert_eq!(found(file, typed), ["it"], "{typed} in {text}");
    }
    assert_eq!(fold("ÉCOLE Straße İ"), "ecole strasse i");
}

#[test]
fn filters_narrow_what_is_found_and_say_how_they_were_understood() {
    for (typed, ids, said) in [
        ("pricing since:2026", "new", "Since 1 January 2026."),
        ("pricing before:march", "old note", "Before 1 March 2026."),
        ("mine before:2025-Q3", "old", "Before 1 July 2025."),
        ("mark:5", "rating", "Marked 5 of 7."),
        ("mark:6-3", "rating", "Marked 3 to 6 of 7."),
        ("mark:1-4", "", "Marked 1 to 4 of 7."),
        ("mark:changed", "verdict", "Marked as changed."),
        ("mark:wide", "choice", "Marked as Wide and loose."),
        ("mark:nearly", "", "Marked as nearly the opposite."),
        ("track:notes", "note", "On Notes."),
        ("track:gone", "lost", "On gone."),
        ("Track:WEEK", "promise", ""),
        (
            "dim:reach",
            "verdict new choice rating old",
            "On the shelf How far my say goes.",
        ),
        (
            "dim:how-far tier",
            "new rating",
            "On the shelf How far my say goes.",
        ),
        ("dim:\"how far\" before:\"1 june 2025\"", "old", ""),
    ] {
        let query = reads(typed);
        assert_eq!(query.not_understood, Vec::<String>::new(), "{typed}");
        if !said.is_empty() {
            assert_eq!(query.understood(), said);
        }
        assert_eq!(finds(typed), ids, "{typed}");
    }
    let title = deck::builtin().get("authority").unwrap().title.clone();
    let beginning: String = title.chars().take(7).collect();
    assert_eq!(finds(&format!("track:\"{beginning}\" pricing")), "new old");
    assert_eq!(
        reads("track:authority").understood(),
        format!("On {title}.")
    );
}

#[test]
fn a_filter_that_is_not_understood_is_said_and_the_rest_is_searched() {
    for (typed, said) in [
        ("track:xyz", "No track begins with \"xyz\""),
        ("dim:xyz", "No shelf begins with \"xyz\""),
        ("since:xyz", "\"xyz\" could not be read as a day"),
        ("before:", "A day comes after before:"),
        ("mark:9", "\"9\" is not a mark"),
        ("mark:", "A mark comes after mark:"),
        ("track:", "A track comes after track:"),
    ] {
        let query = reads(typed);
        assert!(query.not_understood[0].starts_with(said), "{query:?}");
        assert_eq!(finds(&format!("{typed} freeze")), "verdict");
        assert_eq!(finds(typed), "");
    }
    // What is no filter is a word.
    assert_eq!(
        reads("note:this \"mark:5\"").not_understood,
        Vec::<String>::new()
    );
    assert_eq!(finds("note:this"), "");
}

#[test]
fn sealed_words_are_neither_searched_nor_shown() {
    assert_eq!(finds("secret"), "");
    assert_eq!(finds("letter to yourself"), "letter");
    let journal = Journal::fold(vec![sample()]);
    let decks = deck::builtin();
    let mut search = Search::new(&journal, &decks);
    let query = search.read("letter secret", today());
    search.find(&journal, &query, today());
    assert_eq!(search.found(), [] as [usize; 0]);
    let query = search.read("letter", today());
    search.find(&journal, &query, today());
    let (place, runs) = search
        .excerpt(&journal, search.found()[0], (70, "..."))
        .unwrap();
    assert_eq!(place, Place::Question);
    assert_eq!(
        runs,
        [
            ("A ".to_owned(), false),
            ("letter".into(), true),
            (" to yourself?".into(), false)
        ]
    );
    // Once its day has come it is found like any other.
    let day = today() + chrono::TimeDelta::days(200);
    let query = search.read("secret", day);
    search.find(&journal, &query, day);
    assert_eq!(search.found().len(), 1);
}

#[test]
fn the_sentence_is_cut_around_what_was_found() {
    let words = "One. Before that there is a rather long beginning of a sentence in which, far \
        from its start and far from its end, the Budgét is named, after which it goes on for \
        quite a while. Two.";
    let journal = Journal::fold(vec![session(vec![entry(
        "it",
        "2026-01-01",
        json!({"words": words}),
    )])]);
    let decks = deck::builtin();
    let mut search = Search::new(&journal, &decks);
    let query = search.read("budget", today());
    search.find(&journal, &query, today());
    let line = |room| -> String {
        let (_, runs) = search.excerpt(&journal, 0, (room, "...")).unwrap();
        let star = |(text, hit): &(String, bool)| {
            if *hit {
                format!("*{text}*")
            } else {
                text.clone()
            }
        };
        runs.iter().map(star).collect()
    };
    assert_eq!(line(40), "...end, the *Budgét* is named, after...");
    assert!(line(500).starts_with("Before that") && line(500).ends_with("while."));
}

// Laws.

fn text() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        "a",
        "A",
        "e",
        "é",
        "E\u{301}",
        "ß",
        "s",
        "S",
        "İ",
        "i",
        "ı",
        " ",
        "\n",
        "ﬁ",
        "f",
        "\u{AD}",
        "\u{301}",
        "Æ",
        "…",
        ".",
        "決",
        "\u{2019}",
        "'",
        "각",
        "가",
        "👩\u{200D}👩",
        "n",
    ]);
    prop::collection::vec(letters, 0..40).prop_map(|letters| letters.concat())
}

fn typed() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        "a", "A", "e", "é", "ß", "s", "ss", "i", "İ", "fi", "f", "\u{301}", "ae", ".", "決", "'",
        "가", "n", " ", "\"", "👩",
    ]);
    prop::collection::vec(letters, 1..5).prop_map(|letters| letters.concat())
}

/// What a search of so many words has to find, told by folding everything.
fn naive(texts: &[String], typed: &str) -> Vec<usize> {
    let mut terms = Vec::new();
    let (mut term, mut quoted) = (String::new(), false);
    for c in typed.chars().chain([' ']) {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => terms.push(std::mem::take(&mut term)),
            c => term.push(c),
        }
    }
    terms.push(term.trim_end().to_owned());
    let mut terms: Vec<String> = terms.iter().map(|term| fold(term)).collect();
    terms.retain(|term| !term.trim().is_empty());
    let holds = |text: &String| terms.iter().all(|term| fold(text).contains(term));
    let all = texts.iter().enumerate().rev();
    let found = all.filter(|(_, text)| !terms.is_empty() && holds(text));
    found.map(|(at, _)| at).collect()
}

fn notes(texts: &[String]) -> Journal {
    let notes = texts.iter().enumerate();
    let notes =
        notes.map(|(at, text)| entry(&format!("n{at}"), "2026-01-01", json!({"words": text})));
    Journal::fold(vec![session(notes.collect())])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_folding_everything_finds_is_found_and_nothing_else(
        texts in prop::collection::vec(text(), 1..6), typed in typed(),
    ) {
        let journal = notes(&texts);
        let mut search = Search::new(&journal, &deck::builtin());
        search.find(&journal, &search.read(&typed, today()), today());
        prop_assert_eq!(search.found(), naive(&texts, &typed));
    }

    #[test]
    fn a_piece_of_a_text_is_found_in_it(text in text(), from in 0_usize..40, length in 1_usize..6) {
        let clusters: Vec<&str> = text.graphemes(true).collect();
        let from = from.min(clusters.len());
        let piece = clusters[from..clusters.len().min(from + length)].concat();
        prop_assume!(!fold(&piece).trim().is_empty() && !piece.ends_with(char::is_whitespace));
        let journal = notes(std::slice::from_ref(&text));
        let mut search = Search::new(&journal, &deck::builtin());
        search.find(&journal, &search.read(&format!("\"{piece}\""), today()), today());
        prop_assert_eq!(search.found(), [0]);
    }

    #[test]
    fn typing_on_finds_the_same_as_searching_anew(
        texts in prop::collection::vec(text(), 1..6), typed in typed(), back in 0_usize..4,
    ) {
        let journal = notes(&texts);
        let mut search = Search::new(&journal, &deck::builtin());
        let mut sofar = String::new();
        let look = |search: &mut Search, sofar: &str| {
            search.find(&journal, &search.read(sofar, today()), today());
            search.found().to_vec()
        };
        for c in typed.chars() {
            sofar.push(c);
            prop_assert_eq!(look(&mut search, &sofar), naive(&texts, &sofar));
        }
        for _ in 0..back {
            sofar.pop();
            prop_assert_eq!(look(&mut search, &sofar), naive(&texts, &sofar));
        }
    }

    #[test]
    fn what_is_marked_in_an_excerpt_is_what_was_looked_for_in_whole_clusters(
        text in text(), typed in typed(), room in 1_usize..60,
    ) {
        let journal = notes(std::slice::from_ref(&text));
        let mut search = Search::new(&journal, &deck::builtin());
        let query = search.read(&typed, today());
        search.find(&journal, &query, today());
        if search.found().is_empty() {
            return Ok(());
        }
        let (_, runs) = search.excerpt(&journal, 0, (usize::MAX, "")).unwrap();
        let whole: String = runs.iter().map(|(run, _)| run.as_str()).collect();
        let shown = rolebook::text::shown_clusters(&text).replace(['\n', '\t'], " ");
        prop_assert!(shown.contains(&whole), "{whole:?} of {shown:?}");
        prop_assert!(runs.iter().any(|(_, hit)| *hit));
        let bounds: Vec<usize> = whole.grapheme_indices(true).map(|(at, _)| at).collect();
        let mut at = 0;
        for (run, _) in &runs {
            prop_assert!(bounds.contains(&at), "{runs:?}");
            at += run.len();
        }
        let (_, cut) = search.excerpt(&journal, 0, (room, ".")).unwrap();
        let wide: usize = cut.iter().map(|(run, _)| rolebook::text::row_width(run)).sum();
        prop_assert!(wide <= room.max(4), "{cut:?}");
    }
}

// The page.

fn page() -> Driver {
    let disk = MemoryDisk::new();
    let path = format!("{HOME}/sessions/2025/2025-01-01T090000Z-aaaaaa.json");
    disk.put(path, sample().to_bytes().unwrap()).unwrap();
    Driver::on(disk, NOW)
}

#[test]
fn words_are_found_as_they_are_typed_and_marked_by_weight() {
    let mut t = page();
    t.press("/")
        .expect("Type words that you wrote")
        .expect("mark:changed");
    t.type_text("pricing")
        .expect("3 found")
        .expect("1 March 2026   Which decisions are yours alone?");
    t.expect("2 January 2025   A note");
    let (screen, styles) = (t.screen(), t.styles());
    let row = screen
        .lines()
        .position(|row| row.contains("Pricing of the API"))
        .unwrap();
    let marks = styles.lines().nth(row).unwrap();
    assert_eq!(marks.trim(), "sssssss tt ttt ttt tttt tt ttttt");
    // Letters are letters, and esc is the way back.
    t.type_text("?/q:")
        .expect("pricing?/q:")
        .expect("Nothing that you wrote has these words");
    assert_eq!(t.quit, None);
    t.press("backspace backspace backspace backspace")
        .expect("3 found");
    t.press("ctrl+u").expect("Type words that you wrote");
    t.press("esc").expect("To look at again");
}

#[test]
fn filters_are_said_under_the_field() {
    let mut t = page();
    t.press("/").type_text("since:2026 dim:xyz hiring");
    t.expect("Since 1 January 2026.")
        .expect("No shelf begins with \"xyz\"")
        .expect("1 found");
    t.press("ctrl+u")
        .type_text("mark:changed")
        .expect("2 March 2026   Changed, on what you wrote on 10 March 2025");
    t.press("ctrl+u")
        .type_text("since:2026 mark:1")
        .expect("Nothing that you wrote is there.");
}

#[test]
fn enter_opens_what_is_chosen_and_esc_comes_back_to_the_same_words() {
    let mut t = page();
    t.press("/").type_text("pricing").press("down down enter");
    t.expect("A note")
        .expect("A café note. Pricing came up.")
        .expect("Notes");
    t.press("esc").expect("pricing").expect("3 found");
    t.press("up up enter").expect_not("3 found");
    t.press("esc").expect("3 found");
    // What is said about an answer is read where the answer is.
    t.press("ctrl+u")
        .type_text("freeze")
        .press("enter")
        .expect_not("1 found");
    t.press("esc").expect("1 found");
}

#[test]
fn a_paste_of_a_few_words_is_looked_for_and_a_long_one_is_not() {
    let mut t = page();
    t.press("/").paste("pricing").expect("3 found");
    t.paste(&"words ".repeat(100))
        .expect("here it does nothing")
        .expect("3 found");
}

#[test]
fn a_sealed_letter_is_on_no_page_of_what_was_found() {
    let mut t = page();
    t.press("/")
        .type_text("hopes")
        .expect("Nothing that you wrote has these words");
    t.press("ctrl+u")
        .type_text("track:quarter")
        .expect("1 found");
    t.expect("A letter to yourself, sealed until 1 September 2026.")
        .expect_not("Secret");
    t.press("enter").expect_not("Secret");
}

#[test]
fn no_size_makes_the_page_panic() {
    for typed in ["", "pricing", "mark:9 since:2026 is", "zzz"] {
        let mut t = page();
        t.press("/").type_text(typed);
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(80, 24), (120, 40), (200, 60), (300, 100)] {
            t.resize(width, height);
        }
    }
}

#[test]
fn the_page_at_its_sizes() {
    for (width, height) in [(80, 24), (40, 12), (120, 40), (200, 60)] {
        let mut t = page().size(width, height);
        t.press("/");
        insta::assert_snapshot!(format!("find_empty_{width}x{height}"), t.screen());
        t.type_text("is since:2025-02");
        insta::assert_snapshot!(format!("find_{width}x{height}"), t.screen());
    }
}

// The command line.

fn rolebook(home: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command
        .env_clear()
        .args(["--now", NOW, "--seed", "1"])
        .args(args)
        .arg("--home")
        .arg(home);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        done.status.code().unwrap(),
        text(done.stdout),
        text(done.stderr),
    )
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("sessions/2025");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let file = folder.join("2025-01-01T090000Z-aaaaaa.json");
    std::fs::write(file, sample().to_bytes().unwrap()).unwrap();
    std::fs::write(home.path().join("journal.json"), crate::driver::LABEL).unwrap();
    home
}

#[test]
fn the_command_prints_what_it_finds_with_stars_around_the_words() {
    let home = home();
    let (code, out, err) = rolebook(home.path(), &["search", "pricing", "since:2025-02"], "");
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        out,
        "1 March 2026 10:00   new\nauthority.1   Which decisions are yours alone?\n    *Pricing* of \
         the API tier is mine.\n\n10 March 2025 10:00   old\nauthority.1   Which decisions are yours \
         alone?\n    *Pricing* is mine, and platform\n"
    );
    assert_eq!(err, "Since 1 February 2025.\n");
    let (code, again, _) = rolebook(home.path(), &["search", "-"], "pricing since:2025-02\n");
    assert_eq!((code, again), (0, out));
}

#[test]
fn the_command_says_when_nothing_is_found_and_what_it_did_not_understand() {
    let home = home();
    let (code, out, err) = rolebook(home.path(), &["search", "nowhere"], "");
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("Nothing that you wrote has that."), "{err}");
    let (code, _, err) = rolebook(home.path(), &["search", "track:xyz"], "");
    assert_eq!(code, 2);
    assert!(err.contains("No track begins with \"xyz\""), "{err}");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(rolebook(empty.path(), &["search", "words"], "").0, 3);
}

#[test]
fn as_json_what_is_found_is_entries_and_sealed_words_stay_out() {
    let home = home();
    let (code, out, _) = rolebook(home.path(), &["search", "--json", "letter", "yourself"], "");
    assert_eq!(code, 0);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["schema"], "rolebook.search/1");
    assert_eq!(value["entries"][0]["id"], "letter");
    assert_eq!(value["entries"][0]["words"], "");
    let (code, out, _) = rolebook(home.path(), &["search", "--json", "nowhere"], "");
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &value["entries"]), (3, &json!([])));
}
