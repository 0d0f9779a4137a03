//! How many colors a terminal takes.

/// How many colors may be emitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    None,
    Sixteen,
    Indexed256,
    True,
}

/// What a person asked of color.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    #[default]
    Auto,
    Always,
    Never,
}

/// What the environment says of colors.
#[derive(Debug, Clone, Copy)]
pub struct ColorEnv<'a> {
    /// `TERM`, empty where it is not set.
    pub term: &'a str,
    /// `COLORTERM`, empty where it is not set.
    pub colorterm: &'a str,
    /// Whether `NO_COLOR` is set to anything but nothing.
    pub no_color: bool,
    pub wanted: Wanted,
    /// Whether the output is a terminal.
    pub tty: bool,
}

/// The depth to use. `Always` outweighs `NO_COLOR`, a pipe and an unknown terminal.
pub fn depth(env: &ColorEnv<'_>) -> Depth {
    let able = of_term(env.term, env.colorterm);
    match env.wanted {
        Wanted::Never => Depth::None,
        Wanted::Always => able.max(Depth::Sixteen),
        Wanted::Auto if env.no_color || !env.tty => Depth::None,
        Wanted::Auto => able,
    }
}

fn of_term(term: &str, colorterm: &str) -> Depth {
    const TRUE: [&str; 7] = [
        "-direct",
        "alacritty",
        "contour",
        "foot",
        "ghostty",
        "kitty",
        "wezterm",
    ];
    let claims_true = matches!(colorterm, "truecolor" | "24bit");
    if term.is_empty() || term == "dumb" {
        Depth::None
    } else if term == "linux" || term.starts_with("linux-") {
        Depth::Sixteen
    } else if term.starts_with("screen") && claims_true {
        // GNU screen hands COLORTERM on, but garbles the long form of a color.
        Depth::Indexed256
    } else if claims_true || TRUE.iter().any(|name| term.contains(name)) {
        Depth::True
    } else if term.contains("256color") {
        Depth::Indexed256
    } else {
        Depth::Sixteen
    }
}
