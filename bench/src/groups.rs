//! Finding groups, and reading one that is very large.

use std::net::SocketAddr;

use serde_json::Value;

use crate::{
    client::{Client, get, put},
    scenario::{Scenario, ask, items_in, log_in, member},
};

/// Members who ask; all belong to the largest group, and so do the others here.
const READERS: usize = 8;
/// Members who belong to hundreds of groups begin here.
const JOINERS: usize = 101;
/// One who mutes those who write most, and how many.
const MUTER: usize = 120;
const MUTED: usize = 200;
/// How many pages lie above the deep one.
const DEEP: usize = 100;
/// What the title of the largest group begins with, and no other's.
const LARGEST: &str = "everyb";

/// The largest group of a crowd, and who asks.
pub(crate) struct Largest {
    pub(crate) id: String,
    pub(crate) members: u64,
    pub(crate) readers: Vec<String>,
    pub(crate) joiners: Vec<String>,
}

impl Largest {
    /// Looks for it; `None` in a crowd without groups.
    pub(crate) async fn find(
        client: &mut Client,
        cookies: &[String],
        password: &str,
    ) -> Result<Option<Self>, String> {
        let reader = cookies.first().map(String::as_str).unwrap_or_default();
        let path = format!("/api/v1/groups?mine=true&q={LARGEST}");
        let found = ask(client, &get(&path, reader), 200).await?;
        let Some(group) = found.pointer("/items/0") else {
            return Ok(None);
        };
        let id = group.get("id").and_then(Value::as_str);
        let members = group.get("member_count").and_then(Value::as_u64);
        let mut joiners = Vec::new();
        for number in JOINERS..JOINERS + READERS {
            joiners.push(log_in(client, &member(number), password).await?);
        }
        Ok(Some(Self {
            id: id
                .ok_or_else(|| format!("a group without an id: {group}"))?
                .to_owned(),
            members: members.unwrap_or_default(),
            readers: cookies.to_vec(),
            joiners,
        }))
    }
}

/// What lists have: a whole page of this many, or at least one of those who are looked for.
#[derive(Clone, Copy)]
pub(crate) enum Has {
    Page,
    Some,
}

const PAGE: usize = 20;

/// Looks at each reader's answer.
pub(crate) async fn list(
    server: SocketAddr,
    client: &mut Client,
    (id, what): (&'static str, &'static str),
    path: &str,
    (readers, has): (&[String], Has),
) -> Result<Scenario, String> {
    for reader in readers {
        let found = items_in(&ask(client, &get(path, reader), 200).await?)?;
        let is_right = match has {
            Has::Page => found == PAGE,
            Has::Some => found > 0,
        };
        if !is_right {
            return Err(format!("{id}: {path} has {found}"));
        }
    }
    let each = readers.iter().map(|reader| get(path, reader)).collect();
    Ok(Scenario::of(server, (id, what), each, 200))
}

/// The lists of groups, and those of the largest.
pub(crate) async fn prepare(
    server: SocketAddr,
    client: &mut Client,
    largest: &Largest,
    password: &str,
) -> Result<Vec<Scenario>, String> {
    let Largest { id, members, .. } = largest;
    let (readers, joiners) = (largest.readers.as_slice(), largest.joiners.as_slice());
    let posts = format!("/api/v1/groups/{id}/posts?limit=20");
    // A cursor is for whom it was given to.
    let one_reader = readers.get(..1).unwrap_or_default();
    let reader = readers.first().map(String::as_str).unwrap_or_default();
    let deep = deep_page(client, &posts, reader).await?;
    let people = format!("/api/v1/groups/{id}/members?limit=20");
    let muter = [muting(client, password).await?];
    let lists = [
        (
            "G2",
            "20 posts of a large group",
            posts.clone(),
            readers,
            Has::Page,
        ),
        (
            "G2p",
            "page 100 of a large group",
            deep,
            one_reader,
            Has::Page,
        ),
        (
            "G2m",
            "a large group without 200 who are muted",
            posts,
            &muter,
            Has::Page,
        ),
        (
            "G3",
            "home of one in hundreds of groups",
            "/api/v1/feeds/home?limit=20".to_owned(),
            joiners,
            Has::Page,
        ),
        (
            "G4",
            "20 members of a large group",
            people.clone(),
            readers,
            Has::Page,
        ),
        (
            "G4q",
            "members by a usual name",
            format!("{people}&q=an"),
            readers,
            Has::Page,
        ),
        (
            "G4r",
            "members by a handle",
            format!("{people}&q=member_{}", members / 2),
            readers,
            Has::Some,
        ),
    ];
    let mut scenarios = Vec::new();
    for (id, what, path, readers, has) in browsing(largest).into_iter().chain(lists) {
        scenarios.push(list(server, client, (id, what), &path, (readers, has)).await?);
    }
    Ok(scenarios)
}

/// What a list is called and shows, where it is, who reads it, and what it has.
type Asked<'a> = (&'static str, &'static str, String, &'a [String], Has);

/// The lists of groups.
fn browsing(largest: &Largest) -> [Asked<'_>; 6] {
    let (readers, joiners) = (largest.readers.as_slice(), largest.joiners.as_slice());
    let all = "/api/v1/groups?limit=20";
    [
        (
            "G1",
            "the most active groups",
            all.to_owned(),
            readers,
            Has::Page,
        ),
        (
            "G1q",
            "groups by a usual word",
            format!("{all}&q=gard"),
            readers,
            Has::Page,
        ),
        (
            "G1r",
            "groups by a rare word",
            format!("{all}&q={LARGEST}"),
            readers,
            Has::Some,
        ),
        (
            "G1t",
            "groups by two words",
            format!("{all}&q=sunday+gard"),
            readers,
            Has::Page,
        ),
        (
            "G1f",
            "groups of friends",
            format!("{all}&friends=true"),
            readers,
            Has::Page,
        ),
        (
            "G1m",
            "groups of one in hundreds",
            format!("{all}&mine=true"),
            joiners,
            Has::Page,
        ),
    ]
}

async fn deep_page(client: &mut Client, first: &str, cookie: &str) -> Result<String, String> {
    let mut path = first.to_owned();
    for page in 1..DEEP {
        let answer = ask(client, &get(&path, cookie), 200).await?;
        let cursor = answer.get("next_cursor").and_then(Value::as_str);
        let cursor = cursor.ok_or_else(|| format!("the group ends with page {page}"))?;
        path = format!("{first}&cursor={cursor}");
    }
    Ok(path)
}

/// Logs somebody in who mutes those who write most.
async fn muting(client: &mut Client, password: &str) -> Result<String, String> {
    let cookie = log_in(client, &member(MUTER), password).await?;
    for number in (1..=MUTED).filter(|number| *number != MUTER) {
        let profile = get(&format!("/api/v1/users/@{}", member(number)), &cookie);
        let profile = ask(client, &profile, 200).await?;
        let id = profile
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let mute = put(&format!("/api/v1/users/{id}/mute"), &cookie, "");
        ask(client, &mute, 200).await?;
    }
    Ok(cookie)
}
