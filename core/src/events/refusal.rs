//! Why an event is not for somebody to change.

use super::event::{EventClosed, GroupEvent};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    id::EventId,
    store::{StoreError, Tx},
};

/// Why somebody may not change an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventRefusal {
    /// It is not there, or they may not know of it.
    #[error("no such event")]
    NotFound,
    /// They see it, but only who created it and the owner of the group change it.
    #[error("not allowed")]
    NotAllowed,
    /// It is over or cancelled.
    #[error(transparent)]
    Closed(#[from] EventClosed),
}

/// The event, held until the transaction ends, when the actor may change it as long as it is open.
pub(super) async fn event_run_by(
    tx: &mut dyn Tx,
    actor: &Actor,
    id: EventId,
) -> Result<Result<GroupEvent, EventRefusal>, StoreError> {
    let Some((event, standing)) = tx.event_to_change(actor.user, id).await? else {
        return Ok(Err(EventRefusal::NotFound));
    };
    Ok(if event.is_run_by(actor.user, standing) {
        Ok(event)
    } else {
        Err(EventRefusal::NotAllowed)
    })
}

/// The event, held until the transaction ends, when the actor may change it at `now`.
pub(super) async fn open_event_run_by(
    tx: &mut dyn Tx,
    actor: &Actor,
    id: EventId,
    now: Timestamp,
) -> Result<Result<GroupEvent, EventRefusal>, StoreError> {
    let run = event_run_by(tx, actor, id).await?;
    Ok(run.and_then(|event| {
        event.open_at(now)?;
        Ok(event)
    }))
}
