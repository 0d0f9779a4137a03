use crate::{
    deck::Dimension,
    insight::shelves::{Shelved, shelf},
    time::{Day, Moment, say::plain},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Workbook, again},
};

/// The questions on one shelf, and what was last said to each.
#[derive(Debug)]
pub struct ShelfPage {
    dimension: Dimension,
    questions: Vec<Question>,
    at: usize,
}

#[derive(Debug)]
struct Question {
    deck: String,
    prompt: String,
    text: String,
    /// The beginning of what was last said, and when.
    said: String,
    when: String,
}

impl ShelfPage {
    pub fn open(workbook: &Workbook, dimension: Dimension, now: Moment) -> Self {
        Self {
            dimension,
            questions: questions(workbook, dimension, now.date_naive()),
            at: 0,
        }
    }
}

fn questions(workbook: &Workbook, dimension: Dimension, today: Day) -> Vec<Question> {
    let question = |shelved: Shelved<'_>| {
        let said = shelved.last.map(|last| workbook.glance(last, today, true));
        let when = match shelved.last.map(|last| plain(last.day())) {
            None => "not answered yet".to_owned(),
            Some(day) if shelved.is_old(today) => format!("{day}, older than a quarter"),
            Some(day) => day,
        };
        Question {
            deck: shelved.deck.id.clone(),
            prompt: shelved.prompt.id.clone(),
            text: shelved.prompt.text.clone(),
            said: said.unwrap_or_default(),
            when,
        }
    };
    let shelved = shelf(&workbook.decks, &workbook.journal, dimension);
    shelved.map(question).collect()
}

impl Screen for ShelfPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shelves, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The questions on one shelf, and what was last said to each. Nothing is added up."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head(self.dimension.title(), "", false);
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        for (item, question) in self.questions.iter().enumerate() {
            if item > 0 {
                sheet.blank();
            }
            sheet.item(page, item, "", &question.text, theme.text);
            sheet.beneath(page, &question.said, &question.when, theme.muted);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        let chosen = self.questions.get(self.at);
        match act {
            Act::Open => chosen.map_or(Next::Stay, |question| {
                Next::Go(Route::Thread(question.prompt.clone(), None))
            }),
            Act::Revisit => chosen.map_or(Next::Stay, |question| {
                let prompts = vec![question.prompt.clone()];
                Next::Go(Route::Walk(again(&question.deck, prompts)))
            }),
            Act::SayAndHold => Next::Go(Route::SayAndHold),
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, self.questions.len(), 5, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Revisit, Act::SayAndHold, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.questions = questions(cx.workbook, self.dimension, cx.today());
    }
}
