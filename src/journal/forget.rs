//! Forgetting: what a file of the journal says once an entry is gone from it.
//!
//! A file that this program wrote is changed line by line: the record goes, and everything else
//! stays byte for byte, be it torn, damaged, or of a later version.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::{Draft, Entry, FORMAT, Fact, Forgot, Mark, Problem, Record, read_session, session};
use crate::time::Moment;

/// Texts shorter than this may stand somewhere by chance.
const TELLING: usize = 16;

/// What is forgotten.
#[derive(Debug, Clone, Default)]
pub struct Gone {
    ids: BTreeMap<String, Moment>,
    /// Their words, as they stand in files that are not read as records.
    texts: Vec<Vec<u8>>,
    /// Finds any of both.
    finder: OnceLock<Option<AhoCorasick>>,
}

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleared {
    /// It holds nothing of what is forgotten.
    Same,
    /// What it says without it.
    Without(Vec<u8>),
    /// Nothing else can be told apart in it: it goes whole.
    Goes,
    /// Of a later version, and not laid out as this one does: it cannot be changed.
    Newer,
}

impl Gone {
    /// Everything that was forgotten before.
    pub fn before(forgotten: impl Iterator<Item = (String, Moment)>) -> Self {
        Self {
            ids: forgotten.collect(),
            ..Self::default()
        }
    }

    /// Adds an id, under which all bodies go.
    pub fn add(&mut self, id: &str, at: Moment) {
        self.ids.entry(id.to_owned()).or_insert(at);
        self.finder = OnceLock::new();
    }

    /// Whether this id is among them.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Adds the words of an entry, to be found where they stand by themselves.
    pub fn add_words(&mut self, entry: &Entry) {
        self.finder = OnceLock::new();
        for text in texts(entry) {
            if text.len() >= TELLING {
                let json = serde_json::to_string(text).unwrap_or_default();
                let inner = json.trim_matches('"');
                if inner != text {
                    self.texts.push(inner.as_bytes().to_vec());
                }
                self.texts.push(text.as_bytes().to_vec());
            }
        }
    }

    /// Whether an id or the words of what is forgotten stand anywhere in these bytes.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        let finder = self.finder.get_or_init(|| {
            let ids = self.ids.keys().map(String::as_bytes);
            let texts = self.texts.iter().map(Vec::as_slice);
            AhoCorasick::new(ids.chain(texts).filter(|part| !part.is_empty())).ok()
        });
        // So many patterns that they cannot be looked for at once: then every file is read.
        finder.as_ref().is_none_or(|finder| finder.is_match(bytes))
    }

    /// What becomes of a file that holds these bytes.
    pub fn clear(&self, bytes: &[u8]) -> Cleared {
        if !self.is_in(bytes) {
            return Cleared::Same;
        }
        if let Ok(draft) = Draft::read(bytes) {
            return self.clear_draft(draft);
        }
        let (file, problems) = read_session(bytes);
        let cleared = self.clear_lines(bytes);
        let Some(file) = file else {
            // Torn or no session at all: what is left must not hold a word of it.
            return match cleared {
                Some(cleared) if !self.remains(&cleared) => Cleared::Without(cleared),
                None if !self.remains(bytes) => Cleared::Same,
                Some(_) | None => Cleared::Goes,
            };
        };
        let holds = |record: &Record| self.says(record) || self.quotes(record);
        if !file.records.iter().any(holds) {
            return Cleared::Same;
        }
        let clear = |bytes: &Vec<u8>| {
            let (file, _) = read_session(bytes);
            file.is_some_and(|file| !file.records.iter().any(holds))
        };
        if let Some(cleared) = cleared.filter(clear) {
            return Cleared::Without(cleared);
        }
        // Laid out by hand: written anew.
        if problems
            .iter()
            .any(|problem| matches!(problem, Problem::NewerFormat(_)))
        {
            return Cleared::Newer;
        }
        let file = session::SessionFile {
            session: file.session,
            records: self.clear_records(file.records),
        };
        file.to_bytes().map_or(Cleared::Newer, Cleared::Without)
    }

    fn clear_draft(&self, mut draft: Draft) -> Cleared {
        let its = |id: &String| self.ids.contains_key(id);
        let empty = draft.is_empty() && draft.revises.is_none();
        if empty || !(its(&draft.entry) || draft.revises.as_ref().is_some_and(its)) {
            return Cleared::Same;
        }
        if draft.format > FORMAT {
            return Cleared::Newer;
        }
        draft.forget();
        if draft.aside.is_empty() && draft.walk.left.len() <= 1 && draft.walk.again.is_empty() {
            return Cleared::Goes;
        }
        draft.to_bytes().map_or(Cleared::Goes, Cleared::Without)
    }

    /// The id of what is forgotten that a record holds.
    fn id_of<'a>(&'a self, record: &Record) -> Option<(&'a String, Moment)> {
        let id = match record {
            Record::Wrote(entry) => entry.id.as_str(),
            // One that cannot be read, by itself or among others.
            Record::Other(kind, value) if kind == "wrote" => value.get("id")?.as_str()?,
            Record::Other(kind, value) if kind.is_empty() => {
                value.get("wrote")?.get("id")?.as_str()?
            }
            Record::Opened(_)
            | Record::Stated(_)
            | Record::Closed(_)
            | Record::Withdrew(_)
            | Record::Forgot(_)
            | Record::Other(..) => return None,
        };
        self.ids.get_key_value(id).map(|(id, at)| (id, *at))
    }

    fn says(&self, record: &Record) -> bool {
        self.id_of(record).is_some()
    }

    /// Whether a record is a note that repeats words of what is forgotten.
    fn quotes(&self, record: &Record) -> bool {
        let Record::Wrote(entry) = record else {
            return false;
        };
        let quotes = matches!(&entry.mark, Some(Mark::Note(note)) if !note.quote.is_empty());
        quotes
            && entry
                .answers
                .as_ref()
                .is_some_and(|on| self.ids.contains_key(on))
    }

    fn clear_records(&self, records: Vec<Record>) -> Vec<Record> {
        let mut named = Vec::new();
        for record in &records {
            if let Record::Wrote(entry) = record
                && self.says(record)
            {
                named.push((entry.role.clone().unwrap_or_default(), entry.words.clone()));
            }
        }
        let clear = |record: Record| match self.id_of(&record) {
            Some((id, forgotten_at)) => Record::Forgot(Forgot {
                id: id.clone(),
                forgotten_at,
                more: serde_json::Map::new(),
            }),
            None => match record {
                Record::Stated(mut stated) if stated.fact == Fact::Role => {
                    let its = |(key, words): &(String, String)| {
                        *key == stated.key && stated.value == **words
                    };
                    if named.iter().any(its) {
                        stated.value = "".into();
                    }
                    Record::Stated(stated)
                }
                Record::Wrote(mut entry) => {
                    let on = entry.answers.as_ref();
                    let gone = on.is_some_and(|on| self.ids.contains_key(on));
                    if let (true, Some(Mark::Note(note))) = (gone, &mut entry.mark) {
                        note.quote.clear();
                    }
                    Record::Wrote(entry)
                }
                other @ (Record::Opened(_)
                | Record::Stated(_)
                | Record::Closed(_)
                | Record::Withdrew(_)
                | Record::Forgot(_)
                | Record::Other(..)) => other,
            },
        };
        records.into_iter().map(clear).collect()
    }

    /// The file without the records that go, where it is laid out as this program does; none
    /// where no such record was found. A checksum that held, holds.
    fn clear_lines(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let body = session::body(bytes);
        let lines: Vec<&[u8]> = body
            .unwrap_or(bytes)
            .split_inclusive(|byte| *byte == b'\n')
            .collect();
        let parts = parts(&lines);
        let going = |part: &[&[u8]]| {
            let wrote = part.get(1)?.trim_ascii() == b"\"wrote\": {";
            let id = std::str::from_utf8(value(part.get(2..3)?, "id")?).ok()?;
            let id = id.trim_matches('"');
            (wrote && self.ids.contains_key(id)).then(|| id.to_owned())
        };
        // What names a role stands in the fact beside it, too.
        let named: Vec<_> = parts
            .iter()
            .filter(|part| going(part).is_some())
            .filter_map(|part| Some((value(part, "role")?, value(part, "words")?)))
            .collect();
        let mut cleared = Vec::with_capacity(bytes.len());
        let mut found = false;
        for part in &parts {
            if let Some(id) = going(part) {
                found = true;
                self.put_forgot(&mut cleared, &id);
                if let [_, .., last] = part
                    && is_end(last)
                {
                    cleared.extend_from_slice(last);
                }
                continue;
            }
            let states = |(role, words): &(&[u8], &[u8])| {
                let is_role = value(part, "fact") == Some(b"\"role\"".as_slice());
                is_role && value(part, "key") == Some(role) && value(part, "value") == Some(words)
            };
            let named = named.iter().any(states);
            let quotes = self.is_note_on(part);
            for line in *part {
                if named && field(line, "value").is_some() {
                    cleared.extend_from_slice(b"        \"value\": \"\"\n");
                } else if quotes && field(line, "quote").is_some_and(|quote| quote != b"\"\",") {
                    cleared.extend_from_slice(b"            \"quote\": \"\",\n");
                    found = true;
                } else {
                    cleared.extend_from_slice(line);
                }
            }
        }
        if body.is_some() {
            cleared = session::closed(cleared);
        }
        found.then_some(cleared)
    }

    /// Whether these lines are a note on what is forgotten. Where the quotation ends its object,
    /// which no such note of ours does, the file is written anew instead.
    fn is_note_on(&self, part: &[&[u8]]) -> bool {
        let on = value(part, "answers").and_then(|on| std::str::from_utf8(on).ok());
        let on = on.is_some_and(|on| self.ids.contains_key(on.trim_matches('"')));
        let is = |line: &&[u8]| field(line, "note") == Some(b"{");
        let ends = |line: &&[u8]| field(line, "quote").is_some_and(|quote| !quote.ends_with(b","));
        on && part.iter().any(is) && !part.iter().any(ends)
    }

    fn put_forgot(&self, cleared: &mut Vec<u8>, id: &str) {
        let at = self.ids.get(id).map(Moment::to_rfc3339).unwrap_or_default();
        let forgot = format!(
            "    {{\n      \"forgot\": {{\n        \"id\": \"{id}\",\n        \
             \"forgotten_at\": \"{at}\"\n      }}\n"
        );
        cleared.extend_from_slice(forgot.as_bytes());
    }

    /// Whether anything but a mention of the id is left in bytes that cannot be read.
    fn remains(&self, bytes: &[u8]) -> bool {
        if self.texts.iter().any(|text| holds(bytes, text)) {
            return true;
        }
        let mentions = ["id", "answers", "revises", "beside", "key", "about"];
        let mut before: &[u8] = b"";
        for line in bytes.split(|byte| *byte == b'\n') {
            let of = |id: &String| {
                let quoted = format!("\"{id}\"");
                let mention = |name: &&str| {
                    let said =
                        field(line, name).map(|said| said.strip_suffix(b",").unwrap_or(said));
                    let forgot = **name != *"id" || before.trim_ascii() == b"\"forgot\": {";
                    said == Some(quoted.as_bytes()) && forgot
                };
                holds(line, id.as_bytes()) && !mentions.iter().any(mention)
            };
            if self.ids.keys().any(of) {
                return true;
            }
            before = line;
        }
        false
    }
}

impl Draft {
    /// Drops the words at the question that is being answered; the walk and what was put down
    /// elsewhere stay.
    pub fn forget(&mut self) {
        (self.texts, self.picked) = (Vec::new(), Vec::new());
        (self.focus, self.cursor, self.revises) = (0, 0, None);
    }
}

/// Every text of an entry that somebody wrote.
fn texts(entry: &Entry) -> Vec<&str> {
    let mut texts = vec![entry.words.as_str()];
    match &entry.mark {
        Some(Mark::Lines(lines)) => texts.extend(lines.iter().map(String::as_str)),
        Some(Mark::People(people)) => {
            texts.extend(people.iter().flat_map(|one| [&*one.role, &*one.line]));
        }
        Some(Mark::Promise(promise)) => texts.extend([&*promise.obstacle, &*promise.then]),
        Some(Mark::Forecast(forecast)) => texts.push(&forecast.yes),
        Some(Mark::Note(note)) => texts.push(&note.quote),
        Some(
            Mark::Rating(_)
            | Mark::Choice(_)
            | Mark::Choices(_)
            | Mark::Outcome(_)
            | Mark::Verdict(_)
            | Mark::Other(_),
        )
        | None => {}
    }
    texts
}

/// The lines of a record from its bracket to its bracket, or to where it was torn off; every
/// other line by itself.
fn parts<'a, 'b>(lines: &'a [&'b [u8]]) -> Vec<&'a [&'b [u8]]> {
    let mut parts = Vec::new();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        let mut count = 1;
        if is_start(first) {
            let stop = after.iter().position(|line| is_end(line) || is_start(line));
            count += match stop.and_then(|at| Some((at, after.get(at)?))) {
                Some((at, line)) if is_end(line) => at + 1,
                Some((at, _)) => at,
                None => after.len(),
            };
        }
        let (part, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        parts.push(part);
        rest = others;
    }
    parts
}

fn is_start(line: &[u8]) -> bool {
    line.trim_ascii_end() == b"    {"
}

fn is_end(line: &[u8]) -> bool {
    line.starts_with(b"    }")
}

/// What stands behind a name in a line: `"id": "x",` gives `"x",`.
fn field<'a>(line: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let named = format!("\"{name}\": ");
    line.trim_ascii().strip_prefix(named.as_bytes())
}

/// The value of a field of a record, without the comma behind it.
fn value<'a>(part: &[&'a [u8]], name: &str) -> Option<&'a [u8]> {
    let said = part.iter().find_map(|line| field(line, name))?;
    Some(said.strip_suffix(b",").unwrap_or(said))
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && bytes.windows(part.len()).any(|window| window == part)
}
