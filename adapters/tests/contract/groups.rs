//! Groups: what is stored is what the table of transitions says, whoever acts, however often, at once or not; and nobody
//! hears of what they may not know of.

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    groups::{
        ActOnOther, ChangeMemberError, GroupEdit, GroupList, GroupPeople, GroupPolicy,
        GroupPrivacy, GroupRules, GroupView, Groups, InviteOutcome, Membership, NewGroup, OwnAct,
        OwnMembershipError, Standing,
    },
    search::NamePrefixes,
    shared::{
        event::Event,
        id::{GroupId, UserId},
        page::Limit,
        ports::Ports,
        store::{Store as _, StoreError},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use crate::{draw::Draw, given, outbox::told, relations::as_actor};

crate::contract! {
    a_group_is_read_back_as_it_was_created_and_changed,
    a_hidden_group_is_there_for_those_alone_who_may_know_of_it,
    invitations_and_requests_that_cross_make_members,
    opening_a_group_lets_in_who_waits,
    two_hundred_parallel_requests_make_one,
    after_any_sequence_the_counts_are_those_of_the_rows,
    whatever_many_do_at_once_a_group_keeps_one_owner,
    a_deleted_group_is_nowhere,
}

/// The use cases on a database.
pub(crate) fn groups(database: &Database) -> Groups {
    let ports = Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    let policy = GroupPolicy {
        ask_again_after: Duration::DAY,
    };
    Groups::new(&ports, policy)
}

pub(crate) async fn members<const COUNT: usize>(database: &Database) -> [UserId; COUNT] {
    let mut members = [UserId::new(0); COUNT];
    for (id, member) in (1..).zip(&mut members) {
        *member = given::member(database, id, false).await;
    }
    members
}

pub(crate) async fn created(
    groups: &Groups,
    owner: UserId,
    title: &str,
    privacy: GroupPrivacy,
) -> GroupId {
    let new = NewGroup {
        title: title.into(),
        description: String::new(),
        rules: GroupRules {
            privacy,
            moderators_decide: false,
        },
    };
    let view = groups.create.run(&as_actor(owner), new, None).await;
    view.unwrap().group.id
}

pub(crate) async fn seen(database: &Database, viewer: UserId, group: GroupId) -> Option<GroupView> {
    let mut tx = database.read().await.unwrap();
    tx.group_for(viewer, group).await.unwrap()
}

pub(crate) async fn listed(
    database: &Database,
    viewer: UserId,
    list: GroupList,
    titled: &str,
) -> Vec<GroupId> {
    let mut tx = database.read().await.unwrap();
    let titled = NamePrefixes::parse(titled);
    let page = tx
        .groups(list, viewer, &titled, None, Limit::new(100).unwrap())
        .await
        .unwrap();
    page.items.into_iter().map(|view| view.group.id).collect()
}

pub(crate) async fn people(
    database: &Database,
    viewer: UserId,
    group: GroupId,
    list: GroupPeople,
) -> Vec<(UserId, Standing)> {
    let mut tx = database.read().await.unwrap();
    let everybody = NamePrefixes::default();
    let page = tx
        .group_people(
            list,
            group,
            viewer,
            &everybody,
            None,
            Limit::new(100).unwrap(),
        )
        .await
        .unwrap();
    page.items
        .into_iter()
        .map(|listed| (listed.person.summary.id, listed.standing))
        .collect()
}

async fn membership(database: &Database, group: GroupId, user: UserId) -> Membership {
    let mut tx = database.read().await.unwrap();
    tx.membership(group, user).await.unwrap()
}

async fn a_group_is_read_back_as_it_was_created_and_changed(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Request).await;
    let mine = seen(&database, ada, group).await.unwrap();
    assert_eq!(mine.standing, Standing::Owner);
    assert_eq!((mine.member_count, mine.request_count), (1, 0));
    assert_eq!(mine.owner.unwrap().id, ada);
    let edit = GroupEdit {
        title: Some("Harbour choir".into()),
        description: Some("We sing.".into()),
        privacy: Some(GroupPrivacy::Open),
        moderators_decide: Some(true),
    };
    let edited = groups.edit.run(&as_actor(ada), group, edit).await.unwrap();
    let theirs = seen(&database, ben, group).await.unwrap();
    assert_eq!(theirs.group, edited.group);
    assert_eq!(theirs.standing, Standing::None);
    assert_eq!(theirs.group.description.as_str(), "We sing.");
    assert!(theirs.group.rules.moderators_decide);
}

async fn a_hidden_group_is_there_for_those_alone_who_may_know_of_it(database: Database) {
    let [ada, ben, cleo, dan] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Surprise party", GroupPrivacy::Hidden).await;
    for list in [GroupList::All, GroupList::Newest] {
        for titled in ["", "surprise"] {
            assert_eq!(listed(&database, ada, list, titled).await, [group]);
            assert_eq!(listed(&database, ben, list, titled).await, []);
        }
    }
    assert_eq!(seen(&database, ben, group).await, None);
    let asked = groups
        .own_membership
        .run(&as_actor(ben), group, OwnAct::Join)
        .await;
    assert!(matches!(asked, Err(OwnMembershipError::NotFound)));
    let invited = groups.invite.run(&as_actor(ada), group, &[ben, cleo]).await;
    assert_eq!(
        invited.unwrap(),
        [
            (ben, InviteOutcome::Invited),
            (cleo, InviteOutcome::Invited)
        ]
    );
    let view = seen(&database, ben, group).await.unwrap();
    let invitation = view.invitation.unwrap();
    assert_eq!(invitation.by.unwrap().id, ada);
    assert_eq!(
        listed(&database, ben, GroupList::Invitations, "").await,
        [group]
    );
    assert_eq!(listed(&database, ben, GroupList::All, "par").await, [group]);
    let own = &groups.own_membership;
    let accept = OwnAct::AcceptInvitation;
    let stolen = own.answer(&as_actor(dan), invitation.id, accept).await;
    assert!(matches!(stolen, Err(OwnMembershipError::NotFound)));
    for _ in 0..2 {
        own.answer(&as_actor(ben), invitation.id, accept)
            .await
            .unwrap();
    }
    assert_eq!(listed(&database, ben, GroupList::Mine, "").await, [group]);
    assert_eq!(listed(&database, ben, GroupList::Invitations, "").await, []);
    own.run(&as_actor(cleo), group, OwnAct::DeclineInvitation)
        .await
        .unwrap();
    assert_eq!(seen(&database, cleo, group).await, None);
    let removed = groups
        .members
        .run(&as_actor(ada), group, ben, ActOnOther::Remove)
        .await;
    assert_eq!(removed.unwrap(), Standing::None);
    assert_eq!(seen(&database, ben, group).await, None);
}

async fn invitations_and_requests_that_cross_make_members(database: Database) {
    let [ada, ben, cleo] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Request).await;
    let own = &groups.own_membership;
    own.run(&as_actor(ben), group, OwnAct::Join).await.unwrap();
    assert_eq!(
        listed(&database, ben, GroupList::Requests, "").await,
        [group]
    );
    assert_eq!(
        people(&database, ada, group, GroupPeople::Requests).await,
        [(ben, Standing::Requested)]
    );
    let outcome = groups
        .invite
        .run(&as_actor(ada), group, &[ben, cleo])
        .await
        .unwrap();
    assert_eq!(
        outcome,
        [(ben, InviteOutcome::Joined), (cleo, InviteOutcome::Invited)]
    );
    own.run(&as_actor(cleo), group, OwnAct::Join).await.unwrap();
    assert_eq!(
        people(&database, ben, group, GroupPeople::Members).await,
        [
            (cleo, Standing::Member),
            (ben, Standing::Member),
            (ada, Standing::Owner)
        ]
    );
    let view = seen(&database, ada, group).await.unwrap();
    assert_eq!((view.member_count, view.request_count), (3, 0));
}

async fn opening_a_group_lets_in_who_waits(database: Database) {
    let [ada, ben, cleo, dan] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Request).await;
    let own = &groups.own_membership;
    for asks in [ben, cleo] {
        own.run(&as_actor(asks), group, OwnAct::Join).await.unwrap();
    }
    groups
        .invite
        .run(&as_actor(ada), group, &[dan])
        .await
        .unwrap();
    let mut before = Vec::new();
    for user in [ada, ben, cleo, dan] {
        before.push((user, membership(&database, group, user).await));
    }
    let edit = GroupEdit {
        privacy: Some(GroupPrivacy::Open),
        ..GroupEdit::default()
    };
    let view = groups.edit.run(&as_actor(ada), group, edit).await.unwrap();
    assert_eq!((view.member_count, view.request_count), (3, 0));
    for (user, before) in before {
        let after = membership(&database, group, user).await;
        assert_eq!(after, before.after_opening(), "was {before:?}");
    }
    let joined = |user| Event::GroupJoined {
        group,
        user,
        by: ada,
    };
    let told = told(&database).await;
    assert!(told.contains(&joined(ben)) && told.contains(&joined(cleo)));
    let standing = membership(&database, group, dan).await.standing;
    assert_eq!(standing, Standing::Invited, "who is invited decides");
}

/// Does it, and does it again as long as too many others do something.
pub(crate) async fn insist(groups: &Groups, who: UserId, group: GroupId, act: OwnAct) {
    loop {
        match groups.own_membership.run(&as_actor(who), group, act).await {
            Err(OwnMembershipError::Store(StoreError::Busy)) => {}
            Err(OwnMembershipError::Store(error)) => panic!("{error}"),
            _ => return,
        }
    }
}

async fn insist_on(groups: &Groups, who: UserId, group: GroupId, whom: UserId, act: ActOnOther) {
    loop {
        match groups.members.run(&as_actor(who), group, whom, act).await {
            Err(ChangeMemberError::Store(StoreError::Busy)) => {}
            Err(ChangeMemberError::Store(error)) => panic!("{error}"),
            _ => return,
        }
    }
}

async fn two_hundred_parallel_requests_make_one(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = Arc::new(groups(&database));
    let group = created(&groups, ada, "Choir", GroupPrivacy::Request).await;
    let tasks: Vec<_> = (0..200)
        .map(|_| {
            let groups = groups.clone();
            tokio::spawn(async move { insist(&groups, ben, group, OwnAct::Join).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let view = seen(&database, ada, group).await.unwrap();
    assert_eq!((view.member_count, view.request_count), (1, 1));
    assert_eq!(
        told(&database).await,
        [
            Event::GroupCreated { group },
            Event::GroupJoinRequested { group, user: ben }
        ]
    );
}

/// The counts of a group equal the rows, and one of them owns it.
async fn counts_are_right(database: &Database, viewer: UserId, group: GroupId) {
    // Who is asked for may have left; the lists are for those who belong to it.
    let viewer = seen(database, viewer, group).await.unwrap().group.owner;
    let view = seen(database, viewer, group).await.unwrap();
    let members = people(database, viewer, group, GroupPeople::Members).await;
    assert_eq!(view.member_count, u64::try_from(members.len()).unwrap());
    let owners: Vec<UserId> = members
        .iter()
        .filter(|(_, standing)| *standing == Standing::Owner)
        .map(|(user, _)| *user)
        .collect();
    assert_eq!(owners, [view.group.owner]);
    let staff = people(database, viewer, group, GroupPeople::Staff).await;
    let keeping = members
        .iter()
        .filter(|(_, standing)| standing.keeps_order());
    assert_eq!(staff.len(), keeping.count());
    let owner_sees = seen(database, view.group.owner, group).await.unwrap();
    let waiting = people(database, view.group.owner, group, GroupPeople::Requests).await;
    assert_eq!(
        owner_sees.request_count,
        u64::try_from(waiting.len()).unwrap()
    );
}

async fn after_any_sequence_the_counts_are_those_of_the_rows(database: Database) {
    let all: [UserId; 5] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, all[0], "Choir", GroupPrivacy::Request).await;
    let mut draw = Draw::new(5);
    for step in 0..300 {
        let (who, whom) = (draw.of(&all), draw.of(&all));
        match draw.below(5) {
            0 | 1 => insist(&groups, who, group, draw.of(&OwnAct::ALL)).await,
            2 | 3 => insist_on(&groups, who, group, whom, draw.of(&ActOnOther::ALL)).await,
            _ => drop(groups.hand_over.run(&as_actor(who), group, whom).await),
        }
        if draw.one_in(4) {
            let edit = GroupEdit {
                privacy: Some(draw.of(&[GroupPrivacy::Open, GroupPrivacy::Request])),
                ..GroupEdit::default()
            };
            drop(groups.edit.run(&as_actor(who), group, edit).await);
        }
        if step % 10 == 0 {
            counts_are_right(&database, draw.of(&all), group).await;
        }
    }
    counts_are_right(&database, all[1], group).await;
}

async fn whatever_many_do_at_once_a_group_keeps_one_owner(database: Database) {
    let all: [UserId; 4] = members(&database).await;
    let groups = Arc::new(groups(&database));
    let group = created(&groups, all[0], "Choir", GroupPrivacy::Open).await;
    let mut tasks = Vec::new();
    for (place, who) in all.iter().copied().enumerate().cycle().take(120) {
        let groups = groups.clone();
        let whom = all[(place + 1) % all.len()];
        tasks.push(tokio::spawn(async move {
            insist(&groups, who, group, OwnAct::Join).await;
            drop(groups.hand_over.run(&as_actor(who), group, whom).await);
            insist_on(&groups, who, group, whom, ActOnOther::Appoint).await;
            insist_on(&groups, whom, group, who, ActOnOther::Remove).await;
            insist(&groups, who, group, OwnAct::Leave).await;
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    counts_are_right(&database, all[0], group).await;
}

async fn a_deleted_group_is_nowhere(database: Database) {
    let [ada, ben] = members(&database).await;
    let groups = groups(&database);
    let group = created(&groups, ada, "Choir", GroupPrivacy::Open).await;
    insist(&groups, ben, group, OwnAct::Join).await;
    groups.delete.run(&as_actor(ada), group).await.unwrap();
    for viewer in [ada, ben] {
        assert_eq!(seen(&database, viewer, group).await, None);
        for list in [GroupList::All, GroupList::Newest, GroupList::Mine] {
            for titled in ["", "choir"] {
                assert_eq!(listed(&database, viewer, list, titled).await, []);
            }
        }
    }
    let joined = groups
        .own_membership
        .run(&as_actor(ben), group, OwnAct::Join)
        .await;
    assert!(matches!(joined, Err(OwnMembershipError::NotFound)));
}
