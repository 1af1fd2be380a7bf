# Every command a person or CI runs. `just` alone lists them; `npx -y rust-just NAME` works without installing just.

set shell := ["bash", "-euo", "pipefail", "-c"]

target := env("CARGO_TARGET_DIR", "target")
heading := "printf '\\n== %s ==\\n'"

_list:
    @{{ just_executable() }} --justfile {{ quote(justfile()) }} --list --unsorted

# Install what is missing, build, migrate and serve on http://127.0.0.1:8080 with everything in ./data
run *args: build
    {{ target }}/release/kith serve {{ args }}

# The same with believable people, friends, posts and pictures, in ./data-demo (made once)
demo *args: build
    KITH_BIN={{ target }}/release/kith scripts/seed-once data-demo
    {{ target }}/release/kith serve --data data-demo {{ args }}

# Build the UI and, with the UI inside, target/release/kith
build:
    scripts/install-build-tools
    scripts/build-ui
    cargo build --release --locked --package kith

# Server and UI for development on http://127.0.0.1:5173: the UI reloads by itself, the server on restart
dev:
    scripts/install-build-tools
    scripts/ui-packages
    scripts/dev

# Everything that is tested, in the order that fails soonest
test: test-tools lint-rust test-core test-adapters test-app test-ui e2e
    @{{ heading }} 'everything passed'

# Install what the tests need and the machine lacks
test-tools:
    @{{ heading }} 'tools'
    scripts/install-build-tools
    scripts/install-test-tools

# Layout and lints of the Rust code, warnings are errors
lint-rust:
    @{{ heading }} 'Rust: layout and lints'
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --locked -- --deny warnings

# The three below select from one build of the whole workspace: a build per crate would compile shared dependencies again
# with other features. For one crate alone: cargo nextest run -p kith-core

# Rules and use cases on mocked ports, and the examples in the documentation
test-core:
    @{{ heading }} 'core: rules and use cases'
    cargo nextest run --workspace --locked --filterset 'package(kith-core)'
    cargo test --workspace --locked --doc --quiet

# Contract suites of the adapters on SQLite and on a scratch PostgreSQL
test-adapters:
    @{{ heading }} 'adapters: SQLite and PostgreSQL'
    scripts/with-postgres cargo nextest run --workspace --locked --filterset 'package(kith-adapters)'

# HTTP operations, authorization table, openapi.yaml, configuration sample, architecture
test-app:
    @{{ heading }} 'app: HTTP, authorization, drift, architecture'
    scripts/with-postgres cargo nextest run --workspace --locked --filterset 'package(kith)'

# Lints, types, unit tests, build and size budget of the UI
test-ui:
    @{{ heading }} 'UI: lints, types, unit tests, build, budget'
    scripts/ui-packages
    npm --prefix ui run lint
    npm --prefix ui run check
    npm --prefix ui test
    npm --prefix ui run build
    npm --prefix ui run budget

# Journeys in a real Chromium against the real binary (KITH_BIN, or the debug build)
e2e *args:
    @{{ heading }} 'journeys in the browser'
    scripts/e2e {{ args }}

# Every page at 95 or more in all categories of Lighthouse, phone and desktop (PAGE… for some; needs the network)
lighthouse *pages: build
    KITH_BIN={{ target }}/release/kith scripts/lighthouse {{ pages }}

# Write openapi.yaml from the code, and the UI's types from openapi.yaml
openapi:
    UPDATE_OPENAPI=1 cargo nextest run --locked --package kith --test openapi
    scripts/ui-packages
    npm --prefix ui run gen:api

# Lay out all code
fmt:
    cargo fmt --all
    scripts/ui-packages
    npm --prefix ui run format

# Layout and lints of all code, without running it
lint: lint-rust
    scripts/ui-packages
    npm --prefix ui run lint
    npm --prefix ui run check

# Advisories, licences, sources and banned crates (needs cargo-deny and the network)
deny:
    cargo deny --locked check

# Spelling (needs typos-cli)
typos:
    typos

# Build both container images and start them with docker or podman
containers:
    containers/up.sh

# Build both container images and try what only running containers can show (needs curl)
check-containers:
    containers/check

# Measure beside a plain route, on generated data (takes half an hour; USERS:POSTS for other sizes): docs/performance.md
bench *sizes:
    cargo build --release --locked --package kith --package kith-bench
    bench/run {{ sizes }}
