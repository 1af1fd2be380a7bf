//! Who hears of events.

use async_trait::async_trait;

use super::ROWS;
use crate::shared::{
    event::Event,
    store::{StoreError, Tx},
};

/// Somebody who must hear of events. Handling happens inside the relay's unit of work: what the consumer
/// writes takes effect together with the note that it has handled the event. It enqueues jobs for anything slow.
#[async_trait]
pub trait Consumer: Send + Sync {
    /// A stable name, under which the store remembers what was handled.
    fn name(&self) -> &'static str;

    /// Does what the event asks for. An error rolls back everything and counts as one failed try.
    ///
    /// A consumer with much to write does so in parts, each in a unit of work of its own, so that nobody waits
    /// long for the writer: it says where it stopped, and is called again `from` there. After a crash it begins
    /// from the beginning (`None`): parts must be such that doing them twice changes nothing.
    async fn handle(
        &self,
        tx: &mut dyn Tx,
        event: &Event,
        from: Option<Place>,
    ) -> Result<Handled, StoreError>;
}

/// Where a consumer stopped within an event. Means something to that consumer alone.
pub type Place = i64;

/// How far a consumer came with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handled {
    /// About how many rows it wrote, by which the relay measures its units of work.
    pub rows: u64,
    /// Where it is to go on; `None` when it is done with the event.
    pub rest: Option<Place>,
}

impl Handled {
    /// Done, with hardly anything written.
    pub const LIGHTLY: Self = Self {
        rows: 1,
        rest: None,
    };

    /// Done, with something locked that others wait for: the unit of work ends with this event. Holding what one event is
    /// about while others are handled would keep it for long, and in an order that nobody else keeps to.
    pub const HOLDING: Self = Self {
        rows: ROWS,
        rest: None,
    };
}
