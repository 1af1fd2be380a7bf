//! Every standing × every act, by everybody, in every kind of group, against the table written out.

use super::*;

const PAUSE: Duration = Duration::DAY;
const NOW: Timestamp = Timestamp::from_micros(1_000_000);
const INVITER: UserId = UserId::new(7);
const SOMEBODY: UserId = UserId::new(8);

fn at(privacy: GroupPrivacy) -> At {
    At {
        rules: GroupRules {
            privacy,
            moderators_decide: false,
        },
        now: NOW,
        ask_again_after: PAUSE,
    }
}

/// Somebody who stands so, as they came to.
fn standing(standing: Standing) -> Membership {
    Membership {
        invited_by: (standing == Standing::Invited).then_some(INVITER),
        ..Membership::of(standing)
    }
}

/// What a test says about an outcome: where it leads, or why it does not.
fn short(outcome: Result<Membership, MembershipRefusal>) -> &'static str {
    match outcome {
        Ok(after) => after.standing.as_str(),
        Err(No::Hidden) => "-",
        Err(No::NotAllowed) => "not allowed",
        Err(No::NothingAsked) => "nothing asked",
        Err(No::Accepted) => "accepted",
        Err(No::NotAMember) => "not a member",
        Err(No::Banned) => "is banned",
        Err(No::OwnerStays) => "owner stays",
        Err(No::AskAgainLater(_)) => "later",
    }
}

/// Join, cancel, accept, decline, leave; from banned, none, requested, invited, member, moderator, owner.
#[test]
fn what_members_do_about_themselves() {
    let same_everywhere: [[&str; 5]; 5] = [
        [
            "requested",
            "none",
            "nothing asked",
            "requested",
            "requested",
        ],
        ["member", "invited", "member", "none", "invited"],
        ["member", "member", "member", "accepted", "none"],
        ["moderator", "moderator", "moderator", "accepted", "none"],
        ["owner", "owner", "owner", "accepted", "owner stays"],
    ];
    let banned = ["is banned", "banned", "nothing asked", "banned", "banned"];
    let none = ["requested", "none", "nothing asked", "none", "none"];
    for (privacy, banned, none, joining_again) in [
        (GroupPrivacy::Request, banned, none, "requested"),
        (
            GroupPrivacy::Open,
            banned,
            ["member", "none", "nothing asked", "none", "none"],
            "member",
        ),
        (
            GroupPrivacy::Hidden,
            ["-", "banned", "nothing asked", "banned", "banned"],
            ["-", "none", "nothing asked", "none", "none"],
            "requested",
        ),
    ] {
        let mut rows = vec![banned, none];
        rows.extend(same_everywhere);
        rows[2][0] = joining_again;
        for (from, row) in Standing::ALL.into_iter().zip(rows) {
            for (act, expected) in OwnAct::ALL.into_iter().zip(row) {
                let outcome = standing(from).after_own(act, &at(privacy));
                assert_eq!(short(outcome), expected, "{privacy:?} {from:?} {act:?}");
            }
        }
    }
}

/// Invite, withdraw, accept, refuse, appoint, dismiss, remove, ban, unban; by the owner.
#[test]
fn what_the_owner_does_about_others() {
    #[rustfmt::skip]
    let rows: [[&str; 9]; 7] = [
        ["is banned", "banned", "nothing asked", "banned", "not a member", "not a member", "banned", "banned", "none"],
        ["invited", "none", "nothing asked", "none", "not a member", "not a member", "none", "banned", "none"],
        ["member", "requested", "member", "none", "not a member", "not a member", "requested", "banned", "requested"],
        ["invited", "none", "nothing asked", "invited", "not a member", "not a member", "invited", "banned", "invited"],
        ["member", "member", "member", "member", "moderator", "member", "none", "banned", "member"],
        ["moderator", "moderator", "moderator", "moderator", "moderator", "member", "none", "banned", "moderator"],
        ["owner", "owner", "owner", "owner", "owner stays", "owner stays", "owner stays", "owner stays", "owner"],
    ];
    let by = By {
        user: SOMEBODY,
        standing: Standing::Owner,
    };
    for privacy in GroupPrivacy::ALL {
        for (from, row) in Standing::ALL.into_iter().zip(rows) {
            for (act, expected) in ActOnOther::ALL.into_iter().zip(row) {
                let outcome = standing(from).after(act, &by, &at(privacy));
                assert_eq!(short(outcome), expected, "{privacy:?} {from:?} {act:?}");
            }
        }
    }
}

#[test]
fn whoever_may_do_something_does_what_the_owner_would() {
    for_each_act(|from, act, by, at, outcome| {
        let owner = By {
            user: by.user,
            standing: Standing::Owner,
        };
        let may = match act {
            ActOnOther::Invite => by.standing.is_member(),
            ActOnOther::Withdraw => {
                by.standing.keeps_order()
                    || (by.standing == Standing::Member
                        && (from.standing != Standing::Invited || by.user == INVITER))
            }
            ActOnOther::AcceptRequest | ActOnOther::RefuseRequest => {
                by.standing == Standing::Owner
                    || (by.standing == Standing::Moderator && at.rules.moderators_decide)
            }
            _ => by.standing == Standing::Owner,
        };
        let knows = at.rules.privacy != GroupPrivacy::Hidden
            || !matches!(by.standing, Standing::None | Standing::Banned);
        let expected = match (knows, may) {
            (false, _) => Err(No::Hidden),
            (true, false) => Err(No::NotAllowed),
            (true, true) => from.after(act, &owner, at),
        };
        assert_eq!(outcome, expected, "{from:?} {act:?} {by:?} {at:?}");
    });
}

#[test]
fn repeating_an_act_that_took_effect_changes_nothing() {
    for_each_act(|_, act, by, at, outcome| {
        if let Ok(after) = outcome {
            assert_eq!(after.after(act, by, at), Ok(after), "{act:?} {by:?}");
        }
    });
    for privacy in GroupPrivacy::ALL {
        for from in Standing::ALL {
            for act in OwnAct::ALL {
                let at = at(privacy);
                let Ok(after) = standing(from).after_own(act, &at) else {
                    continue;
                };
                let again = after.after_own(act, &at);
                assert_eq!(again, Ok(after), "{from:?} {act:?} {privacy:?}");
            }
        }
    }
}

#[test]
fn only_who_is_invited_has_an_inviter() {
    for_each_act(|_, act, by, _, outcome| {
        if let Ok(after) = outcome {
            let invited = after.standing == Standing::Invited;
            assert_eq!(after.invited_by.is_some(), invited, "{act:?} {by:?}");
        }
    });
}

#[test]
fn a_refusal_lasts_until_its_pause_is_over_whatever_lies_between() {
    let owner = By {
        user: SOMEBODY,
        standing: Standing::Owner,
    };
    let at = at(GroupPrivacy::Request);
    let refused = Membership::of(Standing::Requested)
        .after(ActOnOther::RefuseRequest, &owner, &at)
        .unwrap();
    let detours: [&dyn Fn(Membership) -> Membership; 3] = [
        &|member| member,
        &|member| {
            let invited = member.after(ActOnOther::Invite, &owner, &at).unwrap();
            invited.after_own(OwnAct::DeclineInvitation, &at).unwrap()
        },
        &|member| {
            let banned = member.after(ActOnOther::Ban, &owner, &at).unwrap();
            banned.after(ActOnOther::Unban, &owner, &at).unwrap()
        },
    ];
    for detour in detours {
        let outside = detour(refused);
        let again = NOW.plus(PAUSE);
        assert_eq!(
            outside.after_own(OwnAct::Join, &at),
            Err(No::AskAgainLater(again))
        );
        let later = At { now: again, ..at };
        let asked = outside.after_own(OwnAct::Join, &later).unwrap();
        assert_eq!(asked.standing, Standing::Requested);
    }
}

#[test]
fn who_declined_is_not_invited_again_at_once_and_may_still_ask() {
    let by = By {
        user: SOMEBODY,
        standing: Standing::Member,
    };
    let at = at(GroupPrivacy::Request);
    let declined = standing(Standing::Invited)
        .after_own(OwnAct::DeclineInvitation, &at)
        .unwrap();
    assert_eq!(
        declined.after(ActOnOther::Invite, &by, &at),
        Err(No::AskAgainLater(NOW.plus(PAUSE)))
    );
    let asked = declined.after_own(OwnAct::Join, &at).unwrap();
    assert_eq!(asked.standing, Standing::Requested);
}

#[test]
fn opening_a_group_lets_in_who_asked_and_nobody_else() {
    for from in Standing::ALL {
        let after = standing(from).after_opening();
        if from == Standing::Requested {
            assert_eq!(after, Membership::of(Standing::Member));
        } else {
            assert_eq!(after, standing(from));
        }
    }
}

#[test]
fn a_group_is_handed_over_by_its_owner_to_a_member_and_has_one_owner_after() {
    for from in Standing::ALL {
        for to in Standing::ALL {
            let outcome = hand_over(standing(from), standing(to));
            match (from, to) {
                (Standing::Owner, Standing::Member | Standing::Moderator | Standing::Owner) => {
                    let (before, heir) = outcome.unwrap();
                    assert_eq!(before.standing, Standing::Moderator);
                    assert_eq!(heir.standing, Standing::Owner);
                }
                (Standing::Owner, _) => assert_eq!(outcome, Err(No::NotAMember)),
                _ => assert_eq!(outcome, Err(No::NotAllowed)),
            }
        }
    }
}

#[test]
fn names_are_read_back() {
    for standing in Standing::ALL {
        assert_eq!(Standing::parse(standing.as_str()), Some(standing));
    }
    for privacy in GroupPrivacy::ALL {
        assert_eq!(GroupPrivacy::parse(privacy.as_str()), Some(privacy));
    }
    assert_eq!(Standing::parse("king"), None);
}

/// Calls `check(before, act, by, at, outcome)` for every standing, act, actor and group.
fn for_each_act(
    check: impl Fn(Membership, ActOnOther, &By, &At, Result<Membership, MembershipRefusal>),
) {
    for privacy in GroupPrivacy::ALL {
        for moderators_decide in [false, true] {
            let mut at = at(privacy);
            at.rules.moderators_decide = moderators_decide;
            for from in Standing::ALL.map(standing) {
                for act in ActOnOther::ALL {
                    for by in Standing::ALL
                        .into_iter()
                        .flat_map(|standing| [INVITER, SOMEBODY].map(|user| By { user, standing }))
                    {
                        check(from, act, &by, &at, from.after(act, &by, &at));
                    }
                }
            }
        }
    }
}
