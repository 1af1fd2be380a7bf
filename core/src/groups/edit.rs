//! Changing a group.

use super::{
    admit::admit_some,
    group::{Group, GroupDescription, GroupTitle},
    refusal::{GroupRefusal, own_group},
    standing::{GroupPrivacy, GroupRules},
    view::GroupView,
};
use crate::{
    search::TitleWords,
    shared::{
        actor::Actor,
        event::Event,
        fields::{FormCheck, InvalidFields},
        id::GroupId,
        jobs::Job,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// What is to change; `None` leaves a part as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupEdit {
    /// Another title.
    pub title: Option<String>,
    /// Another description; empty for none.
    pub description: Option<String>,
    /// Who finds it and how one joins.
    pub privacy: Option<GroupPrivacy>,
    /// Whether moderators may accept and refuse who asks to join.
    pub moderators_decide: Option<bool>,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum EditGroupError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// It is not theirs to change.
    #[error(transparent)]
    Refused(#[from] GroupRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes groups.
#[derive(Clone)]
pub struct EditGroup {
    ports: Ports,
}

impl EditGroup {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Changes one's own group and gives it as it is now. Who asked to join a group that is opened to all is a member: the first
    /// of them at once, and the others, where they are very many, soon.
    #[tracing::instrument(name = "groups.edit", skip_all, fields(%group))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        edit: GroupEdit,
    ) -> Result<GroupView, EditGroupError> {
        let (title, description) = parse(&edit)?;
        let mut tx = self.ports.store.write().await?;
        let before = own_group(tx.as_mut(), actor, group).await??;
        let after = Group {
            title: title.unwrap_or_else(|| before.title.clone()),
            description: description.unwrap_or_else(|| before.description.clone()),
            rules: GroupRules {
                privacy: edit.privacy.unwrap_or(before.rules.privacy),
                moderators_decide: edit
                    .moderators_decide
                    .unwrap_or(before.rules.moderators_decide),
            },
            ..before.clone()
        };
        if after != before {
            self.store(tx.as_mut(), actor, &before, &after).await?;
        }
        let view = tx
            .group_for(actor.user, group)
            .await?
            .ok_or(GroupRefusal::NotFound)?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    async fn store(
        &self,
        tx: &mut dyn Tx,
        actor: &Actor,
        before: &Group,
        after: &Group,
    ) -> Result<(), StoreError> {
        tx.update_group(after, &TitleWords::of(after.title.as_str()))
            .await?;
        tx.emit(Event::GroupEdited { group: after.id }).await?;
        let opened =
            before.rules.privacy != GroupPrivacy::Open && after.rules.privacy == GroupPrivacy::Open;
        if !opened {
            return Ok(());
        }
        let (group, by) = (after.id, actor.user);
        if admit_some(tx, group, by, self.ports.clock.now()).await? {
            tx.enqueue(&Job::AdmitToGroup { group, by }, None).await?;
        }
        Ok(())
    }
}

fn parse(
    edit: &GroupEdit,
) -> Result<(Option<GroupTitle>, Option<GroupDescription>), InvalidFields> {
    let mut form = FormCheck::default();
    let title = edit
        .title
        .as_deref()
        .and_then(|raw| form.field("title", GroupTitle::parse(raw)));
    let description = edit
        .description
        .as_deref()
        .and_then(|raw| form.field("description", GroupDescription::parse(raw)));
    form.finish()?;
    Ok((title, description))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::{
            fixtures::{GROUP, choir, standing_so, view_of},
            standing::Standing,
        },
        posts::fixtures::{AUTHOR, actor, ports},
        shared::id::UserId,
        testing::MockStore,
    };

    async fn run(who: i64, edit: GroupEdit, store: MockStore) -> Result<GroupView, EditGroupError> {
        EditGroup::new(ports(store))
            .run(&actor(who), GROUP, edit)
            .await
    }

    #[tokio::test]
    async fn opening_a_group_lets_in_who_waits() {
        let asked = UserId::new(77);
        let store = MockStore::writing(move |tx| {
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            tx.expect_update_group()
                .withf(|group, _| {
                    group.rules.privacy == GroupPrivacy::Open && group.title.as_str() == "Choir"
                })
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_admit_some()
                .times(1)
                .returning(move |_, _, _| Ok(vec![asked]));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::GroupEdited { .. }))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit()
                .withf(
                    move |event| matches!(event, Event::GroupJoined { user, .. } if *user == asked),
                )
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let edit = GroupEdit {
            privacy: Some(GroupPrivacy::Open),
            ..GroupEdit::default()
        };
        run(AUTHOR, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn of_very_many_who_wait_the_rest_is_let_in_later() {
        let store = MockStore::writing(|tx| {
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            tx.expect_update_group().returning(|_, _| Ok(()));
            tx.expect_admit_some()
                .times(1)
                .returning(|_, _, most| Ok((1..=i64::from(most)).map(UserId::new).collect()));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_enqueue()
                .withf(|job, at| {
                    let by = UserId::new(AUTHOR);
                    *job == Job::AdmitToGroup { group: GROUP, by } && at.is_none()
                })
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let edit = GroupEdit {
            privacy: Some(GroupPrivacy::Open),
            ..GroupEdit::default()
        };
        run(AUTHOR, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_as_before_is_not_stored() {
        let store = MockStore::writing(|tx| {
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let edit = GroupEdit {
            title: Some("Choir".into()),
            ..GroupEdit::default()
        };
        run(AUTHOR, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn who_may_not_know_of_a_hidden_group_hears_that_there_is_none() {
        for (standing, hidden, not_found) in [
            (Standing::Moderator, true, false),
            (Standing::None, false, false),
            (Standing::None, true, true),
            (Standing::Banned, true, true),
        ] {
            let store = MockStore::writing(move |tx| {
                let mut group = choir();
                if hidden {
                    group.rules.privacy = GroupPrivacy::Hidden;
                }
                tx.expect_group_to_change()
                    .return_once(move |_| Ok(Some(group)));
                standing_so(tx, standing);
            });
            let refused = run(AUTHOR + 1, GroupEdit::default(), store).await;
            match refused {
                Err(EditGroupError::Refused(GroupRefusal::NotFound)) => {
                    assert!(not_found, "{standing:?}");
                }
                Err(EditGroupError::Refused(GroupRefusal::NotTheOwner)) => {
                    assert!(!not_found, "{standing:?}");
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn an_empty_title_is_refused_beside_its_field() {
        let edit = GroupEdit {
            title: Some(" ".into()),
            ..GroupEdit::default()
        };
        let refused = run(AUTHOR, edit, MockStore::untouched()).await;
        assert!(
            matches!(refused, Err(EditGroupError::Invalid(fields)) if fields.0[0].field == "title")
        );
    }
}
