use ratatui::layout::{Position, Rect, Size};

/// How a page is laid out in a window of a given size. Screens ask it for places and never
/// compare widths themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub size: Size,
    /// Where text begins, and how wide it may be: at most 70.
    pub left: u16,
    pub measure: u16,
    /// How far the running head and the keys may reach: at most 72.
    pub width: u16,
    /// Where the bar stands that says where one is.
    pub bar: u16,
    /// The row of the running head; none where only words have room.
    pub head: Option<u16>,
    /// The row of the keys.
    pub foot: Option<u16>,
    /// The first row of the page's own matter, and how many rows it has.
    pub top: u16,
    pub rows: u16,
    /// The margin for what was said before, where there is room beside the page.
    pub note: Option<Rect>,
    /// Rows left blank between two parts: 2, or 1 where room is short.
    pub pause: u16,
    /// How many keys the last row says.
    pub hints: usize,
}

const MEASURE: u16 = 70;
const COLUMN: u16 = 72;
const NOTE: u16 = 36;
const GAP: u16 = 4;
/// How wide each of two columns is, on a page of one column, and where a margin lies beside it.
const HALF: u16 = 34;
const WIDE_HALF: u16 = 46;

impl Page {
    /// The page for a window of this size; any size gives one.
    pub fn of(size: Size) -> Self {
        let (width, height) = (size.width, size.height);
        if width < 24 || height < 6 {
            return Self::words_only(size);
        }
        let margin = match width {
            0..48 => 1,
            48..78 => 2,
            78.. => 4,
        };
        let whole = margin + COLUMN + GAP + NOTE;
        let beside = width >= whole + margin;
        // A wide window centres the page with its margin note, as one sheet.
        let left = if width > 140 {
            (width - (COLUMN + GAP + NOTE)) / 2
        } else {
            margin
        };
        let short = height < 16;
        let head = u16::from(!short);
        let top = if short { 2 } else { head + 2 };
        let foot = height - 1;
        // A blank row stands above the keys where there is room for one.
        let rows = (foot - u16::from(!short)).saturating_sub(top);
        let note = Rect::new(left + COLUMN + GAP, top, NOTE, rows);
        Self {
            size,
            left,
            measure: MEASURE.min(width - 2 * margin),
            width: COLUMN.min(width - 2 * margin),
            bar: left.saturating_sub(2),
            head: Some(head),
            foot: Some(foot),
            top,
            rows,
            note: beside.then_some(note),
            pause: if short { 1 } else { 2 },
            hints: if width < 60 { 3 } else { 5 },
        }
    }

    fn words_only(size: Size) -> Self {
        let measure = size.width.saturating_sub(1).max(1);
        Self {
            size,
            left: 0,
            measure,
            width: size.width,
            bar: 0,
            head: None,
            foot: None,
            top: 0,
            rows: size.height,
            note: None,
            pause: 0,
            hints: 0,
        }
    }

    /// Whether there is room for words and nothing else.
    pub fn is_bare(&self) -> bool {
        self.head.is_none()
    }

    /// How wide each of two columns is, four cells apart; none where there is no room for two.
    pub fn columns(&self) -> Option<u16> {
        match self.note {
            Some(_) => Some(WIDE_HALF),
            None => (self.width == COLUMN).then_some(HALF),
        }
    }

    /// The page as wide as two columns are. Its text stays as narrow as it was.
    #[must_use]
    pub fn spread(self) -> Self {
        let width = self.columns().map_or(self.width, |half| 2 * half + GAP);
        Self { width, ..self }
    }

    /// The row for what there is to say at the moment, and whether further rows go up from it:
    /// above the keys, or on a short page below the head, where no words are being written.
    pub fn notice(&self) -> Option<(u16, bool)> {
        match (self.head, self.foot) {
            (Some(0), _) => Some((1, false)),
            (_, foot) => foot.map(|foot| (foot.saturating_sub(1), true)),
        }
    }

    /// The row after the last of the page's own matter.
    pub fn bottom(&self) -> u16 {
        self.top.saturating_add(self.rows)
    }

    /// How many columns each of `count` things may take beside a label: two, or one where room is
    /// short.
    pub fn step(&self, label: u16, count: u16) -> u16 {
        let room = self.measure.saturating_sub(label);
        room.checked_div(count).unwrap_or(1).clamp(1, 2)
    }

    /// Where a point of the window lies in a text that begins at `row` of the window.
    pub fn within(&self, point: Position, row: u16) -> Option<(u16, u16)> {
        Some((point.x.saturating_sub(self.left), point.y.checked_sub(row)?))
    }
}
