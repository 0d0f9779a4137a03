//! Word differences rebuild both texts, and read like an edit; the same of the sentences of a text
//! that was written anew.

use proptest::prelude::*;
use rolebook::{
    insight::change::{Pairing, Part, words},
    text::{
        diff::{Run, diff},
        sentences,
    },
};
use unicode_segmentation::UnicodeSegmentation;

/// As it is written out: `[-gone-]` and `{+new+}`.
fn written(then: &str, now: &str) -> String {
    let say = |run: Run<'_>| match run {
        Run::Kept { now, .. } => now.to_owned(),
        Run::Gone(text) => format!("[-{text}-]"),
        Run::New(text) => format!("{{+{text}+}}"),
    };
    diff(then, now).into_iter().map(say).collect()
}

#[test]
fn a_correction_reads_like_an_edit() {
    let cases = [
        ("", "", ""),
        ("One word.", "One word.", "One word."),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
        // Changed words are shown whole, hyphens and apostrophes included.
        ("I re-plan it", "I replan it", "I [-re-plan -]{+replan +}it"),
        ("I don't know", "I can't know", "I [-don't -]{+can't +}know"),
        (
            "Pricing is mine. We decide the roadmap together.",
            "Pricing is mine. The board said so. We decide the roadmap together.",
            "Pricing is mine. {+The board said so. +}We decide the roadmap together.",
        ),
        // A clause begins after the comma before it.
        (
            "I ask, and I wait, and I hope.",
            "I ask, and I call, and I wait, and I hope.",
            "I ask, {+and I call, +}and I wait, and I hope.",
        ),
        // What was kept between two changes, and is too little to be read as kept.
        (
            "I think it is mine to decide alone.",
            "I know it is ours to decide alone.",
            "I [-think it is mine -]{+know it is ours +}to decide alone.",
        ),
        // The end of a sentence parts two changes.
        (
            "Until Monday. Somebody tells me before it is promised.",
            "Until Friday. Nobody tells me before it is promised.",
            "Until [-Monday-]{+Friday+}. [-Somebody -]{+Nobody +}tells me before it is promised.",
        ),
        // A line that was broken elsewhere is no change.
        (
            "Pricing is mine,\nand hiring is.",
            "Pricing is mine, and hiring is.",
            "Pricing is mine, and hiring is.",
        ),
        ("  so  ", "so", "so"),
        (" ", "", "[- -]"),
    ];
    for (then, now, wanted) in cases {
        assert_eq!(written(then, now), wanted, "{then:?} and {now:?}");
    }
}

#[test]
fn sentences_end_where_people_end_them() {
    let text = " Pricing is mine, e.g. for the tier. Is it? I asked\nthe board.  ";
    assert_eq!(
        sentences(text),
        [
            "Pricing is mine, e.g. for the tier.",
            "Is it?",
            "I asked",
            "the board."
        ]
    );
    assert!(sentences(" \n ").is_empty());
}

const THEN: &str = "Pricing is mine, and platform hiring is mine. It is in my offer letter.\n\n\
    We decide the roadmap together, so nobody has to own the hard calls.";
const NOW: &str = "Pricing of the API tier is mine. The board heard me say so in January, and \
    nobody has reopened it since.\n\nPlatform hiring is not, though I act as if it were. I approve \
    the reqs, and then finance asks the COO. I have never asked either of them who decides. I \
    notice I would rather not know.";

#[test]
fn of_a_text_written_anew_it_says_what_turned_what_is_gone_and_what_is_new() {
    let rows: Vec<(&str, String)> = words(THEN, NOW)
        .into_iter()
        .map(|part| match part {
            Part::Row { label, then, now } => {
                let sides = [then, now].into_iter().flatten().collect::<Vec<_>>();
                (label, sides.join(" / "))
            }
            other => panic!("{other:?}"),
        })
        .collect();
    let said: Vec<(&str, &str)> = rows
        .iter()
        .map(|(label, row)| (*label, row.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("turned", "platform hiring is mine / Platform hiring is not"),
            ("gone", "It is in my offer letter."),
            (
                "gone",
                "We decide the roadmap together, so nobody has to own the hard calls."
            ),
            ("new", "Pricing of the API tier is mine."),
            (
                "new",
                "The board heard me say so in January, and nobody has reopened it since."
            ),
            ("new", "I approve the reqs, and then finance asks the COO."),
            ("new", "I have never asked either of them who decides."),
            ("new", "I notice I would rather not know."),
        ]
    );
}

#[test]
fn at_thirty_words_of_a_hundred_the_two_are_run_together() {
    let then: Vec<String> = (0..100).map(|at| format!("word{at}")).collect();
    let keeping = |kept: usize| {
        let now = (0..100).map(|at| {
            if at < kept {
                format!("word{at}")
            } else {
                format!("other{at}")
            }
        });
        now.collect::<Vec<_>>().join(" ")
    };
    let is_edited = |kept| matches!(words(&then.join(" "), &keeping(kept))[0], Part::Edited(_));
    assert!(is_edited(30));
    assert!(!is_edited(29));
    assert_eq!(words("", " \n"), []);
    assert_eq!(
        words("a b", "a b\n"),
        [Part::Fact("The words are the same.".to_owned())]
    );
}

/// Text of a few words and signs, so that much repeats, and of any characters at all.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "pricing",
        "hiring",
        "is",
        "mine",
        "not",
        "I",
        "decide",
        "board",
        "the",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        ".",
        ". ",
        ", ",
        "; ",
        "-",
        "'",
        "\u{2019}",
        "\u{2026}",
        "(",
        ")",
        "e\u{301}",
        "\u{301}",
        "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f466}",
        "\u{1f1eb}",
        "\u{600}",
        "\u{200d}",
        "\u{915}\u{94d}\u{937}",
        "\u{6f22}\u{5b57}",
        "\u{e01}\u{e33}",
    ]);
    let few = prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => few, 1 => "\\PC{0,40}", 1 => any::<String>()]
}

fn cluster_bounds(text: &str) -> Vec<usize> {
    let starts = text.grapheme_indices(true).map(|(at, _)| at);
    starts.chain([text.len()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_runs_rebuild_both_texts_and_split_no_cluster(then in text(), now in text()) {
        let runs = diff(&then, &now);
        let (mut old, mut new) = (String::new(), String::new());
        let (bounds, new_bounds) = (cluster_bounds(&then), cluster_bounds(&now));
        for run in &runs {
            let (before, after) = match run {
                Run::Kept { then, now } => {
                    let words = |text: &str| text.split_whitespace().collect::<String>();
                    prop_assert_eq!(words(then), words(now));
                    (*then, *now)
                }
                Run::Gone(then) => (*then, ""),
                Run::New(now) => ("", *now),
            };
            prop_assert!(!before.is_empty() || !after.is_empty());
            old.push_str(before);
            new.push_str(after);
            prop_assert!(bounds.binary_search(&old.len()).is_ok());
            prop_assert!(new_bounds.binary_search(&new.len()).is_ok());
        }
        prop_assert_eq!(old, then);
        prop_assert_eq!(new, now);
    }

    #[test]
    fn every_sentence_of_both_texts_is_accounted_for_once(then in text(), now in text()) {
        let pairing = Pairing::of(&then, &now);
        prop_assert_eq!(&pairing.then, &sentences(&then));
        prop_assert_eq!(&pairing.now, &sentences(&now));
        let accounted = |kept: Vec<usize>, turned: Vec<usize>, alone: &[usize]| {
            let mut turned = turned;
            turned.sort_unstable();
            turned.dedup();
            let mut all = [kept, turned, alone.to_vec()].concat();
            all.sort_unstable();
            all
        };
        let old = accounted(
            pairing.kept.iter().map(|pair| pair.0).collect(),
            pairing.turned.iter().map(|row| row.of.0).collect(),
            &pairing.gone,
        );
        let new = accounted(
            pairing.kept.iter().map(|pair| pair.1).collect(),
            pairing.turned.iter().map(|row| row.of.1).collect(),
            &pairing.new,
        );
        prop_assert_eq!(old, (0..pairing.then.len()).collect::<Vec<_>>());
        prop_assert_eq!(new, (0..pairing.now.len()).collect::<Vec<_>>());
        for (then, now) in &pairing.kept {
            prop_assert_eq!(pairing.then[*then], pairing.now[*now]);
        }
        for row in &pairing.turned {
            prop_assert!(pairing.then[row.of.0].contains(row.then));
            prop_assert!(pairing.now[row.of.1].contains(row.now));
        }
    }

    #[test]
    fn sentences_hold_every_word_in_order(text in text()) {
        let mut from = 0;
        for sentence in sentences(&text) {
            let at = from + text[from..].find(sentence).unwrap();
            prop_assert!(text[from..at].trim().is_empty());
            from = at + sentence.len();
            prop_assert!(!sentence.is_empty() && sentence == sentence.trim());
        }
        prop_assert!(text[from..].trim().is_empty());
    }
}
