//! Lists of groups and of their people, as each reader may have them.

use kith_adapters::sql::Database;
use kith_core::{
    groups::{
        ActOnOther, GroupEdit, GroupList, GroupPeople, GroupPrivacy, InviteOutcome, OwnAct,
        Standing,
    },
    relations::Act,
    search::NamePrefixes,
    shared::{id::UserId, page::Limit, store::Store as _},
};

use crate::{
    groups::{created, groups, insist, listed, members, people, seen},
    relations::{as_actor, relations},
};

crate::contract! {
    groups_are_found_by_the_words_of_their_titles,
    lists_of_groups_are_cut_into_pages_without_gaps,
    who_is_severed_is_neither_shown_nor_counted,
    friends_who_belong_are_counted_and_named,
    whom_one_invited_oneself_is_told_apart,
}

async fn groups_are_found_by_the_words_of_their_titles(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let request = GroupPrivacy::Request;
    let choir = created(&groups, ada, "Café-Chor Zürich", request).await;
    let cooks = created(&groups, ada, "Cooks of Zürich", request).await;
    for (typed, found) in [
        ("zur", vec![cooks, choir]),
        ("ZÜRICH cafe", vec![choir]),
        ("cafech", vec![choir]),
        ("coo of", vec![cooks]),
        ("%_'\"", vec![cooks, choir]),
        ("nothing", vec![]),
    ] {
        for list in [GroupList::All, GroupList::Newest] {
            assert_eq!(listed(&database, ben, list, typed).await, found, "{typed}");
        }
        assert_eq!(listed(&database, ada, GroupList::Mine, typed).await, found);
    }
    let edit = GroupEdit {
        title: Some("Bakers".into()),
        ..GroupEdit::default()
    };
    groups.edit.run(&as_actor(ada), cooks, edit).await.unwrap();
    assert_eq!(listed(&database, ben, GroupList::All, "zur").await, [choir]);
    assert_eq!(listed(&database, ben, GroupList::All, "bak").await, [cooks]);
}

async fn lists_of_groups_are_cut_into_pages_without_gaps(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let mut all = Vec::new();
    for number in 0..7 {
        let privacy = [GroupPrivacy::Open, GroupPrivacy::Hidden][number % 2];
        all.push(created(&groups, ada, &format!("Group {number}"), privacy).await);
    }
    groups
        .invite
        .run(&as_actor(ada), all[3], &[ben])
        .await
        .unwrap();
    let open = [all[6], all[4], all[3], all[2], all[0]];
    for list in [GroupList::All, GroupList::Newest] {
        for titled in ["", "gro"] {
            let mut read = Vec::new();
            let mut after = None;
            loop {
                let mut tx = database.read().await.unwrap();
                let titled = NamePrefixes::parse(titled);
                let limit = Limit::new(2).unwrap();
                let page = tx.groups(list, ben, &titled, after, limit).await.unwrap();
                read.extend(page.items.into_iter().map(|view| view.group.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(read, open, "{list:?} {titled}");
        }
    }
}

async fn who_is_severed_is_neither_shown_nor_counted(database: Database) {
    let [ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    for joins in [ben, cleo] {
        insist(&groups, joins, group, OwnAct::Join).await;
    }
    let relations = relations(&database);
    relations
        .change
        .run(&as_actor(cleo), ada, Act::Block)
        .await
        .unwrap();
    let view = seen(&database, cleo, group).await.unwrap();
    assert_eq!((view.owner, view.member_count), (None, 2));
    let listed = people(&database, cleo, group, GroupPeople::Members).await;
    assert_eq!(listed, [(cleo, Standing::Member), (ben, Standing::Member)]);
    assert_eq!(seen(&database, ben, group).await.unwrap().member_count, 3);
    let outcome = groups.invite.run(&as_actor(cleo), group, &[ada]).await;
    assert_eq!(outcome.unwrap(), [(ada, InviteOutcome::NotFound)]);
    // Nor is anybody out of reach of who keeps order.
    assert_eq!(seen(&database, ada, group).await.unwrap().member_count, 3);
    let found = people(&database, ada, group, GroupPeople::Members).await;
    let (member, owner) = (Standing::Member, Standing::Owner);
    assert_eq!(found, [(cleo, member), (ben, member), (ada, owner)]);
    relations
        .change
        .run(&as_actor(cleo), ben, Act::Block)
        .await
        .unwrap();
    let found = people(&database, ben, group, GroupPeople::Members).await;
    assert_eq!(found, [(ben, member), (ada, owner)]);
    let removed = groups
        .members
        .run(&as_actor(ada), group, cleo, ActOnOther::Ban)
        .await;
    assert_eq!(
        removed.unwrap(),
        Standing::Banned,
        "a block does not keep one in a group"
    );
    let banned = people(&database, ada, group, GroupPeople::Banned).await;
    assert_eq!(banned, [(cleo, Standing::Banned)]);
    for list in [GroupPeople::Members, GroupPeople::Staff] {
        let outside = people(&database, cleo, group, list).await;
        assert_eq!(outside, [], "who does not belong to it reads nothing");
    }
}

async fn friends_who_belong_are_counted_and_named(database: Database) {
    let all: [UserId; 6] = members(&database).await;
    let (me, friends) = all.split_first().unwrap();
    let groups = groups(&database);
    let group = created(&groups, friends[0], "Choir", GroupPrivacy::Open).await;
    let other = created(&groups, friends[4], "Cooks", GroupPrivacy::Open).await;
    let relations = relations(&database);
    for friend in &friends[..4] {
        insist(&groups, *friend, group, OwnAct::Join).await;
        for (who, whom) in [(*me, *friend), (*friend, *me)] {
            let who = as_actor(who);
            let befriend = relations.change.run(&who, whom, Act::Befriend);
            befriend.await.unwrap();
        }
    }
    let view = seen(&database, *me, group).await.unwrap();
    assert_eq!(view.friend_count, 4);
    let named: Vec<UserId> = view.friends.iter().map(|friend| friend.id).collect();
    assert_eq!(named, [friends[3], friends[2], friends[1]]);
    let with_friends = listed(&database, *me, GroupList::WithFriends, "").await;
    assert_eq!(with_friends, [group], "and not {other}");
}

async fn whom_one_invited_oneself_is_told_apart(database: Database) {
    let [ada, ben, cleo, dan, eve] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Request).await;
    for (who, whom) in [(ada, ben), (ada, cleo)] {
        let (actor, people) = (as_actor(who), [whom]);
        let invite = groups.invite.run(&actor, group, &people);
        invite.await.unwrap();
    }
    insist(&groups, ben, group, OwnAct::AcceptInvitation).await;
    for whom in [dan, eve] {
        let (actor, people) = (as_actor(ben), [whom]);
        let invite = groups.invite.run(&actor, group, &people);
        invite.await.unwrap();
    }
    let invited = Standing::Invited;
    let all = people(&database, ada, group, GroupPeople::Invited).await;
    assert_eq!(all, [(eve, invited), (dan, invited), (cleo, invited)]);
    let own = people(&database, ben, group, GroupPeople::OwnInvited).await;
    assert_eq!(own, [(eve, invited), (dan, invited)]);
    insist(&groups, eve, group, OwnAct::DeclineInvitation).await;
    let own = people(&database, ben, group, GroupPeople::OwnInvited).await;
    assert_eq!(own, [(dan, invited)]);
}
