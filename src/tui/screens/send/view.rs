use super::{SEALS, Sealing, SendPage, Step};
use crate::{
    seal::Passphrase,
    time::say::count,
    tui::{
        paper::Paper,
        screen::Cx,
        secret,
        sheet::{Sheet, View},
    },
    workbook::{handing::FORMS, locking::strength_line},
};

impl SendPage {
    pub(super) fn draw(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Write it", self.form_said(), false);
        let page = cx.page;
        match self.step {
            Step::Form => self.list(
                cx,
                paper,
                "In which form?",
                &FORMS.map(|form| (form.says, form.note)),
            ),
            Step::Seal => self.list(cx, paper, "How is it closed to everybody else?", &SEALS),
            Step::Key => {
                let below = "The coach's public key, which they can send openly: it seals, and \
                             opens nothing. `rolebook review --key` prints it at theirs, or `age-keygen`.";
                self.typing.view(cx, paper, below);
            }
            Step::Path => {
                let below = "A whole path, or a name in your own folder. It is written where no \
                             file is yet, for your account alone.";
                let wrong = self.wrong.as_deref().unwrap_or(below);
                self.typing.view(cx, paper, wrong);
            }
            Step::First | Step::Again => self.passphrase(cx, paper),
            Step::Ready | Step::Done => {
                self.last(cx).draw(paper, page.top, View::From(0));
            }
        }
    }

    fn form_said(&self) -> &'static str {
        match self.step {
            Step::Form => "",
            _ => self.form.says,
        }
    }

    fn list(&self, cx: &Cx<'_>, paper: &mut Paper<'_>, title: &str, lines: &[(&str, &str)]) {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        sheet.text(page, title, theme.question);
        sheet.blank();
        for (at, (says, note)) in lines.iter().enumerate() {
            let title = format!("{}  {}", at + 1, crate::text::capital(says));
            sheet.choice(page, at, &title, note, [theme.text, theme.muted]);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn passphrase(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (cx.page, cx.theme);
        let name = if self.step == Step::First {
            "A passphrase for this file"
        } else {
            "The same once more"
        };
        let typed = Passphrase::new(self.secret.text().to_owned());
        let line = match &self.wrong {
            Some(wrong) => wrong.clone(),
            None if self.step == Step::First && !self.secret.is_empty() => {
                strength_line(typed.strength())
            }
            None => "Tell it to your coach by another way than the file: on the telephone, say."
                .to_owned(),
        };
        secret::draw(paper, page.top, name, Some((&line, theme.muted)));
    }

    /// Before it is written, and after.
    fn last(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let answers = count(self.packed.ids.len(), "answer");
        let sealed = match &self.sealing {
            Sealing::Open => "It is not sealed: anybody who has the file can read it.",
            Sealing::To(_) => {
                "It is sealed to the coach's key: nobody else can open it; you cannot either."
            }
            Sealing::With(_) => "It is sealed with the passphrase you typed twice.",
        };
        if self.step == Step::Ready {
            let exactly = format!(
                "You are about to write a file that can be read outside this program. It contains \
                 exactly these {answers}, as you have looked through them."
            );
            sheet.text(page, &exactly, theme.text);
            sheet.blank();
            sheet.text(page, sealed, theme.text);
            sheet.blank();
            sheet.text(page, &self.path, theme.question);
            sheet.pause(page);
            sheet.text(page, "enter writes it; esc leads back.", theme.muted);
        } else {
            sheet.text(page, "Written. It lies here, and nowhere else:", theme.text);
            sheet.blank();
            sheet.text(page, &self.path, theme.question);
            sheet.blank();
            sheet.text(page, sealed, theme.text);
            sheet.blank();
            let record = "You give it to your coach yourself. What went is recorded in your \
                          journal: h on the first page shows it, and takes the reply in.";
            sheet.text(page, record, theme.muted);
        }
        sheet
    }
}
