use crate::{
    deck::DeckKind,
    tui::{
        act::{Act, Scope},
        command::{Command, rows},
        editor::{Editor, Motion, Op, Shape},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::Workbook,
};

/// Every command that acts on the page below, and every track, found by its name.
#[derive(Debug)]
pub struct Commands {
    finds: Vec<Find>,
    query: Editor,
    at: usize,
}

#[derive(Debug)]
enum Find {
    Command(&'static Command),
    Deck {
        id: String,
        title: String,
        note: &'static str,
    },
}

impl Commands {
    pub fn new(workbook: &Workbook, scopes: &'static [Scope]) -> Self {
        // What moves the cursor has no use in a list; what leads somewhere leads there from anywhere.
        let moves = |act| matches!(act, Act::Edit(Op::Move(_) | Op::Select(_)) | Act::Digit(_));
        let lists = |act| matches!(act, Act::Up | Act::Down | Act::PageUp | Act::PageDown);
        let mut all = scopes.to_vec();
        all.extend([Scope::Home, Scope::Still]);
        let acts: Vec<&Command> = rows(&all)
            .filter(|row| !moves(row.act) && !lists(row.act))
            .filter(|row| !matches!(row.act, Act::Palette | Act::Redraw | Act::Open))
            .filter(|row| !(row.scope == Scope::Home && row.act == Act::Leave))
            // What was begun is let go on the row that goes on with it.
            .filter(|row| row.act != Act::Drop || scopes.contains(&row.scope))
            .collect();
        let mut finds: Vec<Find> = Vec::new();
        for row in acts {
            let known = |find: &Find| matches!(find, Find::Command(known) if known.act == row.act);
            if !finds.iter().any(known) {
                finds.push(Find::Command(row));
            }
        }
        let decks = workbook
            .decks
            .outlines()
            .filter(|deck| deck.kind != DeckKind::First);
        finds.extend(decks.map(|deck| Find::Deck {
            id: deck.id.clone(),
            title: deck.title.clone(),
            note: if deck.kind == DeckKind::Ritual {
                "ritual"
            } else {
                "track"
            },
        }));
        Self {
            finds,
            query: Editor::new("", Shape::Line),
            at: 0,
        }
    }

    /// What holds every word of the query, in the order of the tables.
    fn found(&self) -> Vec<&Find> {
        let query = self.query.text().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let holds = |find: &&Find| {
            let text = find.text().to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.finds.iter().filter(holds).collect()
    }
}

impl Find {
    fn text(&self) -> String {
        match self {
            Self::Command(row) => format!("{} {}", row.hint, row.does),
            Self::Deck { title, id, .. } => format!("{title} {id}"),
        }
    }
}

impl Screen for Commands {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Find]
    }

    fn purpose(&self) -> &'static str {
        "Every command of the page below, and every track, found by its name."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        paper.head("Commands", "", false);
        let row = if page.is_bare() { 0 } else { page.top };
        let query = self.query.text();
        let x = paper.put(page.left, row, &query, theme.question);
        paper.cursor = Some((x, row).into());
        if page.is_bare() {
            return;
        }
        let mut sheet = Sheet::default();
        let found = self.found();
        if found.is_empty() {
            sheet.text(
                page,
                "No command and no track has these words.",
                theme.muted,
            );
        }
        for (item, find) in found.into_iter().enumerate() {
            let (title, note, key) = match find {
                Find::Command(row) => (row.hint.to_owned(), row.does, row.key()),
                Find::Deck { title, note, .. } => (title.clone(), *note, String::new()),
            };
            sheet.row(page, item, [&title, note, &key], [theme.text, theme.muted]);
        }
        sheet.draw(paper, row + 2, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let count = self.found().len();
        match act {
            Act::Back => Next::Back,
            Act::Open => match self.found().get(self.at) {
                Some(Find::Command(row)) => Next::Run(row.act),
                Some(Find::Deck { id, .. }) => Next::Replace(Route::Deck(id.clone())),
                None => Next::Stay,
            },
            Act::Edit(op) => {
                self.query.apply(op);
                self.at = 0;
                Next::Stay
            }
            Act::CutWord => {
                self.query.apply(Op::Kill(Motion::WordLeft));
                self.at = 0;
                Next::Stay
            }
            _ => {
                self.at = moved(
                    self.at,
                    count,
                    usize::from(cx.page.rows).saturating_sub(3),
                    act,
                );
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Down, Act::Up, Act::Back]
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        self.query.type_char(letter);
        self.at = 0;
        true
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        // A few words at most are a command's name; more than that was meant for an answer.
        let short = text.len() <= 60 && !text.contains('\n');
        if short {
            self.query.paste(text);
            self.at = 0;
        }
        short
    }
}
