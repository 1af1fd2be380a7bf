//! One member and one group: the table of transitions.
//!
//! A [`Membership`] is changed by who it is about ([`Membership::after_own`]) or by somebody in the group
//! ([`Membership::after`]). Every act is one arm of one of the two; who looks for the rule of an act finds it there and
//! nowhere else. All acts are idempotent: repeating one that took effect changes nothing.

use time::Duration;

use super::standing::{GroupPrivacy, GroupRules, Standing};
use crate::shared::{clock::Timestamp, id::UserId};

/// What is known of somebody and a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Membership {
    /// How they stand to it.
    pub standing: Standing,
    /// Who invited them, while they are [`Standing::Invited`].
    pub invited_by: Option<UserId>,
    /// When a request of theirs to join was last refused.
    pub refused_at: Option<Timestamp>,
    /// When they last declined an invitation.
    pub declined_at: Option<Timestamp>,
}

/// What somebody can do about their own membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnAct {
    /// Join, or ask to where the owner decides.
    Join,
    /// Take back what one asked.
    CancelRequest,
    /// Become a member, as one is invited to.
    AcceptInvitation,
    /// Stay outside, though one is invited.
    DeclineInvitation,
    /// Belong to the group no longer.
    Leave,
}

impl OwnAct {
    /// All there are.
    pub const ALL: [Self; 5] = [
        Self::Join,
        Self::CancelRequest,
        Self::AcceptInvitation,
        Self::DeclineInvitation,
        Self::Leave,
    ];
}

/// What somebody in the group can do about another's membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActOnOther {
    /// Ask them to join; who asked to join already is a member by it.
    Invite,
    /// Take the invitation back.
    Withdraw,
    /// Let them in, who asked.
    AcceptRequest,
    /// Do not let them in, who asked.
    RefuseRequest,
    /// Have them keep order.
    Appoint,
    /// Have them be a member like others.
    Dismiss,
    /// End their membership; they may ask again.
    Remove,
    /// End whatever there is, and let nothing begin.
    Ban,
    /// Let them ask again, and be invited.
    Unban,
}

impl ActOnOther {
    /// All there are.
    pub const ALL: [Self; 9] = [
        Self::Invite,
        Self::Withdraw,
        Self::AcceptRequest,
        Self::RefuseRequest,
        Self::Appoint,
        Self::Dismiss,
        Self::Remove,
        Self::Ban,
        Self::Unban,
    ];
}

/// Who acts on another's membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub user: UserId,
    /// How they stand to the group themselves.
    pub standing: Standing,
}

/// What besides the membership decides an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// What the owner decided.
    pub rules: GroupRules,
    /// The time.
    pub now: Timestamp,
    /// How long after a refusal one may not ask again, and after declining one is not invited again.
    pub ask_again_after: Duration,
}

/// Why an act has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MembershipRefusal {
    /// Who acts may not know that there is such a group.
    Hidden,
    /// Who acts does not have the right.
    NotAllowed,
    /// There is no invitation to accept, or nobody asked to join.
    NothingAsked,
    /// The invitation was accepted: who belongs to the group leaves it instead of declining.
    Accepted,
    /// They have to belong to the group for this.
    NotAMember,
    /// They are banned.
    Banned,
    /// A group cannot be without its owner: ownership is handed over first.
    OwnerStays,
    /// A request was refused, or an invitation declined, not long ago; it is possible from then on.
    AskAgainLater(Timestamp),
}

use MembershipRefusal as No;

impl Membership {
    /// Somebody who stands so, with nothing remembered.
    #[must_use]
    pub fn of(standing: Standing) -> Self {
        Self {
            standing,
            ..Self::default()
        }
    }

    /// The membership after its holder did `act`. Whoever has an invitation may answer it, and nobody who is in nothing hears
    /// more by ending it: only joining asks whether they may know that there is such a group.
    pub fn after_own(self, act: OwnAct, at: &At) -> Result<Self, MembershipRefusal> {
        match act {
            OwnAct::Join if !self.standing.knows(at.rules.privacy) => Err(No::Hidden),
            OwnAct::Join => self.joining(at),
            OwnAct::CancelRequest if self.standing == Standing::Requested => Ok(self.outside()),
            OwnAct::AcceptInvitation => match self.standing {
                Standing::Invited => Ok(Self::of(Standing::Member)),
                standing if standing.is_member() => Ok(self),
                _ => Err(No::NothingAsked),
            },
            OwnAct::DeclineInvitation => match self.standing {
                Standing::Invited => Ok(Self {
                    declined_at: Some(at.now),
                    ..self.outside()
                }),
                standing if standing.is_member() => Err(No::Accepted),
                _ => Ok(self),
            },
            OwnAct::Leave => match self.standing {
                Standing::Owner => Err(No::OwnerStays),
                standing if standing.is_member() => Ok(self.outside()),
                _ => Ok(self),
            },
            OwnAct::CancelRequest => Ok(self),
        }
    }

    /// The membership after somebody else, `by`, did `act` about it.
    pub fn after(self, act: ActOnOther, by: &By, at: &At) -> Result<Self, MembershipRefusal> {
        if !by.standing.knows(at.rules.privacy) {
            return Err(No::Hidden);
        }
        if !self.lets(act, by, at.rules) {
            return Err(No::NotAllowed);
        }
        match act {
            ActOnOther::Invite => self.invited(by.user, at),
            ActOnOther::Withdraw if self.standing == Standing::Invited => Ok(self.outside()),
            ActOnOther::AcceptRequest => match self.standing {
                Standing::Requested => Ok(Self::of(Standing::Member)),
                standing if standing.is_member() => Ok(self),
                _ => Err(No::NothingAsked),
            },
            ActOnOther::RefuseRequest if self.standing == Standing::Requested => Ok(Self {
                refused_at: Some(at.now),
                ..self.outside()
            }),
            ActOnOther::Appoint => self.in_the_role(Standing::Moderator),
            ActOnOther::Dismiss => self.in_the_role(Standing::Member),
            ActOnOther::Remove | ActOnOther::Ban if self.standing == Standing::Owner => {
                Err(No::OwnerStays)
            }
            ActOnOther::Remove if self.standing.is_member() => Ok(self.outside()),
            ActOnOther::Ban => Ok(Self {
                standing: Standing::Banned,
                ..self.outside()
            }),
            ActOnOther::Unban if self.standing == Standing::Banned => Ok(self.outside()),
            ActOnOther::Withdraw
            | ActOnOther::RefuseRequest
            | ActOnOther::Remove
            | ActOnOther::Unban => Ok(self),
        }
    }

    /// The membership after the group, which its holder asked to join, was opened to all.
    #[must_use]
    pub fn after_opening(self) -> Self {
        match self.standing {
            Standing::Requested => Self::of(Standing::Member),
            _ => self,
        }
    }

    /// Whether `by` has the right to do `act` about this membership.
    fn lets(self, act: ActOnOther, by: &By, rules: GroupRules) -> bool {
        match act {
            ActOnOther::Invite => by.standing.is_member(),
            ActOnOther::Withdraw => {
                by.standing.keeps_order()
                    || (by.standing.is_member() && self.is_no_invitation_by_another(by.user))
            }
            ActOnOther::AcceptRequest | ActOnOther::RefuseRequest => {
                by.standing.decides_requests(rules)
            }
            ActOnOther::Appoint
            | ActOnOther::Dismiss
            | ActOnOther::Remove
            | ActOnOther::Ban
            | ActOnOther::Unban => by.standing == Standing::Owner,
        }
    }

    /// What was withdrawn already may be withdrawn again; it stays as it is.
    fn is_no_invitation_by_another(self, user: UserId) -> bool {
        self.standing != Standing::Invited || self.invited_by == Some(user)
    }

    fn joining(self, at: &At) -> Result<Self, MembershipRefusal> {
        match (self.standing, at.rules.privacy) {
            (Standing::Banned, _) => Err(No::Banned),
            (Standing::Invited, _) | (Standing::None | Standing::Requested, GroupPrivacy::Open) => {
                Ok(Self::of(Standing::Member))
            }
            (Standing::Requested | Standing::Member | Standing::Moderator | Standing::Owner, _) => {
                Ok(self)
            }
            (Standing::None, GroupPrivacy::Request) => {
                not_again_before(self.refused_at, at)?;
                Ok(Self {
                    standing: Standing::Requested,
                    ..self
                })
            }
            (Standing::None, GroupPrivacy::Hidden) => Err(No::Hidden),
        }
    }

    fn invited(self, by: UserId, at: &At) -> Result<Self, MembershipRefusal> {
        match self.standing {
            Standing::Banned => Err(No::Banned),
            Standing::Requested => Ok(Self::of(Standing::Member)),
            Standing::None => {
                not_again_before(self.declined_at, at)?;
                Ok(Self {
                    standing: Standing::Invited,
                    invited_by: Some(by),
                    ..self
                })
            }
            Standing::Invited | Standing::Member | Standing::Moderator | Standing::Owner => {
                Ok(self)
            }
        }
    }

    fn in_the_role(self, role: Standing) -> Result<Self, MembershipRefusal> {
        match self.standing {
            Standing::Owner => Err(No::OwnerStays),
            standing if standing.is_member() => Ok(Self::of(role)),
            _ => Err(No::NotAMember),
        }
    }

    /// Refusals outlast what follows: who was refused must not be able to forget it by an invitation or a ban.
    fn outside(self) -> Self {
        Self {
            standing: Standing::None,
            invited_by: None,
            ..self
        }
    }
}

/// What the two memberships are after the owner handed the group over: the owner keeps order from then on.
pub fn hand_over(
    owner: Membership,
    heir: Membership,
) -> Result<(Membership, Membership), MembershipRefusal> {
    if owner.standing != Standing::Owner {
        return Err(No::NotAllowed);
    }
    if !heir.standing.is_member() {
        return Err(No::NotAMember);
    }
    Ok((
        Membership::of(Standing::Moderator),
        Membership::of(Standing::Owner),
    ))
}

fn not_again_before(refused_at: Option<Timestamp>, at: &At) -> Result<(), MembershipRefusal> {
    match refused_at.map(|refused| refused.plus(at.ask_again_after)) {
        Some(again) if at.now < again => Err(No::AskAgainLater(again)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
