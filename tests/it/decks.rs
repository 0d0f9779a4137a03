//! Decks: the built-in ones keep their promises, and the reader names what is wrong.

use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;
use rolebook::deck::{
    Act, Deck, DeckKind, Decks, Dimension, Kind, Outline, States, builtin, care, read,
};

const CATALOGUE: &str = include_str!("../catalogue.txt");
const FORMAT: &str = include_str!("../../docs/decks.md");

/// The file of every built-in deck, as it lies in the tree.
fn files() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/decks");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn prompts_of(decks: &Decks) -> Vec<&rolebook::deck::Prompt> {
    decks.all().flat_map(|deck| &deck.prompts).collect()
}

fn deck(text: &str) -> Deck {
    let (deck, problems) = read(text);
    assert_eq!(problems, []);
    deck.unwrap()
}

/// The example of docs/decks.md.
fn example() -> &'static str {
    let (_, rest) = FORMAT.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

// ---- the built-in decks

#[test]
fn no_built_in_deck_has_a_problem() {
    let files = files();
    assert_eq!(files.len(), 19);
    for (name, text) in files {
        let (deck, problems) = read(&text);
        assert_eq!(problems, [], "{name}");
        assert_eq!(deck.unwrap().id, name);
        assert!(
            text.starts_with("# "),
            "{name} says in its first line what it is"
        );
    }
}

#[test]
fn the_built_in_decks_are_the_files_of_the_folder() {
    let names: BTreeSet<String> = files().into_iter().map(|(name, _)| name).collect();
    let ids: BTreeSet<String> = builtin()
        .outlines()
        .map(|outline| outline.id.clone())
        .collect();
    assert_eq!(ids, names);
}

#[test]
fn every_prompt_of_the_catalogue_is_there_with_its_kind_and_in_its_order() {
    let decks = builtin();
    let found: Vec<String> = prompts_of(&decks)
        .iter()
        .map(|prompt| format!("{} {}", prompt.id, prompt.kind.as_str()))
        .collect();
    assert_eq!(found, CATALOGUE.lines().collect::<Vec<_>>());
    assert_eq!(
        decks
            .all()
            .filter(|deck| deck.kind != DeckKind::First)
            .count(),
        18
    );
    assert_eq!(
        found.iter().filter(|id| !id.starts_with("first.")).count(),
        203
    );
}

#[test]
fn a_glance_at_a_deck_agrees_with_the_deck() {
    let decks = builtin();
    for (outline, deck) in decks.outlines().zip(decks.all()) {
        let read = Outline {
            id: deck.id.clone(),
            title: deck.title.clone(),
            kind: deck.kind,
            prompts: deck.full_form().into_iter().map(str::to_owned).collect(),
        };
        assert_eq!(outline, &read);
    }
}

#[test]
fn every_deck_says_what_it_is_for() {
    for deck in builtin().all() {
        for (name, words) in [
            ("title", &deck.title),
            ("purpose", &deck.purpose),
            ("when", &deck.when),
            ("minutes", &deck.minutes),
        ] {
            assert!(!words.is_empty(), "{} has no {name}", deck.id);
        }
        let used: HashSet<&str> = deck
            .prompts
            .iter()
            .map(|prompt| prompt.section.as_str())
            .collect();
        let listed: HashSet<&str> = deck.sections.iter().map(String::as_str).collect();
        assert_eq!(used, listed, "{}", deck.id);
    }
}

#[test]
fn every_prompt_keeps_to_the_style() {
    let decks = builtin();
    for prompt in prompts_of(&decks) {
        let id = &prompt.id;
        assert!(prompt.text.split_whitespace().count() <= 34, "{id} is long");
        assert!(!prompt.why.is_empty(), "{id} does not say why");
        assert!(!prompt.probes.is_empty(), "{id} has no probe");
        assert_eq!(prompt.rev, 1, "{id}");
        let asked = [&prompt.text, &prompt.why]
            .into_iter()
            .chain(&prompt.probes);
        for words in asked.chain(prompt.options.iter().map(|option| &option.text)) {
            let low = words.to_lowercase();
            let should = low
                .split(|c: char| !c.is_alphabetic())
                .any(|word| word == "should");
            assert!(!should, "{id} says should: {words}");
            assert!(!words.contains('!'), "{id} exclaims: {words}");
            assert_eq!(words.trim(), words, "{id}");
        }
    }
}

#[test]
fn every_prompt_can_be_answered_as_its_kind_says() {
    let decks = builtin();
    for prompt in prompts_of(&decks) {
        let id = &prompt.id;
        let chooses = matches!(prompt.kind, Kind::One | Kind::Many);
        assert_eq!(prompt.options.len() >= 2, chooses, "{id}");
        assert_eq!(prompt.ends.is_some(), prompt.kind == Kind::Scale, "{id}");
        let ids: HashSet<&str> = prompt
            .options
            .iter()
            .map(|option| option.id.as_str())
            .collect();
        assert_eq!(
            ids.len(),
            prompt.options.len(),
            "{id} has an option id twice"
        );
        assert!(
            ids.iter().all(|id| id.len() <= 24),
            "{id} has a long option id"
        );
        if let Some(ends) = &prompt.ends {
            assert!(!ends.low.is_empty() && !ends.high.is_empty(), "{id}");
        }
    }
}

#[test]
fn every_step_names_a_prompt_that_is_there_and_a_mark_that_can_be_given() {
    let decks = builtin();
    for deck in decks.all() {
        for step in &deck.steps {
            match &step.act {
                Act::Ask(id) => {
                    let (_, prompt) = decks.prompt(id).expect(id);
                    assert!(!prompt.repeats, "{id} is not asked by itself");
                }
                Act::Rate { prompts, .. } => {
                    let ids = prompts;
                    for id in ids {
                        assert_eq!(decks.prompt(id).expect(id).1.kind, Kind::Scale, "{id}");
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn a_ritual_goes_through_each_prompt_of_its_own_and_ends_with_a_close() {
    for deck in builtin().all() {
        assert_eq!(
            deck.steps.is_empty(),
            deck.kind == DeckKind::Track,
            "{}",
            deck.id
        );
        let Some(last) = deck.steps.last() else {
            continue;
        };
        assert_eq!(last.act, Act::Close, "{}", deck.id);
        let asked: HashSet<&str> = deck
            .steps
            .iter()
            .filter_map(|step| match &step.act {
                Act::Ask(id) => Some(id.as_str()),
                _ => None,
            })
            .collect();
        // What became of a promise is asked by the step on promises.
        let unasked: Vec<&str> = deck
            .full_form()
            .into_iter()
            .filter(|id| !asked.contains(id))
            .collect();
        assert!(unasked.is_empty(), "{}: {unasked:?}", deck.id);
    }
}

#[test]
fn a_short_ritual_asks_the_short_prompts_and_no_others() {
    for deck in builtin().all().filter(|deck| deck.kind == DeckKind::Ritual) {
        let asked: BTreeSet<&str> = deck
            .short_steps()
            .into_iter()
            .filter_map(|step| match &step.act {
                Act::Ask(id) => Some(id.as_str()),
                _ => None,
            })
            .collect();
        let mut short: BTreeSet<&str> = deck.short_form().into_iter().collect();
        short.remove("before.3");
        assert_eq!(asked, short, "{}", deck.id);
        assert_eq!(deck.short_steps().last().unwrap().act, Act::Close);
    }
}

#[test]
fn the_way_to_the_roundtable_rates_say_hold_and_seam() {
    let decks = builtin();
    let before = decks.get("before").unwrap();
    let acts: Vec<&Act> = before.steps.iter().map(|step| &step.act).collect();
    let marks = ["authority.2", "authority.3", "seam.11"].map(str::to_owned);
    assert_eq!(
        acts[0],
        &Act::Revisit {
            least: 3,
            most: 5,
            pairs: false
        }
    );
    assert_eq!(acts[1..3], [&Act::Promises { due: false }, &Act::Forecasts]);
    assert_eq!(
        acts[3],
        &Act::Rate {
            prompts: marks.to_vec(),
            from_now: false
        }
    );
    assert_eq!(acts[acts.len() - 2..], [&Act::Card, &Act::Close]);
}

#[test]
fn the_first_start_asks_one_question_before_anything_about_the_person() {
    let decks = builtin();
    let first = decks.get("first").unwrap();
    let asked: Vec<&str> = first
        .steps
        .iter()
        .map(|step| match &step.act {
            Act::Ask(id) => id.as_str(),
            _ => "close",
        })
        .collect();
    assert_eq!(
        asked.join(" "),
        "ground.1 first.role first.since first.stage first.join first.brings ground.5 ground.7 \
         ground.8 ground.9 ground.10 first.promise first.again close"
    );
    assert_eq!(
        decks.prompt("first.role").unwrap().1.states,
        Some(States::Role)
    );
    assert_eq!(
        decks.prompt("first.again").unwrap().1.states,
        Some(States::LookAgain)
    );
    let brings = &decks.prompt("first.brings").unwrap().1.options;
    let ids: Vec<&str> = brings.iter().map(|option| option.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "new-role",
            "structure",
            "stuck",
            "relationship",
            "preparing",
            "looking"
        ]
    );
}

#[test]
fn only_the_prompts_that_repeat_others_cannot_be_answered() {
    let decks = builtin();
    let repeating: Vec<&str> = prompts_of(&decks)
        .into_iter()
        .filter(|prompt| prompt.repeats)
        .map(|prompt| prompt.id.as_str())
        .collect();
    assert_eq!(
        repeating,
        [
            "before.1",
            "before.2",
            "before.3",
            "before.4",
            "quarter.2",
            "quarter.5"
        ]
    );
    assert_eq!(decks.get("before").unwrap().full_form().len(), 6);
}

#[test]
fn short_and_full_form_keep_the_order_of_the_deck() {
    let decks = builtin();
    let ground = decks.get("ground").unwrap();
    let short = [
        "ground.1",
        "ground.5",
        "ground.7",
        "ground.8",
        "ground.9",
        "ground.10",
    ];
    assert_eq!(ground.short_form(), short);
    assert_eq!(ground.full_form().len(), 10);
    let first = decks.get("first").unwrap();
    assert_eq!(first.short_form(), first.full_form());
    assert_eq!(first.short_steps().len(), first.steps.len());
}

#[test]
fn ideas_are_credited_where_they_are_used_and_nowhere_else() {
    let decks = builtin();
    for (id, name) in [
        ("ground", "Krantz & Maltz"),
        ("inherit", "Christopher Bollas"),
        ("inherit", "Marc Maltz"),
        ("authority", "Crisis Zone (Marc Maltz"),
        ("mandate", "Green & Molenkamp"),
        ("step", "Marc Maltz"),
        ("seats", "Claire Vo"),
        ("cpto", "Claire Vo"),
        ("knot", "Kegan & Lahey"),
    ] {
        let credits = decks.get(id).unwrap().credits.join(" ");
        assert!(credits.contains(name), "{id} credits {name}");
    }
    let credited: Vec<&str> = decks
        .all()
        .filter(|deck| !deck.credits.is_empty())
        .map(|deck| deck.id.as_str())
        .collect();
    assert_eq!(
        credited,
        [
            "ground",
            "inherit",
            "authority",
            "mandate",
            "step",
            "seats",
            "cpto",
            "knot"
        ]
    );
}

#[test]
fn the_care_line_is_one_line_that_says_where_to_turn() {
    assert!(care().starts_with("If writing leaves you feeling worse, stop, and talk to somebody"));
    assert!(care().contains("call your local emergency number"));
    assert!(care().ends_with("findahelpline.com."));
    assert_eq!(care().lines().count(), 1);
}

#[test]
fn there_are_twelve_dimensions_and_each_holds_something() {
    assert_eq!(Dimension::ALL.len(), 12);
    let decks = builtin();
    let titles: HashSet<&str> = Dimension::ALL.iter().map(|one| one.title()).collect();
    assert_eq!(titles.len(), 12);
    for dimension in Dimension::ALL {
        let held = prompts_of(&decks)
            .iter()
            .any(|prompt| prompt.dimensions.contains(dimension));
        assert!(held, "{}", dimension.as_str());
        assert_eq!(Dimension::named(dimension.as_str()), Some(*dimension));
        assert_eq!(
            serde_json::to_string(dimension).unwrap(),
            format!("{:?}", dimension.as_str())
        );
    }
}

#[test]
fn a_prompt_is_found_with_its_deck() {
    let decks = builtin();
    let (deck, prompt) = decks.prompt("seam.11").unwrap();
    assert_eq!(
        (deck.title.as_str(), prompt.kind),
        ("The seam", Kind::Scale)
    );
    for absent in ["seam.99", "seam", "", ".", "nowhere.1", "seam.11.1"] {
        assert!(decks.prompt(absent).is_none(), "{absent}");
    }
}

#[test]
fn a_personal_deck_is_added_or_takes_the_place_of_a_built_in_one() {
    let mut decks = builtin();
    let built_in = decks.outlines().count();
    assert!(!decks.add(deck(example())));
    assert_eq!(decks.outlines().last().unwrap().title, "Handing over");
    assert!(decks.prompt("handover.2").is_some());
    let mine = "id = 'seam'\ntitle = 'Mine'\n[[prompts]]\nid = '1'\nkind = 'long'\ntext = 'And?'";
    assert!(decks.add(deck(mine)));
    assert_eq!(decks.prompt("seam.1").unwrap().1.text, "And?");
    assert!(decks.prompt("seam.2").is_none());
    assert_eq!(decks.outlines().count(), built_in + 1);
    assert_eq!(
        decks.outlines().position(|outline| outline.id == "seam"),
        Some(7)
    );
}

// ---- the format

#[test]
fn the_example_of_the_documentation_reads_and_shows_every_field_and_step() {
    let deck = deck(example());
    assert_eq!((deck.prompts.len(), deck.kind), (4, DeckKind::Ritual));
    assert_eq!(deck.prompts[0].id, "handover.1");
    assert_eq!(deck.steps[1].act, Act::Ask("handover.1".to_owned()));
    let rated = ["handover.2", "mandate.10"].map(str::to_owned);
    assert_eq!(
        deck.steps[2].act,
        Act::Rate {
            prompts: rated.to_vec(),
            from_now: false
        }
    );
    assert_eq!(deck.steps[2].section.as_deref(), Some("What goes"));
    for field in [
        "id",
        "title",
        "purpose",
        "when",
        "minutes",
        "kind",
        "sections",
        "credits",
        "rev",
        "text",
        "section",
        "why",
        "probes",
        "dimensions",
        "options",
        "scale",
        "note",
        "anchor",
        "short",
        "blind",
        "private",
        "others",
        "ask",
        "rate",
        "revisit",
        "promises",
        "forecasts",
        "pin",
        "card",
        "close",
    ] {
        assert!(
            example().contains(&format!("\n{field} = ")),
            "{field} is not in the example"
        );
    }
    for word in ["repeats", "states"] {
        assert!(
            FORMAT.contains(&format!("`{word}")),
            "{word} is not explained"
        );
    }
    let words = Kind::ALL.iter().map(|kind| kind.as_str());
    for word in words.chain(Dimension::ALL.iter().map(|one| one.as_str())) {
        assert!(
            FORMAT.contains(&format!("`{word}`")),
            "{word} is not explained"
        );
    }
}

#[test]
fn the_least_deck_needs_an_id_a_title_and_one_question() {
    let text = "id = 'x'\ntitle = 'X'\n[[prompts]]\nid = 'x.a'\nkind = 'long'\ntext = 'What?'\n";
    let deck = deck(text);
    let prompt = &deck.prompts[0];
    assert_eq!(
        (prompt.id.as_str(), prompt.rev, deck.kind),
        ("x.a", 1, DeckKind::Track)
    );
    assert!(prompt.section.is_empty() && prompt.dimensions.is_empty());
}

#[test]
fn a_mark_of_byte_order_and_windows_line_ends_change_nothing() {
    let text = example().replace('\n', "\r\n");
    assert_eq!(deck(&format!("\u{feff}{text}")), deck(example()));
}

// ---- what is wrong, where, and what would be right

const HEAD: &str = "id = \"x\"\ntitle = \"X\"\nsections = [\"One\"]\n";
const PROMPT: &str = "[[prompts]]\nid = \"1\"\nkind = \"long\"\ntext = \"What?\"\n";

/// Reads a deck with three lines of head, and then this, from line 4 on.
fn problems(body: &str) -> Vec<String> {
    read(&format!("{HEAD}{body}"))
        .1
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[track_caller]
fn one_problem(body: &str, place: &str, words: [&str; 2]) {
    let found = problems(body);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with(&format!("{place} ")), "{found:#?}");
    for word in words {
        assert!(found[0].contains(word), "{word} in {found:#?}");
    }
}

#[test]
fn an_unknown_field_is_named_with_those_that_are_known() {
    one_problem(
        &format!("titel = 1\n{PROMPT}"),
        "4:1",
        ["no field `titel`", "purpose"],
    );
    one_problem(
        &format!("{PROMPT}hint = 1\n"),
        "8:1",
        ["no field `hint`", "probes"],
    );
    let step = "[[steps]]\nclose = true\n  loud = true\n";
    one_problem(
        &format!("{step}{PROMPT}"),
        "6:3",
        ["no field `loud`", "section, short"],
    );
    let scale = "[[prompts]]\nid='1'\nkind='scale'\ntext='?'\n\
                 scale = { low = 'a', middle = 'b', high = 'c' }";
    one_problem(scale, "8:22", ["no field `middle`", "low, high"]);
}

#[test]
fn an_unknown_kind_is_named_with_the_eight() {
    let body = PROMPT.replace("long", "lnog");
    one_problem(
        &body,
        "6:8",
        [
            "`lnog`",
            "long, scale, one, many, list, people, commit, predict",
        ],
    );
    one_problem(
        &format!("kind = \"song\"\n{PROMPT}"),
        "4:8",
        ["`song`", "track, ritual"],
    );
}

#[test]
fn an_id_that_is_there_already_is_named() {
    one_problem(
        &format!("{PROMPT}{PROMPT}"),
        "9:6",
        ["`x.1` already", "an id of its own"],
    );
    let full = PROMPT.replace("\"1\"", "\"x.1\"");
    one_problem(
        &format!("{PROMPT}{full}"),
        "9:6",
        ["`x.1` already", "an id of its own"],
    );
}

#[test]
fn an_id_that_cannot_be_one_is_named() {
    let body = PROMPT.replace("\"1\"", "\"One\"");
    one_problem(&body, "5:6", ["`One` cannot be an id", "lower-case"]);
    let body = PROMPT.replace("\"1\"", "\"y.1\"");
    one_problem(&body, "5:6", ["id of this deck", "`1` or `x.1`"]);
}

#[test]
fn missing_words_are_named_at_their_prompt() {
    one_problem(
        "[[prompts]]\nid='1'\nkind='long'\n",
        "4:1",
        ["`text` is missing", "text = "],
    );
    one_problem(
        "[[prompts]]\nid='1'\nkind='long'\ntext=' '",
        "7:6",
        ["`text` is empty", "Write"],
    );
    one_problem(
        "[[prompts]]\nid='1'\ntext='?'\n",
        "4:1",
        ["`kind` is missing", "long"],
    );
    one_problem(
        "[[prompts]]\nkind='long'\ntext='?'\n",
        "4:1",
        ["`id` is missing", "id = "],
    );
    one_problem("", "1:1", ["no prompt", "[[prompts]]"]);
}

#[test]
fn a_scale_needs_both_ends_and_nothing_else_has_them() {
    let scale = PROMPT.replace("long", "scale");
    one_problem(&scale, "4:1", ["no ends", "scale = { low"]);
    one_problem(
        &format!("{scale}scale = {{ low = 'a' }}"),
        "8:9",
        ["`high` is missing", "7"],
    );
    one_problem(
        &format!("{scale}scale = {{ high = 'a' }}"),
        "8:9",
        ["`low` is missing", "1"],
    );
    one_problem(
        &format!("{scale}scale = 7"),
        "8:9",
        ["holds a number", "low = "],
    );
    let ends = "scale = { low = 'a', high = 'b' }";
    one_problem(
        &format!("{PROMPT}{ends}"),
        "8:9",
        ["has no scale", "kind = \"scale\""],
    );
}

#[test]
fn a_choice_needs_two_options_and_nothing_else_has_them() {
    let one = PROMPT.replace("long", "one");
    let single = "options = [{ id = 'a', text = 'A' }]";
    one_problem(&one, "4:1", ["two options or more", "id = "]);
    one_problem(
        &format!("{one}{single}"),
        "8:11",
        ["two options or more", "id = "],
    );
    let many = PROMPT.replace("long", "many");
    one_problem(
        &format!("{many}options = []"),
        "8:11",
        ["two options or more", "id = "],
    );
    one_problem(
        &format!("{PROMPT}{single}"),
        "8:11",
        ["has no options", "\"many\""],
    );
}

#[test]
fn an_option_is_a_table_with_an_id_of_its_own() {
    let one = PROMPT.replace("long", "one");
    let twice = "options = [\n  { id = 'a', text = 'A' },\n  { id = 'b', text = 'B' },\n  \
                 { id = 'a', text = 'C' },\n]";
    one_problem(
        &format!("{one}{twice}"),
        "11:10",
        ["`a` already", "of its own"],
    );
    let found = problems(&format!("{one}options = ['Yes', 'No']"));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found[0].starts_with("8:12 `options` holds words. Write { id ="),
        "{found:#?}"
    );
    one_problem(
        &format!("{one}options = 'Yes'"),
        "8:11",
        ["holds words", "a list"],
    );
    let bare = "options = [{ id = 'a' }, { id = 'b', text = 'B' }, { id = 'c', text = 'C' }]";
    one_problem(
        &format!("{one}{bare}"),
        "8:12",
        ["`text` is missing", "text = "],
    );
}

#[test]
fn a_section_must_be_listed() {
    one_problem(
        &format!("{PROMPT}section = 'Two'"),
        "8:11",
        ["no section `Two`", "One"],
    );
    let step = "[[steps]]\npromises = true\nsection = 'Two'\n";
    one_problem(
        &format!("{step}{PROMPT}"),
        "6:11",
        ["no section `Two`", "One"],
    );
}

#[test]
fn a_dimension_is_one_of_the_twelve() {
    let body = format!("{PROMPT}dimensions = ['reach', 'height']");
    one_problem(&body, "8:24", ["`height`", "counterpart, follow"]);
}

#[test]
fn a_step_names_a_prompt_that_its_own_deck_has_or_one_of_another() {
    for written in ["x.2", "2"] {
        let body = format!("[[steps]]\nask = '{written}'\n{PROMPT}");
        one_problem(&body, "5:7", ["no prompt `x.2`", "x.1"]);
    }
    one_problem(
        &format!("[[steps]]\nrate = ['2']\n{PROMPT}"),
        "5:8",
        ["no prompt `x.2`", "x.1"],
    );
    assert!(problems(&format!("[[steps]]\nask = 'nowhere.2'\n{PROMPT}")).is_empty());
    // A step may name a prompt that is at fault itself: one fault, one problem.
    let faulty = PROMPT.replace("long", "lnog");
    one_problem(
        &format!("[[steps]]\nask = '1'\n{faulty}"),
        "8:8",
        ["`lnog`", "long"],
    );
}

#[test]
fn a_step_does_exactly_one_thing() {
    let step = |lines: &str| format!("[[steps]]\n{lines}\n{PROMPT}");
    one_problem(
        &step("short = true"),
        "4:1",
        ["does nothing", "exactly one of ask, rate"],
    );
    one_problem(
        &step("pin = true\ncard = true"),
        "4:1",
        ["pin, card", "exactly one"],
    );
    one_problem(&step("pin = false"), "5:7", ["does nothing", "pin = true"]);
    one_problem(&step("rate = []"), "5:8", ["names no prompt", "rate = "]);
    one_problem(
        &step("revisit = { least = 3 }"),
        "5:11",
        ["`most` is missing", "most = 5"],
    );
    one_problem(
        &step("revisit = { least = 3, most = 2 }"),
        "5:11",
        ["`most` is 2", "most = 5"],
    );
}

#[test]
fn a_revision_is_one_or_more() {
    for wrong in ["0", "-1", "99999999999"] {
        let body = format!("{PROMPT}rev = {wrong}");
        one_problem(&body, "8:7", [&format!("`rev` is {wrong}"), "1 or more"]);
    }
    one_problem(
        &format!("{PROMPT}rev = 'two'"),
        "8:7",
        ["holds words", "whole number"],
    );
}

#[test]
fn a_value_of_the_wrong_type_is_named() {
    one_problem(
        &format!("purpose = 3\n{PROMPT}"),
        "4:11",
        ["holds a number", "quotation marks"],
    );
    one_problem(
        &format!("credits = 'me'\n{PROMPT}"),
        "4:11",
        ["holds words", "a list"],
    );
    one_problem(
        &format!("credits = [1]\n{PROMPT}"),
        "4:12",
        ["holds a number", "quotation marks"],
    );
    one_problem(
        &format!("{PROMPT}short = 'yes'"),
        "8:9",
        ["holds words", "true, or leave"],
    );
    one_problem(
        &format!("{PROMPT}why = 2026-11-21"),
        "8:7",
        ["a date", "quotation marks"],
    );
    one_problem("prompts = 1", "4:11", ["holds a number", "a list"]);
    one_problem("prompts = [1]", "4:12", ["holds a number", "[[prompts]]"]);
}

#[test]
fn what_is_not_toml_is_named_where_it_is() {
    let found = problems(&format!("{PROMPT}why = \"no end\nnote = \"fine\"\n"));
    assert!(found[0].starts_with("8:"), "{found:#?}");
    assert!(
        found[0].contains("not TOML") && found[0].contains("quotation mark"),
        "{found:#?}"
    );
    let found = problems(&format!("{PROMPT}text = \"again\"\n"));
    assert!(
        found[0].starts_with("8:1 This is not TOML: duplicate key"),
        "{found:#?}"
    );
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let body = format!("{PROMPT}options = ['äöü', {{ é = 1 }}]");
    assert!(problems(&body)[0].starts_with("8:11 "));
    let body = format!("{PROMPT}dimensions = ['über', 'room']\nprobes = ['äöü', 3]");
    let found = problems(&body);
    assert!(
        found[0].starts_with("8:15 ") && found[1].starts_with("9:18 "),
        "{found:#?}"
    );
}

#[test]
fn every_problem_is_told_at_once_in_the_order_of_the_text_and_the_rest_stands() {
    let body = "colour = 'red'\n[[prompts]]\nid='1'\nkind='lnog'\ntext='?'\n\
                [[prompts]]\nid='2'\nkind='long'\ntext='What?'\nrev=0\n\
                [[prompts]]\nid='3'\nkind='scale'\ntext='How far?'\n";
    let (deck, problems) = read(&format!("{HEAD}{body}"));
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [4, 7, 13, 14]);
    let deck = deck.unwrap();
    assert_eq!(deck.full_form(), ["x.2"]);
    assert_eq!(deck.prompts[0].rev, 1);
}

#[test]
fn without_a_usable_id_there_is_no_deck_but_all_its_problems() {
    for head in ["title = 'X'\n", "id = 'Über'\ntitle = 'X'\n"] {
        let (deck, problems) = read(&format!("{head}{}", PROMPT.replace("\"1\"", "'x.1'")));
        assert!(deck.is_none());
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert_eq!(problems[0].line, 1);
    }
    let (deck, problems) = read("");
    assert!(deck.is_none());
    assert_eq!(problems.len(), 3, "{problems:#?}");
}

#[test]
fn a_file_that_is_no_deck_at_all_is_read_to_its_end() {
    for text in [
        "[".repeat(50_000),
        "a={".repeat(50_000),
        "x.".repeat(50_000),
        "[[a]]\n".repeat(9),
    ] {
        let (deck, problems) = read(&text);
        assert!(deck.is_none() && !problems.is_empty());
    }
    let many = (0..20_000)
        .map(|n| format!("field{n} = {n}"))
        .collect::<Vec<_>>()
        .join("\n");
    let (_, problems) = read(&format!("{HEAD}{many}\n{PROMPT}"));
    assert_eq!(problems.len(), 20_000);
    assert_eq!(problems.last().unwrap().line, 20_003);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fail(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn a_deck_cut_anywhere_or_with_a_byte_swapped_is_still_read(
        cut in 0..2_400_usize, swap in 0..2_400_usize, with in "[\\[\\]{}=\"'.,\n\u{e9}0-]",
    ) {
        let mut text: Vec<char> = example().chars().collect();
        if let Some(at) = text.get_mut(swap) { *at = with.chars().next().unwrap(); }
        let whole: String = text.iter().collect();
        let short: String = text.iter().take(cut).collect();
        for text in [whole, short] {
            let lines = text.lines().count() + 1;
            for problem in read(&text).1 {
                prop_assert!(problem.line >= 1 && problem.line <= lines);
                prop_assert!(problem.column >= 1);
                prop_assert!(!problem.what.is_empty() && !problem.would_be_right.is_empty());
            }
        }
    }
}
