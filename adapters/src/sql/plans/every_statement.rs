//! No statement is forgotten.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// They read a whole table, and may: a count of all members, kept for a while; one row; any row; the catalogue; the queue
/// for an operator.
const READING_ALL: [&str; 6] = [
    "MEMBERS",
    "IDENTITY",
    "HAS_MEMBERS",
    "INDEXES",
    "COUNT_LITE",
    "COUNT_PG",
];

/// Every statement is in a list of the tests beside it, or of its folder. Seeds are not asked about, nor what makes one
/// row and looks for nothing, nor locks.
#[test]
fn every_statement_is_held_to_its_plan() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sql");
    let mut statements = 0;
    for file in files(&folder) {
        let source = fs::read_to_string(&file).unwrap();
        let (code, tests) = halves(&source);
        let of_folder = fs::read_to_string(file.with_file_name("mod.rs")).unwrap_or_default();
        let (_, of_folder) = halves(&of_folder);
        let module = file.file_stem().unwrap().to_str().unwrap();
        for (name, text) in constants(code) {
            if !is_to_be_held(name, text) {
                continue;
            }
            let mut here = tests.split(|mark: char| !is_of_a_name(mark));
            let is_listed =
                here.any(|word| word == name) || of_folder.contains(&format!("{module}::{name},"));
            assert!(
                is_listed,
                "{} has {name}, whose plan no test looks at",
                file.display()
            );
            statements += 1;
        }
    }
    assert!(statements > 100, "{statements} statements were found");
}

fn is_to_be_held(name: &str, text: &str) -> bool {
    let words = ["select ", "update ", "delete ", "insert "];
    let is_statement = text.contains("!(") || words.iter().any(|word| text.contains(word));
    let makes_one_row = text.contains("insert into") && text.contains("values (");
    is_statement
        && !makes_one_row
        && !text.contains("pg_advisory_xact_lock")
        && !READING_ALL.contains(&name)
}

/// Each constant text at the left margin, with all that is said of it.
fn constants(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.split("\nconst ")
        .flat_map(|part| part.split("\npub(super) const "))
        .flat_map(|part| part.split("\npub(crate) const "))
        .filter_map(|part| part.split_once(": &str ="))
        .filter(|(name, _)| name.chars().all(is_of_a_name))
        .map(|(name, text)| (name, text.split_once(";\n").map_or(text, |(text, _)| text)))
}

fn is_of_a_name(mark: char) -> bool {
    mark.is_ascii_uppercase() || mark == '_'
}

/// The code of a file, and its tests.
fn halves(source: &str) -> (&str, &str) {
    source
        .split_once("#[cfg(test)]\nmod tests")
        .unwrap_or((source, ""))
}

/// The source files below a folder, without these tests and the seeds.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("plans") || path.ends_with("planting.rs") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}
