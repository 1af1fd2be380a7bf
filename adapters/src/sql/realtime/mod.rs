//! Logs of live events.

mod logs;
