//! Kith: the HTTP layer, configuration, wiring and command line.

pub mod background;
pub mod cli;
pub mod config;
pub mod http;
pub mod server;
pub mod shutdown;
pub mod static_ui;
pub mod telemetry;
pub mod wire;
