//! What seeds store at once is what would have come about post by post.

use kith_adapters::sql::{Database, PlantedMember, PlantedResponse, PlantedSide};
use kith_core::{
    events::EventResponse,
    groups::{
        Group, GroupDescription, GroupList, GroupPeople, GroupPrivacy, GroupRules, GroupTitle,
        Standing,
    },
    posts::{Audience, Post},
    relations::FollowState,
    search::NamePrefixes,
    shared::{
        id::{GroupId, UserId},
        page::Limit,
        store::Store as _,
    },
};

use crate::{events::Choir, given, groups};

crate::contract! {
    planted_posts_are_at_home_with_those_they_are_for,
    planted_groups_are_found_and_counted_as_founded_ones_are,
    planted_responses_are_counted_as_given_ones_are,
}

/// The timelines hold the newest five posts; what is older comes from the authors.
async fn planted_posts_are_at_home_with_those_they_are_for(database: Database) {
    let mut members = Vec::new();
    for id in [1, 3, 5, 7, 9, 11] {
        members.push(given::member(&database, id, false).await);
    }
    let [author, follower, friend, big, one, other] = members[..] else {
        panic!("{members:?}")
    };
    let mut key = 0;
    let mut side = |user, other, friends| {
        key += 1;
        PlantedSide {
            user,
            other,
            follow: FollowState::Following,
            friends,
            pulled: other == big,
            key,
        }
    };
    let sides = [
        side(author, friend, true),
        side(follower, author, false),
        side(follower, big, false),
        side(friend, author, true),
        side(one, big, false),
        side(other, big, false),
    ];
    database.plant_relations(&sides).await.unwrap();
    database.recount_relations(2).await.unwrap();
    let posts: Vec<Post> = [
        (100, author, Audience::Public),
        (101, author, Audience::Friends),
        (102, author, Audience::Friends),
        (103, author, Audience::Unlisted),
        (104, author, Audience::OnlyMe),
        (105, author, Audience::Followers),
        (106, big, Audience::Public),
    ]
    .map(|(id, whose, audience)| given::post(id, whose, audience))
    .to_vec();
    database.plant_posts(&posts).await.unwrap();
    database.plant_timelines(5).await.unwrap();

    assert_eq!(home(&database, follower).await, [106, 105, 100]);
    assert_eq!(home(&database, friend).await, [105, 102, 101, 100]);
    assert_eq!(home(&database, one).await, [106]);
}

async fn home(database: &Database, reader: UserId) -> Vec<i64> {
    let mut tx = database.read().await.unwrap();
    let page = tx.home_posts(reader, None, None, Limit::default()).await;
    let posts = page.unwrap().items;
    posts.iter().map(|found| found.post.id.get()).collect()
}

async fn planted_groups_are_found_and_counted_as_founded_ones_are(database: Database) {
    let [owner, member, asks, invited, stranger] = groups::members(&database).await;
    let group = |id, title: &str, privacy| Group {
        id: GroupId::new(id),
        title: GroupTitle::stored(title.into()),
        description: GroupDescription::stored(String::new()),
        rules: GroupRules {
            privacy,
            moderators_decide: id == 50,
        },
        owner,
        banner: None,
        created_at: given::now(),
    };
    let planted = [
        group(50, "Sunday bakers", GroupPrivacy::Request),
        group(51, "Café-Chor", GroupPrivacy::Open),
        group(52, "Secret bakers", GroupPrivacy::Hidden),
    ];
    database.plant_groups(&planted).await.unwrap();
    let stands = |group, user, standing, key| PlantedMember {
        group: GroupId::new(group),
        user,
        standing,
        invited_by: (standing == Standing::Invited).then_some(owner),
        key,
        since: given::now(),
    };
    let standings = [
        stands(50, owner, Standing::Owner, 60),
        stands(50, member, Standing::Moderator, 61),
        stands(50, asks, Standing::Requested, 62),
        stands(50, invited, Standing::Invited, 63),
        stands(51, owner, Standing::Owner, 64),
        stands(52, owner, Standing::Owner, 65),
    ];
    database.plant_group_members(&standings).await.unwrap();
    let mut post = given::post(100, member, Audience::Group);
    post.group = Some(GroupId::new(50));
    database.plant_posts(&[post]).await.unwrap();
    database.recount_groups().await.unwrap();

    let found = |typed| groups::listed(&database, stranger, GroupList::All, typed);
    let [bakers, choir] = [50, 51].map(GroupId::new);
    assert_eq!(found("").await, [bakers, choir]);
    assert_eq!(found("bak").await, [bakers]);
    assert_eq!(found("cafech").await, [choir]);
    assert_eq!(home(&database, owner).await, [100]);
    let seen = groups::seen(&database, owner, bakers).await.unwrap();
    assert_eq!(seen.group, planted[0]);
    assert_eq!((seen.member_count, seen.request_count), (2, 1));
    let theirs = groups::seen(&database, invited, bakers).await.unwrap();
    assert_eq!(theirs.invitation.unwrap().by.unwrap().id, owner);
    let mut tx = database.read().await.unwrap();
    let everybody = NamePrefixes::default();
    let inside = tx
        .group_people(
            GroupPeople::Members,
            bakers,
            owner,
            &everybody,
            None,
            Limit::default(),
        )
        .await
        .unwrap();
    let inside: Vec<_> = inside
        .items
        .iter()
        .map(|one| (one.person.summary.id, one.standing))
        .collect();
    assert_eq!(
        inside,
        [(member, Standing::Moderator), (owner, Standing::Owner)]
    );
    let profile = tx.count_posts(member, member).await.unwrap();
    assert_eq!(profile, 0, "what is in groups is not counted");
}

async fn planted_responses_are_counted_as_given_ones_are(database: Database) {
    let choir = Choir::of(database.clone(), 5).await;
    let event = choir.event(time::Duration::DAY, Some(2)).await;
    let said = [
        EventResponse::Going,
        EventResponse::Going,
        EventResponse::Waiting,
        EventResponse::Maybe,
        EventResponse::NotGoing,
    ];
    let responses: Vec<PlantedResponse> = choir
        .members
        .iter()
        .zip(said)
        .zip(500..)
        .map(|((user, response), key)| PlantedResponse {
            event,
            user: *user,
            response,
            key,
            at: given::now(),
        })
        .collect();
    database.plant_event_responses(&responses).await.unwrap();
    database.recount_events().await.unwrap();
    choir.counts_are_right(choir.members[0], event).await;
    let everybody = choir.people(choir.members[0], event, None).await;
    assert_eq!(everybody, choir.members);
}
