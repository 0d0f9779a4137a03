use super::about::{further, scrolled};
use crate::{
    deck::Prompt,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
};

/// Why a question is asked, with smaller ones to begin with, where they have no room beneath it.
#[derive(Debug)]
pub struct WhyPage {
    prompt: Prompt,
    /// The first row in view.
    top: usize,
}

impl WhyPage {
    pub fn new(prompt: Prompt) -> Self {
        Self { prompt, top: 0 }
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        sheet.text(page, &self.prompt.text, theme.question);
        sheet.blank();
        sheet.text(page, &self.prompt.why, theme.text);
        let dot = (format!("{} ", cx.glyphs.dot), theme.muted);
        for probe in &self.prompt.probes {
            sheet.flow(page, None, &dot, &[(probe.clone(), theme.text)]);
        }
        sheet
    }
}

impl Screen for WhyPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Why a question is asked, and smaller questions to begin with."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Why this is asked", "", false);
        self.sheet(cx)
            .draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if act == Act::Back {
            return Next::Back;
        }
        self.top = scrolled(self.top, &self.sheet(cx), cx, act);
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        further(&self.sheet(cx), cx)
    }
}
