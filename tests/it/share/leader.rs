//! What leaves: chosen, looked through, agreed, written. Keys only, and killed at every stop.

use std::path::Path;

use rolebook::{
    journal::{Draft, Fact, Selection, With},
    seal::{Key, Passphrase},
    share::{envelope, handoff::HandOff},
    store::{
        disk::Disk,
        memory::{Failure, Fault, Op},
    },
    time::moment_text,
    tui::route::Route,
    workbook::one,
};

use crate::{
    driver::{Driver, workbook},
    shell,
};

const WANT: &str = "A plan for the talk with Anna.";
const DONE: &str = "I asked Anna Berg for the numbers.\nThey came on Friday.\nI did not read them.";
const UNSAID: &str = "That I do not trust the founder.";
const LATER: &str = "2026-04-20T09:00:00+02:00";

fn answer(t: &mut Driver, prompt: &str, words: &str) {
    let (deck, _) = prompt.split_once('.').unwrap();
    t.go(Route::Walk(one(deck, prompt)));
    if t.sees("courts can ask") {
        t.press("enter");
    }
    t.type_text(words).press("ctrl+s");
    while !t.sees("Rolebook") {
        t.press("esc");
    }
}

/// A journal with two answers for a coach, a private one, and another one, answered twice.
fn journal() -> Driver {
    let mut t = Driver::fresh();
    answer(&mut t, "authority.1", "Fold the two roadmaps into one.");
    answer(&mut t, "session.1", WANT);
    answer(&mut t, "session.2", DONE);
    answer(&mut t, "session.5", UNSAID);
    t.kill(LATER)
}

/// At the page of choosing, from the first page on.
fn choosing() -> Driver {
    let mut t = journal();
    t.press("h").expect("Nothing went to a coach yet.");
    t.press("n").expect("2 chosen");
    t
}

/// The draft on the disk, after the program was killed at once.
fn killed(t: Driver) -> Driver {
    let mut t = t;
    t.wait();
    // At another moment, so that ids begin elsewhere.
    let later = moment_text(&(t.now + chrono::TimeDelta::minutes(1)));
    let mut t = t.kill(&later);
    t.expect("A hand-off to a coach").press("enter");
    t
}

/// What lies in the draft on the disk.
fn selection(t: &Driver) -> Selection {
    let folder = Path::new("/journal/drafts");
    let files = t.disk.list(folder).unwrap();
    let files = files.into_iter().map(|file| folder.join(file.name));
    let mut drafts = files
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| Draft::read(&t.disk.read(&path, Vec::new()).unwrap()).unwrap());
    *drafts.find_map(|draft| draft.walk.selection).unwrap()
}

fn read(t: &Driver, path: &str) -> String {
    String::from_utf8(t.disk.read(Path::new(path), Vec::new()).unwrap()).unwrap()
}

fn is_there(t: &Driver, path: &str) -> bool {
    t.disk.look(Path::new(path)).is_ok()
}

/// Clears what is suggested in a line and types something else.
fn instead(t: &mut Driver, text: &str) {
    t.press("ctrl+u").type_text(text).press("enter");
}

/// From choosing to where it is written, with a name for whom.
fn to_send(t: &mut Driver) {
    t.press("enter").expect("As your coach will read it 1 of 2");
    t.press("enter").expect("2 of 2").press("enter");
    t.expect("Under which name does it go?");
    t.type_text("M.").press("ctrl+s");
    t.expect("For whom is it?");
    t.type_text("Ines").press("ctrl+s");
    t.expect("What is it for").press("f4");
    t.expect("Where do things stand").press("f4");
    t.expect("The agreement").press("enter");
    t.expect("In which form?");
}

#[test]
fn from_the_first_page_to_a_file_with_keys_only() {
    let mut t = choosing();
    to_send(&mut t);
    t.press("1 enter");
    instead(&mut t, "/coach.txt");
    t.expect("exactly these two answers");
    assert!(
        !is_there(&t, "/coach.txt"),
        "nothing is written before enter"
    );
    t.press("enter")
        .expect("Written. It lies here")
        .expect("/coach.txt");
    let text = read(&t, "/coach.txt");
    for words in [WANT, "They came on Friday.", "Ines", "M."] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for words in [UNSAID, "Fold the two roadmaps", "session.5"] {
        assert!(!text.contains(words), "{words}");
    }
    t.press("enter").expect_not("A hand-off to a coach");
    t.press("h").expect("For Ines").expect("two answers");
    assert!(workbook(&t.disk, 3).drafts.is_empty());
    let journal = workbook(&t.disk, 3).journal;
    assert_eq!(journal.facts_of(Fact::HandOff).count(), 1);
}

#[test]
fn everything_is_kept_when_it_is_killed_at_any_stop() {
    let mut t = choosing();
    t.press("G")
        .expect("It stays here.")
        .press("space")
        .expect("3 chosen");
    let mut t = killed(t);
    t.expect("3 chosen").press("enter").expect("1 of 3");
    // The name in the first answer becomes a role.
    t.press("r");
    instead(&mut t, "Anna");
    t.type_text("my CFO")
        .press("enter")
        .expect("the talk with my CFO");
    let mut t = killed(t);
    t.expect("the talk with my CFO")
        .press("n n p n")
        .press("enter");
    t.expect("Under which name").type_text("M.");
    let mut t = killed(t);
    t.expect("M.").press("ctrl+s");
    let mut t = killed(t);
    t.expect("For whom").type_text("Ines").press("ctrl+s f4 f4");
    t.expect("The agreement")
        .expect("Ines")
        .press("q s t u")
        .expect("Until");
    t.type_text("30 june").press("enter");
    t.expect("30 June 2026");
    let mut t = killed(t);
    t.expect("30 June 2026")
        .press("enter")
        .expect("In which form?");
    let t = killed(t);
    let chosen = selection(&t);
    assert!(chosen.quote && chosen.sponsor && chosen.times && !chosen.context);
    assert_eq!(chosen.chosen.len(), 3);
    assert_eq!(chosen.roles, [("Anna".to_owned(), "my CFO".to_owned())]);
}

#[test]
fn a_private_answer_goes_only_after_it_was_said_of_it() {
    let mut t = choosing();
    // The newest stands first.
    t.press("g")
        .expect("It is private. P, and then space, takes it in.");
    t.press("space")
        .expect("2 chosen")
        .expect("This one is private.");
    t.press("P space").expect("3 chosen");
    t.press("space")
        .expect("2 chosen")
        .press("space")
        .expect("2 chosen");
    t.press("P space").expect("3 chosen").press("enter");
    let mut pages = String::new();
    for _ in 0..3 {
        pages.push_str(&t.screen());
        t.press("n");
    }
    assert!(pages.contains(UNSAID), "{pages}");
}

#[test]
fn what_is_chosen_to_begin_with_is_said() {
    let mut t = journal();
    let but = "Chosen to begin with: your answers before a session with a coach.";
    t.press("h")
        .expect("a session with a coach are chosen to begin with")
        .press("n")
        .expect(but);
    t.press("f1")
        .expect("chosen to begin with, and nothing else");
    let mut t = Driver::fresh();
    answer(&mut t, "authority.1", "Fold the two roadmaps into one.");
    t.press("h n").expect("0 chosen").expect_not(but);
}

#[test]
fn a_swap_says_in_how_many_places_and_that_a_name_stands_nowhere() {
    let mut t = choosing();
    let swap = |t: &mut Driver, name: &str| {
        t.press("r");
        instead(t, name);
        t.type_text("my CFO").press("enter");
    };
    t.press("enter");
    swap(&mut t, "Ana");
    t.expect("Ana stands nowhere in it, so nothing is swapped.")
        .expect("the talk with Anna")
        .expect_not("nowhere else");
    swap(&mut t, "Anna");
    t.expect("Swapped in two places of this hand-off.")
        .expect("the talk with my CFO");
    // One place more: that it stood under another role before is no matter.
    t.press("o").type_text("Anna knows.").press("ctrl+s");
    t.expect("my CFO knows.");
    swap(&mut t, "Anna");
    t.expect("Swapped in three places");
}

#[test]
fn a_side_note_that_waits_says_on_the_first_page_what_it_is() {
    let mut t = choosing();
    let drafts = |t: &Driver| {
        let paths = t.disk.paths().into_iter();
        let draft = |path: &std::path::PathBuf| {
            path.starts_with("/journal/drafts") && path.extension().is_some_and(|end| end == "json")
        };
        paths.filter(draft).count()
    };
    // Without a word it is nothing.
    t.press("enter o").wait().press("esc");
    t.expect("As your coach will read it").wait();
    assert_eq!(drafts(&t), 1);
    t.press("o").type_text("This is where").press("esc");
    t.expect("As your coach will read it").press("o");
    t.expect("This is where").wait();
    assert_eq!(drafts(&t), 2);
    let later = moment_text(&(t.now + chrono::TimeDelta::minutes(1)));
    let mut t = t.kill(&later);
    t.expect("A side-note to a coach");
    let note = workbook(&t.disk, 3).drafts;
    let note = note.iter().find(|draft| draft.walk.is_side_note());
    t.go(Route::Resume(Box::new(note.unwrap().clone())));
    t.expect("your coach reads it.").expect("This is where");
    // From the answer it is gone on with, and goes.
    let hand_off = workbook(&t.disk, 3).drafts;
    let hand_off = hand_off.iter().find(|draft| !draft.walk.is_side_note());
    t.press("esc");
    t.go(Route::Resume(Box::new(hand_off.unwrap().clone())));
    t.press("o").expect("This is where").type_text(" I stick.");
    t.press("ctrl+s").expect("A side-note to the coach:");
    t.expect("This is where I stick.");
}

#[test]
fn a_number_chooses_a_form_and_enter_goes_on() {
    let mut t = choosing();
    to_send(&mut t);
    t.press("5").expect("In which form?");
    t.press("enter").expect("How is it closed").press("1");
    t.expect("How is it closed").press("enter");
    t.expect("rolebook review --key");
}

#[test]
fn a_thread_goes_alone_as_then_and_now_or_whole() {
    let mut t = journal();
    answer(
        &mut t,
        "authority.1",
        "Not yet: the two roadmaps serve two boards.",
    );
    answer(&mut t, "authority.1", "One roadmap, two owners.");
    t.press("h n g").expect("It stays here.");
    t.press("t").expect("Take it in first").press("space");
    t.press("t").expect("with the answer before it");
    t.press("t").expect("every earlier answer").wait();
    assert!(
        selection(&t)
            .chosen
            .iter()
            .any(|one| one.with == With::Thread)
    );
    t.press("enter").press("n n");
    t.expect("Fold the two roadmaps")
        .expect("serve two boards")
        .expect("One roadmap");
}

#[test]
fn what_is_not_shown_today_cannot_be_chosen_and_says_why() {
    let mut t = journal();
    t.go(Route::Walk(one("quarter", "quarter.9")));
    t.type_text("Dear me").press("ctrl+s");
    let letters = workbook(&t.disk, 3).journal.letters().len();
    assert_eq!(letters, 1, "quarter.9 is a letter\n{}", t.screen());
    t.go(Route::Handoffs);
    t.press("n g")
        .expect("sealed until")
        .expect("It cannot be chosen.")
        .expect_not("Dear me");
    t.press("space")
        .expect("2 chosen")
        .press("P")
        .expect("2 chosen");
}

#[test]
fn a_line_is_left_out_then_not_shown_then_there_again() {
    let mut t = choosing();
    t.press("enter n").expect("They came on Friday.");
    t.press("down")
        .press("h")
        .expect("[left out]")
        .expect_not("They came on Friday.");
    t.expect("I asked Anna Berg").expect("I did not read them.");
    t.press("h")
        .expect_not("[left out]")
        .expect_not("Friday")
        .expect("is not shown at all");
    let mut t = killed(t);
    t.press("n").expect("is not shown at all");
    t.press("G h")
        .expect("They came on Friday.")
        .expect_not("not shown at all");
}

#[test]
fn the_only_line_of_an_answer_is_left_out_and_then_there_again() {
    let mut t = choosing();
    t.press("enter").expect(WANT);
    t.press("h").expect("[left out]").expect_not(WANT);
    t.press("h")
        .expect(WANT)
        .expect_not("[left out]")
        .expect_not("no line that");
    t.press("h").expect("[left out]");
}

#[test]
fn a_typed_path_knows_the_folder_of_whoever_types_it() {
    let t = journal();
    let mut book = workbook(&t.disk, 3);
    assert_eq!(book.path_of("~/reply.txt"), Path::new("~/reply.txt"));
    book.person = Some("/home/maria".into());
    assert_eq!(
        book.path_of(" ~/reply.txt "),
        Path::new("/home/maria/reply.txt")
    );
    assert_eq!(book.path_of("/elsewhere/a"), Path::new("/elsewhere/a"));
    assert_eq!(book.path_of("a~/b"), Path::new("a~/b"));
}

#[test]
fn a_side_note_is_a_note_on_the_answer_and_goes_beside_it() {
    let mut t = choosing();
    t.press("enter n o")
        .expect("A side-note to your coach.")
        .expect("your coach reads it.")
        .expect_not("A note, on no question.");
    t.type_text("This is where I get stuck.").press("ctrl+s");
    t.expect("As your coach will read it 2 of 2");
    t.expect("A side-note to the coach:")
        .expect("This is where I get stuck.");
    let mut t = killed(t);
    t.press("n").expect("This is where I get stuck.");
}

#[test]
fn a_file_that_is_there_is_not_written_over_and_nothing_is_recorded() {
    let mut t = choosing();
    to_send(&mut t);
    t.disk.create(Path::new("/coach.txt"), b"mine").unwrap();
    t.press("1 enter");
    instead(&mut t, "/coach.txt");
    t.press("enter")
        .expect("Not written: a file of that name is there already.");
    assert_eq!(read(&t, "/coach.txt"), "mine");
    assert!(workbook(&t.disk, 3).handoffs().is_empty(), "nothing went");
    instead(&mut t, "/journal/coach.txt");
    t.press("enter").expect("in the folder of the journal");
    instead(&mut t, "/other.txt");
    t.press("enter").expect("Written. It lies here");
    assert_eq!(workbook(&t.disk, 3).handoffs().len(), 1);
}

#[test]
fn a_full_disk_writes_nothing_and_everything_is_still_there() {
    let mut t = choosing();
    to_send(&mut t);
    t.press("1 enter");
    instead(&mut t, "/coach.txt");
    t.disk.fail(Fault {
        op: Some(Op::Create),
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.press("enter").expect("disk is full");
    assert!(!is_there(&t, "/coach.txt"));
    t.disk.fail(None);
    t.press("enter").expect("Written. It lies here");
}

#[test]
fn a_hand_off_file_is_sealed_to_a_key_or_with_a_passphrase_typed_twice() {
    let key = Key::make(None);
    let mut t = choosing();
    to_send(&mut t);
    t.press("5 enter")
        .expect("How is it closed")
        .press("1 enter");
    t.type_text("age1nonsense")
        .press("enter")
        .expect("That is no public key.");
    instead(&mut t, key.public().as_str());
    instead(&mut t, "/coach.rolebook");
    t.press("enter").expect("Written. It lies here");
    let bytes = t
        .disk
        .read(Path::new("/coach.rolebook"), Vec::new())
        .unwrap();
    let keys = [key];
    let opened = envelope::read(&bytes, &envelope::Opener::Keys(&keys)).unwrap();
    check(&opened.handoff);

    let mut t = choosing();
    to_send(&mut t);
    t.press("5 enter 2 enter")
        .type_text("three quiet words")
        .press("enter");
    t.type_text("three quite words")
        .press("enter")
        .expect("were not the same");
    t.type_text("three quiet words").press("enter");
    t.type_text("three quiet words").press("enter");
    instead(&mut t, "/coach.rolebook");
    t.press("enter").expect("Written. It lies here");
    let bytes = t
        .disk
        .read(Path::new("/coach.rolebook"), Vec::new())
        .unwrap();
    let passphrase = Passphrase::new("three quiet words".to_owned());
    let opened = envelope::read(&bytes, &envelope::Opener::Passphrase(&passphrase)).unwrap();
    check(&opened.handoff);
}

fn check(handoff: &HandOff) {
    assert_eq!((&*handoff.cover.from, &*handoff.cover.to), ("M.", "Ines"));
    assert_eq!(handoff.items.len(), 2);
    assert!(handoff.reply.recipient.is_some() && !handoff.reply.token.is_empty());
}

#[test]
fn the_pages_at_80_by_24() {
    let mut t = choosing();
    insta::assert_snapshot!("choose", t.screen());
    t.press("tab");
    insta::assert_snapshot!("choose_by_track", t.screen());
    t.press("enter n");
    insta::assert_snapshot!("look_through", t.screen());
    t.press("p enter enter f4 f4 f4 f4");
    insta::assert_snapshot!("agree", t.screen());
    assert_eq!(t.screen().matches("cannot be called back").count(), 1);
    t.press("enter");
    insta::assert_snapshot!("send_form", t.screen());
    t.press("5 enter");
    insta::assert_snapshot!("send_seal", t.screen());
    t.press("3 enter");
    instead(&mut t, "/coach.rolebook");
    insta::assert_snapshot!("send_ready", t.screen());
    t.press("enter");
    insta::assert_snapshot!("send_done", t.screen());
    t.press("enter h");
    insta::assert_snapshot!("handoffs", t.screen());
}

#[test]
fn no_size_makes_a_page_panic() {
    let mut t = choosing();
    let stops = [
        "",
        "tab",
        "enter",
        "r",
        "esc n",
        "enter f4 f4 f4 f4",
        "u",
        "esc enter",
        "5 enter",
        "2 enter",
        "esc 3 enter",
        "enter",
    ];
    for keys in stops {
        if !keys.is_empty() {
            t.press(keys);
        }
        for width in (1..60).step_by(7) {
            for height in 1..20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(120, 40), (200, 60), (300, 100), (80, 24)] {
            t.resize(width, height);
        }
    }
}

#[test]
fn going_back_leads_to_choosing_and_to_the_questions() {
    let mut t = choosing();
    t.press("enter p")
        .expect("2 chosen")
        .press("enter enter enter f4 f4 f4 f4");
    t.expect("nobody named")
        .press("w")
        .expect("Under which name");
    t.press("f4")
        .type_text("Ines")
        .press("ctrl+s f4 f4")
        .expect("The agreement")
        .expect("Ines");
    t.press("p")
        .expect("As your coach will read it")
        .press("enter enter")
        .expect("The agreement");
}

mod command {
    use super::{DONE, UNSAID, shell};

    fn keep(home: &std::path::Path, prompt: &str, words: &str) -> String {
        shell::done(home, &["answer", prompt, "--from", "-"], words)
            .trim()
            .to_owned()
    }

    #[test]
    fn it_prints_what_would_leave_and_writes_only_with_yes() {
        let home = shell::home();
        let home = home.path();
        keep(home, "session.2", DONE);
        let private = keep(home, "session.5", UNSAID);
        let folder = shell::home();
        let file = folder.path().join("coach.txt");
        let to = file.to_str().unwrap();
        let range = ["export", "--track", "session", "--to", to];
        let done = shell::run(home, &range, "");
        assert!(
            done.out.contains("They came on Friday.") && !done.out.contains(UNSAID),
            "{}",
            done.out
        );
        assert!(!file.exists());
        // Where it would be written is said before it is.
        let path = std::fs::canonicalize(folder.path())
            .unwrap()
            .join("coach.txt");
        let where_to = format!("--yes writes it to {}", path.display());
        assert!(done.err.contains(&where_to), "{}", done.err);
        let mine = shell::run(home, &["export", "--mine", "--to", to], "");
        assert!(mine.err.contains(&where_to), "{}", mine.err);
        let unsaid = shell::run(home, &["export", "--track", "session"], "");
        assert!(unsaid.err.contains("--yes writes it"), "{}", unsaid.err);
        let select = ["export", "--select", &private];
        assert_eq!(shell::run(home, &select, "").code, 2);
        let done = shell::run(home, &["export", "--select", &private, "--private"], "");
        assert!(done.out.contains(UNSAID));
        let done = shell::run(
            home,
            &[
                "export", "--track", "session", "--to", to, "--yes", "--for", "Ines",
            ],
            "",
        );
        assert_eq!(done.code, 0, "{}", done.err);
        let text = std::fs::read_to_string(to).unwrap();
        assert!(text.contains("Ines") && !text.contains(UNSAID));
        let again = shell::run(
            home,
            &["export", "--track", "session", "--to", to, "--yes"],
            "",
        );
        std::fs::remove_file(to).unwrap();
        assert_eq!(again.code, 1);
        assert!(again.err.contains("there already"), "{}", again.err);
        assert_eq!(shell::run(home, &["export"], "").code, 2);
        assert_eq!(
            shell::run(home, &["export", "--select", "nothing"], "").code,
            3
        );
        let sealed = [
            "export", "--track", "session", "--format", "handoff", "--to", to, "--yes",
        ];
        let done = shell::run(home, &sealed, "");
        assert_eq!(done.code, 2, "{}", done.err);
        assert!(!file.exists());
        assert_eq!(
            shell::run(home, &["export", "--mine"], "")
                .out
                .matches(UNSAID)
                .count(),
            1
        );
    }
}
