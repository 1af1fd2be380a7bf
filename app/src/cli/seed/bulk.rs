//! A crowd to measure with: few write much, many write little, over 30 days.

use kith_adapters::{
    scenery::{Chance, Scene, Tone},
    sql::Loading,
};
use kith_core::{
    accounts::Gender,
    posts::{Audience, CommentPolicy, Picture, Post, PostText},
    shared::{
        actor::Actor,
        clock::Timestamp,
        id::{GroupId, MediaId, PostId},
    },
};
use time::Duration;

use super::{
    Made,
    circles::{CIRCLES, Person},
    classes::Classes,
    clubs::{Clubs, Size},
    graph::Graph,
    ground::{Ground, Newcomer, failed},
    outings, progress, stage,
};

const SPREAD: Duration = Duration::days(30);
/// Everybody joined within a year before the posts begin.
const JOINING: Duration = Duration::days(365);
/// Posts of one transaction.
const BATCH: usize = 5_000;
/// The newest posts, which lie in timelines.
const TIMELINES: u32 = 20_000;
/// Indexes of what gets the most rows, in another order than the rows come: SQLite would look for the place of each in
/// ever larger ones.
pub(super) const OUT_OF_ORDER: [&str; 6] = [
    "relations_followed",
    "posts_by_author",
    "posts_outside_groups",
    "posts_by_audience",
    "group_members_belonging",
    "group_members_of_user",
];
const PICTURE_SIZE: (u32, u32) = (640, 480);

/// How large a crowd.
pub(super) struct Crowd {
    pub(super) people: usize,
    pub(super) posts: usize,
    pub(super) pictures: usize,
    pub(super) groups: Size,
}

impl Crowd {
    /// Makes the crowd and its posts.
    pub(super) async fn gather(
        &self,
        mut ground: Ground,
        loading: &mut Loading,
    ) -> Result<Made, String> {
        let known: Vec<&Person> = CIRCLES.iter().flat_map(|circle| circle.people).collect();
        let newcomers: Vec<Newcomer> = (0..self.people)
            .map(|place| self.newcomer(place, &known, &mut ground))
            .collect();
        let actors = ground.open(&newcomers).await?;
        ground.clock.set(ground.today.plus(-SPREAD));
        let graph = Graph::draw(self.people, &mut ground.chance);
        let is_private = |place: usize| newcomers.get(place).is_some_and(|one| one.is_private);
        let relations = graph
            .plant(
                &ground.database,
                ground.ports.ids.as_ref(),
                &actors,
                is_private,
                ground.pull_above,
            )
            .await?;
        let writers = actors.get(..Classes::of(self.people).ordinary());
        let writers = writers.unwrap_or_default();
        let clubs = Clubs::found(self.groups, &mut ground, writers).await?;
        outings::plan(&mut ground, &clubs, writers).await?;
        let texts: Vec<&str> = CIRCLES
            .iter()
            .flat_map(|circle| circle.posts)
            .map(|draft| draft.text)
            .collect();
        let mut first = 0;
        while first < self.posts {
            let last = self.posts.min(first + BATCH);
            self.write(&mut ground, writers, &clubs, &texts, first..last)
                .await?;
            first = last;
        }
        stage(self.posts, "making indexes");
        loading.make_indexes().await.map_err(failed("indexes"))?;
        stage(self.posts, "counting relations");
        let counted = ground.database.recount_relations(ground.pull_above).await;
        counted.map_err(failed("relations"))?;
        stage(self.groups.groups, "counting in groups");
        let counted = ground.database.recount_groups().await;
        counted.map_err(failed("groups"))?;
        stage(self.posts, "writing timelines");
        let written = ground.database.plant_timelines(TIMELINES).await;
        written.map_err(failed("timelines"))?;
        Ok(Made {
            people: self.people,
            posts: self.posts + self.said_before(self.posts),
            groups: clubs.clubs.len(),
            pictures: self.pictures.min(self.posts),
            relations,
            reactions: 0,
            comments: 0,
            samples: newcomers.iter().take(3).map(name_tag).collect(),
        })
    }

    fn newcomer(&self, place: usize, known: &[&Person], ground: &mut Ground) -> Newcomer {
        let one = |chance: &mut Chance| known.get(chance.below(known.len())).copied();
        let (given, family) = (one(&mut ground.chance), one(&mut ground.chance));
        let year = 1_950 + ground.chance.below(56);
        Newcomer {
            handle: Classes::of(self.people).handle(place),
            first_name: given.map_or("Ada", |person| person.first_name).to_owned(),
            last_name: family.map_or("Doe", |person| person.last_name).to_owned(),
            nickname: None,
            gender: given.map_or(Gender::PreferNotToSay, |person| person.gender),
            born: format!("{year}-{:02}-{:02}", 1 + place % 12, 1 + place % 28),
            is_private: ground.chance.below(10) == 0,
            joined: ground
                .today
                .plus(-SPREAD - JOINING)
                .plus(portion(JOINING, place, self.people)),
        }
    }

    async fn write(
        &self,
        ground: &mut Ground,
        writers: &[Actor],
        clubs: &Clubs,
        texts: &[&str],
        places: std::ops::Range<usize>,
    ) -> Result<(), String> {
        let mut posts: Vec<(Post, Option<MediaId>)> = Vec::with_capacity(places.len());
        for place in places.clone() {
            ground.clock.set(self.moment(place, ground.today));
            let author = prolific(&mut ground.chance, writers).ok_or("there is nobody to write")?;
            let picture = if self.has_picture(place) {
                let scene = Scene::Hills(tone(&mut ground.chance));
                let alt_text = "Lines of hills under a low sun";
                Some(
                    ground
                        .picture(author, scene, PICTURE_SIZE, alt_text)
                        .await?,
                )
            } else {
                None
            };
            posts.push((
                post(ground, author, None, texts, picture.is_some()),
                picture,
            ));
            for said in self.said_before(place)..self.said_before(place + 1) {
                let speaker = clubs.speaker(said, writers, &mut ground.chance);
                let (group, author) = speaker.ok_or("there is nobody to say it")?;
                posts.push((post(ground, author, Some(group), texts, false), None));
            }
        }
        for done in places.map(|place| place + 1) {
            progress(done, self.posts, "posts");
        }
        let bare: Vec<Post> = posts
            .iter()
            .filter(|(_, picture)| picture.is_none())
            .map(|(post, _)| post.clone())
            .collect();
        let planted = ground.database.plant_posts(&bare).await;
        planted.map_err(failed("posts"))?;
        let illustrated = posts
            .iter()
            .filter_map(|(post, picture)| Some((post, (*picture)?)));
        let mut tx = ground.ports.store.write().await.map_err(failed("posts"))?;
        for (post, media) in illustrated {
            tx.insert_post(post).await.map_err(failed("posts"))?;
            let pictures = [Picture {
                media,
                alt_text: None,
            }];
            let set = tx.set_pictures(post.author, post.id, &pictures).await;
            if !set.map_err(failed("posts"))?.is_empty() {
                return Err("posts: a picture cannot be used".to_owned());
            }
        }
        tx.commit().await.map_err(failed("posts"))
    }

    /// How much of what is said in groups comes before this post of the crowd.
    fn said_before(&self, place: usize) -> usize {
        place * self.groups.said() / self.posts.max(1)
    }

    fn moment(&self, place: usize, today: Timestamp) -> Timestamp {
        today.plus(-SPREAD).plus(portion(SPREAD, place, self.posts))
    }

    /// Whether this is one of the posts that the pictures are spread over.
    fn has_picture(&self, place: usize) -> bool {
        let pictures = self.pictures.min(self.posts);
        let given = |places: usize| places * pictures / self.posts.max(1);
        given(place + 1) > given(place)
    }
}

/// `place` of `all` parts of a span.
fn portion(span: Duration, place: usize, all: usize) -> Duration {
    let micros = span.whole_microseconds().unsigned_abs() * place as u128 / all.max(1) as u128;
    Duration::microseconds(i64::try_from(micros).unwrap_or(i64::MAX))
}

/// One of the people: the one of rank r writes in proportion to r^-0.8, so that of 10 000 the first 400 have more
/// than 20 posts each when there are 100 000.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "ranks are small, whole and not negative"
)]
pub(super) fn prolific<'a>(chance: &mut Chance, people: &'a [Actor]) -> Option<&'a Actor> {
    let most = (people.len() as f64).powf(0.2) - 1.0;
    let rank = (most * f64::from(chance.share()) + 1.0).powi(5) - 1.0;
    people.get((rank as usize).min(people.len().checked_sub(1)?))
}

fn post(
    ground: &mut Ground,
    author: &Actor,
    group: Option<GroupId>,
    texts: &[&str],
    has_picture: bool,
) -> Post {
    let text = ground.chance.pick(texts).copied().unwrap_or_default();
    let audience = match ground.chance.below(100) {
        _ if group.is_some() => Audience::Group,
        0..60 => Audience::Public,
        60..73 => Audience::Followers,
        73..93 => Audience::Friends,
        93..97 => Audience::Unlisted,
        _ => Audience::OnlyMe,
    };
    Post {
        id: PostId::new(ground.ports.ids.next()),
        author: author.user,
        title: None,
        text: PostText::stored(text.to_owned()),
        warning: None,
        original: None,
        group,
        audience,
        comment_policy: CommentPolicy::Everyone,
        picture_count: usize::from(has_picture),
        has_poll: false,
        has_preview: false,
        has_event: false,
        created_at: ground.ports.clock.now(),
        edited_at: None,
        deleted_at: None,
    }
}

fn tone(chance: &mut Chance) -> Tone {
    chance.pick(&Tone::ALL).copied().unwrap_or(Tone::Green)
}

fn name_tag(newcomer: &Newcomer) -> (String, String) {
    let name = format!("{} {}", newcomer.first_name, newcomer.last_name);
    (newcomer.handle.clone(), name)
}

#[cfg(test)]
mod tests {
    use kith_core::shared::{
        actor::Role,
        id::{SessionId, UserId},
    };

    use super::*;

    #[test]
    fn pictures_are_spread_over_the_posts_and_never_more_than_those() {
        for (posts, pictures, expected) in [(10, 3, 3), (10, 10, 10), (4, 9, 4), (5, 0, 0)] {
            let crowd = Crowd {
                people: 1,
                posts,
                pictures,
                groups: Size::default(),
            };
            let given = (0..posts).filter(|place| crowd.has_picture(*place)).count();
            assert_eq!(given, expected, "{pictures} on {posts}");
        }
    }

    #[test]
    fn few_write_much_and_nobody_is_beyond_the_last() {
        let people: Vec<Actor> = (0..1_000)
            .map(|id| Actor {
                user: UserId::new(id),
                session: SessionId::new(0),
                role: Role::Member,
            })
            .collect();
        let mut chance = Chance::new(3);
        let mut posts = vec![0_u32; people.len()];
        for _ in 0..10_000 {
            let author = prolific(&mut chance, &people).unwrap();
            posts[usize::try_from(author.user.get()).unwrap()] += 1;
        }
        assert!(posts[0] > 200, "{}", posts[0]);
        assert!(posts[900..].iter().sum::<u32>() < 1_000);
        assert!(prolific(&mut chance, &[]).is_none());
    }

    #[test]
    fn a_span_is_cut_in_even_parts() {
        assert_eq!(portion(Duration::DAY, 1, 4), Duration::hours(6));
        assert_eq!(portion(Duration::DAY, 0, 0), Duration::ZERO);
    }
}
