//! What stands in a page for a browser, read as strictly as a browser reads it loosely.

/// An element's name and what is set on it, in the order of the page.
pub(super) type Tag = (String, Vec<(String, String)>);

/// The elements of a page, and its text without the style sheet. What is no markup as this program
/// writes it is an error.
pub(super) fn read(page: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut text, mut open) = (Vec::new(), String::new(), Vec::new());
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(&plain(before));
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "closed crosswise");
            // Words of two elements are two words.
            text.push_str(if name == "span" { "" } else { "\n" });
            continue;
        }
        let (name, set) = element(tag);
        if name == "blockquote" {
            text.push('\n');
        }
        if name == "style" {
            rest = rest.split_once("</style>").unwrap().1;
        } else if name != "meta" {
            open.push(name.clone());
        }
        tags.push((name, set));
    }
    assert_eq!(open, [""; 0], "left open");
    text.push_str(&plain(rest));
    (tags, text)
}

fn element(tag: &str) -> Tag {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(
        name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty(),
        "<{tag}>"
    );
    let mut set = Vec::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").unwrap();
        let (value, after) = after.split_once('"').unwrap();
        set.push((key.to_owned(), plain(value)));
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    (name.to_owned(), set)
}

/// Text with its escapes taken back. There are four of them.
fn plain(text: &str) -> String {
    assert!(!text.contains('>'), "{text}");
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (escape, after) = part.split_once(';').unwrap();
        out.push(match escape {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            other => panic!("&{other};"),
        });
        out.push_str(after);
    }
    out
}

pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
