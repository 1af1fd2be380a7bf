//! What Kith's ports plug into.

pub mod background;
pub mod clock;
pub mod ids;
pub mod images;
pub mod mail;
pub mod pages;
pub mod password;
pub mod scenery;
pub mod sql;
pub mod videos;
