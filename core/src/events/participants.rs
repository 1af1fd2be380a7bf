//! Listing who comes.

use super::{read::ReadEventError, response::EventResponse, view::Participant};
use crate::{
    search::NamePrefixes,
    shared::{
        actor::Actor,
        id::EventId,
        page::{After, Limit, Page},
        ports::Ports,
    },
};

/// Lists those who said whether they come.
#[derive(Clone)]
pub struct ListParticipants {
    ports: Ports,
}

impl ListParticipants {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page of those who answered `event` and whose names begin with what is typed in `named`, in the order in which they
    /// answered, starting after the key `after`: all of them, or those who stand so.
    pub async fn run(
        &self,
        actor: &Actor,
        event: EventId,
        response: Option<EventResponse>,
        named: &str,
        after: After,
        limit: Limit,
    ) -> Result<Page<Participant>, ReadEventError> {
        let mut tx = self.ports.store.read().await?;
        let now = self.ports.clock.now();
        if tx.event_for(actor.user, event, now).await?.is_none() {
            return Err(ReadEventError::NotFound);
        }
        let named = NamePrefixes::parse(named);
        Ok(tx
            .participants(event, actor.user, response, &named, after, limit)
            .await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::fixtures::{EVENT, view_of},
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    #[tokio::test]
    async fn who_comes_is_for_those_who_see_the_event() {
        for sees in [true, false] {
            let store = MockStore::reading(move |tx| {
                tx.expect_event_for()
                    .returning(move |viewer, id, _| Ok(sees.then(|| view_of(id, viewer))));
                tx.expect_participants().returning(|_, _, _, _, _, _| {
                    Ok(Page {
                        items: Vec::new(),
                        next: None,
                    })
                });
            });
            let list = ListParticipants::new(ports(store))
                .run(&actor(AUTHOR), EVENT, None, "", None, Limit::default())
                .await;
            assert_eq!(list.is_ok(), sees);
        }
    }
}
