//! The built user interface is part of a release binary: build again when it changes.

use std::{env, path::Path};

fn main() {
    let built = Path::new("../ui/build");
    // A path that is missing counts as changed on every build. A release build has to notice when it appears;
    // a debug build reads the files at run time and does not care.
    let is_release = env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    let watched = if built.exists() || is_release {
        "../ui/build"
    } else {
        "build.rs"
    };
    println!("cargo:rerun-if-changed={watched}");
}
