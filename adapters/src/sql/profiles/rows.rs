//! Rows as the core's types.

use kith_core::{
    accounts::{BirthDate, Gender},
    profiles::{FieldAudience, Privacy, Profile, Tag, UserSummary},
    shared::{
        clock::Timestamp,
        id::{MediaId, UserId},
        store::StoreError,
    },
};

use crate::sql::column::named;

#[derive(sqlx::FromRow)]
pub(super) struct ProfileRow {
    id: i64,
    email: String,
    email_verified_at: Option<i64>,
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    date_of_birth: String,
    gender: String,
    about_me: String,
    bio: String,
    location: String,
    job: String,
    website: String,
    is_private: bool,
    avatar_id: Option<i64>,
    cover_id: Option<i64>,
    created_at: i64,
    #[sqlx(flatten)]
    privacy: PrivacyRow,
}

/// The columns of a [`PrivacyRow`], for `profile_privacy` under the alias `p`.
macro_rules! privacy_columns {
    () => {
        "p.email as show_email, p.date_of_birth as show_date_of_birth, p.gender as show_gender, p.location as show_location, \
         p.job as show_job, p.friends as show_friends, p.follows as show_follows, p.media as show_media, p.show_presence"
    };
}
pub(in crate::sql) use privacy_columns;

#[derive(sqlx::FromRow)]
#[expect(
    clippy::struct_field_names,
    reason = "the columns are called so, beside those of the user"
)]
pub(in crate::sql) struct PrivacyRow {
    show_email: String,
    show_date_of_birth: String,
    show_gender: String,
    show_location: String,
    show_job: String,
    show_friends: String,
    show_follows: String,
    show_media: String,
    show_presence: bool,
}

impl ProfileRow {
    pub(super) fn profile(self, tags: Vec<(String, String)>) -> Result<Profile, StoreError> {
        Ok(Profile {
            summary: UserSummary {
                id: UserId::new(self.id),
                handle: self.handle,
                first_name: self.first_name,
                last_name: self.last_name,
                nickname: self.nickname,
                avatar: self.avatar_id.map(MediaId::new),
                is_private: self.is_private,
            },
            cover: self.cover_id.map(MediaId::new),
            email: self.email,
            email_verified: self.email_verified_at.is_some(),
            date_of_birth: named(
                "users.date_of_birth",
                &self.date_of_birth,
                BirthDate::stored,
            )?,
            gender: named("users.gender", &self.gender, |name| {
                Gender::parse(name).ok()
            })?,
            about_me: self.about_me,
            bio: self.bio,
            location: self.location,
            job: self.job,
            website: self.website,
            tags: tags
                .into_iter()
                .map(|(text, key)| Tag { text, key })
                .collect(),
            privacy: self.privacy.privacy()?,
            joined_at: Timestamp::from_micros(self.created_at),
        })
    }
}

impl PrivacyRow {
    pub(in crate::sql) fn privacy(&self) -> Result<Privacy, StoreError> {
        let audience = |column, name: &str| named(column, name, FieldAudience::parse);
        Ok(Privacy {
            email: audience("profile_privacy.email", &self.show_email)?,
            date_of_birth: audience("profile_privacy.date_of_birth", &self.show_date_of_birth)?,
            gender: audience("profile_privacy.gender", &self.show_gender)?,
            location: audience("profile_privacy.location", &self.show_location)?,
            job: audience("profile_privacy.job", &self.show_job)?,
            friends: audience("profile_privacy.friends", &self.show_friends)?,
            follows: audience("profile_privacy.follows", &self.show_follows)?,
            media: audience("profile_privacy.media", &self.show_media)?,
            show_presence: self.show_presence,
        })
    }
}
