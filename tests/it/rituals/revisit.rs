//! Earlier answers, read again in a ritual.

use rolebook::{journal::Form, tui::route::Route};

use crate::{
    demo,
    driver::{Driver, workbook},
};

/// Begins a ritual on the journal that lies on the disk.
fn begin(t: &mut Driver, deck: &str, form: Form) {
    let walk = workbook(&t.disk, 3).begin(deck, form, t.now);
    t.go(Route::Walk(walk));
}

#[test]
fn look() {
    let mut t = demo::driver();
    begin(&mut t, "before", Form::Short);
    println!("{}", t.screen());
    t.press("*");
    println!("{}", t.screen());
    t.press("+");
    println!("{}", t.screen());
    t.press("3");
    println!("{}", t.screen());
    t.press("f2");
    println!("{}", t.screen());
    t.type_text("A new budget").press("ctrl+s");
    println!("{}", t.screen());
    t.type_text("Anew it is.").press("ctrl+s");
    println!("{}", t.screen());
    t.press("s");
    println!("{}", t.screen());
    t.press("?");
    println!("{}", t.screen());

    let mut t = demo::driver();
    begin(&mut t, "quarter", Form::Full);
    println!("{}", t.screen());
    t.type_text("The founder.").press("ctrl+s");
    println!("{}", t.screen());
    t.press("2");
    println!("{}", t.screen());
    t.press("f4");
    println!("{}", t.screen());
    t.press("4").type_text("Why not").press("ctrl+s");
    println!("{}", t.screen());
    t.resize(40, 12);
    println!("{}", t.screen());
    t.resize(80, 24);
    t.press("1");
    for _ in 0..30 {
        println!("{}", t.screen());
        let screen = t.screen();
        if screen.contains("mark for then") || screen.contains("call a shift") { break; }
        if screen.contains("1 to 7") { t.press("5 enter"); } else if screen.contains("f4 skip") { t.press("f4"); } else { t.press("enter"); }
    }
    t.press("1");
    println!("{}", t.screen());
    t.press("down 7");
    println!("{}", t.screen());
    t.press("enter");
    for _ in 0..30 {
        let screen = t.screen();
        if screen.contains("call a shift") { break; }
        t.press("f4");
    }
    println!("{}", t.screen());
    t.press("space");
    println!("{}", t.screen());
    t.press("enter");
    println!("{}", t.screen());
}
