//! What all operations have in common, tried on a server with operations made for the purpose.

mod bodies;
mod command_line;
mod connections;
mod headers;
mod limits;
mod origin;
mod pages;
mod probe;
mod problems;
mod site;
mod ui;
