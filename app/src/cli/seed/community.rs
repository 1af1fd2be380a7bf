//! The small community: its people, and what they wrote in the last 30 days.

use std::ops::Range;

use kith_adapters::scenery::{self, Chance, Scene, Tone};
use kith_core::{
    posts::{CommentPolicy, NewPost, PictureInput},
    profiles::{PictureSlot, ProfileChanges},
    shared::{actor::Actor, clock::Timestamp, id::PostId},
};
use time::Duration;

use super::{
    Made, acquaintance,
    afterwards::Afterwards,
    circles::{CIRCLES, Circle, Draft, Person},
    commenting::Commenting,
    gathering,
    ground::{Ground, Newcomer, failed},
    linking, polling,
    reacting::Reacting,
};

/// How far back the posts go.
const SPREAD: Duration = Duration::days(30);
/// The first joined so long ago, the last shortly before the posts begin.
const FIRST_JOINED: i64 = 420;
const LAST_JOINED: i64 = 32;
const PICTURE_SIZE: (u32, u32) = (1_200, 900);
const COVER_SIZE: (u32, u32) = (1_200, 400);
const AVATAR_SIDE: u32 = 400;
/// How many people are named at the end.
const SAMPLES: usize = 5;

/// A post with its moment and the number of its author among all people.
struct Planned {
    at: Timestamp,
    author: usize,
    /// The numbers of all who are in the circle.
    circle: Range<usize>,
    draft: &'static Draft,
}

/// Makes the community with at most `pictures` pictures in posts.
pub(super) async fn settle(mut ground: Ground, pictures: usize) -> Result<Made, String> {
    let people: Vec<&Person> = CIRCLES.iter().flat_map(|circle| circle.people).collect();
    let newcomers = newcomers(&people, ground.today);
    let actors = ground.open(&newcomers).await?;
    for ((actor, person), newcomer) in actors.iter().zip(&people).zip(&newcomers) {
        ground
            .clock
            .set(newcomer.joined.plus(Duration::minutes(10)));
        introduce(&mut ground, actor, person).await?;
    }
    let relations = acquaintance::meet(&mut ground, &actors).await?;
    let posts = planned(&mut ground.chance, ground.today);
    let mut shown = 0;
    let mut reacting = Reacting::new(&ground);
    let mut commenting = Commenting::new();
    let mut afterwards = Afterwards::default();
    for post in &posts {
        reacting.until(&ground, &actors, post.at).await?;
        commenting.until(&ground, &actors, post.at).await?;
        afterwards.until(&ground, &actors, post.at).await?;
        let author = actors.get(post.author).ok_or("a post belongs to nobody")?;
        let (id, with) = publish(&mut ground, &actors, author, post, pictures - shown).await?;
        shown += with;
        commenting.begin(&ground, (id, post.at), post.draft.text, &post.circle);
        reacting.draw((id, post.at), post.author, &post.circle, actors.len());
        afterwards.expect((id, post.at), post.author, post.draft.text);
    }
    reacting.until(&ground, &actors, ground.today).await?;
    commenting.until(&ground, &actors, ground.today).await?;
    afterwards.until(&ground, &actors, ground.today).await?;
    polling::ask(&ground, &actors).await?;
    linking::link(&ground, &actors).await?;
    let (groups, said) = gathering::gather(&ground, &actors).await?;
    acquaintance::ask(&ground, &actors).await?;
    Ok(Made {
        people: people.len(),
        posts: posts.len() + 2 + said,
        groups,
        pictures: shown,
        relations,
        reactions: reacting.made(),
        comments: commenting.made(),
        samples: samples(),
    })
}

/// Everybody, in order of joining.
fn newcomers(people: &[&Person], today: Timestamp) -> Vec<Newcomer> {
    let gaps = i64::try_from(people.len().saturating_sub(1))
        .unwrap_or(1)
        .max(1);
    let gap = Duration::days(FIRST_JOINED - LAST_JOINED) / i32::try_from(gaps).unwrap_or(1);
    (0_i32..)
        .zip(people)
        .map(|(place, person)| Newcomer {
            handle: person.handle.to_owned(),
            first_name: person.first_name.to_owned(),
            last_name: person.last_name.to_owned(),
            nickname: person.nickname.map(str::to_owned),
            gender: person.gender,
            born: person.born.to_owned(),
            is_private: person.is_private,
            joined: today.plus(gap * place - Duration::days(FIRST_JOINED)),
        })
        .collect()
}

/// Writes the profile and, for most, sets the pictures.
async fn introduce(ground: &mut Ground, actor: &Actor, person: &Person) -> Result<(), String> {
    let texts = ProfileChanges {
        bio: Some(person.bio.to_owned()),
        location: Some(person.town.to_owned()),
        job: Some(person.job.to_owned()),
        tags: Some(person.tags.iter().map(|&tag| tag.to_owned()).collect()),
        ..ProfileChanges::default()
    };
    let edited = ground.profiles.edit.run(actor, texts).await;
    edited.map_err(failed("a profile"))?;
    let look = ground.chance.number();
    if !look.is_multiple_of(7) {
        let face = scenery::portrait(look, AVATAR_SIDE);
        set(ground, actor, PictureSlot::Avatar, face).await?;
    }
    if look.is_multiple_of(2) {
        let tone = ground
            .chance
            .pick(&Tone::ALL)
            .copied()
            .unwrap_or(Tone::Green);
        let view = scenery::draw(Scene::Hills(tone), look, COVER_SIZE.0, COVER_SIZE.1);
        set(ground, actor, PictureSlot::Cover, view).await?;
    }
    Ok(())
}

async fn set(
    ground: &Ground,
    actor: &Actor,
    slot: PictureSlot,
    file: Vec<u8>,
) -> Result<(), String> {
    let set = ground.profiles.change_picture.set(actor, slot, file.into());
    set.await.map(drop).map_err(failed("a picture"))
}

/// All posts of all circles, oldest first. Within a circle they stay in order: people answer each other.
fn planned(chance: &mut Chance, today: Timestamp) -> Vec<Planned> {
    let mut first = 0;
    let mut posts = Vec::new();
    for circle in CIRCLES {
        let moments = moments(circle, chance, today);
        posts.extend(
            moments
                .into_iter()
                .zip(circle.posts)
                .map(|(at, draft)| Planned {
                    at,
                    author: first + draft.by,
                    circle: first..first + circle.people.len(),
                    draft,
                }),
        );
        first += circle.people.len();
    }
    posts.sort_by_key(|post| post.at);
    posts
}

/// A moment in waking hours for each post of the circle, spread over the days.
fn moments(circle: &Circle, chance: &mut Chance, today: Timestamp) -> Vec<Timestamp> {
    let count = i32::try_from(circle.posts.len()).unwrap_or(1).max(1);
    let mut moments: Vec<Timestamp> = (0..count)
        .map(|place| {
            let about = today.plus(SPREAD / count * place - SPREAD).to_datetime();
            let minutes = 390 + i64::try_from(chance.below(960)).unwrap_or(0);
            let at = about.replace_time(time::Time::MIDNIGHT) + Duration::minutes(minutes);
            let seconds = i64::try_from(chance.below(60)).unwrap_or(0);
            Timestamp::from(at + Duration::seconds(seconds)).min(today.plus(-Duration::MINUTE))
        })
        .collect();
    moments.sort();
    moments
}

/// Publishes one post with as many of its pictures as there is `room` for; gives its id and how many.
async fn publish(
    ground: &mut Ground,
    actors: &[Actor],
    author: &Actor,
    post: &Planned,
    room: usize,
) -> Result<(PostId, usize), String> {
    ground.clock.set(post.at);
    let mut media = Vec::new();
    for (scene, alt_text) in post.draft.pictures.iter().take(room) {
        let picture = ground
            .picture(author, *scene, PICTURE_SIZE, alt_text)
            .await?;
        media.push(PictureInput {
            media: picture,
            alt_text: None,
        });
    }
    let shown = media.len();
    let named = post.draft.names.iter().filter_map(|place| {
        let named = actors.get(post.circle.start + place)?;
        Some(named.user)
    });
    let named = named.collect();
    let post = NewPost {
        title: post.draft.title.map(str::to_owned),
        content: post.draft.text.to_owned(),
        warning: None,
        audience: post.draft.audience,
        selected: named,
        group: None,
        comment_policy: CommentPolicy::Everyone,
        media,
        poll: None,
    };
    let published = ground.posts.publish.run(author, post, None).await;
    let published = published.map_err(failed("a post"))?;
    Ok((published.post.id, shown))
}

/// The first of each of the first circles.
fn samples() -> Vec<(String, String)> {
    let first = CIRCLES.iter().filter_map(|circle| circle.people.first());
    first
        .take(SAMPLES)
        .map(|person| {
            let name = format!("{} {}", person.first_name, person.last_name);
            (person.handle.to_owned(), name)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use kith_core::{
        accounts::{PersonalWords, check_password},
        shared::secret::Password,
    };

    use super::*;
    use crate::cli::seed::PASSWORD;

    const TODAY: Timestamp = Timestamp::from_micros(1_795_262_400_000_000);

    #[test]
    fn the_same_number_gives_the_same_moments_and_another_does_not() {
        let at = |seed| {
            let posts = planned(&mut Chance::new(seed), TODAY);
            posts.iter().map(|post| post.at).collect::<Vec<_>>()
        };
        assert_eq!(at(1), at(1));
        assert_ne!(at(1), at(2));
    }

    #[test]
    fn posts_lie_in_the_last_month_and_a_circle_speaks_in_its_order() {
        let posts = planned(&mut Chance::new(1), TODAY);
        let oldest = TODAY.plus(-SPREAD - Duration::DAY);
        assert!(posts.iter().all(|post| (oldest..TODAY).contains(&post.at)));
        for circle in CIRCLES {
            let said: Vec<&str> = posts
                .iter()
                .map(|post| post.draft.text)
                .filter(|text| circle.posts.iter().any(|draft| draft.text == *text))
                .collect();
            let written: Vec<&str> = circle.posts.iter().map(|draft| draft.text).collect();
            assert_eq!(said, written);
        }
    }

    #[test]
    fn everybody_may_have_the_password() {
        for person in CIRCLES.iter().flat_map(|circle| circle.people) {
            let mut words = PersonalWords::of_site("Kith");
            for word in [person.first_name, person.last_name, person.handle] {
                words.add(word);
            }
            check_password(&Password::new(PASSWORD.to_owned()), &words).unwrap();
        }
    }
}
