use super::about::{further, scrolled};
use crate::tui::{
    act::{Act, Scope},
    paper::Paper,
    screen::{Cx, Next, Screen},
    sheet::{Sheet, View},
};

/// What is protected from whom, what is not, and how to check it: `docs/privacy.md`, as a page.
#[derive(Debug, Default)]
pub struct PrivacyPage {
    top: usize,
}

const TEXT: &str = include_str!("../../../docs/privacy.md");

impl PrivacyPage {
    /// The few forms of Markdown that the text has: headings, paragraphs of a sentence a line,
    /// lists, and lines to be copied.
    fn sheet(cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let mut paragraph = String::new();
        let flush = |sheet: &mut Sheet, paragraph: &mut String| {
            if !paragraph.is_empty() {
                sheet.text(page, paragraph, theme.text);
                paragraph.clear();
            }
        };
        let mut listing = false;
        for line in TEXT.lines().skip(2) {
            if let Some(title) = line.strip_prefix("## ") {
                flush(&mut sheet, &mut paragraph);
                sheet.text(page, title, theme.strong);
            } else if let Some(item) = line.strip_prefix("- ") {
                if listing {
                    sheet.blank();
                }
                sheet.text(page, item, theme.text);
            } else if line.starts_with("    ") {
                flush(&mut sheet, &mut paragraph);
                sheet.text(page, line, theme.muted);
            } else if line.is_empty() {
                flush(&mut sheet, &mut paragraph);
                sheet.blank();
            } else {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(line);
            }
            listing = line.starts_with("- ");
        }
        flush(&mut sheet, &mut paragraph);
        sheet
    }
}

impl Screen for PrivacyPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What is protected from whom, what is not, and how to check it without trusting anybody."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Privacy", "", false);
        Self::sheet(cx).draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if act == Act::Back {
            return Next::Back;
        }
        self.top = scrolled(self.top, &Self::sheet(cx), cx, act);
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        further(&Self::sheet(cx), cx)
    }
}
