//! A coach's reading: what is seen, what is kept, and what travels back.

use rolebook::{
    seal::{Key, Seal},
    share::reply::{NoteKind, ReplyKey, read},
    store::{Keys, Store, memory::MemoryDisk},
    time::moment_from,
    tui::event::Ending,
    workbook::review::{self, Unopened},
};
use serde_json::{Value, json};
use std::sync::Arc;

use crate::driver::{Driver, HOME};

pub(super) const NOW: &str = "2026-04-01T10:42:00+02:00";
pub(super) const TOKEN: &str = "k7f3q2k7f3q2k7f3q2k7";
const HIRING: &str = "Platform hiring is not, though I act as if it were.";

/// A hand-off of six answers.
pub(super) fn made(recipient: Option<&str>) -> Value {
    let asked = |id: &str, text: &str| json!({ "prompt": id, "rev": 1, "text": text });
    json!({
        "format": 1,
        "cover": {
            "from": "M.", "for": "Anna Berg", "date": "2026-03-31",
            "period": ["2025-10-02", "2026-03-31"], "purpose": "The session of 3 April",
            "agreement": { "quote": false, "sponsor": false, "keep_until": "2026-09-30" },
        },
        "lines": ["Renewals slipped, and I answer for them.", "I have not asked."],
        "items": [
            { "id": "h1", "part": "want", "asked": asked("session.1", "What do you want to leave with?"),
              "said": { "date": "2026-03-30", "words": "One sentence that I can say to the COO." } },
            { "id": "h2", "part": "shifts", "asked": asked("authority.1", "Which decisions are yours alone?"),
              "earlier": [{ "date": "2025-12-14", "words": "Pricing is mine, and platform hiring is mine." }],
              "said": { "date": "2026-03-31",
                        "words": format!("Pricing of the API tier is mine.\n\n{HIRING}") },
              "side_note": "This is the one I would like to begin with." },
            { "id": "h3", "part": "questions", "asked": asked("authority.12", "What do you walk around?"),
              "said": { "date": "2026-03-31", "words": "What would I lose?" } },
            { "id": "h4", "part": "entries", "asked": asked("inherit.1", "What came with the chair?"),
              "said": { "date": "2026-01-12", "words": "", "mark": { "lines": ["A promise to sales", "Two rivals"] } } },
        ],
        "reply": { "token": TOKEN, "recipient": recipient },
    })
}

pub(super) fn bytes(handoff: &Value) -> Vec<u8> {
    serde_json::to_vec_pretty(handoff).unwrap()
}

fn reading(disk: &MemoryDisk) -> Driver {
    Driver::reviewing(disk.clone(), NOW, &bytes(&made(None)), Keys::default())
}

fn file(disk: &MemoryDisk, name: &str) -> Option<Value> {
    let bytes = disk.bytes(format!("{HOME}/reviews/{TOKEN}/{name}.json"))?;
    Some(serde_json::from_slice(&bytes).unwrap())
}

fn notes(disk: &MemoryDisk) -> Vec<Value> {
    let file = file(disk, "notes").unwrap_or_default();
    file["notes"].as_array().cloned().unwrap_or_default()
}

#[test]
fn the_first_page_is_the_digest() {
    let mut t = reading(&MemoryDisk::new());
    insta::assert_snapshot!("digest", t.screen());
    t.expect("You agreed to keep this until 30 September 2026.");
    t.press("end")
        .press("pgdn pgdn")
        .expect("What would I lose?");
}

#[test]
fn an_answer_is_the_sketch_and_its_notes_hang_in_the_margin() {
    let mut t = reading(&MemoryDisk::new());
    t.press("enter n").expect("answer 2 of 4");
    t.press("j j c")
        .type_text("What does the not asking protect?");
    insta::assert_snapshot!("a_note", t.screen());
    t.press("esc");
    insta::assert_snapshot!("an_answer", t.screen());
    t.expect("1 note, not sent");
}

#[test]
fn nothing_is_made_but_reviews() {
    let disk = MemoryDisk::new();
    let mut t = reading(&disk);
    t.press("enter c").type_text("Why?").press("esc m");
    t.type_text("For myself.").press("esc q");
    assert_eq!(t.quit, Some(Ending::Left));
    let reviews = format!("{HOME}/reviews");
    for path in disk.paths() {
        let inside =
            path.starts_with(&reviews) || path.parent().is_none() || path.ends_with("journal");
        assert!(inside, "{}", path.display());
    }
    assert!(file(&disk, "handoff").is_some() && file(&disk, "mine").is_some());
}

#[test]
fn words_are_on_the_disk_without_leaving_and_survive_a_kill() {
    let disk = MemoryDisk::new();
    let mut t = reading(&disk);
    t.press("enter c").type_text("What does it pro").wait();
    assert_eq!(notes(&disk)[0]["words"], "What does it pro");
    drop(t);
    let mut t = reading(&disk);
    t.expect("1 note, not sent")
        .press("enter")
        .expect("What does it pro");
    t.press("j enter").type_text("tect?").press("ctrl+s").wait();
    assert_eq!(notes(&disk)[0]["words"], "What does it protect?");
    assert_eq!(notes(&disk).len(), 1);
}

#[test]
fn leaving_at_once_loses_nothing_either() {
    for keys in ["ctrl+c", "esc q", "esc esc esc"] {
        let disk = MemoryDisk::new();
        let mut t = reading(&disk);
        t.press("enter c").type_text("Why?").press(keys);
        assert!(t.quit.is_some(), "{keys}");
        assert_eq!(notes(&disk)[0]["words"], "Why?", "{keys}");
    }
}

#[test]
fn a_note_knows_its_kind_its_span_and_the_other_answer() {
    let disk = MemoryDisk::new();
    let mut t = reading(&disk);
    t.press("enter n j j c").type_text("Hm.").press("tab 2 esc");
    t.press("k")
        .press("c")
        .type_text("And the wish.")
        .press("tab 3");
    t.expect("Which answer does it connect with?")
        .press("j enter esc")
        .wait();
    let kept = notes(&disk);
    assert_eq!(
        kept[0],
        json!({ "id": "n1", "kind": "noticed", "on": "h2", "quote": HIRING, "words": "Hm." })
    );
    assert_eq!(kept[1]["kind"], "connects");
    assert_eq!(kept[1]["with"], "h3");
    t.press("n c")
        .type_text("x")
        .press("tab 4 esc n c")
        .type_text("y")
        .press("tab 5 esc")
        .wait();
    assert_eq!(notes(&disk)[2]["kind"], "offer");
    assert_eq!(notes(&disk)[3]["kind"], "next-time");
}

#[test]
fn of_two_answers_to_one_question_the_words_tell_which_is_which() {
    let mut handoff = made(None);
    let mut twin = handoff["items"][2].clone();
    twin["id"] = json!("h10");
    twin["said"]["words"] = json!("What would they lose?");
    handoff["items"].as_array_mut().unwrap().push(twin);
    let bytes = bytes(&handoff);
    let mut t = Driver::reviewing(MemoryDisk::new(), NOW, &bytes, Keys::default());
    t.press("enter c").type_text("Hm.").press("tab 3");
    t.expect("[h3] What do you walk around? 31 March 2026 What would I lose?")
        .expect("[h10] What do you walk around? 31 March 2026 What would they lose?");
    let screen = t.screen();
    let asked = screen
        .lines()
        .filter_map(|row| row.find("What do you walk around?"));
    let columns: Vec<usize> = asked.collect();
    assert_eq!(columns.len(), 2, "{screen}");
    assert!(
        columns.windows(2).all(|pair| pair[0] == pair[1]),
        "{screen}"
    );
}

#[test]
fn that_the_copy_lies_open_is_said_as_long_as_it_does() {
    let disk = MemoryDisk::new();
    for _ in 0..3 {
        let mut t = reading(&disk);
        t.expect("whoever opens its files can read it");
    }
}

#[test]
fn once_it_is_written_there_is_a_way_out_and_no_more_to_write() {
    let disk = MemoryDisk::new();
    disk.put_folder("/out").unwrap();
    let mut t = reading(&disk);
    t.press("enter c").type_text("Why?").press("esc f");
    t.type_text("Anna")
        .press("enter")
        .expect("enter write the file");
    t.press("enter ctrl+u").type_text("/out/one").press("enter");
    t.expect("Written:")
        .press("j")
        .expect_not("enter write the file");
    t.expect("q leave").press("q");
    assert_eq!(t.quit, Some(Ending::Left));
}

#[test]
fn a_note_without_words_was_none_and_a_dropped_one_never_lends_its_id() {
    let disk = MemoryDisk::new();
    let mut t = reading(&disk);
    t.press("enter c esc").expect("No notes yet");
    t.press("c")
        .type_text("One.")
        .press("esc x")
        .expect("once more");
    t.press("x").expect("No notes yet");
    t.press("c").type_text("Two.").press("esc").wait();
    assert_eq!(notes(&disk).len(), 1);
    assert_ne!(notes(&disk)[0]["id"], "n1");
}

#[test]
fn after_the_seventh_note_one_quiet_line() {
    let mut t = reading(&MemoryDisk::new());
    t.press("enter");
    for number in 1..=7 {
        t.expect_not("Which three matter most?");
        t.press("g c").type_text(&format!("{number}")).press("esc");
    }
    t.expect("Which three matter most?")
        .expect("7 notes, not sent");
}

#[test]
fn the_reply_holds_the_notes_under_the_same_ids_and_never_my_own() {
    let disk = MemoryDisk::new();
    disk.put_folder("/out").unwrap();
    let key = ReplyKey {
        token: TOKEN.to_owned(),
        key: Key::make(None),
    };
    let sealed = bytes(&made(Some(key.recipient().as_str())));
    let mut t = Driver::reviewing(disk.clone(), NOW, &sealed, Keys::default());
    t.press("enter n c")
        .type_text("Later.")
        .press("esc p c")
        .type_text("First.");
    t.press("esc m")
        .type_text("She looked tired.")
        .press("esc f")
        .type_text("Anna Berg");
    t.press("enter")
        .expect("2 notes go back to M., signed Anna Berg.");
    t.expect("does not prove who wrote it").expect_not("tired");
    let pack = |t: &mut Driver, name: &str| {
        t.press("enter ctrl+u").type_text(name).press("enter");
        t.expect("Written:");
        disk.bytes(name).unwrap()
    };
    let one = pack(&mut t, "/out/one");
    let other = pack(&mut t, "/out/other");
    t.press("enter ctrl+u")
        .type_text("/out/one")
        .press("enter")
        .expect("there already");
    t.press("esc")
        .press("esc")
        .expect("2 notes, packed on 1 April 2026");
    let today = moment_from(NOW).unwrap().date_naive();
    let read = |bytes: &[u8]| {
        read(bytes, std::slice::from_ref(&key), today)
            .unwrap()
            .reply
    };
    assert_eq!(read(&one), read(&other));
    let reply = read(&one);
    assert_eq!(
        (reply.token.as_str(), reply.from.as_str()),
        (TOKEN, "Anna Berg")
    );
    let said: Vec<_> = reply
        .notes
        .iter()
        .map(|note| (note.id.as_str(), note.words.as_str()))
        .collect();
    assert_eq!(said, [("n2", "First."), ("n1", "Later.")]);
    assert_eq!(reply.notes[0].kind, NoteKind::Question);
    // As plain text, for a mail.
    t.press("f t ctrl+u")
        .type_text("/out/mail")
        .press("enter")
        .expect("Written:");
    let mail = disk.bytes("/out/mail").unwrap();
    assert_eq!(read(&mail).notes.len(), 2);
    assert!(!String::from_utf8(mail).unwrap().contains("tired"));
}

#[test]
fn the_name_is_asked_once() {
    let disk = MemoryDisk::new();
    let mut t = reading(&disk);
    t.press("enter c")
        .type_text("Why?")
        .press("esc f")
        .expect("Signed");
    t.type_text("Anna")
        .press("enter")
        .expect("signed Anna")
        .wait();
    drop(t);
    let mut other = made(None);
    other["reply"]["token"] = json!("another0token");
    let mut t = Driver::reviewing(disk, NOW, &bytes(&other), Keys::default());
    t.press("enter c")
        .type_text("And?")
        .press("esc f")
        .expect("signed Anna");
}

#[test]
fn removing_takes_every_file_of_it_and_of_no_other() {
    let disk = MemoryDisk::new();
    let mut other = made(None);
    other["reply"]["token"] = json!("another0token");
    drop(Driver::reviewing(
        disk.clone(),
        NOW,
        &bytes(&other),
        Keys::default(),
    ));
    let mut t = reading(&disk);
    t.press("enter c")
        .type_text("Why?")
        .press("esc m")
        .type_text("Mine.")
        .press("esc");
    t.press("X")
        .expect("once more")
        .press("j X")
        .expect("once more")
        .press("X");
    assert_eq!(t.quit, Some(Ending::Left));
    for name in ["handoff", "notes", "mine"] {
        assert_eq!(file(&disk, name), None);
    }
    assert!(
        disk.bytes(format!("{HOME}/reviews/another0token/handoff.json"))
            .is_some()
    );
}

#[test]
fn past_its_day_it_says_so() {
    let now = "2026-10-01T09:00:00+02:00";
    let mut t = Driver::reviewing(MemoryDisk::new(), now, &bytes(&made(None)), Keys::default());
    t.expect("until 30 September 2026, and that day is past");
}

#[test]
fn no_size_makes_it_panic() {
    for keys in [
        "",
        "enter n",
        "enter n c a",
        "enter c a tab",
        "enter c a tab 3",
        "m",
        "f",
        "enter c a esc f A enter",
        "X",
    ] {
        let mut t = reading(&MemoryDisk::new());
        if !keys.is_empty() {
            t.press(keys);
        }
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(0, 0), (1, 1), (120, 40), (200, 60), (300, 100), (24, 6)] {
            t.resize(width, height);
        }
        t.resize(40, 12);
        t.press("j j j n k pgdn G g p esc");
    }
}

#[test]
fn control_characters_are_shown_by_name_and_long_answers_can_be_read_through() {
    let mut hostile = made(None);
    let long = vec!["word"; 3_000].join(" ");
    hostile["cover"]["from"] = json!("\u{1b}]0;x\u{7}\u{202e}M");
    hostile["items"][0]["said"]["words"] = json!(format!("{long} the-end\n\u{1b}[31mred\u{202e}"));
    let mut t = Driver::reviewing(MemoryDisk::new(), NOW, &bytes(&hostile), Keys::default());
    assert!(!t.screen().contains(['\u{1b}', '\u{202e}', '\u{7}']));
    t.press("enter");
    let mut presses = 0;
    while !t.sees("the-end") {
        t.press("j");
        presses += 1;
        assert!(presses < 100);
    }
    t.press("j").expect("red");
    assert!(!t.screen().contains(['\u{1b}', '\u{202e}']));
    while !t.sees("What do you want to leave with?") {
        t.press("k");
        presses += 1;
        assert!(presses < 400);
    }
}

/// Opens a hand-off, or says why not.
fn opening(disk: &MemoryDisk, bytes: &[u8]) -> Result<(), Unopened> {
    let disk = Arc::new(disk.clone());
    let (store, _) = Store::open_reviews(disk, HOME, Keys::default()).unwrap();
    let today = moment_from(NOW).unwrap().date_naive();
    let opener = rolebook::share::envelope::Opener::Nothing;
    review::open(&store, bytes, &opener, today).map(drop)
}

#[test]
fn what_is_no_hand_off_is_refused_and_leaves_nothing() {
    let disk = MemoryDisk::new();
    let deep = "[".repeat(100_000);
    let mut wrong: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"{}".to_vec(),
        b"\xff\xfe".to_vec(),
        deep.into_bytes(),
        br#"{"format": "one", "cover": {}, "items": []}"#.to_vec(),
        b"age-encryption.org/v1\n-> X25519 x\n".to_vec(),
    ];
    for token in [
        "",
        "..",
        "../../x",
        "a/b",
        "A",
        "k7 f3",
        "con.",
        &"k".repeat(65),
    ] {
        let mut handoff = made(None);
        handoff["reply"]["token"] = json!(token);
        wrong.push(bytes(&handoff));
    }
    for id in ["", " ", "h2"] {
        let mut handoff = made(None);
        handoff["items"][0]["id"] = json!(id);
        wrong.push(bytes(&handoff));
    }
    let mut cut = bytes(&made(None));
    cut.truncate(cut.len() / 2);
    wrong.push(cut);
    for bytes in wrong {
        let why = opening(&disk, &bytes).unwrap_err().to_string();
        assert!(!why.is_empty());
    }
    assert_eq!(
        disk.paths()
            .iter()
            .filter(|path| disk.bytes(path).is_some())
            .count(),
        0
    );
}

#[test]
fn a_second_hand_off_under_the_same_token_is_not_read_over_the_first() {
    let disk = MemoryDisk::new();
    opening(&disk, &bytes(&made(None))).unwrap();
    let kept = file(&disk, "handoff");
    let mut other = made(None);
    other["items"][0]["said"]["words"] = json!("Something else.");
    assert_eq!(
        opening(&disk, &bytes(&other)),
        Err(Unopened::Another(TOKEN.to_owned()))
    );
    assert_eq!(file(&disk, "handoff"), kept);
    // The copy is read like the file it came from.
    let copy = disk
        .bytes(format!("{HOME}/reviews/{TOKEN}/handoff.json"))
        .unwrap();
    opening(&disk, &copy).unwrap();
}

#[test]
fn two_windows_do_not_write_over_each_other() {
    let disk = MemoryDisk::new();
    let t = reading(&disk);
    assert_eq!(opening(&disk, &bytes(&made(None))), Err(Unopened::InUse));
    drop(t);
    opening(&disk, &bytes(&made(None))).unwrap();
}

#[test]
fn notes_that_cannot_be_read_are_never_written_over() {
    for broken in [
        "{",
        "[]",
        r#"{"format": 99, "notes": []}"#,
        r#"{"format": 1, "notes": 7}"#,
    ] {
        let disk = MemoryDisk::new();
        let path = format!("{HOME}/reviews/{TOKEN}/notes.json");
        opening(&disk, &bytes(&made(None))).unwrap();
        disk.put(&path, broken).unwrap();
        let refused = opening(&disk, &bytes(&made(None)));
        assert!(
            matches!(refused, Err(Unopened::Notes { .. })),
            "{broken}: {refused:?}"
        );
        assert_eq!(disk.bytes(&path).unwrap(), broken.as_bytes());
    }
}

#[test]
fn in_a_locked_home_every_file_is_sealed() {
    let disk = MemoryDisk::new();
    let key = Key::make(None);
    let keys = || Keys {
        seal: Seal::Locked {
            key: key.clone(),
            others: Vec::new(),
        },
        id: Some("k1".to_owned()),
        by_paper: false,
    };
    let mut t = Driver::reviewing(disk.clone(), NOW, &bytes(&made(None)), keys());
    t.expect("sealed with your passphrase");
    t.press("enter c").type_text("Quagmire").press("esc m");
    t.type_text("Mine.")
        .press("esc f")
        .type_text("Anna")
        .press("enter")
        .wait();
    drop(t);
    let files: Vec<_> = disk
        .paths()
        .into_iter()
        .filter(|path| disk.bytes(path).is_some())
        .collect();
    assert_eq!(files.len(), 4, "{files:?}");
    for path in files {
        assert!(
            path.extension().is_some_and(|end| end == "age"),
            "{}",
            path.display()
        );
        assert!(
            disk.bytes(&path)
                .unwrap()
                .starts_with(b"age-encryption.org")
        );
    }
    let mut t = Driver::reviewing(disk, NOW, &bytes(&made(None)), keys());
    t.press("enter")
        .expect("Quagmire")
        .press("m")
        .expect("Mine.");
}

#[test]
fn a_failed_save_says_so_and_leaving_asks_once_more() {
    let disk = MemoryDisk::new();
    let mut t = reading(&disk);
    t.press("enter c").type_text("Why?");
    disk.set_read_only(true);
    t.wait().expect("Not saved").expect("Why?");
    t.press("esc").press("q").expect("once more");
    assert_eq!(t.quit, None);
    disk.set_read_only(false);
    t.press("q");
    assert!(t.quit.is_some());
}
