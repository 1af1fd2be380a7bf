//! The groups of a world: one that all find, a hidden one, and one that is deleted in the end.

use std::collections::BTreeSet;

use kith_adapters::sql::Database;
use kith_core::{
    groups::{Group, GroupDescription, GroupPrivacy, GroupRules, GroupTitle, Membership, Standing},
    search::TitleWords,
    shared::{
        id::{GroupId, UserId},
        store::Store as _,
    },
};

use crate::{draw::Draw, given::now};

const GROUPS: [GroupId; 3] = [
    GroupId::new(30_001),
    GroupId::new(30_002),
    GroupId::new(30_003),
];
const DELETED: GroupId = GROUPS[2];

/// Who belongs to which group, as far as it is there.
#[derive(Default)]
pub(super) struct Circles {
    inside: BTreeSet<(GroupId, UserId)>,
}

impl Circles {
    pub(super) const fn all() -> [GroupId; 3] {
        GROUPS
    }

    /// Founds the groups, and has everybody stand to them in some way.
    pub(super) async fn drawn(database: &Database, users: &[UserId], draw: &mut Draw) -> Self {
        let mut circles = Self::default();
        for group in GROUPS {
            let owner = draw.of(users);
            let privacy = draw.of(&GroupPrivacy::ALL);
            let founded = Group {
                id: group,
                title: GroupTitle::stored("Choir".into()),
                description: GroupDescription::default(),
                rules: GroupRules {
                    privacy,
                    moderators_decide: false,
                },
                owner,
                banner: None,
                created_at: now(),
            };
            let mut tx = database.write().await.unwrap();
            tx.insert_group(&founded, &TitleWords::of("Choir"), group.get())
                .await
                .unwrap();
            tx.commit().await.unwrap();
            circles.inside.insert((group, owner));
        }
        circles.stand_anew(database, users, draw).await;
        circles
    }

    /// Everybody stands to the groups in another way, and one of those is deleted.
    pub(super) async fn move_on(&mut self, database: &Database, users: &[UserId], draw: &mut Draw) {
        self.stand_anew(database, users, draw).await;
        let mut tx = database.write().await.unwrap();
        tx.delete_group(DELETED, now()).await.unwrap();
        tx.commit().await.unwrap();
        self.inside.retain(|(group, _)| *group != DELETED);
    }

    pub(super) fn belongs(&self, user: UserId, group: GroupId) -> bool {
        self.inside.contains(&(group, user))
    }

    pub(super) fn any(draw: &mut Draw) -> GroupId {
        draw.of(&GROUPS)
    }

    async fn stand_anew(&mut self, database: &Database, users: &[UserId], draw: &mut Draw) {
        let mut key = 31_000;
        for group in GROUPS {
            for user in users {
                let mut tx = database.write().await.unwrap();
                let before = tx.membership(group, *user).await.unwrap();
                let outside = draw.of(&Standing::ALL);
                let inside = draw.of(&[Standing::Member, Standing::Moderator]);
                let standing = if draw.one_in(3) { outside } else { inside };
                if before.standing == Standing::Owner || standing == Standing::Owner {
                    continue;
                }
                key += 1;
                let after = Membership::of(standing);
                let invitation_of = i64::from(standing == Standing::Invited) * draw_key(draw);
                tx.save_membership(group, *user, &before, &after, key + invitation_of, now())
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                if standing.is_member() {
                    self.inside.insert((group, *user));
                } else {
                    self.inside.remove(&(group, *user));
                }
            }
        }
    }
}

/// Invitations are named by their keys, once.
fn draw_key(draw: &mut Draw) -> i64 {
    i64::try_from(draw.below(1 << 40)).unwrap() << 10
}
