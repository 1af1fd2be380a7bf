//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

const OWN: &str = "This is your own profile.";
const GONE: &str = "There is no request any more. It was taken back, or it never was.";
const LATER: &str = "This was declined not long ago. You can ask again after 2026-01-15 12:00 UTC.";
const AGAIN: &str = "2026-01-15T12:00:00.000Z";
const PRIVATE: &str = "This profile is private. Its lists are for followers.";
const HIDDEN: &str = "This list is not shown to you.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new("relations.follow", 403, "own_profile", OWN),
    Case::new("relations.follow", 409, "ask_again_later", LATER).until(AGAIN),
    Case::new("relations.unfollow", 403, "own_profile", OWN),
    Case::new("relations.befriend", 403, "own_profile", OWN),
    Case::new("relations.befriend", 409, "ask_again_later", LATER).until(AGAIN),
    Case::new("relations.unfriend", 403, "own_profile", OWN),
    Case::new("relations.block", 403, "own_profile", OWN),
    Case::new("relations.unblock", 403, "own_profile", OWN),
    Case::new("relations.mute", 403, "own_profile", OWN),
    Case::new("relations.unmute", 403, "own_profile", OWN),
    Case::new("relations.remove_follower", 403, "own_profile", OWN),
    Case::new("relations.accept_follow", 403, "own_profile", OWN),
    Case::new("relations.accept_follow", 404, "request_gone", GONE),
    Case::new("relations.decline_follow", 403, "own_profile", OWN),
    Case::new("relations.accept_friendship", 403, "own_profile", OWN),
    Case::new("relations.accept_friendship", 404, "request_gone", GONE),
    Case::new("relations.decline_friendship", 403, "own_profile", OWN),
    Case::new("relations.followers", 403, "private_profile", PRIVATE),
    Case::new("relations.followers", 403, "hidden_list", HIDDEN),
    Case::new("relations.following", 403, "private_profile", PRIVATE),
    Case::new("relations.following", 403, "hidden_list", HIDDEN),
    Case::new("relations.friends", 403, "private_profile", PRIVATE),
    Case::new("relations.friends", 403, "hidden_list", HIDDEN),
    Case::new("relations.mutuals", 403, "private_profile", PRIVATE),
    Case::new("relations.mutuals", 403, "hidden_list", HIDDEN),
];
