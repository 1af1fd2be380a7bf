//! Threads that are drawn by lot: written, deleted, brought back and erased in any order, with people among the writers of
//! whom some readers never hear. What each reader finds, and every number, is what follows from the rows by the rule: a
//! comment stands for a reader who may read it, or for whom something below it stands.

use std::{collections::BTreeMap, sync::Arc};

use kith_adapters::sql::Database;
use kith_core::{
    comments::{Comment, CommentKey, CommentSort, Deletion, FoundComment, relevance},
    posts::Audience,
    reactions::{ReactionCases, ReactionKind, Reactions, Target},
    relations::{Act, RelationPolicy, Relations},
    shared::{
        clock::Timestamp,
        id::{CommentId, PostId, UserId},
        page::Limit,
        ports::Ports,
        store::{Store as _, Tx},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use crate::{
    draw::Draw,
    given::{self, answer, comment, commented, now},
    relations::as_actor,
};

crate::contract! {
    every_reader_finds_what_the_rule_gives_in_the_first_thread,
    every_reader_finds_what_the_rule_gives_in_the_second_thread,
    every_reader_finds_what_the_rule_gives_in_the_third_thread,
}

const POST: PostId = PostId::new(500);
const AUTHOR: UserId = UserId::new(1);
/// The last one is suspended.
const MEMBERS: i64 = 6;
const STEPS: i64 = 90;

async fn every_reader_finds_what_the_rule_gives_in_the_first_thread(database: Database) {
    follows_the_rule(database, 3).await;
}

async fn every_reader_finds_what_the_rule_gives_in_the_second_thread(database: Database) {
    follows_the_rule(database, 20_261_130).await;
}

async fn every_reader_finds_what_the_rule_gives_in_the_third_thread(database: Database) {
    follows_the_rule(database, 0x00C0_FFEE).await;
}

/// What lies in the database, as it should.
struct Thread {
    rows: BTreeMap<CommentId, Comment>,
    severed: Vec<(UserId, UserId)>,
    reacted: BTreeMap<(CommentId, UserId), ReactionKind>,
}

impl Thread {
    fn hides(&self, viewer: UserId, author: UserId) -> bool {
        author.get() == MEMBERS
            || self.severed.contains(&(viewer, author))
            || self.severed.contains(&(author, viewer))
    }

    fn is_readable(&self, viewer: UserId, comment: &Comment) -> bool {
        comment.is_live() && !self.hides(viewer, comment.author)
    }

    fn stands(&self, viewer: UserId, comment: &Comment) -> bool {
        self.is_readable(viewer, comment) || self.below(viewer, Some(comment.id)).next().is_some()
    }

    /// What stands directly below a comment, or on the post itself.
    fn below(&self, viewer: UserId, above: Option<CommentId>) -> impl Iterator<Item = &Comment> {
        let rows = self.rows.values();
        rows.filter(move |row| row.parent == above && self.stands(viewer, row))
    }

    /// What a comment is worth, which is the same for all: what stands for those from whom nothing is hidden counts.
    fn relevance(&self, of: CommentId) -> i64 {
        let answers = |row: &&Comment| row.parent == Some(of) && self.stands_for_all(row);
        let replies = self.rows.values().filter(answers).count();
        let reactions = self.reacted.keys().filter(|(to, _)| *to == of).count();
        let number = |count: usize| u64::try_from(count).unwrap();
        i64::try_from(relevance(number(reactions), number(replies))).unwrap()
    }

    /// What a viewer is told of the reactions to a comment that they read.
    fn reactions(&self, viewer: UserId, to: CommentId) -> Reactions {
        let mut told = Reactions {
            mine: self.reacted.get(&(to, viewer)).copied(),
            ..Reactions::default()
        };
        for ((comment, by), kind) in &self.reacted {
            if *comment == to && !self.hides(viewer, *by) {
                *told.by_kind.of_mut(*kind) += 1;
            }
        }
        told
    }

    fn stands_for_all(&self, comment: &Comment) -> bool {
        let mut below = self
            .rows
            .values()
            .filter(|row| row.parent == Some(comment.id));
        comment.is_live() || below.any(|row| self.stands_for_all(row))
    }
}

struct Story {
    database: Database,
    draw: Draw,
    thread: Thread,
    relations: Relations,
    reactions: ReactionCases,
    now: Timestamp,
}

impl Story {
    async fn begun(database: &Database, seed: u64) -> Self {
        for id in 1..=MEMBERS {
            given::member(database, id, id == MEMBERS).await;
        }
        let post = given::post(POST.get(), AUTHOR, Audience::Public);
        given::published(database, &post).await;
        let ports = Ports {
            store: Arc::new(database.clone()),
            clock: Arc::new(FixedClock::default()),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(CountingRandom::default()),
        };
        let policy = RelationPolicy {
            ask_again_after: Duration::DAY,
            suggests_proved_only: true,
        };
        Self {
            database: database.clone(),
            draw: Draw::new(seed),
            thread: Thread {
                rows: BTreeMap::new(),
                severed: Vec::new(),
                reacted: BTreeMap::new(),
            },
            relations: Relations::new(&ports, policy),
            reactions: ReactionCases::new(&ports),
            now: now(),
        }
    }

    /// Nobody blocks the author of the post, so that everybody sees it.
    async fn block(&mut self, who: UserId, whom: UserId) {
        let actor = as_actor(who);
        let blocked = self.relations.change.run(&actor, whom, Act::Block).await;
        assert!(blocked.is_ok());
        self.thread.severed.push((who, whom));
    }

    fn any_member(&mut self) -> UserId {
        let members: Vec<UserId> = (1..=MEMBERS).map(UserId::new).collect();
        self.draw.of(&members)
    }

    /// One that is, or one that is not, deleted.
    fn any_comment(&mut self, live: bool) -> Option<Comment> {
        let rows = self.thread.rows.values();
        let all: Vec<CommentId> = rows
            .filter(|row| row.is_live() == live)
            .map(|row| row.id)
            .collect();
        if all.is_empty() {
            return None;
        }
        let id = self.draw.of(&all);
        self.thread.rows.get(&id).cloned()
    }

    async fn step(&mut self, id: i64) {
        self.now = self.now.plus(Duration::MINUTE);
        match self.draw.below(10) {
            0..=5 => self.write(id).await,
            6 | 7 => self.delete().await,
            8 => self.restore().await,
            _ => self.purge().await,
        }
        for _ in 0..2 {
            self.react().await;
        }
    }

    async fn react(&mut self) {
        let by = self.any_member();
        let kind = self.draw.of(&ReactionKind::ALL);
        let wanted = (!self.draw.one_in(4)).then_some(kind);
        let Some(comment) = self.any_comment(true) else {
            return;
        };
        let sees = by == comment.author || !self.thread.hides(by, comment.author);
        let target = Target::Comment(comment.id);
        let done = self
            .reactions
            .react
            .run(&as_actor(by), target, wanted)
            .await;
        assert_eq!(done.is_ok(), sees, "{comment:?} and {by}");
        match wanted {
            _ if !sees => None,
            Some(kind) => self.thread.reacted.insert((comment.id, by), kind),
            None => self.thread.reacted.remove(&(comment.id, by)),
        };
    }

    async fn write(&mut self, id: i64) {
        let author = self.any_member();
        let on_post = self.draw.one_in(4);
        let new = match self.any_comment(true) {
            Some(above) if !on_post => answer(id, &above, author),
            _ => comment(id, POST, author),
        };
        commented(&self.database, &new).await;
        self.thread.rows.insert(new.id, new);
    }

    async fn set(&mut self, comment: Comment, deletion: Option<Deletion>) {
        let mut tx = self.database.write().await.unwrap();
        tx.set_comment_deletion(&comment, deletion).await.unwrap();
        tx.commit().await.unwrap();
        let changed = Comment {
            deletion,
            ..comment
        };
        self.thread.rows.insert(changed.id, changed);
    }

    async fn delete(&mut self) {
        let Some(comment) = self.any_comment(true) else {
            return;
        };
        let deletion = Deletion {
            at: self.now,
            by: comment.author,
        };
        self.set(comment, Some(deletion)).await;
    }

    async fn restore(&mut self) {
        if let Some(comment) = self.any_comment(false) {
            self.set(comment, None).await;
        }
    }

    /// Ten minutes are ten steps: some of what is above may be brought back still.
    async fn purge(&mut self) {
        let until = self.now.plus(-Duration::minutes(10));
        let Some(comment) = self.any_comment(false) else {
            return;
        };
        if comment.deletion.unwrap().at > until {
            return;
        }
        let mut tx = self.database.write().await.unwrap();
        tx.erase_comment(comment.id, until).await.unwrap();
        tx.commit().await.unwrap();
        self.thread.reacted.retain(|(to, _), _| *to != comment.id);
        let mut above = Some(comment.id);
        while let Some(id) = above {
            let row = self.thread.rows.get(&id).unwrap();
            let is_over = row.deletion.is_some_and(|deletion| deletion.at <= until);
            let answered = self.thread.rows.values().any(|row| row.parent == Some(id));
            if !is_over || answered {
                break;
            }
            above = self.thread.rows.remove(&id).unwrap().parent;
        }
    }
}

async fn follows_the_rule(database: Database, seed: u64) {
    let mut story = Story::begun(&database, seed).await;
    story.block(UserId::new(2), UserId::new(3)).await;
    story.block(UserId::new(4), UserId::new(2)).await;
    let mut places = 0;
    for step in 1..=STEPS {
        story.step(step).await;
        if step % 6 == 0 {
            let mut tx = database.read().await.unwrap();
            for viewer in (1..MEMBERS).map(UserId::new) {
                places += reads(tx.as_mut(), &story.thread, viewer).await;
            }
        }
    }
    assert!(places > 20, "the thread is not trivial: {places} places");
}

/// Compares all that the viewer can read; gives how many comments they found without what was said.
async fn reads(tx: &mut dyn Tx, thread: &Thread, viewer: UserId) -> usize {
    let readable = thread.rows.values();
    let readable = readable.filter(|row| thread.is_readable(viewer, row));
    let standing = tx.post_standings(viewer, &[POST]).await.unwrap();
    let comments = standing[0].1.comments;
    assert_eq!(
        comments,
        u64::try_from(readable.count()).unwrap(),
        "for {viewer}"
    );
    for sort in CommentSort::ALL {
        let found = pages(tx, viewer, None, sort).await;
        same(thread, viewer, None, sort, &found);
    }
    let mut places = 0;
    for row in thread.rows.values() {
        let stands = thread.stands(viewer, row);
        let chain = tx.comment_with_ancestors(viewer, row.id, 50).await.unwrap();
        assert_eq!(chain.is_empty(), !stands, "{row:?} for {viewer}");
        if let Some(found) = chain.last() {
            let readable = thread.is_readable(viewer, row);
            assert_eq!(found.said.is_some(), readable, "{row:?} for {viewer}");
            assert_eq!(chain.len(), usize::try_from(row.depth).unwrap() + 1);
            places += usize::from(!readable);
        }
        let sort = CommentSort::ALL[places % 3];
        let below = pages(tx, viewer, Some(row.id), sort).await;
        if stands {
            same(thread, viewer, Some(row.id), sort, &below);
        } else {
            assert!(below.is_empty(), "{row:?} for {viewer}");
        }
    }
    places
}

fn same(
    thread: &Thread,
    viewer: UserId,
    above: Option<CommentId>,
    sort: CommentSort,
    found: &[FoundComment],
) {
    let mut expected: Vec<&Comment> = thread.below(viewer, above).collect();
    match sort {
        CommentSort::Oldest => {}
        CommentSort::Newest => expected.reverse(),
        CommentSort::Relevant => {
            expected.sort_by_key(|row| (thread.relevance(row.id), row.id));
            expected.reverse();
        }
    }
    let ids = |rows: &mut dyn Iterator<Item = CommentId>| rows.collect::<Vec<_>>();
    assert_eq!(
        ids(&mut found.iter().map(|found| found.id)),
        ids(&mut expected.iter().map(|row| row.id)),
        "below {above:?}, {sort:?}, for {viewer}"
    );
    for (found, row) in found.iter().zip(expected) {
        let replies = thread.below(viewer, Some(row.id)).count();
        assert_eq!(
            found.replies,
            u64::try_from(replies).unwrap(),
            "{row:?} for {viewer}"
        );
        assert_eq!(found.relevance, thread.relevance(row.id), "{row:?}");
        let reactions = match found.said {
            Some(_) => thread.reactions(viewer, row.id),
            None => Reactions::default(),
        };
        assert_eq!(found.reactions, reactions, "{row:?} for {viewer}");
    }
}

/// Every page but the last is full: nothing is filtered after a page was cut.
async fn pages(
    tx: &mut dyn Tx,
    viewer: UserId,
    above: Option<CommentId>,
    sort: CommentSort,
) -> Vec<FoundComment> {
    let limit = Limit::new(4).unwrap();
    let mut after: Option<CommentKey> = None;
    let mut all = Vec::new();
    loop {
        let page = match above {
            None => tx.comments_on(viewer, POST, sort, after, limit).await,
            Some(above) => tx.replies_to(viewer, above, sort, after, limit).await,
        };
        let page = page.unwrap();
        assert!(page.next.is_none() || page.items.len() == limit.get());
        all.extend(page.items);
        match page.next {
            None => return all,
            next => after = next,
        }
    }
}
