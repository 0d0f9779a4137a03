use super::{
    answer,
    args::{Answer, Ritual},
    environment::Edge,
    failure::Failure,
};

/// Walks through a ritual, on the full screen or line by line.
pub(super) fn run(deck: &str, args: &Ritual, edge: &Edge) -> Result<(), Failure> {
    let answer = Answer {
        id: Some(deck.to_owned()),
        plain: args.plain,
        short: !args.full,
        from: None,
        rate: None,
        choose: Vec::new(),
        by: None,
        percent: None,
        beside: None,
    };
    answer::run(&answer, edge)
}

/// The command that goes on with a ritual.
pub(super) fn command(deck: &str) -> String {
    match deck {
        "week" | "before" | "after" | "quarter" => format!("rolebook {deck}"),
        "session" => "rolebook coach".to_owned(),
        _ => format!("rolebook answer {deck}"),
    }
}
