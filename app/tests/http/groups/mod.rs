//! What members write in groups.

mod given;
mod keeping_order;
mod publish;
mod readers;
