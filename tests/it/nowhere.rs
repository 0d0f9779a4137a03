//! Nothing here can connect: no crate that was not looked at, no part of one, no function of the
//! system in the program.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use toml::{Table, Value};

use crate::untried::untried;

/// Crates that connect, resolve names or speak a protocol of the internet, by themselves or as
/// what they are for.
const NETWORK: &[&str] = &[
    "actix-web",
    "async-io",
    "async-net",
    "async-std",
    "attohttpc",
    "awc",
    "axum",
    "c-ares",
    "curl",
    "curl-sys",
    "dns-lookup",
    "ftp",
    "gix-transport",
    "git2",
    "h2",
    "h3",
    "hickory-client",
    "hickory-proto",
    "hickory-resolver",
    "http",
    "http-body",
    "httparse",
    "hyper",
    "hyper-util",
    "isahc",
    "lettre",
    "libgit2-sys",
    "libssh2-sys",
    "mdns",
    "minreq",
    "native-tls",
    "nng",
    "octocrab",
    "openssl",
    "openssl-sys",
    "pnet",
    "polling",
    "quiche",
    "quinn",
    "rama",
    "reqwest",
    "ring",
    "rouille",
    "rumqttc",
    "rustls",
    "s2n-quic",
    "schannel",
    "security-framework",
    "self_update",
    "sentry",
    "smol",
    "smoltcp",
    "socket2",
    "socks",
    "ssh2",
    "suppaftp",
    "surf",
    "tiny_http",
    "tokio",
    "tokio-rustls",
    "tonic",
    "trust-dns-client",
    "trust-dns-proto",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "update-informer",
    "url-fetch",
    "warp",
    "webpki",
    "webpki-roots",
    "websocket",
    "zmq",
];

/// Every crate that was looked at: it cannot connect, or the part of it that can is left out.
const LOOKED_AT: &str = include_str!("../crates.txt");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything wrong with a lock file; `looked_at` are the names that may be in it.
fn wrong(lock: &str, looked_at: &BTreeSet<&str>) -> Vec<String> {
    let lock: Table = lock.parse().unwrap();
    let mut wrong = Vec::new();
    let packages = lock.get("package").and_then(Value::as_array).unwrap();
    for package in packages {
        let text = |key| package.get(key).and_then(Value::as_str);
        let name = text("name").unwrap_or("a crate without a name");
        if name == "rolebook" {
            continue;
        }
        if NETWORK.contains(&name) {
            wrong.push(format!("{name} can connect."));
        }
        if !looked_at.contains(name) {
            wrong.push(format!(
                "{name} is new. Look whether it can connect; if it cannot, its name belongs into \
                 tests/crates.txt."
            ));
        }
        // Under a known name from elsewhere anything could come.
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        if text("source") != Some(registry) || text("checksum").is_none_or(|sum| sum.len() != 64) {
            wrong.push(format!("{name} does not come from the registry."));
        }
    }
    wrong
}

#[test]
fn no_crate_enters_that_was_not_looked_at() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let looked_at: BTreeSet<&str> = LOOKED_AT.lines().collect();
    assert_eq!(wrong(&lock, &looked_at), [] as [String; 0]);
    let sorted: Vec<&str> = looked_at.iter().copied().collect();
    assert_eq!(
        LOOKED_AT.lines().collect::<Vec<_>>(),
        sorted,
        "sorted, each once"
    );
    for name in looked_at {
        assert!(!NETWORK.contains(&name), "{name} can connect");
        assert!(
            lock.contains(&format!("\nname = \"{name}\"\n")),
            "{name} is not used any more"
        );
    }
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: Table = manifest.parse().unwrap();
    for way_around in ["patch", "replace", "build-dependencies"] {
        assert!(
            !manifest.contains_key(way_around),
            "[{way_around}] leads past the registry"
        );
    }
    for file in ["build.rs", ".cargo/config.toml", ".cargo/config", "vendor"] {
        assert!(
            !root().join(file).exists(),
            "{file} leads past the registry"
        );
    }
}

#[test]
fn the_check_of_crates_is_not_fooled() {
    let known = BTreeSet::from(["age", "tokio"]);
    let of = |text: &str| wrong(&format!("version = 4\n{text}"), &known).len();
    let from = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \
                \"0123456789012345678901234567890123456789012345678901234567890123\"\n";
    assert_eq!(of(&format!("[[package]]\nname = \"age\"\n{from}")), 0);
    // Written otherwise, listed all the same, from elsewhere, or without a name.
    assert_eq!(of(&format!("[[package]]\n  \"name\"='tokio'\n{from}")), 1);
    assert_eq!(of(&format!("[[package]]\nname = \"a-new-one\"\n{from}")), 1);
    assert_eq!(of("[[package]]\nname = \"age\"\n"), 1);
    assert_eq!(
        of("[[package]]\nname = \"age\"\nsource = \"git+https://example.com/age\"\n"),
        1
    );
    assert_eq!(
        of(&format!(
            "package = [{{ name = \"ureq\", {} }}]",
            from.trim().replace('\n', ", ")
        )),
        2
    );
}

#[test]
fn the_part_of_rustix_that_opens_sockets_is_left_out() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "--edges",
            "normal,features",
            "--prefix",
            "none",
        ])
        .arg("--manifest-path")
        .arg(root().join("Cargo.toml"))
        .output();
    let Ok(tree) = tree else {
        untried("cargo is not there, so its tree was not looked at.");
        return;
    };
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(
        tree.contains("rustix feature \"termios\""),
        "the tree was not read"
    );
    assert!(!tree.contains("rustix feature \"net\""));
}

/// What a program asks the system for when it connects, listens, or looks a name up.
const CALLS: [&str; 12] = [
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "socket",
    "sendto",
    "getaddrinfo",
    "gethostbyname",
    "gethostbyname_r",
    "res_init",
    "__res_query",
];

/// The names that a 64-bit ELF program takes from the libraries of the system.
fn imports(elf: &[u8]) -> Option<BTreeSet<&str>> {
    const DYNAMIC_SYMBOLS: usize = 11;
    let number = |at: usize, size: usize| {
        let bytes = elf.get(at..at + size)?;
        let number = bytes
            .iter()
            .rev()
            .fold(0, |so_far, byte| (so_far << 8) | usize::from(*byte));
        Some(number)
    };
    elf.strip_prefix(b"\x7fELF\x02\x01")?;
    let (sections, each, count) = (number(40, 8)?, number(58, 2)?, number(60, 2)?);
    let header = |at: usize| sections + at * each;
    let table = (0..count).find(|at| number(header(*at) + 4, 4) == Some(DYNAMIC_SYMBOLS))?;
    let part = |at: usize| {
        let (offset, size) = (number(header(at) + 24, 8)?, number(header(at) + 32, 8)?);
        elf.get(offset..offset + size)
    };
    let names = part(number(header(table) + 40, 4)?)?;
    let name = |symbol: &[u8]| {
        let at = u32::from_le_bytes(symbol.get(..4)?.try_into().ok()?);
        let name = names
            .get(usize::try_from(at).ok()?..)?
            .split(|byte| *byte == 0)
            .next()?;
        std::str::from_utf8(name).ok()
    };
    Some(part(table)?.chunks(24).filter_map(name).collect())
}

#[test]
fn the_program_asks_the_system_for_no_call_that_connects() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_rolebook")).unwrap();
    let Some(imports) = imports(&program) else {
        untried("This program names no calls (it is static, or no ELF); they were not looked at.");
        return;
    };
    assert!(imports.contains("socketpair"), "the names were not read");
    let found: Vec<&str> = CALLS
        .into_iter()
        .filter(|name| imports.contains(name))
        .collect();
    assert_eq!(found, [""; 0]);
}

/// `docs/privacy.md`, in one line.
fn privacy_page() -> String {
    let page = std::fs::read_to_string(root().join("docs/privacy.md")).unwrap();
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_on_privacy_says_what_is_protected_what_is_not_and_how_to_check() {
    let page = privacy_page();
    for needed in [
        "Locked files keep out people who pick up your computer. They do not make a journal \
         privileged: courts can ask for diaries and work calendars. If your employer owns this \
         machine, its rules may apply. Write with role names where others are concerned.",
        "socketpair",
        "age -d -i identities/ID.age",
        "age -d -i paper.txt",
        "strace -f -e trace=%network",
        "dtruss",
        "2026-11-20T081233Z-k7f3q2.json.age",
        "worn cells",
        "swap",
    ] {
        assert!(page.contains(needed), "{needed}");
    }
    let mut t = crate::driver::Driver::fresh().size(80, 300);
    t.press("t esc P");
    for part in page.split("## ").skip(1) {
        let sentence = part.split_inclusive('.').next().unwrap().replace("- ", "");
        t.expect(&sentence);
    }
    // And from anywhere by its name.
    let mut t = crate::driver::Driver::fresh();
    t.press("t alt+x").type_text("privacy");
    t.press("enter").expect("What is true of every journal");
}
