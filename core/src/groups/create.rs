//! Creating a group.

use super::{
    group::{Group, GroupDescription, GroupTitle},
    standing::GroupRules,
    view::GroupView,
};
use crate::{
    search::TitleWords,
    shared::{
        actor::Actor,
        event::Event,
        fields::{FormCheck, InvalidFields},
        id::GroupId,
        idempotency::{Claim, IdempotencyKey},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// A group as it was thought up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGroup {
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// Who finds it, how one joins and who decides about that.
    pub rules: GroupRules,
}

/// Why no group was created.
#[derive(Debug, thiserror::Error)]
pub enum CreateGroupError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The idempotency key belongs to another request.
    #[error("the idempotency key was used with another request")]
    KeyReused,
    /// The group that this key made is no longer there.
    #[error("the group is no longer there")]
    Gone,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Creates groups.
#[derive(Clone)]
pub struct CreateGroup {
    ports: Ports,
}

impl CreateGroup {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Creates a group whose owner and only member is `actor`. With a `key`, a repeat creates nothing and gives the group
    /// that is there.
    #[tracing::instrument(name = "groups.create", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        input: NewGroup,
        key: Option<IdempotencyKey>,
    ) -> Result<GroupView, CreateGroupError> {
        let group = self.parse(actor, &input)?;
        let mut tx = self.ports.store.write().await?;
        let claim = match key {
            None => Claim::Fresh,
            Some(key) => {
                let made = group.id.get();
                tx.claim_key(actor.user, &key, made, group.created_at)
                    .await?
            }
        };
        let id = match claim {
            Claim::Fresh => self.insert(tx.as_mut(), &group).await?,
            Claim::Done(made) => GroupId::new(made),
            Claim::Mismatch => return Err(CreateGroupError::KeyReused),
        };
        let view = tx
            .group_for(actor.user, id)
            .await?
            .ok_or(CreateGroupError::Gone)?;
        // Also after a repeat: the first may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    fn parse(&self, actor: &Actor, input: &NewGroup) -> Result<Group, InvalidFields> {
        let mut form = FormCheck::default();
        let title = form.field("title", GroupTitle::parse(&input.title));
        let description = form.field("description", GroupDescription::parse(&input.description));
        form.finish()?;
        let (Some(title), Some(description)) = (title, description) else {
            return Err(InvalidFields(Vec::new()));
        };
        Ok(Group {
            id: GroupId::new(self.ports.ids.next()),
            title,
            description,
            rules: input.rules,
            owner: actor.user,
            banner: None,
            created_at: self.ports.clock.now(),
        })
    }

    async fn insert(&self, tx: &mut dyn Tx, group: &Group) -> Result<GroupId, StoreError> {
        let words = TitleWords::of(group.title.as_str());
        tx.insert_group(group, &words, self.ports.ids.next())
            .await?;
        tx.emit(Event::GroupCreated { group: group.id }).await?;
        Ok(group.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::fixtures::view_of,
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    fn choir() -> NewGroup {
        NewGroup {
            title: " Café choir ".into(),
            description: "We sing.".into(),
            rules: GroupRules::default(),
        }
    }

    fn key() -> IdempotencyKey {
        IdempotencyKey {
            operation: "groups.create",
            key: "once".into(),
            fingerprint: [7; 32],
        }
    }

    #[tokio::test]
    async fn who_creates_a_group_owns_it_and_it_is_found_by_its_words() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_group()
                .withf(|group, words, key| {
                    group.owner.get() == AUTHOR
                        && group.title.as_str() == "Café choir"
                        && words.iter().eq(["cafe", "choir"])
                        && *key == 2
                })
                .times(1)
                .returning(|_, _, _| Ok(()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::GroupCreated { group } if group.get() == 1))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let created = CreateGroup::new(ports(store))
            .run(&actor(AUTHOR), choir(), None)
            .await
            .unwrap();
        assert_eq!(created.group.id, GroupId::new(1));
    }

    #[tokio::test]
    async fn a_repeat_gives_the_group_that_is_there() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Done(9)));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let again = CreateGroup::new(ports(store))
            .run(&actor(AUTHOR), choir(), Some(key()))
            .await
            .unwrap();
        assert_eq!(again.group.id, GroupId::new(9));
    }

    #[tokio::test]
    async fn a_key_of_another_request_is_refused() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Mismatch));
        });
        let refused = CreateGroup::new(ports(store))
            .run(&actor(AUTHOR), choir(), Some(key()))
            .await;
        assert!(matches!(refused, Err(CreateGroupError::KeyReused)));
    }

    #[tokio::test]
    async fn all_that_is_wrong_is_said_at_once() {
        let input = NewGroup {
            title: " ".into(),
            description: "a".repeat(5_001),
            ..choir()
        };
        let refused = CreateGroup::new(ports(MockStore::untouched()))
            .run(&actor(AUTHOR), input, None)
            .await;
        let Err(CreateGroupError::Invalid(InvalidFields(errors))) = refused else {
            panic!("{refused:?}");
        };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["title", "description"]);
    }
}
