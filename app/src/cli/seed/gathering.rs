//! The groups of the community, and what is said and planned in them.

use kith_core::{
    events::Answer,
    groups::{GroupPrivacy, GroupRules, NewGroup, OwnAct},
    posts::{Audience, CommentPolicy, NewPost},
    shared::{
        actor::Actor,
        id::{GroupId, UserId},
    },
};
use time::Duration;

use super::{
    circles::actor,
    ground::{Ground, failed},
    planning::{self, Meeting},
};

/// A group to be.
struct Plan {
    title: &'static str,
    description: &'static str,
    privacy: GroupPrivacy,
    /// Its owner.
    owner: &'static str,
    /// Who belongs to it besides, by handle.
    members: &'static [&'static str],
    /// Who is invited and has not answered, and by whom.
    invited: &'static [(&'static str, &'static str)],
    /// Who asks to join.
    asks: &'static [&'static str],
    /// What was said there: by whom, what, and how many hours ago, the earliest first.
    posts: &'static [(&'static str, &'static str, i64)],
    /// What of that is pinned, by its beginning.
    pinned: Option<&'static str>,
    /// What is planned there.
    meetings: &'static [Meeting],
}

const GROUPS: &[Plan] = &[
    Plan {
        title: "Wednesday choir",
        description: "Forty-odd voices, one hall, Wednesdays at seven. **No audition.**\n\nBring a pencil.",
        privacy: GroupPrivacy::Request,
        owner: "thandiwe",
        members: &["gareth_p", "leila_h", "paolo_z", "bronwen", "rosalind"],
        invited: &[("amara", "leila_h")],
        asks: &["mateo_r", "noor_s"],
        posts: &[
            (
                "thandiwe",
                "Parts for the spring programme are in the cupboard, sorted by voice. If yours is missing, tell me before Tuesday.",
                150,
            ),
            (
                "gareth_p",
                "Second basses: we are asked to be softer in the psalm. I have read it out and nobody laughed.",
                74,
            ),
            (
                "paolo_z",
                "Lifts home on Wednesday? I have two seats towards Newport.",
                20,
            ),
        ],
        pinned: Some("Parts for the spring programme"),
        meetings: &[Meeting {
            title: "Spring programme, first full run",
            description: "All four pieces, in order, with the piano. Be warm by seven.",
            place: "The hall, side door",
            by: ("thandiwe", 30),
            when: (75, 2),
            capacity: None,
            answers: &[
                ("thandiwe", Answer::Going),
                ("leila_h", Answer::Going),
                ("gareth_p", Answer::Going),
                ("rosalind", Answer::Maybe),
                ("paolo_z", Answer::NotGoing),
            ],
            remarks: &[
                ("gareth_p", "Softer in the psalm. It is noted."),
                ("leila_h", "I bring the urn. Somebody else brings biscuits."),
            ],
        }],
    },
    Plan {
        title: "Rope partners, no questions asked",
        description: "Looking for somebody to hold the other end. Say where, when, and how hard.",
        privacy: GroupPrivacy::Open,
        owner: "linnea_b",
        members: &["mateo_r", "ingvild", "kwame_d", "sofie_l"],
        invited: &[],
        asks: &[],
        posts: &[
            (
                "kwame_d",
                "Saturday, sea cliffs, nothing above what I can lead when frightened. Two places in the car.",
                60,
            ),
            ("ingvild", "One of them is mine. I bring the long rope.", 58),
        ],
        pinned: None,
        meetings: &[],
    },
    Plan {
        title: "Our street",
        description: "Parcels, ladders, soup, and the drain at number nine.",
        privacy: GroupPrivacy::Request,
        owner: "rosalind",
        members: &["duarte_m", "hyejin_k", "valentin_i", "saoirse_k"],
        invited: &[("amara", "rosalind")],
        asks: &[],
        posts: &[
            (
                "valentin_i",
                "The drain at number nine has been looked at by a man with a camera. He was impressed.",
                33,
            ),
            (
                "hyejin_k",
                "Who has the long ladder? It has a red rag on it and my name under the rag.",
                9,
            ),
        ],
        pinned: None,
        meetings: &[Meeting {
            title: "Soup in the yard",
            description: "Bring a bowl. The ladder stays where it is.",
            place: "Behind number nine",
            by: ("saoirse_k", 6),
            when: (50, 3),
            capacity: Some(3),
            answers: &[
                ("saoirse_k", Answer::Going),
                ("rosalind", Answer::Going),
                ("duarte_m", Answer::Going),
                ("valentin_i", Answer::Going),
            ],
            remarks: &[("valentin_i", "I wait for a place, and for soup.")],
        }],
    },
    Plan {
        title: "Gareth's seventieth",
        description: "Nobody tells him. Nobody.",
        privacy: GroupPrivacy::Hidden,
        owner: "bronwen",
        members: &["thandiwe", "leila_h", "paolo_z"],
        invited: &[],
        asks: &[],
        posts: &[(
            "paolo_z",
            "Seventy scoops. I have done the arithmetic, it fits in two tubs.",
            28,
        )],
        pinned: None,
        meetings: &[],
    },
];

/// Groups are founded so long ago.
const FOUNDED: Duration = Duration::days(21);

/// Founds the groups and has people say and plan something in them; gives how many groups and posts there are.
pub(super) async fn gather(ground: &Ground, actors: &[Actor]) -> Result<(usize, usize), String> {
    let mut posts = 0;
    for (place, plan) in (0_i32..).zip(GROUPS) {
        let founded = ground.today.plus(Duration::hours(1) * place - FOUNDED);
        ground.clock.set(founded);
        let group = found(ground, actors, plan).await?;
        for (who, what, hours) in plan.posts {
            ground
                .clock
                .set(ground.today.plus(-Duration::hours(*hours)));
            say(ground, actor(actors, who)?, group, what, plan).await?;
            posts += 1;
        }
        for meeting in plan.meetings {
            planning::plan(ground, actors, group, meeting).await?;
            posts += 1;
        }
    }
    Ok((GROUPS.len(), posts))
}

async fn found(ground: &Ground, actors: &[Actor], plan: &Plan) -> Result<GroupId, String> {
    let owner = actor(actors, plan.owner)?;
    let new = NewGroup {
        title: plan.title.to_owned(),
        description: plan.description.to_owned(),
        rules: GroupRules {
            privacy: plan.privacy,
            moderators_decide: true,
        },
    };
    let created = ground.groups.create.run(owner, new, None).await;
    let group = created.map_err(failed("a group"))?.group.id;
    invite(ground, owner, group, actors, plan.members).await?;
    for member in plan.members {
        answer(
            ground,
            actor(actors, member)?,
            group,
            OwnAct::AcceptInvitation,
        )
        .await?;
    }
    for (whom, by) in plan.invited {
        invite(ground, actor(actors, by)?, group, actors, &[whom]).await?;
    }
    for who in plan.asks {
        answer(ground, actor(actors, who)?, group, OwnAct::Join).await?;
    }
    Ok(group)
}

async fn invite(
    ground: &Ground,
    by: &Actor,
    group: GroupId,
    actors: &[Actor],
    whom: &[&str],
) -> Result<(), String> {
    let mut users: Vec<UserId> = Vec::with_capacity(whom.len());
    for handle in whom {
        users.push(actor(actors, handle)?.user);
    }
    let invited = ground.groups.invite.run(by, group, &users).await;
    invited.map_err(failed("an invitation")).map(drop)
}

async fn answer(ground: &Ground, who: &Actor, group: GroupId, act: OwnAct) -> Result<(), String> {
    let answered = ground.groups.own_membership.run(who, group, act).await;
    answered.map_err(failed("a membership")).map(drop)
}

async fn say(
    ground: &Ground,
    author: &Actor,
    group: GroupId,
    what: &str,
    plan: &Plan,
) -> Result<(), String> {
    let post = NewPost {
        title: None,
        content: what.to_owned(),
        warning: None,
        audience: Audience::Group,
        group: Some(group),
        selected: Vec::new(),
        comment_policy: CommentPolicy::Everyone,
        media: Vec::new(),
        poll: None,
    };
    let published = ground.posts.publish.run(author, post, None).await;
    let post = published.map_err(failed("a post in a group"))?.post.id;
    if plan
        .pinned
        .is_some_and(|beginning| what.starts_with(beginning))
    {
        let pinned = ground.posts.pin.run(author, post).await;
        pinned.map_err(failed("a pin in a group"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::seed::circles::CIRCLES;

    #[test]
    fn whoever_is_named_is_somebody_and_whoever_speaks_belongs() {
        let known = |handle: &&str| {
            let mut people = CIRCLES.iter().flat_map(|circle| circle.people);
            people.any(|person| person.handle == *handle)
        };
        for plan in GROUPS {
            let belongs = |handle: &str| plan.owner == handle || plan.members.contains(&handle);
            assert!(known(&plan.owner) && plan.members.iter().all(known));
            assert!(plan.asks.iter().all(|one| known(one) && !belongs(one)));
            for (whom, by) in plan.invited {
                assert!(known(whom) && !belongs(whom) && belongs(by), "{whom}");
            }
            for (who, what, _) in plan.posts {
                assert!(belongs(who), "{who}: {what}");
            }
            for meeting in plan.meetings {
                let answer = meeting.answers.iter().map(|(who, _)| who);
                let remark = meeting.remarks.iter().map(|(who, _)| who);
                let mut all = answer.chain(remark).chain([&meeting.by.0]);
                assert!(all.all(|who| belongs(who)), "{}", meeting.title);
            }
        }
    }
}
