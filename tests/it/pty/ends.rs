//! A terminal that vanishes.

use std::time::{Duration, Instant};

use super::{
    home::Home,
    window::{KEEP, Setting, Window},
};

#[test]
fn where_hang_ups_are_ignored_a_vanished_terminal_is_noticed() {
    let home = Home::new();
    let setting = Setting {
        script: r#"trap "" HUP; exec "$0" "$@""#,
        ..Setting::default()
    };
    let mut window = Window::at_first_question(setting, &home);
    window.send("One.").send(KEEP).expect("2 of 13");
    window.send("Words at the end").expect("Words at the end");
    let gone = Instant::now();
    assert_eq!(window.vanish().ended(), Some(130));
    assert!(gone.elapsed() < Duration::from_secs(5));
    home.until_draft("Words at the end");
    assert_eq!(home.words(), ["One."]);
}
