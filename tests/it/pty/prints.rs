//! What is printed once the program is left.

use super::{
    home::{Home, until},
    window::{ESC, Window},
};

#[test]
fn a_page_is_printed_on_the_terminal_that_was_there_before() {
    let home = Home::new();
    let asked = home.run(
        &["answer", "before.7", "--from", "-"],
        b"What would I lose?",
    );
    assert!(asked.status.success());
    let mut window = Window::open(&home);
    window
        .expect("Not begun")
        .send("B")
        .expect("To bring to the table")
        .send("p")
        .expect("It is printed");
    // In the full screen nothing of it is printed.
    window.send(ESC).expect("Rolebook").send("q");
    assert_eq!(window.ended(), Some(0));
    let printed = |written: &[u8]| {
        let written = String::from_utf8_lossy(written);
        let after = written.rsplit_once("\x1b[?1049l");
        after.is_some_and(|(_, after)| {
            after.contains("To bring to the table\r\n1   What would I lose?")
        })
    };
    // The terminal may still be reading what a program that has ended wrote.
    until(
        || printed(&window.written()),
        || String::from_utf8_lossy(&window.written()).into_owned(),
    );
}
