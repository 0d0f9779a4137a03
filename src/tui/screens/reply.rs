use crate::{
    time::say::plain,
    tui::{
        act::{Act, Scope},
        editor::{Editor, Motion, Op, Shape},
        page::Page,
        paper::{Paper, width},
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{
        Deed,
        coming_home::{Arriving, Coming, Standing},
    },
};

const WHERE: &str = "Type or paste where the reply is: a reply file, or a text that holds the \
    filled form. Nothing is taken in before you have seen it.";

const NOTHING_NEW: &str = "All that can be is taken in; enter shows the notes that came back.";

/// A coach's reply: where it is, and then what it says, before any of it is taken in.
#[derive(Debug)]
pub struct ReplyPage {
    typed: Editor,
    coming: Option<Box<Coming>>,
    /// For each note, how it stands and whether it is to be taken in.
    marks: Vec<(Standing, bool)>,
    at: usize,
    sheet: Sheet,
    laid: Option<Page>,
}

impl Default for ReplyPage {
    fn default() -> Self {
        Self {
            typed: Editor::new("", Shape::Line),
            coming: None,
            marks: Vec::new(),
            at: 0,
            sheet: Sheet::default(),
            laid: None,
        }
    }
}

impl ReplyPage {
    /// Reads what lies where it was typed.
    fn look(&mut self, cx: &Cx<'_>) -> Next {
        let typed = self.typed.text();
        let path = cx.workbook.path_of(unwrapped(&typed));
        if path.as_os_str().is_empty() {
            return Next::Say("Type where the reply is.".to_owned());
        }
        match cx.workbook.look_at_reply(&path, cx.today()) {
            Ok(coming) => {
                self.coming = Some(Box::new(coming));
                self.mark_all(cx);
                Next::Stay
            }
            Err(why) => Next::Say(why),
        }
    }

    /// Marks whatever can be taken in.
    fn mark_all(&mut self, cx: &Cx<'_>) {
        let notes = self.coming.iter().flat_map(|coming| &coming.notes);
        let standing = notes.map(|note| cx.workbook.standing(note));
        self.marks = standing
            .map(|standing| (standing, standing == Standing::New))
            .collect();
        self.laid = None;
    }

    fn act_typing(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => return Next::Back,
            Act::Open => return self.look(cx),
            Act::Edit(op) => drop(self.typed.apply(op)),
            Act::CutWord => drop(self.typed.apply(Op::Kill(Motion::WordLeft))),
            _ => {}
        }
        Next::Stay
    }

    /// Takes the note chosen, or leaves it.
    fn turn(&mut self) -> Next {
        self.laid = None;
        match self.marks.get_mut(self.at) {
            Some((Standing::New, taken)) => *taken = !*taken,
            Some((standing, _)) => return Next::Say(format!("It is {}.", standing.says())),
            None => {}
        }
        Next::Stay
    }

    fn turn_all(&mut self) {
        self.laid = None;
        let new = |(standing, _): &&mut (Standing, bool)| *standing == Standing::New;
        let all = self
            .marks
            .iter()
            .all(|(standing, taken)| *taken || *standing != Standing::New);
        for (_, taken) in self.marks.iter_mut().filter(new) {
            *taken = !all;
        }
    }

    /// Whether there is a note that can be taken in.
    fn has_new(&self) -> bool {
        let new = |(standing, _): &(Standing, bool)| *standing == Standing::New;
        self.marks.iter().any(new)
    }

    fn take(&self) -> Next {
        let Some(coming) = &self.coming else {
            return Next::Stay;
        };
        let marks = self.marks.iter().enumerate();
        let which: Vec<usize> = marks
            .filter(|(_, (_, taken))| *taken)
            .map(|(at, _)| at)
            .collect();
        if which.is_empty() {
            if self.has_new() {
                let how = "Nothing is marked; space marks a note, a all of them.";
                return Next::Say(how.to_owned());
            }
            // What there was is beside the words already.
            return Next::Replace(Route::Notes(coming.sent.token.clone()));
        }
        Next::Do(Deed::TakeHome(coming.clone(), which))
    }

    fn lay(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let Some(coming) = &self.coming else {
            return sheet;
        };
        for line in coming.says() {
            sheet.text(page, &line, theme.muted);
        }
        for problem in &coming.problems {
            sheet.text(page, problem, theme.text);
        }
        if !self.marks.is_empty() && !self.has_new() {
            sheet.text(page, NOTHING_NEW, theme.strong);
        }
        for (item, (note, mark)) in coming.notes.iter().zip(&self.marks).enumerate() {
            sheet.blank();
            lay_note(cx, &mut sheet, item, note, *mark);
        }
        sheet
    }
}

/// One note: whether it is taken, what it is and on which question, the words it is on, its own.
fn lay_note(
    cx: &Cx<'_>,
    sheet: &mut Sheet,
    item: usize,
    arriving: &Arriving,
    (standing, taken): (Standing, bool),
) {
    let (page, theme) = (&cx.page, cx.theme);
    let sign = if taken { cx.glyphs.on } else { cx.glyphs.dot };
    let lead = format!("{} {sign}  ", item + 1);
    let title = cx.workbook.title_of(arriving);
    sheet.item(page, item, &lead, &title, theme.text);
    if standing != Standing::New {
        sheet.below(
            page,
            item,
            &format!("It is {}.", standing.says()),
            theme.muted,
        );
    }
    let rule = format!("{} ", cx.glyphs.rule);
    let room = usize::from(page.measure)
        .saturating_sub(width(&rule))
        .max(1);
    let quote = cx.workbook.quote_of(arriving, cx.today());
    let quote = quote.map(|quote| (format!("\u{201c}{quote}\u{201d}"), theme.muted));
    let words = (arriving.note.words.clone(), theme.text);
    for (text, style) in quote.into_iter().chain([words]) {
        for row in crate::text::wrapped(text.trim_end(), room) {
            let lead = (rule.clone(), theme.attention);
            sheet.below_runs(item, vec![lead, (row.trim_end().to_owned(), style)]);
        }
    }
}

/// A path as it was typed or dropped: without the quotation marks around it.
fn unwrapped(typed: &str) -> &str {
    let typed = typed.trim();
    let within = |mark: char| typed.strip_prefix(mark)?.strip_suffix(mark);
    within('\'').or_else(|| within('"')).unwrap_or(typed)
}

impl Screen for ReplyPage {
    fn scopes(&self) -> &'static [Scope] {
        match self.coming {
            None => &[Scope::Find],
            // There is nothing to take; what is taken in is a key away.
            Some(_) if !self.has_new() => &[Scope::List, Scope::Still],
            Some(_) => &[Scope::Reply, Scope::List, Scope::Still],
        }
    }

    fn purpose(&self) -> &'static str {
        "A coach's reply, before any of it is taken in. It can add notes, and change nothing."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        let Some(coming) = &self.coming else {
            paper.head("A reply", "", false);
            let typed = self.typed.text();
            let room = usize::from(page.measure).saturating_sub(1);
            let starts = typed.char_indices().map(|(at, _)| at);
            let tail = starts
                .filter_map(|at| typed.get(at..))
                .find(|tail| width(tail) <= room);
            let x = paper.put(
                page.left,
                page.top,
                tail.unwrap_or_default(),
                theme.question,
            );
            paper.cursor = Some((x, page.top).into());
            let mut sheet = Sheet::default();
            sheet.text(page, WHERE, theme.muted);
            return sheet.draw(paper, page.top.saturating_add(2), View::From(0));
        };
        paper.head("A reply", &plain(coming.date), false);
        self.sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self.laid != Some(cx.page) {
            self.sheet = self.lay(cx);
            self.laid = Some(cx.page);
        }
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        if self.coming.is_some() {
            return false;
        }
        self.typed.type_char(letter);
        true
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        if self.coming.is_some() {
            return false;
        }
        self.typed.paste(text.trim());
        true
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        // What was taken in stands so from now on; what was left is left.
        let notes = self.coming.iter().flat_map(|coming| &coming.notes);
        for (note, (standing, taken)) in notes.zip(&mut self.marks) {
            *standing = cx.workbook.standing(note);
            *taken &= *standing == Standing::New;
        }
        self.laid = None;
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.coming.is_none() {
            return self.act_typing(cx, act);
        }
        match act {
            Act::Back => return Next::Back,
            Act::Include => return self.turn(),
            Act::TakeAll => self.turn_all(),
            Act::Open => return self.take(),
            _ => self.at = moved(self.at, self.marks.len(), 3, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match self.coming {
            None => vec![Act::Open, Act::Back, Act::Help],
            Some(_) if !self.has_new() => vec![Act::Open, Act::Back, Act::Help],
            Some(_) => vec![Act::Open, Act::Include, Act::TakeAll, Act::Back, Act::Help],
        }
    }
}
