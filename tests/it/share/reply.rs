//! The files that travel: what is written is read, and what cannot be read is named.

use proptest::prelude::*;
use rolebook::{
    journal::{Ids, NoteKind},
    seal::{Key, Passphrase},
    share::{
        envelope::{self, Opener, Sealing, Unread},
        form,
        handoff::HandOff,
        reply::{self, How, Note, Reply, ReplyKey},
    },
    time::Day,
};

use super::sent::{cleared, day, every_kind, handoff, note, open_file, sealed};

fn key(seed: u64) -> ReplyKey {
    ReplyKey::make(&mut Ids::new(seed))
}

fn today() -> Day {
    day("2026-04-06")
}

fn read(bytes: &[u8], key: &ReplyKey) -> Result<reply::Arrived, Unread> {
    reply::read(bytes, std::slice::from_ref(key), today())
}

/// A line of a note, among them some that look like the form, or like a mail.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zé ]{0,30}[a-zé.]",
        1 => Just("question: what then?".to_owned()),
        1 => Just("[h2]".to_owned()),
        1 => Just("  [all] of it".to_owned()),
        1 => Just("> quoted".to_owned()),
        1 => Just("--".to_owned()),
        1 => Just("\\".to_owned()),
        1 => Just("\\question: no".to_owned()),
        1 => Just("Token: x".to_owned()),
        1 => Just("End of the reply.".to_owned()),
        1 => Just("Connects with: h1".to_owned()),
        1 => Just(String::new()),
    ]
}

fn words() -> impl Strategy<Value = String> {
    let lines = proptest::collection::vec(line(), 0..5);
    ("[a-zé]{1,9}", lines, "[a-zé]{1,9}")
        .prop_map(|(first, lines, last)| format!("{first}\n{}\n{last}", lines.join("\n")))
}

fn notes() -> impl Strategy<Value = Vec<Note>> {
    let kind = proptest::sample::select(NoteKind::ALL.to_vec());
    let on = prop_oneof![Just(String::new()), "h[1-9]"];
    let quote = prop_oneof![Just(String::new()), words()];
    let one = (kind, on, "h[1-9]", quote, words());
    let one = one.prop_map(|(kind, on, with, quote, words)| Note {
        with: if kind == NoteKind::Connects {
            with
        } else {
            String::new()
        },
        quote,
        ..note("", kind, &on, &words)
    });
    proptest::collection::vec(one, 0..6).prop_map(|mut notes| {
        for (at, note) in notes.iter_mut().enumerate() {
            note.id = format!("n{at}");
            // No two are the same.
            note.words = format!("{}\n{at}", note.words);
        }
        notes
    })
}

fn replies() -> impl Strategy<Value = Reply> {
    (notes(), "[A-Za-z]{0,9}").prop_map(|(notes, from)| Reply {
        from,
        notes,
        ..every_kind("abcdefghjkmnpqrstvwx")
    })
}

/// A filled form with ids of its own, which it does not carry.
fn without_ids(mut reply: Reply) -> Reply {
    for note in &mut reply.notes {
        note.id.clear();
    }
    reply
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reply_that_is_written_is_read(reply in replies()) {
        let key = key(1);
        let plain = read(&open_file(&reply), &key).unwrap();
        prop_assert_eq!((&plain.reply, plain.how), (&reply, How::Open));
        let closed = read(&sealed(&reply, &key), &key).unwrap();
        prop_assert_eq!((&closed.reply, closed.how), (&reply, How::Sealed));
    }

    #[test]
    fn a_form_that_is_filled_is_read_whatever_a_mail_does_to_it(reply in replies()) {
        let key = key(1);
        let wanted = without_ids(reply.clone());
        let form = form::fill(&reply);
        let plain = read(form.as_bytes(), &key).unwrap();
        prop_assert_eq!(plain.how, How::Form);
        prop_assert_eq!(&plain.problems, &[]);
        prop_assert_eq!(&without_ids(plain.reply.clone()), &wanted);
        let quoted: Vec<String> = form.lines().map(|line| format!("> > {line}  ")).collect();
        let mailed = format!(
            "\u{feff}Dear M.,\r\nquestion: is this read?\r\n\r\n{}\r\n-- \r\nAnna Berg\r\nDate: never\r\n",
            quoted.join("\r\n")
        );
        let mailed = read(mailed.as_bytes(), &key).unwrap();
        prop_assert_eq!(&mailed.problems, &[]);
        // The very same notes, under the same ids.
        prop_assert_eq!(&mailed.reply, &plain.reply);
    }

    #[test]
    fn any_text_is_read_or_named(text in "\\PC{0,200}", bytes in any::<Vec<u8>>()) {
        let key = key(1);
        let _ = read(&bytes, &key);
        let _ = envelope::read(&bytes, &Opener::Nothing);
        let framed = format!("Token: x\n[h1]\n{text}\nquestion: {text}\n");
        let arrived = read(framed.as_bytes(), &key).unwrap();
        for problem in arrived.problems {
            prop_assert!(problem.line <= framed.lines().count());
        }
    }
}

fn some_handoff(key: &ReplyKey) -> HandOff {
    handoff(key, &[])
}

#[test]
fn a_handoff_that_is_written_is_read_open_sealed_and_behind_a_passphrase() {
    let (own, coach) = (key(1), Key::make(None));
    let handoff = some_handoff(&own);
    let write =
        |sealing: &Sealing<'_>| envelope::write(&cleared(handoff.clone()), sealing).unwrap();
    let plain = write(&Sealing::Open);
    let opened = envelope::read(&plain, &Opener::Nothing).unwrap();
    assert_eq!((&opened.handoff, opened.is_newer), (&handoff, false));
    let closed = write(&Sealing::To(&coach.public()));
    assert!(!closed.windows(9).any(|window| window == b"Anna Berg"));
    let keys = [Key::make(None), coach];
    assert_eq!(
        envelope::read(&closed, &Opener::Keys(&keys)).unwrap(),
        opened
    );
    assert_eq!(
        envelope::read(&closed, &Opener::Nothing),
        Err(Unread::SealedToKey)
    );
    assert_eq!(
        envelope::read(&closed, &Opener::Keys(&keys[..1])),
        Err(Unread::SealedToKey)
    );

    let spoken = Passphrase::new("told over the phone".to_owned());
    let closed = write(&Sealing::With(&spoken));
    assert_eq!(
        envelope::read(&closed, &Opener::Keys(&keys)),
        Err(Unread::SealedWithPassphrase)
    );
    assert_eq!(
        envelope::read(&closed, &Opener::Passphrase(&spoken)).unwrap(),
        opened
    );
    let other = Passphrase::new("something else".to_owned());
    let wrong = envelope::read(&closed, &Opener::Passphrase(&other));
    assert_eq!(wrong, Err(Unread::WrongPassphrase));
}

#[test]
fn a_passphrase_that_would_take_all_the_memory_is_refused_before_it_does() {
    // 2 to the 30th: a terabyte.
    let hostile = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\
        --- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n0123456789abcdef";
    let spoken = Passphrase::new("told over the phone".to_owned());
    let refused = envelope::read(hostile, &Opener::Passphrase(&spoken));
    assert_eq!(refused, Err(Unread::Damaged));
    assert_eq!(read(hostile, &key(1)), Err(Unread::SealedWithPassphrase));
}

#[test]
fn what_is_no_reply_is_told_apart() {
    let own = key(1);
    let reply = every_kind(&own.token);
    let whole = sealed(&reply, &own);
    let cut = |bytes: &[u8], by: usize| bytes[..bytes.len() - by].to_vec();
    let open = String::from_utf8(open_file(&reply)).unwrap();
    let newer = open.replacen("\"format\": 1", "\"format\": 2", 1);
    let handed = envelope::write(&cleared(some_handoff(&own)), &Sealing::Open).unwrap();
    let deep = format!("{{\"notes\":{}", "[".repeat(1 << 16));
    let many = Reply {
        notes: vec![note("n", NoteKind::Offer, "", "x"); 1_001],
        ..reply.clone()
    };
    let refused = [
        (
            vec![b' '; reply::LARGEST + 1],
            Unread::TooLarge(reply::LARGEST),
        ),
        (sealed(&reply, &key(2)), Unread::SealedToKey),
        (cut(&whole, 3), Unread::Damaged),
        (whole[..60].to_vec(), Unread::Damaged),
        (newer.into_bytes(), Unread::Newer(2)),
        (handed, Unread::HandOff),
        (b"\xff\xfe".to_vec(), Unread::NotText(0)),
        (
            b"Dear M., it was good to read.".to_vec(),
            Unread::Other("reply"),
        ),
        (b"{}".to_vec(), Unread::Other("reply")),
        (Vec::new(), Unread::Other("reply")),
        (open_file(&many), Unread::TooMany(1_001)),
    ];
    for (bytes, why) in refused {
        assert_eq!(read(&bytes, &own), Err(why));
    }
    let torn = read(&cut(open.as_bytes(), 40), &own);
    assert!(
        matches!(torn, Err(Unread::Torn { line, .. }) if line > 10),
        "{torn:?}"
    );
    assert!(matches!(
        read(deep.as_bytes(), &own),
        Err(Unread::Torn { .. })
    ));
}

#[test]
fn a_handoff_of_a_newer_version_is_read_as_far_as_it_is_known() {
    let own = key(1);
    let plain = envelope::write(&cleared(some_handoff(&own)), &Sealing::Open).unwrap();
    let plain = String::from_utf8(plain).unwrap();
    let newer = plain.replacen("\"format\": 1", "\"format\": 9, \"song\": [1]", 1);
    let opened = envelope::read(newer.as_bytes(), &Opener::Nothing).unwrap();
    assert!(opened.is_newer);
    assert_eq!(opened.handoff.items, some_handoff(&own).items);
    let strange = newer
        .replacen("\"items\": [", "\"items\": [5, ", 1)
        .replace("[5, ]", "[5]");
    let refused = envelope::read(strange.as_bytes(), &Opener::Nothing);
    assert_eq!(refused, Err(Unread::Newer(9)));
}

#[test]
fn the_blank_form_is_filled_in_by_hand() {
    let own = key(1);
    let disk = std::sync::Arc::new(rolebook::store::memory::MemoryDisk::new());
    let sent = super::sent::handed_over(disk, "/journal".as_ref(), 3);
    let blank = form::form(&sent.handoff);
    let arrived = read(blank.as_bytes(), &own).unwrap();
    assert_eq!((arrived.reply.notes, arrived.problems), (vec![], vec![]));
    assert_eq!(arrived.reply.token, sent.handoff.reply.token);
    assert!(blank.contains("about: In a few sentences"), "{blank}");

    let by_hand = "\
On Tuesday M. wrote:
> [h1] a heading of the export, and no form
> Token: abc
> Name: Anna
Berg, this line is nowhere
> Date: 3 April
>
> [h1]
> about: In a few sentences, what is your
> job really for?
> quote:
I wonder what you leave out.
> noticed: you say
we here
> connects with: [h2] both speak of deciding
> connects with: nothing in particular

> [h2]
> question:
> offer:
> next time: bring it
--
Anna
";
    let arrived = read(by_hand.as_bytes(), &own).unwrap();
    let reply = arrived.reply;
    assert_eq!(
        (reply.from.as_str(), reply.date),
        ("Anna", day("2026-04-03"))
    );
    let said: Vec<_> = reply
        .notes
        .iter()
        .map(|note| (note.kind, &*note.on, &*note.with, &*note.words))
        .collect();
    assert_eq!(
        said,
        [
            (NoteKind::Noticed, "h1", "", "you say\nwe here"),
            (NoteKind::Connects, "h1", "h2", "both speak of deciding"),
            (NoteKind::Connects, "h1", "", "nothing in particular"),
            (NoteKind::NextTime, "h2", "", "bring it"),
        ]
    );
    let problems: Vec<String> = arrived.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        ["Line 16: it does not say which answer it connects with."]
    );
}

#[test]
fn what_a_mail_wraps_is_the_same_note() {
    let own = key(1);
    let one = "Token: abc\n[h1]\nquestion: what would it take to ask once?\n";
    let wrapped = "Token: abc\n[h1]\nquestion: what would it\n  take to ask\nonce?\n";
    let id = |text: &str| {
        read(text.as_bytes(), &own).unwrap().reply.notes[0]
            .id
            .clone()
    };
    assert_eq!(id(one), id(wrapped));
    let other = "Token: abc\n[h2]\nquestion: what would it take to ask once?\n";
    assert_ne!(id(one), id(other));
}

#[test]
fn two_forms_in_one_text_are_not_mixed_up() {
    let own = key(1);
    let two =
        "Token: abc\n[h1]\nquestion: a\nToken: abc\n[h2]\noffer: b\nToken: xyz\n[h1]\noffer: c\n";
    let arrived = read(two.as_bytes(), &own).unwrap();
    assert_eq!(arrived.reply.notes.len(), 2);
    let problems: Vec<String> = arrived.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        ["Line 7: here another form begins; it and what follows were not read."]
    );
}
