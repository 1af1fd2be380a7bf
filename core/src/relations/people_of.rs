//! Members as one of them sees them in a list.

use super::Person;
use crate::{
    profiles::UserSummary,
    shared::{
        id::UserId,
        store::{StoreError, Tx},
    },
};

/// These members, in this order, each with how `viewer` stands to them: one statement for all.
pub async fn people_of(
    tx: &mut dyn Tx,
    viewer: UserId,
    members: Vec<UserSummary>,
) -> Result<Vec<Person>, StoreError> {
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<UserId> = members.iter().map(|member| member.id).collect();
    let relationships = tx.relationships(viewer, &ids).await?;
    let stands = |id| relationships.iter().find(|(other, _)| *other == id);
    Ok(members
        .into_iter()
        .map(|summary| Person {
            relationship: stands(summary.id).map_or_else(Default::default, |(_, known)| *known),
            summary,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        relations::{FollowState, Relationship},
        testing::MockTx,
    };

    #[tokio::test]
    async fn each_has_their_own_relation_and_none_is_none() {
        let member = |id| UserSummary {
            id: UserId::new(id),
            handle: String::new(),
            first_name: String::new(),
            last_name: String::new(),
            nickname: None,
            avatar: None,
            is_private: false,
        };
        let followed = Relationship {
            follow: FollowState::Following,
            ..Relationship::default()
        };
        let mut tx = MockTx::new();
        tx.expect_relationships()
            .times(1)
            .returning(move |_, _| Ok(vec![(UserId::new(3), followed)]));
        let people = people_of(&mut tx, UserId::new(1), vec![member(2), member(3)])
            .await
            .unwrap();
        let stands: Vec<_> = people.iter().map(|person| person.relationship).collect();
        assert_eq!(stands, [Relationship::default(), followed]);
        assert!(
            people_of(&mut tx, UserId::new(1), Vec::new())
                .await
                .unwrap()
                .is_empty()
        );
    }
}
