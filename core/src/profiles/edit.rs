//! Changing one's own profile.

use super::{
    BIO_LENGTH, LINE_LENGTH, Profile, ProfilePolicy, ProfileView, Relation, Tag, view_of, website,
};
use crate::{
    accounts::{BirthDate, Gender, Handle, about_me, name, nickname},
    shared::{
        actor::Actor,
        event::Event,
        fields::{FormCheck, InvalidFields, Refusal},
        ports::Ports,
        store::{StoreError, Tx},
        text,
    },
};

/// What is to change; `None` leaves a field as it is. Where a field may be empty, an empty text empties it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChanges {
    /// The unique name.
    pub handle: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Nickname; may be empty.
    pub nickname: Option<String>,
    /// `YYYY-MM-DD`.
    pub date_of_birth: Option<String>,
    /// Gender, by its name.
    pub gender: Option<String>,
    /// Some paragraphs; may be empty.
    pub about_me: Option<String>,
    /// Some lines; may be empty.
    pub bio: Option<String>,
    /// Where they live; may be empty.
    pub location: Option<String>,
    /// What they do; may be empty.
    pub job: Option<String>,
    /// A web address; may be empty.
    pub website: Option<String>,
    /// All interests, in order.
    pub tags: Option<Vec<String>>,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditProfileError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Somebody else has the handle.
    #[error("the handle is taken")]
    HandleTaken,
    /// The account is gone since the request was authenticated.
    #[error("no such profile")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members change what their profile says.
#[derive(Clone)]
pub struct EditProfile {
    ports: Ports,
    policy: ProfilePolicy,
}

impl EditProfile {
    pub(super) fn new(ports: Ports, policy: ProfilePolicy) -> Self {
        Self { ports, policy }
    }

    /// Changes what `changes` names, all or nothing, and gives the profile as it is now.
    pub async fn run(
        &self,
        actor: &Actor,
        changes: ProfileChanges,
    ) -> Result<ProfileView, EditProfileError> {
        let now = self.ports.clock.now();
        let checked = Checked::read(&changes, now.to_datetime().date(), self.policy.minimum_age)?;

        let mut tx = self.ports.store.write().await?;
        let mut profile = tx
            .profile_to_change(actor.user)
            .await?
            .ok_or(EditProfileError::NotFound)?;
        if let Some(handle) = &checked.handle
            && handle.as_str() != profile.summary.handle
        {
            claim(tx.as_mut(), actor, handle, now).await?;
        }
        checked.apply(&mut profile);
        tx.update_profile(&profile, now).await?;
        tx.emit(Event::ProfileChanged { user: actor.user }).await?;
        let view = view_of(tx.as_mut(), actor.user, actor.user, Relation::Myself)
            .await?
            .ok_or(EditProfileError::NotFound)?;
        tx.commit().await?;
        Ok(view)
    }
}

async fn claim(
    tx: &mut dyn Tx,
    actor: &Actor,
    handle: &Handle,
    now: crate::shared::clock::Timestamp,
) -> Result<(), EditProfileError> {
    match tx.set_handle(actor.user, handle, now).await {
        Ok(true) => Ok(()),
        Ok(false) | Err(StoreError::Conflict) => Err(EditProfileError::HandleTaken),
        Err(error) => Err(error.into()),
    }
}

/// Changes whose every value was checked.
#[derive(Default)]
struct Checked {
    handle: Option<Handle>,
    first_name: Option<String>,
    last_name: Option<String>,
    /// Empty for none.
    nickname: Option<String>,
    date_of_birth: Option<BirthDate>,
    gender: Option<Gender>,
    about_me: Option<String>,
    bio: Option<String>,
    location: Option<String>,
    job: Option<String>,
    website: Option<String>,
    tags: Option<Vec<Tag>>,
}

impl Checked {
    fn read(
        changes: &ProfileChanges,
        today: time::Date,
        minimum_age: u8,
    ) -> Result<Self, InvalidFields> {
        let mut form = FormCheck::default();
        let line = |raw: &str| Ok(text::optional_line(Some(raw), LINE_LENGTH)?.unwrap_or_default());
        let checked = Self {
            handle: field(&mut form, "handle", changes.handle.as_ref(), |raw| {
                Handle::parse(raw)
            }),
            first_name: field(
                &mut form,
                "first_name",
                changes.first_name.as_ref(),
                |raw| name(raw),
            ),
            last_name: field(&mut form, "last_name", changes.last_name.as_ref(), |raw| {
                name(raw)
            }),
            nickname: field(&mut form, "nickname", changes.nickname.as_ref(), |raw| {
                Ok(nickname(Some(raw))?.unwrap_or_default())
            }),
            date_of_birth: field(
                &mut form,
                "date_of_birth",
                changes.date_of_birth.as_ref(),
                |raw| BirthDate::parse(raw, today, minimum_age),
            ),
            gender: field(&mut form, "gender", changes.gender.as_ref(), |raw| {
                Gender::parse(raw)
            }),
            about_me: field(&mut form, "about_me", changes.about_me.as_ref(), |raw| {
                about_me(Some(raw))
            }),
            bio: field(&mut form, "bio", changes.bio.as_ref(), |raw| {
                text::block(raw, BIO_LENGTH)
            }),
            location: field(&mut form, "location", changes.location.as_ref(), |raw| {
                line(raw)
            }),
            job: field(&mut form, "job", changes.job.as_ref(), |raw| line(raw)),
            website: field(&mut form, "website", changes.website.as_ref(), |raw| {
                website(raw)
            }),
            tags: field(&mut form, "tags", changes.tags.as_ref(), |raw| {
                Tag::parse_all(raw)
            }),
        };
        form.finish()?;
        Ok(checked)
    }

    fn apply(self, profile: &mut Profile) {
        let summary = &mut profile.summary;
        put(&mut summary.first_name, self.first_name);
        put(&mut summary.last_name, self.last_name);
        if let Some(nickname) = self.nickname {
            summary.nickname = Some(nickname).filter(|nickname| !nickname.is_empty());
        }
        put(&mut profile.date_of_birth, self.date_of_birth);
        put(&mut profile.gender, self.gender);
        put(&mut profile.about_me, self.about_me);
        put(&mut profile.bio, self.bio);
        put(&mut profile.location, self.location);
        put(&mut profile.job, self.job);
        put(&mut profile.website, self.website);
        put(&mut profile.tags, self.tags);
    }
}

fn field<R, T>(
    form: &mut FormCheck,
    name: &str,
    raw: Option<&R>,
    read: impl FnOnce(&R) -> Result<T, Refusal>,
) -> Option<T> {
    form.field(name, raw.map(read).transpose()).flatten()
}

fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{actor, ports},
        profiles::fixture::{ada, counted},
        testing::{MockStore, MockTx},
    };

    const POLICY: ProfilePolicy = ProfilePolicy { minimum_age: 13 };

    fn editing(store: MockStore) -> EditProfile {
        EditProfile::new(ports(store), POLICY)
    }

    fn finds_ada(tx: &mut MockTx) {
        tx.expect_profile_to_change().returning(|_| Ok(Some(ada())));
    }

    #[tokio::test]
    async fn what_is_not_named_stays() {
        let store = MockStore::writing(|tx| {
            finds_ada(tx);
            tx.expect_update_profile()
                .times(1)
                .withf(|profile, _| {
                    let expected = Profile {
                        bio: "Poet of numbers.".into(),
                        location: String::new(),
                        ..ada()
                    };
                    *profile == expected
                })
                .returning(|_, _| Ok(()));
            tx.expect_emit()
                .times(1)
                .withf(|event| matches!(event, Event::ProfileChanged { user } if user.get() == 3))
                .returning(|_| Ok(()));
            tx.expect_profile_of().returning(|_| Ok(Some(ada())));
            counted(tx, 0);
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let changes = ProfileChanges {
            bio: Some("Poet of numbers.".into()),
            location: Some(" ".into()),
            handle: Some("ada".into()),
            ..ProfileChanges::default()
        };
        editing(store).run(&actor(3), changes).await.unwrap();
    }

    #[tokio::test]
    async fn a_taken_handle_changes_nothing() {
        let store = MockStore::writing(|tx| {
            finds_ada(tx);
            tx.expect_set_handle()
                .withf(|user, handle, _| (user.get(), handle.key()) == (3, "countess"))
                .returning(|_, _, _| Ok(false));
        });
        let changes = ProfileChanges {
            handle: Some("Countess".into()),
            ..ProfileChanges::default()
        };
        assert!(matches!(
            editing(store).run(&actor(3), changes).await,
            Err(EditProfileError::HandleTaken)
        ));
    }

    #[tokio::test]
    async fn everything_wrong_is_said_at_once() {
        let changes = ProfileChanges {
            handle: Some("a".into()),
            first_name: Some(" ".into()),
            date_of_birth: Some("2020-01-01".into()),
            gender: Some("robot".into()),
            bio: Some("b".repeat(501)),
            website: Some("javascript:alert(1)".into()),
            tags: Some(vec!["x".repeat(41)]),
            ..ProfileChanges::default()
        };
        let answer = editing(MockStore::untouched())
            .run(&actor(3), changes)
            .await;
        let Err(EditProfileError::Invalid(InvalidFields(fields))) = answer else {
            panic!("{answer:?}")
        };
        let found: Vec<_> = fields
            .iter()
            .map(|field| (field.field.as_str(), field.code))
            .collect();
        assert_eq!(
            found,
            [
                ("handle", "too_short"),
                ("first_name", "required"),
                ("date_of_birth", "too_young"),
                ("gender", "invalid_choice"),
                ("bio", "too_long"),
                ("website", "invalid_website"),
                ("tags", "too_long"),
            ]
        );
    }
}
