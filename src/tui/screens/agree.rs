use super::{
    choose::FIRST_REVISION,
    saved,
    typing::{Typed, Typing},
};
use crate::{
    journal::{Selection, Stop, Walk},
    time::{
        Moment, parse_day,
        say::{full, plain},
    },
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Place, Workbook, handing::Packed},
};

/// Said once, before it is written.
const GIVEN: &str = "A file, once given, cannot be called back.";

/// What the coach may do with it, and what stands on the cover.
pub struct AgreePage {
    place: Place,
    packed: Packed,
    top: usize,
    /// Until when it may be kept, being typed.
    typing: Option<Typing>,
    changes: u64,
}

impl AgreePage {
    pub fn open(workbook: &Workbook, place: Place, now: Moment) -> Self {
        let packed = workbook.packed(&place.walk, now.date_naive());
        Self {
            place,
            packed,
            top: 0,
            typing: None,
            changes: FIRST_REVISION,
        }
    }

    fn selection(&self) -> Option<&Selection> {
        self.place.walk.selection.as_deref()
    }

    fn change(&mut self, cx: &Cx<'_>, change: impl FnOnce(&mut Selection)) -> Next {
        change(self.place.walk.selection.get_or_insert_default());
        self.changes += 1;
        self.packed = cx.workbook.packed(&self.place.walk, cx.today());
        Next::Stay
    }

    fn keep_until(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(typing) = &mut self.typing else {
            return Next::Stay;
        };
        match typing.act(act) {
            Typed::More => Next::Stay,
            Typed::Left => {
                self.typing = None;
                Next::Stay
            }
            Typed::Done(day) if day.trim().is_empty() => {
                self.typing = None;
                self.change(cx, |selection| selection.keep_until = None)
            }
            Typed::Done(day) => match parse_day(&day, cx.today()) {
                Ok(day) if day < cx.today() => Next::Say(format!("{} is over.", full(day))),
                Ok(day) => {
                    self.typing = None;
                    self.change(cx, |selection| selection.keep_until = Some(day))
                }
                Err(why) => Next::Say(why.to_string()),
            },
        }
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let handoff = &self.packed.handoff;
        let cover = &handoff.cover;
        let or = |text: &str, none: &str| if text.is_empty() { none } else { text }.to_owned();
        let said = [
            ("From", or(&cover.from, "no name")),
            ("For", or(&cover.to, "nobody named")),
            ("For what", or(&cover.purpose, "not said")),
            (
                "Where things are",
                or(&handoff.lines.join("\n"), "not said"),
            ),
        ];
        for (label, text) in said {
            for (at, line) in text.split('\n').enumerate() {
                let label = if at == 0 { label } else { "" };
                let lead = (format!("{label:<20}"), theme.muted);
                sheet.flow(page, None, &lead, &[(line.to_owned(), theme.text)]);
            }
        }
        sheet.text(page, "w answers these four again.", theme.muted);
        sheet.pause(page);
        // Above whatever may be long, so that it is in view.
        sheet.text(page, GIVEN, theme.text);
        sheet.blank();
        let yes = |yes: bool| if yes { "yes" } else { "no" };
        let agreed = &cover.agreement;
        let keep = agreed.keep_until.map_or_else(|| "no day".to_owned(), plain);
        let times = self.selection().is_some_and(|selection| selection.times);
        let context = self.selection().is_some_and(|selection| selection.context);
        let rows = [
            ("q", "It may be quoted", yes(agreed.quote).to_owned()),
            (
                "s",
                "It may be discussed with a sponsor",
                yes(agreed.sponsor).to_owned(),
            ),
            ("u", "It may be kept until", keep),
            ("t", "Times of day go with the dates", yes(times).to_owned()),
            ("c", "The role you hold goes along", yes(context).to_owned()),
        ];
        for (key, label, value) in rows {
            let lead = (format!("{key}  "), theme.text);
            let runs = [(format!("{label:<38}"), theme.muted), (value, theme.strong)];
            sheet.flow(page, None, &lead, &runs);
        }
        if let Some(context) = &handoff.context {
            let used = context.roles.join(", ");
            for text in [&context.role, &context.since, &used]
                .into_iter()
                .filter(|text| !text.is_empty())
            {
                sheet.flow(
                    page,
                    None,
                    &("   ".to_owned(), theme.text),
                    &[(text.clone(), theme.text)],
                );
            }
        }
        sheet
    }
}

impl Screen for AgreePage {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() {
            &[Scope::Find]
        } else {
            &[Scope::Agree, Scope::List, Scope::Still]
        }
    }

    fn purpose(&self) -> &'static str {
        "What you and your coach agree on, and what stands on the cover."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("The agreement", &saved(cx, ""), false);
        if let Some(typing) = &self.typing {
            let below = "A day, such as in 3 months, 30 June, 2026-12-31; none where there is \
                         nothing here. The coach sees it when they open the file.";
            return typing.view(cx, paper, below);
        }
        self.sheet(cx)
            .draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.typing.is_some() {
            return self.keep_until(cx, act);
        }
        match act {
            Act::Quote => self.change(cx, |selection| selection.quote = !selection.quote),
            Act::Sponsor => self.change(cx, |selection| selection.sponsor = !selection.sponsor),
            Act::Times => self.change(cx, |selection| selection.times = !selection.times),
            Act::Context => self.change(cx, |selection| selection.context = !selection.context),
            Act::KeepUntil => {
                let day = self.packed.handoff.cover.agreement.keep_until;
                let day = day.map(plain).unwrap_or_default();
                self.typing = Some(Typing::new("Until", &day));
                Next::Stay
            }
            Act::Revisit => Next::Step(None, Workbook::ask_again(&self.place.walk)),
            Act::AnswerBefore => {
                let mut walk = self.place.walk.clone();
                walk.left.insert(0, Stop::LookThrough);
                Next::Step(None, walk)
            }
            Act::Open => {
                let mut walk = self.place.walk.clone();
                walk.pass(false);
                Next::Step(None, walk)
            }
            Act::Back => Next::Back,
            _ => {
                let rows = self.sheet(cx).rows() + 1;
                let room = usize::from(cx.page.rows);
                let count = rows.saturating_sub(room).max(1);
                self.top = moved(self.top, count, room.saturating_sub(2), act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.typing.is_some() {
            return vec![Act::Open, Act::Back, Act::Help];
        }
        vec![
            Act::Open,
            Act::AnswerBefore,
            Act::Revisit,
            Act::Back,
            Act::Help,
        ]
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        self.typing
            .as_mut()
            .map(|typing| typing.typed(letter))
            .is_some()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        self.typing
            .as_mut()
            .map(|typing| typing.pasted(text))
            .is_some()
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn revision(&self) -> u64 {
        self.changes
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }
}
