//! What is said about change judges nothing: no word for better or worse, more or less, up or
//! down. Every string of the sources that may speak of it is read, so that none can be forgotten.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rolebook::journal::{Became, Judged};

/// Whole words, whatever their case, that no sentence about change uses.
const NEVER: [&str; 6] = [
    // Change as a road that leads somewhere.
    "improve improved improves improving improvement decline declined declines declining progress \
     progressed growth grow grew grown growing advance advanced backslide regress regressed develop \
     developed development mature maturity potential journey momentum trajectory better worse best \
     worst stronger weaker healthier",
    // Change as a height.
    "up down rise rises rose risen rising fall falls fell fallen falling higher lower highest \
     lowest increase increased increases increasing decrease decreased decreases decreasing drop \
     dropped slipped more less fewer most gain gained gains lose loss losses lost trend trends \
     trending slope",
    // Praise and blame.
    "success successful succeed succeeded fail failed fails failing failure good bad great \
     excellent nice impressive well poor poorly weak strong positive negative right wrong correctly \
     mistake mistaken accurate inaccurate missed neglected forgotten ignored abandoned \
     congratulations proud sorry unfortunately sadly happily hopefully concern concerning worrying \
     problem problems issue issues risk healthy unhealthy",
    // What makes an opinion of a fact.
    "only just merely even still finally already despite although however surprisingly remarkable \
     remarkably significant significantly notable notably clearly obviously actually really very \
     quite rather barely hardly",
    // Orders.
    "should must ought need needs try",
    // Measures of a person.
    "streak streaks score scores scored average averages mean median percentile rank ranking rate \
     level levels norm normal typical usual unusual goal goals target targets achieve achieved \
     achievement complete completed incomplete overconfident underconfident overconfidence \
     confident confidence contradict contradicts contradiction contradictory inconsistent \
     inconsistency consistent consistency sentiment mood stress emotion emotional tone honest \
     dishonest personality optimist optimistic pessimistic",
];

/// Names of outcomes and verdicts that the writer gives, and nobody else; the ends of scales as
/// their questions word them; and what says something of the program or of its pages.
const GIVEN: [&str; 18] = [
    "pick up your computer",
    "still true",
    "still open",
    "hardly any",
    "up how far my say goes",
    "does not judge score or advise",
    "nothing is added up",
    "made up journal",
    "not in the journal any more",
    "no more to say",
    "more than once",
    "once more",
    "is written already",
    "side already",
    "only a mark on a scale",
    "needs a look",
    "need a look",
    "nothing is lost",
];

/// Where something about change may be said.
const READ: [&str; 8] = [
    "src/insight",
    "src/share/brief",
    "src/tui/screens",
    "src/cli",
    "src/workbook/about.rs",
    "src/workbook/standing.rs",
    "src/workbook/glance.rs",
    "src/workbook/sentences.rs",
];

/// What speaks of other things: how to write, keys, files, and what a command takes.
const OF_OTHER_THINGS: [&str; 26] = [
    "src/cli/args.rs",
    "src/cli/doctor.rs",
    "src/cli/door.rs",
    "src/cli/forget.rs",
    "src/cli/inbox.rs",
    "src/cli/linear/inbox.rs",
    "src/cli/key.rs",
    "src/cli/linear/command.rs",
    "src/cli/linear/walker.rs",
    "src/cli/lock.rs",
    "src/cli/log.rs",
    "src/cli/names.rs",
    "src/cli/open.rs",
    "src/cli/pages.rs",
    "src/cli/restore.rs",
    "src/cli/search.rs",
    "src/cli/verify.rs",
    "src/tui/screens/answer.rs",
    "src/tui/screens/answer/earlier.rs",
    "src/tui/screens/card.rs",
    "src/tui/screens/find.rs",
    "src/tui/screens/found.rs",
    "src/tui/screens/inbox.rs",
    "src/tui/screens/lock/view.rs",
    "src/tui/screens/names.rs",
    "src/tui/screens/welcome.rs",
];

/// Words that are looked for in what a person wrote; they are no sentences.
const LOOKED_FOR: &str = "src/insight/lens/lists.rs";

/// The string literals of a Rust source, without comments, attributes and tests.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        let raw = raw_string(rest);
        rest = if rest.starts_with("//") {
            rest.find('\n').map_or("", |end| &rest[end..])
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or("", |end| &rest[end + 2..])
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            after_attribute(rest)
        } else if let Some((text, after)) = raw {
            found.push(text.to_owned());
            after
        } else if c == '"' {
            let (text, after) = string(next);
            found.push(text);
            after
        } else if c == '\'' {
            after_char(next)
        } else if c.is_alphanumeric() || c == '_' {
            // A name that ends in r or b is no prefix of a string.
            rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
        } else {
            next
        };
    }
    found
}

/// Behind the opening quote: the text with its escapes undone, and what follows.
fn string(rest: &str) -> (String, &str) {
    let (mut text, mut chars) = (String::new(), rest.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (text, &rest[at + 1..]),
            '\\' => match chars.next() {
                Some((_, '\n' | 'n' | 't' | 'r')) | None => text.push(' '),
                Some((_, 'u')) => text.extend(chars.by_ref().find(|(_, c)| *c == '}').map(|_| ' ')),
                Some((_, other)) => text.push(other),
            },
            _ => text.push(c),
        }
    }
    (text, "")
}

fn raw_string(rest: &str) -> Option<(&str, &str)> {
    let open = rest.strip_prefix("br").or(rest.strip_prefix('r'))?;
    let hashes = open.len() - open.trim_start_matches('#').len();
    let text = open[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = text.find(&close)?;
    Some((&text[..end], &text[end + close.len()..]))
}

/// Behind a quote that opens a character, or begins the name of a lifetime.
fn after_char(rest: &str) -> &str {
    if let Some(escaped) = rest.strip_prefix('\\') {
        let skipped = escaped
            .char_indices()
            .nth(1)
            .map_or(escaped.len(), |(at, _)| at);
        let end = escaped[skipped..]
            .find('\'')
            .map_or(escaped.len(), |at| skipped + at + 1);
        return &escaped[end..];
    }
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some(c), Some('\'')) => &rest[c.len_utf8() + 1..],
        _ => rest,
    }
}

fn after_attribute(rest: &str) -> &str {
    let (mut depth, mut quoted) = (0, false);
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth -= 1,
            _ => {}
        }
        if c == ']' && depth == 0 && !quoted {
            return &rest[at + 1..];
        }
    }
    ""
}

/// The words of a text in lower case, between single blanks, without the names of what is put in
/// and of flags.
fn flat(text: &str) -> String {
    let mut said = String::new();
    for (at, part) in text.split('{').enumerate() {
        let (_, after) = part.split_once('}').unwrap_or(("", part));
        said.push_str(if at == 0 { part } else { after });
        said.push(' ');
    }
    let lower = said.to_lowercase();
    let words = lower.split_whitespace().filter(|word| !word.contains("--"));
    let words: Vec<&str> = words
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric() && c != '\''))
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

/// The words in a text that are never used.
fn wrong(text: &str) -> Vec<&'static str> {
    let mut flat = flat(text);
    for given in GIVEN {
        flat = flat.replace(&format!(" {given} "), " ");
    }
    let never = NEVER.iter().flat_map(|words| words.split_whitespace());
    never
        .filter(|word| flat.contains(&format!(" {word} ")))
        .collect()
}

/// A source, or all below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.is_file() {
        return found.push(folder.to_owned());
    }
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_sentence_about_change_uses_a_word_that_judges() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for path in READ {
        sources(&root.join(path), &mut found);
    }
    let read = |path: &Path| found.iter().any(|found| found.ends_with(path));
    for path in OF_OTHER_THINGS.iter().chain([&LOOKED_FOR]) {
        assert!(read(Path::new(path)), "not there any more: {path}");
    }
    let other = |path: &Path| OF_OTHER_THINGS.iter().any(|other| path.ends_with(other));
    found.retain(|path| !path.ends_with(LOOKED_FOR) && !other(path));
    let (mut read, mut said) = (0, Vec::new());
    for path in found {
        let source = fs::read_to_string(&path).unwrap();
        for text in literals(&source) {
            read += 1;
            let wrong = wrong(&text);
            if !wrong.is_empty() {
                said.push(format!("{}: {wrong:?} in {text:?}", path.display()));
            }
        }
    }
    assert!(read > 100, "the strings were not found: {read}");
    assert!(said.is_empty(), "\n{}", said.join("\n"));
}

#[test]
fn the_words_that_are_looked_for_are_words_and_no_sentences() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LOOKED_FOR);
    let found = literals(&fs::read_to_string(path).unwrap());
    assert!(found.len() > 20);
    for word in found {
        assert!(word.chars().all(char::is_lowercase), "{word}");
    }
}

#[test]
fn the_names_of_verdicts_and_outcomes_judge_nothing() {
    let judged = Judged::ALL.iter().map(Judged::words);
    let became = Became::OF_PROMISES.iter().chain(&Became::OF_FORECASTS);
    for words in judged.chain(became.map(Became::words)) {
        assert_eq!(wrong(words), [""; 0], "{words}");
    }
}

#[test]
fn the_reader_of_sources_sees_every_string_and_nothing_else() {
    let source = "
        //! Not \"this\".
        /* nor \"this\" */
        #[expect(lint, reason = \"nor this\")]
        fn f<'a>(x: &'a str) -> char {
            let y = '\"'; let z = '\\''; let q = '\\u{2019}';
            say(\"One \\\"two\\\" three\", r#\"four \"five\"\"#, for_r\"six\");
            let long = \"seven \\
                eight\";
            'b'
        }
        #[cfg(test)]
        mod tests { const NO: &str = \"nor this\"; }
    ";
    let found = literals(source);
    let flat: Vec<String> = found
        .iter()
        .map(|text| flat(text).trim().to_owned())
        .collect();
    assert_eq!(flat, ["one two three", "four five", "six", "seven eight"]);
}

#[test]
fn the_reader_of_sentences_sees_whole_words_in_any_case() {
    assert_eq!(wrong("Your mark went UP."), ["up"]);
    assert_eq!(wrong("{then}: improved, by {by}"), ["improved"]);
    assert_eq!(wrong("Upstream; the goodwill of the rest."), [""; 0]);
    assert_eq!(wrong("still open, still true"), [""; 0]);
    assert_eq!(wrong("still unsure"), ["still"]);
    assert_eq!(wrong("--rate sets it, {up} and `--rate`"), [""; 0]);
    assert_eq!(wrong("{up}, up"), ["up"]);
}
