//! Which groups members are suggested, and who is suggested for a group that both belong to.

use kith_adapters::sql::Database;
use kith_core::{
    groups::{ActOnOther, GroupPrivacy, OwnAct},
    relations::Act,
    shared::{
        id::{GroupId, PostId, UserId},
        store::Store as _,
    },
};

use crate::{
    groups::{created, groups, insist, members, seen},
    relations::{as_actor, relations},
};

crate::contract! {
    groups_of_most_friends_come_first_and_active_ones_fill_up,
    what_is_out_of_the_question_is_never_suggested,
    a_dismissed_group_is_not_suggested_again,
    suggested_groups_are_shown_in_the_order_asked_for,
    members_of_the_same_groups_may_know_each_other,
}

async fn act(database: &Database, who: UserId, whom: UserId, act: Act) {
    relations(database)
        .change
        .run(&as_actor(who), whom, act)
        .await
        .unwrap();
}

async fn befriend(database: &Database, one: UserId, other: UserId) {
    act(database, one, other, Act::Befriend).await;
    act(database, other, one, Act::Befriend).await;
}

async fn of_friends(database: &Database, viewer: UserId) -> Vec<GroupId> {
    let mut tx = database.read().await.unwrap();
    tx.groups_of_friends(viewer, 50).await.unwrap()
}

async fn active(database: &Database, viewer: UserId) -> Vec<GroupId> {
    let mut tx = database.read().await.unwrap();
    tx.active_groups(viewer, 50).await.unwrap()
}

async fn dismiss(database: &Database, viewer: UserId, group: GroupId) -> bool {
    let mut tx = database.write().await.unwrap();
    let done = tx.dismiss_group(viewer, group).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn groups_of_most_friends_come_first_and_active_ones_fill_up(database: Database) {
    let [me, ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let choir = created(&groups, ada, "Choir", GroupPrivacy::Request).await;
    let cooks = created(&groups, ada, "Cooks", GroupPrivacy::Open).await;
    let chess = created(&groups, cleo, "Chess", GroupPrivacy::Open).await;
    insist(&groups, ben, cooks, OwnAct::Join).await;
    befriend(&database, me, ada).await;
    befriend(&database, ben, me).await;
    // To follow somebody tells nothing of where they belong.
    act(&database, me, cleo, Act::Follow).await;
    assert_eq!(of_friends(&database, me).await, [cooks, choir]);
    assert_eq!(active(&database, me).await, [chess, cooks, choir]);
    let mut tx = database.write().await.unwrap();
    tx.note_group_activity(choir, PostId::new(i64::MAX))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(active(&database, me).await, [choir, chess, cooks]);
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.groups_of_friends(me, 1).await.unwrap(), [cooks]);
    assert_eq!(tx.active_groups(me, 2).await.unwrap(), [choir, chess]);
}

async fn what_is_out_of_the_question_is_never_suggested(database: Database) {
    let [me, ada, ben] = members(&database).await;
    let groups = groups(&database);
    let by_ada = async |title, privacy| created(&groups, ada, title, privacy).await;
    let good = by_ada("Good", GroupPrivacy::Open).await;
    by_ada("Hidden", GroupPrivacy::Hidden).await;
    let deleted = by_ada("Deleted", GroupPrivacy::Open).await;
    groups.delete.run(&as_actor(ada), deleted).await.unwrap();
    let joined = by_ada("Joined", GroupPrivacy::Open).await;
    insist(&groups, me, joined, OwnAct::Join).await;
    let left = by_ada("Left", GroupPrivacy::Open).await;
    insist(&groups, me, left, OwnAct::Join).await;
    insist(&groups, me, left, OwnAct::Leave).await;
    let asked = by_ada("Asked", GroupPrivacy::Request).await;
    insist(&groups, me, asked, OwnAct::Join).await;
    let invited = by_ada("Invited", GroupPrivacy::Open).await;
    let whom = [me];
    groups
        .invite
        .run(&as_actor(ada), invited, &whom)
        .await
        .unwrap();
    let banned = by_ada("Banned", GroupPrivacy::Open).await;
    groups
        .members
        .run(&as_actor(ada), banned, me, ActOnOther::Ban)
        .await
        .unwrap();
    let severed = created(&groups, ben, "Severed", GroupPrivacy::Open).await;
    insist(&groups, ada, severed, OwnAct::Join).await;
    act(&database, ben, me, Act::Block).await;
    befriend(&database, me, ada).await;
    assert_eq!(of_friends(&database, me).await, [good]);
    assert_eq!(active(&database, me).await, [good]);
}

async fn a_dismissed_group_is_not_suggested_again(database: Database) {
    let [me, ada, ben] = members(&database).await;
    let groups = groups(&database);
    let choir = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    let hidden = created(&groups, ada, "Hidden", GroupPrivacy::Hidden).await;
    befriend(&database, me, ada).await;
    for _again in 0..2 {
        assert!(dismiss(&database, me, choir).await);
    }
    assert!(!dismiss(&database, me, hidden).await, "one knows of none");
    assert!(!dismiss(&database, me, GroupId::new(i64::MAX)).await);
    assert_eq!(of_friends(&database, me).await, []);
    assert_eq!(active(&database, me).await, []);
    assert_eq!(active(&database, ben).await, [choir], "for others it is");
}

async fn suggested_groups_are_shown_in_the_order_asked_for(database: Database) {
    let [me, ada] = members(&database).await;
    let groups = groups(&database);
    let choir = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    let cooks = created(&groups, ada, "Cooks", GroupPrivacy::Open).await;
    let hidden = created(&groups, ada, "Hidden", GroupPrivacy::Hidden).await;
    befriend(&database, me, ada).await;
    let shown = async |asked: &[GroupId]| {
        let mut tx = database.read().await.unwrap();
        tx.groups_by_id(me, asked).await.unwrap()
    };
    for order in [[choir, cooks], [cooks, choir]] {
        let views = shown(&[order[0], hidden, order[1]]).await;
        let ids: Vec<GroupId> = views.iter().map(|view| view.group.id).collect();
        assert_eq!(ids, order);
    }
    let one = shown(&[choir]).await.remove(0);
    assert_eq!(one.friend_count, 1);
    assert_eq!(Some(one), seen(&database, me, choir).await);
}

async fn members_of_the_same_groups_may_know_each_other(database: Database) {
    let [me, ada, ben, cleo, dan, eve] = members(&database).await;
    let groups = groups(&database);
    let choir = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    let cooks = created(&groups, ada, "Cooks", GroupPrivacy::Open).await;
    for (who, group) in [
        (me, choir),
        (me, cooks),
        (ben, cooks),
        (ben, choir),
        (cleo, choir),
        (dan, choir),
    ] {
        insist(&groups, who, group, OwnAct::Join).await;
    }
    let hidden = created(&groups, eve, "Hidden", GroupPrivacy::Hidden).await;
    groups
        .invite
        .run(&as_actor(eve), hidden, &[me, cleo])
        .await
        .unwrap();
    insist(&groups, cleo, hidden, OwnAct::AcceptInvitation).await;
    act(&database, me, ada, Act::Follow).await;
    act(&database, dan, me, Act::Block).await;
    let together = async || {
        let mut tx = database.read().await.unwrap();
        tx.members_of_same_groups(me, false, 50).await.unwrap()
    };
    assert_eq!(
        together().await,
        [ben, cleo],
        "not of a group one is invited to"
    );
    insist(&groups, me, hidden, OwnAct::AcceptInvitation).await;
    assert_eq!(together().await, [cleo, ben, eve]);
    groups.delete.run(&as_actor(ada), choir).await.unwrap();
    insist(&groups, me, hidden, OwnAct::Leave).await;
    assert_eq!(together().await, [ben]);
}
