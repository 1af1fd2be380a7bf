//! A profile for the unit tests of the use cases.

use super::{Privacy, Profile, Tag, UserSummary};
use crate::{
    accounts::{BirthDate, Gender},
    relations::Connections,
    shared::{clock::Timestamp, id::UserId},
    testing::MockTx,
};

/// Expects what is counted for a profile: so many posts, nothing else.
pub(crate) fn counted(tx: &mut MockTx, posts: u64) {
    tx.expect_count_posts().returning(move |_, _| Ok(posts));
    tx.expect_count_pictures().returning(|_, _| Ok(0));
    tx.expect_connections()
        .returning(|_, _| Ok(Connections::default()));
}

/// Ada, member 3, who hides nothing.
pub(crate) fn ada() -> Profile {
    Profile {
        summary: UserSummary {
            id: UserId::new(3),
            handle: "ada".into(),
            first_name: "Ada".into(),
            last_name: "Lovelace".into(),
            nickname: None,
            avatar: None,
            is_private: false,
        },
        cover: None,
        email: "ada@example.org".into(),
        email_verified: true,
        date_of_birth: BirthDate::stored("1990-12-10").unwrap(),
        gender: Gender::Female,
        about_me: "I write programs.".into(),
        bio: String::new(),
        location: "London".into(),
        job: "Analyst".into(),
        website: String::new(),
        tags: vec![Tag::parse("Mathematics").unwrap()],
        privacy: Privacy::default(),
        joined_at: Timestamp::from_micros(1_768_478_400_000_000),
    }
}
