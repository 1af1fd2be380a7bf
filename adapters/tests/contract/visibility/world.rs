//! A world that is drawn by lot: members and all that can be between them, posts and whom they name. It is kept
//! twice, in the database and in the core's own types, by which the database is judged.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use kith_adapters::sql::Database;
use kith_core::{
    feeds::{FeedPolicy, TimelinesFollow},
    media::{Media, Purpose},
    posts::{Audience, Picture, Post, PostFacts, Viewer},
    profiles::Privacy,
    reactions::{ReactionCases, Target},
    relations::{
        Act, ChangeRelationError, Circumstances, Closeness, FollowState, Pair, RelationPolicy,
        Relations,
    },
    shared::{
        event::Event,
        id::{CommentId, MediaId, PostId, UserId},
        ports::Ports,
        relay::Consumer as _,
        store::Store as _,
    },
    tags::Tag,
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use super::circles::Circles;
use super::polls::{self, Votes};
use super::previews;
use super::reacting::Reacting;
use crate::{
    draw::Draw,
    given::{self, now},
    relations::as_actor,
};

const MEMBERS: usize = 10;
const POSTS: usize = 110;
/// The tags that posts here can have.
pub(super) const TAGS: [&str; 3] = ["ice", "snow", "street"];
const ASK_AGAIN_AFTER: Duration = Duration::DAY;

/// What is done, some things oftener than others: what joins people oftener than what parts them.
const ACTS: [Act; 26] = [
    Act::Follow,
    Act::Follow,
    Act::Follow,
    Act::Follow,
    Act::Follow,
    Act::Follow,
    Act::Befriend,
    Act::Befriend,
    Act::Befriend,
    Act::Befriend,
    Act::AcceptFollow,
    Act::AcceptFollow,
    Act::AcceptFollow,
    Act::AcceptFriendship,
    Act::AcceptFriendship,
    Act::Unfollow,
    Act::DeclineFollow,
    Act::RemoveFollower,
    Act::DeclineFriendship,
    Act::Unfriend,
    Act::Unfriend,
    Act::Block,
    Act::Unblock,
    Act::Unblock,
    Act::Mute,
    Act::Unmute,
];

/// A member besides their relations.
struct Member {
    suspended: bool,
    private: bool,
}

/// A post with its one picture, whom it names, and a comment on it.
pub(super) struct Told {
    pub(super) post: Post,
    pub(super) picture: MediaId,
    pub(super) names: BTreeSet<UserId>,
    /// Whom it mentions.
    pub(super) mentions: BTreeSet<UserId>,
    /// Which of [`TAGS`] it has.
    pub(super) tags: BTreeSet<&'static str>,
    pub(super) comment: Remark,
}

/// A comment with its picture. Who wrote it need not have seen the post for long.
#[derive(Clone)]
pub(super) struct Remark {
    pub(super) id: CommentId,
    pub(super) author: UserId,
    pub(super) picture: MediaId,
    /// Whom it mentions.
    pub(super) mentions: BTreeSet<UserId>,
}

/// Everything there is.
pub(super) struct World {
    pub(super) draw: Draw,
    pub(super) database: Database,
    relations: Relations,
    members: BTreeMap<UserId, Member>,
    /// Both sides of each pair, from the first's.
    pairs: BTreeMap<(UserId, UserId), Pair>,
    pub(super) posts: Vec<Told>,
    pub(super) groups: Circles,
    /// The post that each pinned.
    pub(super) pins: BTreeMap<UserId, PostId>,
    pub(super) votes: Votes,
    /// The reactions, and how many changes of them there were.
    pub(super) reacted: Reacting,
    pub(super) turns: usize,
}

impl World {
    /// Relations come first, then posts with names, then relations and audiences change again.
    pub(super) async fn drawn(database: &Database, seed: u64) -> Self {
        let ports = Ports {
            store: Arc::new(database.clone()),
            clock: Arc::new(FixedClock::default()),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(CountingRandom::default()),
        };
        let policy = RelationPolicy {
            ask_again_after: ASK_AGAIN_AFTER,
            suggests_proved_only: true,
        };
        let mut world = Self {
            draw: Draw::new(seed),
            database: database.clone(),
            relations: Relations::new(&ports, policy),
            members: BTreeMap::new(),
            pairs: BTreeMap::new(),
            posts: Vec::new(),
            groups: Circles::default(),
            pins: BTreeMap::new(),
            votes: Votes::new(),
            reacted: BTreeMap::new(),
            turns: 0,
        };
        let reactions = ReactionCases::new(&ports);
        world.populate().await;
        world.live(260).await;
        world.groups = Circles::drawn(database, &world.users(), &mut world.draw).await;
        for id in (1..).take(POSTS) {
            world.publish(id).await;
        }
        world.keep_and_pin().await;
        world.react(&reactions, 500).await;
        world.live(120).await;
        let users = world.users();
        world
            .groups
            .move_on(database, &users, &mut world.draw)
            .await;
        for _ in 0..20 {
            world.change_an_audience().await;
        }
        world.votes = polls::vote(database, &world, seed).await;
        world.react(&reactions, 150).await;
        world.spread().await;
        world
    }

    /// Writes every post into the timelines of its author's followers, whoever may see it.
    async fn spread(&self) {
        let nobody_is_pulled = FeedPolicy {
            pull_above: u32::MAX,
            timeline_length: 1_000,
        };
        let timelines = TimelinesFollow::new(nobody_is_pulled);
        let mut tx = self.database.write().await.unwrap();
        for told in &self.posts {
            let post = told.post.id;
            let published = Event::PostPublished { post };
            timelines
                .handle(tx.as_mut(), &published, None)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }

    pub(super) fn users(&self) -> Vec<UserId> {
        self.members.keys().copied().collect()
    }

    pub(super) fn is_suspended(&self, user: UserId) -> bool {
        self.members[&user].suspended
    }

    pub(super) fn is_private(&self, user: UserId) -> bool {
        self.members[&user].private
    }

    pub(super) fn facts(&self, told: &Told) -> PostFacts {
        PostFacts {
            author: told.post.author,
            author_suspended: self.members[&told.post.author].suspended,
            audience: told.post.audience,
            deleted: !told.post.is_live(),
        }
    }

    pub(super) fn viewer(&self, user: UserId, told: &Told) -> Viewer {
        Viewer {
            user,
            closeness: self.closeness(user, told.post.author),
            named: told.names.contains(&user),
            belongs: told
                .post
                .group
                .is_some_and(|group| self.groups.belongs(user, group)),
        }
    }

    pub(super) fn closeness(&self, viewer: UserId, author: UserId) -> Closeness {
        if viewer == author {
            return Closeness::Stranger;
        }
        self.pair(viewer, author).closeness()
    }

    /// Whether home shows `viewer` what `author` posts, as far as the rule lists it.
    pub(super) fn has_at_home(&self, viewer: UserId, author: UserId) -> bool {
        let mine = self.pair(viewer, author).mine;
        mine.follow == FollowState::Following && !mine.muting
    }

    /// Whom the author is shown as named.
    pub(super) fn shown_names(&self, told: &Told) -> Vec<UserId> {
        let there = |name: &&UserId| {
            self.closeness(**name, told.post.author) >= Closeness::Follower
                && !self.members[*name].suspended
        };
        told.names.iter().filter(there).copied().collect()
    }

    /// Whom of the mentioned a viewer may know of.
    pub(super) fn shown_mentions(&self, viewer: UserId, told: &Told) -> BTreeSet<UserId> {
        self.shown_of(viewer, &told.mentions)
    }

    /// Whom of several members a viewer may know of.
    pub(super) fn shown_of(&self, viewer: UserId, users: &BTreeSet<UserId>) -> BTreeSet<UserId> {
        let there = |user: &&UserId| !self.hides(viewer, **user);
        users.iter().filter(there).copied().collect()
    }

    /// Whether a viewer keeps what somebody posts out of lists of everybody's posts.
    pub(super) fn mutes(&self, viewer: UserId, author: UserId) -> bool {
        self.pair(viewer, author).mine.muting
    }

    pub(super) fn pair(&self, first: UserId, other: UserId) -> Pair {
        self.pairs.get(&(first, other)).copied().unwrap_or_default()
    }

    async fn populate(&mut self) {
        for id in (1..).take(MEMBERS) {
            let suspended = self.draw.one_in(8);
            let user = given::member(&self.database, id, suspended).await;
            let private = id % 2 == 0;
            self.members.insert(user, Member { suspended, private });
        }
    }

    /// Members do things about each other, and now and then make their profile private or public.
    async fn live(&mut self, steps: usize) {
        for _ in 0..steps {
            let who = self.any_member();
            if self.draw.one_in(20) {
                self.switch_privacy(who).await;
                continue;
            }
            let (whom, act) = (self.any_member(), self.draw.of(&ACTS));
            self.act(who, whom, act).await;
        }
    }

    pub(super) fn any_member(&mut self) -> UserId {
        let users = self.users();
        self.draw.of(&users)
    }

    async fn act(&mut self, who: UserId, whom: UserId, act: Act) {
        let done = self.relations.change.run(&as_actor(who), whom, act).await;
        if who == whom || self.members[&whom].suspended {
            assert!(done.is_err(), "{who} {act:?} {whom}");
            return;
        }
        let at = Circumstances {
            their_profile_is_private: self.members[&whom].private,
            now: now(),
            ask_again_after: ASK_AGAIN_AFTER,
        };
        match (done, self.pair(who, whom).after(act, &at)) {
            (Ok(_), Ok(after)) => {
                self.pairs.insert((who, whom), after);
                self.pairs.insert((whom, who), after.turned());
            }
            (Err(ChangeRelationError::Store(error)), _) => panic!("{error}"),
            (Err(_), Err(_)) => {}
            (done, expected) => panic!("{who} {act:?} {whom}: {done:?}, not {expected:?}"),
        }
    }

    async fn switch_privacy(&mut self, who: UserId) {
        let member = self.members.get_mut(&who).unwrap();
        member.private = !member.private;
        let mut tx = self.database.write().await.unwrap();
        tx.set_privacy(who, member.private, &Privacy::default(), now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn publish(&mut self, id: i64) {
        let author = self.any_member();
        let audience = self.draw.of(&Audience::ALL);
        let deleted_at = self.draw.one_in(8).then(now);
        let mut post = Post {
            deleted_at,
            picture_count: 1,
            original: self.something_to_share(),
            group: (audience == Audience::Group).then(|| Circles::any(&mut self.draw)),
            // The rule asks nothing of it: what belongs to an event is a post in a group as any other.
            has_event: audience == Audience::Group && id % 2 == 0,
            has_poll: true,
            ..given::post(id, author, audience)
        };
        let picture = MediaId::new(10_000 + id);
        given::upload(&self.database, &given::picture(picture.get(), author)).await;
        given::published(&self.database, &post).await;
        polls::ask(&self.database, post.id).await;
        previews::show(&self.database, &mut post).await;
        let placed = [Picture {
            media: picture,
            alt_text: None,
        }];
        let mut tx = self.database.write().await.unwrap();
        let unusable = tx.set_pictures(author, post.id, &placed).await.unwrap();
        assert!(unusable.is_empty());
        if let Some(original) = post.original {
            let more = i64::from(post.counts_as_share());
            tx.count_shares(original, more).await.unwrap();
        }
        tx.commit().await.unwrap();
        let names = match audience {
            Audience::Selected => self.name(author, post.id).await,
            _ => BTreeSet::new(),
        };
        let mentions = self.mention(author, Target::Post(post.id)).await;
        let tags = self.tag(post.id).await;
        let comment = self.comment_on(post.id).await;
        self.posts.push(Told {
            post,
            picture,
            names,
            mentions,
            tags,
            comment,
        });
    }

    async fn comment_on(&mut self, post: PostId) -> Remark {
        let author = self.any_member();
        let mut remark = Remark {
            id: CommentId::new(post.get()),
            author,
            picture: MediaId::new(20_000 + post.get()),
            mentions: BTreeSet::new(),
        };
        let upload = Media {
            purpose: Purpose::Comment,
            ..given::picture(remark.picture.get(), author)
        };
        given::upload(&self.database, &upload).await;
        let comment = given::comment(remark.id.get(), post, author);
        given::commented(&self.database, &comment).await;
        let mut tx = self.database.write().await.unwrap();
        let placed = tx.set_comment_picture(author, remark.id, Some(remark.picture));
        assert!(placed.await.unwrap());
        tx.commit().await.unwrap();
        remark.mentions = self.mention(author, Target::Comment(remark.id)).await;
        remark
    }

    /// Whether what somebody wrote is kept from the viewer, whatever it is on.
    pub(super) fn hides(&self, viewer: UserId, author: UserId) -> bool {
        self.members[&author].suspended || self.closeness(viewer, author) == Closeness::Severed
    }

    /// A third of all members are called by their handles; those who cannot be mentioned are not.
    async fn mention(&mut self, author: UserId, target: Target) -> BTreeSet<UserId> {
        let users = self.users();
        let wanted: Vec<UserId> = users.into_iter().filter(|_| self.draw.one_in(3)).collect();
        let handles: Vec<String> = wanted.iter().map(|user| format!("member{user}")).collect();
        let mut tx = self.database.write().await.unwrap();
        let stored = match target {
            Target::Post(post) => tx.set_post_mentions(author, post, &handles).await,
            Target::Comment(comment) => tx.set_comment_mentions(author, comment, &handles).await,
        };
        let stored = stored.unwrap();
        tx.commit().await.unwrap();
        let may = |user: &UserId| {
            self.closeness(author, *user) != Closeness::Severed && !self.members[user].suspended
        };
        let expected: BTreeSet<UserId> = wanted.into_iter().filter(may).collect();
        assert_eq!(stored.into_iter().collect::<BTreeSet<_>>(), expected);
        expected
    }

    async fn tag(&mut self, post: PostId) -> BTreeSet<&'static str> {
        let drawn: BTreeSet<&str> = TAGS.into_iter().filter(|_| self.draw.one_in(2)).collect();
        let tags: Vec<Tag> = drawn.iter().map(|tag| Tag::parse(tag).unwrap()).collect();
        let mut tx = self.database.write().await.unwrap();
        tx.set_post_tags(post, &tags).await.unwrap();
        tx.commit().await.unwrap();
        drawn
    }

    /// Half of all members are to be named; those who cannot be are refused, and the rest is named.
    async fn name(&mut self, author: UserId, post: PostId) -> BTreeSet<UserId> {
        let users = self.users();
        let wanted: Vec<UserId> = users.into_iter().filter(|_| self.draw.one_in(2)).collect();
        let may = |user: &UserId| {
            *user != author
                && self.closeness(*user, author) >= Closeness::Follower
                && !self.members[user].suspended
        };
        let refused: Vec<usize> = (0..)
            .zip(&wanted)
            .filter(|(_, user)| !may(user))
            .map(|(place, _)| place)
            .collect();
        let mut tx = self.database.write().await.unwrap();
        let found = tx.set_selected(author, post, &wanted).await.unwrap();
        assert_eq!(found, refused, "{wanted:?} named by {author}");
        drop(tx);
        let connected: Vec<UserId> = wanted.into_iter().filter(may).collect();
        let mut tx = self.database.write().await.unwrap();
        assert!(
            tx.set_selected(author, post, &connected)
                .await
                .unwrap()
                .is_empty()
        );
        tx.commit().await.unwrap();
        connected.into_iter().collect()
    }

    async fn change_an_audience(&mut self) {
        let place = self.draw.below(self.posts.len());
        let audience = self.draw.of(&Audience::ALL);
        let told = &mut self.posts[place];
        if told.post.group.is_some() || audience == Audience::Group {
            // A post stays in its group, and outside of others.
            return;
        }
        let counted = i64::from(told.post.counts_as_share());
        told.post.audience = audience;
        let mut tx = self.database.write().await.unwrap();
        tx.update_post(&told.post).await.unwrap();
        if let Some(original) = told.post.original {
            let more = i64::from(told.post.counts_as_share()) - counted;
            tx.count_shares(original, more).await.unwrap();
        }
        if audience != Audience::Selected {
            told.names.clear();
            tx.set_selected(told.post.author, told.post.id, &[])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }
}
