//! Colors solved for contrast, on any terminal; the signs; and the settings behind both.

use std::collections::HashSet;

use ratatui::style::{Color, Modifier, Style};
use rolebook::config::{Config, GlyphChoice};
use rolebook::tui::palette::{
    ColorEnv, Depth, Glyphs, Rgb, Terminal, Theme, Wanted, depth, glyphs, mix,
};

fn rgb(hex: u32) -> Rgb {
    let [_, r, g, b] = hex.to_be_bytes();
    Rgb::new(r, g, b)
}

fn theme(text: Rgb, background: Rgb, depth: Depth) -> Theme {
    Theme::of(&Terminal {
        colors: Some((text, background)),
        depth,
        hue: 200.0,
    })
}

/// The color that a style shows, the terminal's own where it emits none.
fn shown(style: Style, text: Rgb) -> Rgb {
    assert_eq!(style.bg, None);
    match style.fg {
        None => text,
        Some(Color::Rgb(r, g, b)) => Rgb::new(r, g, b),
        Some(Color::Indexed(n @ 16..=231)) => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let n = n - 16;
            Rgb::new(level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        Some(Color::Indexed(n @ 232..)) => {
            let v = 8 + 10 * (n - 232);
            Rgb::new(v, v, v)
        }
        Some(other) => panic!("{other:?} looks different on every terminal"),
    }
}

/// Greys, tints and strong colors: some 4,700 pairs.
fn grid() -> impl Iterator<Item = (Rgb, Rgb)> {
    let mut colors: Vec<Rgb> = (0..=255).step_by(15).map(|v| Rgb::new(v, v, v)).collect();
    let levels = [0, 43, 128, 255];
    for r in levels {
        for g in levels {
            colors.extend(levels.map(|b| Rgb::new(r, g, b)));
        }
    }
    let others = colors.clone();
    colors
        .into_iter()
        .flat_map(move |a| others.clone().into_iter().map(move |b| (a, b)))
}

/// Text, background, then muted, accent, attention and rule with their contrasts.
const TABLE: &str = "
e5e5e5 000000  959595 7.0  10a6ad 7.1  c78b28 7.2  353535 1.7
cccccc 1e1e1e  989898 5.8  12b0b7 6.3  d09434 6.3  444444 1.7
1f2328 ffffff  55585c 7.2  066166 7.2  764f05 7.3  c5c6c7 1.7
3c3836 fbf1c7  625d53 5.8  066166 6.4  764f05 6.4  c2ba9c 1.7
f8f8f2 282a36  b5b6b6 7.0  0accd5 7.2  ebae51 7.3  4d4f58 1.8
839496 002b36  7f9193 4.6  0e9ca2 4.5  bd821a 4.6  2e5058 1.7
657b83 fdf6e3  657b83 4.1  0a7e83 4.5  986603 4.6  bac0b9 1.7
";

#[test]
fn the_table_of_the_screen_language_holds() {
    let hex = |word: &str| rgb(u32::from_str_radix(word, 16).unwrap());
    for line in TABLE.trim().lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (text, background) = (hex(words[0]), hex(words[1]));
        let theme = theme(text, background, Depth::True);
        let styles = [theme.muted, theme.accent, theme.attention, theme.rule];
        for (style, wanted) in styles.into_iter().zip(words[2..].chunks(2)) {
            let got = shown(style, text);
            assert_eq!(got, hex(wanted[0]), "{line}");
            let off = got.contrast(background) - wanted[1].parse::<f64>().unwrap();
            assert!(off.abs() <= 0.06, "{line}: {wanted:?}");
        }
    }
}

#[test]
fn every_color_reads_on_every_terminal_at_every_depth() {
    for (text, background) in grid() {
        let own = text.contrast(background);
        for depth in [Depth::True, Depth::Indexed256] {
            let theme = theme(text, background, depth);
            let contrast = |style| shown(style, text).contrast(background);
            let at = format!("{text:?} on {background:?} at {depth:?}");
            assert_eq!(theme.text, Style::new());
            assert!(contrast(theme.accent) >= 4.5, "accent of {at}");
            assert!(contrast(theme.attention) >= 4.5, "attention of {at}");
            assert!(contrast(theme.muted) >= own.min(4.5), "muted of {at}");
            assert!(
                contrast(theme.muted) <= own,
                "muted of {at} outshines the text"
            );
            assert!(
                contrast(theme.rule) <= own,
                "rule of {at} outshines the text"
            );
            assert!(contrast(theme.rule) >= own.min(1.7), "rule of {at}");
            if own < 4.5 {
                assert_eq!(theme.muted, Style::new(), "{at}");
            }
            if own >= 6.0 && depth == Depth::True {
                assert!(
                    own / contrast(theme.muted) >= 1.15,
                    "muted of {at} is not apart"
                );
            }
        }
    }
}

#[test]
fn the_hue_of_the_accent_may_be_set_to_any() {
    for hue in (0..=360_u16).step_by(15) {
        for (text, background) in [(0xcc_cccc, 0x1e_1e1e), (0x1f_2328, 0xff_ffff)] {
            let (text, background) = (rgb(text), rgb(background));
            let accent = Theme::of(&Terminal {
                colors: Some((text, background)),
                depth: Depth::True,
                hue: f32::from(hue),
            })
            .accent;
            assert!(shown(accent, text).contrast(background) >= 4.5, "hue {hue}");
        }
    }
    let [red, green] = [30.0, 140.0].map(|hue| Rgb::from_oklch(0.6, 0.13, hue));
    assert!(red.r > red.g && green.g > green.r);
    for odd in [f64::NAN, f64::INFINITY, -1e300] {
        let _ = (
            Rgb::from_oklch(odd, 0.1, 0.0),
            Rgb::from_oklch(0.5, odd, 0.0),
        );
        let _ = Rgb::from_oklch(0.5, 0.1, odd);
    }
}

#[test]
fn contrast_and_mixing_are_as_defined() {
    let (black, white) = (rgb(0), rgb(0xff_ffff));
    assert!((black.contrast(white) - 21.0).abs() < 1e-9);
    assert!((white.contrast(black) - 21.0).abs() < 1e-9);
    assert!((rgb(0x76_7676).contrast(white) - 4.54).abs() < 0.01);
    assert_eq!(mix(black, white, 0.0), black);
    assert_eq!(mix(black, white, 1.0), white);
    assert_eq!(mix(black, white, 0.5), rgb(0x80_8080));
}

#[test]
fn few_colors_mean_no_greys() {
    let pair = Some((rgb(0xcc_cccc), rgb(0x1e_1e1e)));
    let of = |colors, depth| {
        Theme::of(&Terminal {
            colors,
            depth,
            hue: 200.0,
        })
    };
    let sixteen = of(pair, Depth::Sixteen);
    assert_eq!(
        sixteen,
        of(None, Depth::True),
        "no answer is as sixteen colors"
    );
    assert_eq!(sixteen, of(None, Depth::Indexed256));
    for (role, style) in sixteen.roles() {
        let color = (role == 'a').then_some(Color::Cyan);
        assert_eq!((style.fg, style.bg), (color, None), "role {role}");
    }
    let none = of(pair, Depth::None);
    assert_eq!(none, Theme::PLAIN);
    assert!(none.roles().iter().all(|(_, style)| style.fg.is_none()));
    for theme in [sixteen, none] {
        assert!(theme.question.has_modifier(Modifier::BOLD));
        assert!(theme.strong.has_modifier(Modifier::BOLD));
        assert!(theme.selected_text.has_modifier(Modifier::REVERSED));
        assert!(theme.underlined.has_modifier(Modifier::UNDERLINED));
    }
}

#[test]
fn the_probe_tells_every_role_apart() {
    let roles = Theme::PROBE.roles();
    let letters: HashSet<_> = roles.iter().map(|(letter, _)| letter).collect();
    let colors: HashSet<_> = roles.iter().map(|(_, style)| style.fg.unwrap()).collect();
    assert_eq!((letters.len(), colors.len()), (roles.len(), roles.len()));
}

#[test]
fn the_depth_follows_the_environment() {
    let of = |term, colorterm| {
        let (no_color, tty, wanted) = (false, true, Wanted::Auto);
        depth(&ColorEnv {
            term,
            colorterm,
            no_color,
            wanted,
            tty,
        })
    };
    for (term, colorterm, wanted) in [
        ("xterm-256color", "", Depth::Indexed256),
        ("xterm-256color", "truecolor", Depth::True),
        ("xterm-256color", "24bit", Depth::True),
        ("xterm-kitty", "", Depth::True),
        ("xterm-ghostty", "", Depth::True),
        ("alacritty", "", Depth::True),
        ("wezterm", "", Depth::True),
        ("xterm-direct", "", Depth::True),
        ("screen-256color", "truecolor", Depth::Indexed256),
        ("screen", "", Depth::Sixteen),
        ("xterm", "", Depth::Sixteen),
        ("linux", "truecolor", Depth::Sixteen),
        ("dumb", "truecolor", Depth::None),
        ("", "", Depth::None),
    ] {
        assert_eq!(of(term, colorterm), wanted, "{term} {colorterm}");
    }
}

#[test]
fn color_is_left_out_and_forced_as_asked() {
    let env = ColorEnv {
        term: "xterm-256color",
        colorterm: "",
        no_color: false,
        wanted: Wanted::Auto,
        tty: true,
    };
    let no_color = ColorEnv {
        no_color: true,
        ..env
    };
    let piped = ColorEnv { tty: false, ..env };
    assert_eq!(depth(&no_color), Depth::None);
    assert_eq!(depth(&piped), Depth::None);
    for env in [env, no_color, piped] {
        let asked = |wanted| depth(&ColorEnv { wanted, ..env });
        assert_eq!(asked(Wanted::Always), Depth::Indexed256);
        assert_eq!(asked(Wanted::Never), Depth::None);
    }
    let dumb = ColorEnv {
        term: "dumb",
        wanted: Wanted::Always,
        ..env
    };
    assert_eq!(depth(&dumb), Depth::Sixteen);
}

#[test]
fn signs_are_ascii_where_others_could_not_be_drawn() {
    assert_eq!(glyphs(GlyphChoice::Auto, true, "xterm"), Glyphs::UTF8);
    assert_eq!(glyphs(GlyphChoice::Auto, false, "xterm"), Glyphs::ASCII);
    assert_eq!(glyphs(GlyphChoice::Auto, true, "linux"), Glyphs::ASCII);
    assert_eq!(glyphs(GlyphChoice::Utf8, false, "linux"), Glyphs::UTF8);
    assert_eq!(glyphs(GlyphChoice::Ascii, true, "xterm"), Glyphs::ASCII);
}

#[test]
fn settings_are_read() {
    let (config, problems) = Config::read("# mine\nglyphs = \"ascii\"\naccent_hue = 75\n");
    assert_eq!(problems, []);
    assert_eq!((config.glyphs, config.accent_hue), (GlyphChoice::Ascii, 75));
    assert_eq!(Config::read(""), (Config::default(), vec![]));
    assert_eq!(Config::default().accent_hue, 200);
}

#[test]
fn what_is_wrong_in_the_settings_is_named_and_the_rest_works() {
    let text = "glyph = \"ascii\"\naccent_hue = 30\n  glyphs = \"pretty\"\n[keys]\nq = 1\n";
    let (config, problems) = Config::read(text);
    assert_eq!((config.glyphs, config.accent_hue), (GlyphChoice::Auto, 30));
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "line 1, column 1: There is no setting glyph. The settings are glyphs, accent_hue and idle_lock.",
            "line 3, column 12: This is not a value of glyphs. \
             Write glyphs = \"auto\", \"utf8\" or \"ascii\".",
            "line 4, column 2: There is no setting keys. The settings are glyphs, accent_hue and idle_lock.",
        ]
    );
}

#[test]
fn wrong_hues_and_torn_lines_leave_the_default() {
    for value in [
        "361",
        "-1",
        "\"teal\"",
        "20.5",
        "99999999999999999999999",
        "",
        "[",
        "true",
    ] {
        let text = format!("accent_hue = {value}\n");
        let (config, problems) = Config::read(&text);
        assert_eq!(config, Config::default(), "{text}");
        assert_eq!(problems.len(), 1, "{text} {problems:?}");
        assert_eq!(problems[0].line, 1, "{text}");
    }
    let (_, problems) = Config::read("\n'é' = 1 = 2\n");
    assert_eq!((problems[0].line, problems[0].column), (2, 9));
    let (config, problems) = Config::read("accent_hue = = 3\nglyphs = \"utf8\"\n");
    assert_eq!(config.glyphs, GlyphChoice::Utf8);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (config, problems) = Config::read("accent_hue = 10\naccent_hue = 20\n");
    assert_eq!(config.accent_hue, 10);
    assert_eq!(problems.len(), 1, "{problems:?}");
}

proptest::proptest! {
    #[test]
    fn no_settings_text_panics(text in r#"([a-z_]{0,12}[ =\[\]"'{}.#\n0-9é]{0,6}){0,12}"#) {
        let (_, problems) = Config::read(&text);
        for problem in problems {
            proptest::prop_assert!(problem.line >= 1 && problem.column >= 1);
        }
    }
}
