//! The audience that a new post starts with.

use crate::{
    posts::Audience,
    shared::{
        actor::Actor,
        fields::{InvalidFields, Refusal},
        id::UserId,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// What decides the audience that a post starts with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The one that was chosen or used last, if any ever was.
    pub chosen: Option<Audience>,
    /// Whether the profile is private.
    pub is_private: bool,
}

impl Defaults {
    /// The audience: the one chosen, else everybody, or those who see a private profile.
    #[must_use]
    pub fn audience(self) -> Audience {
        match self.chosen {
            Some(chosen) => chosen,
            None if self.is_private => Audience::Followers,
            None => Audience::Public,
        }
    }
}

/// Why the choice was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ChooseDefaultError {
    /// `selected` says nothing without names, and those belong to one post.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members choose the audience that their next post starts with.
#[derive(Clone)]
pub struct ChooseDefault {
    ports: Ports,
}

impl ChooseDefault {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Remembers `audience`; any but [`Audience::Selected`].
    #[tracing::instrument(name = "audiences.choose_default", skip_all)]
    pub async fn run(&self, actor: &Actor, audience: Audience) -> Result<(), ChooseDefaultError> {
        if !is_remembered(audience) {
            let message = "Whom such a post is for is chosen post by post.";
            let refusal = Refusal::new("not_a_default", message);
            return Err(InvalidFields::one("audience", refusal).into());
        }
        let mut tx = self.ports.store.write().await?;
        remember(tx.as_mut(), actor.user, audience).await?;
        Ok(tx.commit().await?)
    }
}

/// The next post of `user` starts with `audience`, unless it is one that names people, or a group's.
pub(crate) async fn remember(
    tx: &mut dyn Tx,
    user: UserId,
    audience: Audience,
) -> Result<(), StoreError> {
    if !is_remembered(audience) {
        return Ok(());
    }
    tx.set_default_audience(user, audience).await
}

/// Whether the composer can start with it.
fn is_remembered(audience: Audience) -> bool {
    !matches!(audience, Audience::Selected | Audience::Group)
}

/// The profile of `user` became private: their next post starts with nothing wider than their followers.
pub(crate) async fn remember_privacy(tx: &mut dyn Tx, user: UserId) -> Result<(), StoreError> {
    match tx.default_audience(user).await?.chosen {
        Some(Audience::Public | Audience::Unlisted) => {
            tx.set_default_audience(user, Audience::Followers).await
        }
        Some(
            Audience::Followers
            | Audience::Friends
            | Audience::Selected
            | Audience::OnlyMe
            | Audience::Group,
        )
        | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    #[test]
    fn without_a_choice_a_private_profile_starts_with_followers() {
        let of = |chosen, is_private| Defaults { chosen, is_private }.audience();
        assert_eq!(of(None, false), Audience::Public);
        assert_eq!(of(None, true), Audience::Followers);
        assert_eq!(of(Some(Audience::Friends), true), Audience::Friends);
        assert_eq!(of(Some(Audience::Public), true), Audience::Public);
    }

    #[tokio::test]
    async fn the_choice_is_stored() {
        let store = MockStore::writing(|tx| {
            tx.expect_set_default_audience()
                .with(eq(UserId::new(AUTHOR)), eq(Audience::Friends))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        ChooseDefault::new(ports(store))
            .run(&actor(AUTHOR), Audience::Friends)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn selected_people_are_no_default() {
        let refused = ChooseDefault::new(ports(MockStore::untouched()))
            .run(&actor(AUTHOR), Audience::Selected)
            .await;
        assert!(
            matches!(refused, Err(ChooseDefaultError::Invalid(InvalidFields(errors)))
                if errors[0].field == "audience" && errors[0].code == "not_a_default")
        );
    }
}
