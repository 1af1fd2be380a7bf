//! The rules of the tree: which way dependencies point, how long files get, what things are called.

#![expect(clippy::unwrap_used, reason = "in a test every surprise is a failure")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The one word per feature that its folders have at every layer.
const FEATURES: [&str; 16] = [
    "accounts",
    "audiences",
    "bookmarks",
    "comments",
    "events",
    "feeds",
    "groups",
    "media",
    "polls",
    "posts",
    "previews",
    "profiles",
    "reactions",
    "relations",
    "search",
    "tags",
];
const LONGEST_FILE: usize = 500;
/// Written by programs, or not ours.
const SKIPPED: [&str; 9] = [
    ".git",
    ".svelte-kit",
    "build",
    "data",
    "data-demo",
    "node_modules",
    "target",
    "schema.d.ts",
    "test-results",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

/// Every file below `folder` whose name ends so.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if SKIPPED.contains(&name(&path).as_str()) || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if endings.iter().any(|ending| name(&path).ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

/// The names under `[dependencies]` of a crate.
fn dependencies(of: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join(of).join("Cargo.toml")).unwrap();
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap()
        .to_owned();
    let names = section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Lines of the sources below `folder` that name something forbidden.
fn mentions(folder: &str, forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(&root().join(folder), &[".rs"]) {
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            if !is_comment && forbidden.iter().any(|word| line.contains(word)) {
                found.push(format!(
                    "{}:{}: {}",
                    file.display(),
                    number + 1,
                    line.trim()
                ));
            }
        }
    }
    found
}

/// With it, links of members reach a site of this machine.
#[test]
fn only_tests_are_built_with_a_net_of_their_own() {
    const FEATURE: &str = "test-net";
    let manifests = files(&root(), &["Cargo.toml"]);
    let mut naming = Vec::new();
    for manifest in manifests {
        let text = fs::read_to_string(&manifest).unwrap();
        let mut section = "";
        for line in text.lines() {
            if line.starts_with('[') {
                section = line;
            } else if line.contains(FEATURE) {
                naming.push(format!("{}: {section}", name(manifest.parent().unwrap())));
            }
        }
    }
    assert_eq!(naming, ["adapters: [features]", "app: [dev-dependencies]"]);
}

#[test]
fn the_core_does_no_input_or_output() {
    const PURE: [&str; 16] = [
        "async-trait",
        "base64",
        "bytes",
        "futures-util",
        "hmac",
        "jiff",
        "mockall",
        "serde",
        "serde_json",
        "sha2",
        "thiserror",
        "time",
        "tracing",
        "unicode-general-category",
        "unicode-normalization",
        "zxcvbn",
    ];
    let others: Vec<String> = dependencies("core")
        .into_iter()
        .filter(|name| !PURE.contains(&name.as_str()))
        .collect();
    assert!(
        others.is_empty(),
        "core may not depend on {others:?}; if one of them is pure, list it here"
    );
    let ambient = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "now_utc",
    ];
    let found = mentions("core/src", &ambient);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_adapters_know_nothing_of_http_operations() {
    let forbidden = ["kith", "poem", "poem-openapi", "clap", "figment"];
    let found: Vec<String> = dependencies("adapters")
        .into_iter()
        .filter(|name| forbidden.contains(&name.as_str()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn http_knows_no_sql() {
    assert!(!dependencies("app").iter().any(|name| name == "sqlx"));
    let found = mentions("app/src/http", &["kith_adapters"]);
    assert!(
        found.is_empty(),
        "adapters are chosen in wire.rs alone: {found:#?}"
    );
}

#[test]
fn one_word_per_feature() {
    let folders = |place: &str| -> Vec<String> {
        entries(&root().join(place))
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| name(path))
            .collect()
    };
    for (place, others) in [
        ("core/src", &["shared", "testing"][..]),
        ("app/src/http", &["middleware", "openapi"]),
        // How the engines go about each statement, which only tests ask.
        ("adapters/src/sql", &["plans"]),
        ("app/src", &["cli", "config", "http", "wire"]),
    ] {
        let unknown: Vec<String> = folders(place)
            .into_iter()
            .filter(|name| !FEATURES.contains(&name.as_str()) && !others.contains(&name.as_str()))
            .collect();
        assert!(
            unknown.is_empty(),
            "{place} has {unknown:?}, which is no feature: {FEATURES:?}"
        );
    }
}

#[test]
fn no_module_is_called_after_nothing() {
    let empty_names = ["utils", "util", "common", "helpers", "helper", "misc"];
    let all = files(&root(), &[".rs", ".ts", ".svelte"]);
    let found: Vec<&PathBuf> = all
        .iter()
        .filter(|file| {
            file.strip_prefix(root()).unwrap().components().any(|part| {
                let part = part.as_os_str().to_string_lossy();
                empty_names.contains(&part.split('.').next().unwrap_or_default())
            })
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn files_stay_short() {
    let all = files(
        &root(),
        &[".rs", ".ts", ".js", ".mjs", ".svelte", ".sql", ".css"],
    );
    assert!(all.len() > 100, "the tree was not found");
    let lengths = all
        .iter()
        .map(|file| (file, fs::read_to_string(file).unwrap().lines().count()));
    let long: Vec<_> = lengths.filter(|(_, lines)| *lines > LONGEST_FILE).collect();
    assert!(
        long.is_empty(),
        "longer than {LONGEST_FILE} lines: {long:#?}"
    );
}
