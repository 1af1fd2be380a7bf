//! Opening an account: what registering and the command line have in common.

use super::{
    Account, AccountPolicy, BirthDate, Email, Gender, HandleProposal, Opened, PasswordHash,
    PersonalWords, check_password, person,
};
use crate::{
    profiles::Privacy,
    shared::{
        actor::Role,
        clock::Timestamp,
        event::Event,
        fields::{FormCheck, InvalidFields},
        id::UserId,
        ids::Random,
        secret::Password,
        store::{StoreError, Tx},
    },
};

/// How many handles are tried before giving up; the last ones are drawn from a million.
const HANDLE_ATTEMPTS: u32 = 20;

/// The registration form as it was sent.
#[derive(Debug, Clone)]
pub struct MemberInput {
    /// Email address.
    pub email: String,
    /// Password.
    pub password: Password,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Day of birth, `YYYY-MM-DD`.
    pub date_of_birth: String,
    /// One of [`Gender::as_str`].
    pub gender: String,
    /// Nickname, may be left out.
    pub nickname: Option<String>,
    /// "About me", may be left out.
    pub about_me: Option<String>,
    /// Who is to see what of the profile from the first moment.
    pub privacy: Privacy,
}

/// A registration form without a fault.
#[derive(Debug)]
pub(super) struct NewMember {
    email: Email,
    first_name: String,
    last_name: String,
    date_of_birth: BirthDate,
    gender: Gender,
    nickname: Option<String>,
    about_me: String,
    privacy: Privacy,
}

impl NewMember {
    /// Checks every field of the form.
    pub(super) fn check(
        input: &MemberInput,
        policy: &AccountPolicy,
        now: Timestamp,
    ) -> Result<Self, InvalidFields> {
        let mut form = FormCheck::default();
        let today = now.to_datetime().date();
        let email = form.field("email", Email::parse(&input.email));
        let password = check_password(
            &input.password,
            &personal_words(input, email.as_ref(), policy),
        );
        form.field("password", password);
        let first_name = form.field("first_name", person::name(&input.first_name));
        let last_name = form.field("last_name", person::name(&input.last_name));
        let date_of_birth = form.field(
            "date_of_birth",
            BirthDate::parse(&input.date_of_birth, today, policy.minimum_age),
        );
        let gender = form.field("gender", Gender::parse(&input.gender));
        let nickname = form.field("nickname", person::nickname(input.nickname.as_deref()));
        let about_me = form.field("about_me", person::about_me(input.about_me.as_deref()));
        form.finish()?;
        let (
            Some(email),
            Some(first_name),
            Some(last_name),
            Some(date_of_birth),
            Some(gender),
            Some(nickname),
            Some(about_me),
        ) = (
            email,
            first_name,
            last_name,
            date_of_birth,
            gender,
            nickname,
            about_me,
        )
        else {
            return Err(InvalidFields(Vec::new())); // a form without refusals has every value
        };
        Ok(Self {
            email,
            first_name,
            last_name,
            date_of_birth,
            gender,
            nickname,
            about_me,
            privacy: input.privacy,
        })
    }

    /// Stores the account under the first free handle and says that it happened. The founder becomes administrator.
    /// `None` when the address belongs to somebody.
    pub(super) async fn open(
        self,
        tx: &mut dyn Tx,
        id: UserId,
        password_hash: PasswordHash,
        random: &dyn Random,
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError> {
        let proposal =
            HandleProposal::new(self.nickname.as_deref(), &self.first_name, &self.last_name);
        let privacy = self.privacy;
        let mut account = self.into_account(id, password_hash, &proposal, now);
        let mut opened = tx.insert_account(&account).await?;
        for attempt in 1..HANDLE_ATTEMPTS {
            if opened != Opened::HandleTaken {
                break;
            }
            account.handle = proposal.candidate(attempt, random.bytes());
            opened = tx.insert_account(&account).await?;
        }
        match opened {
            Opened::EmailTaken => return Ok(None),
            Opened::HandleTaken => return Err(StoreError::Conflict),
            Opened::Stored => {}
        }
        if privacy != Privacy::default() {
            tx.set_privacy(id, account.is_private, &privacy, now)
                .await?;
        }
        if tx.claim_founding(id).await? && tx.set_admin(id, now).await? {
            account.role = Role::Admin;
        }
        tx.emit(Event::UserRegistered { user: id }).await?;
        Ok(Some(account))
    }

    fn into_account(
        self,
        id: UserId,
        password_hash: PasswordHash,
        proposal: &HandleProposal,
        now: Timestamp,
    ) -> Account {
        Account {
            id,
            email: self.email,
            email_verified_at: None,
            password_hash,
            handle: proposal.candidate(0, [0; 32]),
            first_name: self.first_name,
            last_name: self.last_name,
            nickname: self.nickname,
            date_of_birth: self.date_of_birth,
            gender: self.gender,
            about_me: self.about_me,
            avatar: None,
            is_private: false,
            role: Role::Member,
            suspended_at: None,
            created_at: now,
        }
    }
}

/// Names count as they were typed, valid or not.
fn personal_words(
    input: &MemberInput,
    email: Option<&Email>,
    policy: &AccountPolicy,
) -> PersonalWords {
    let mut words = PersonalWords::of_site(&policy.site_name);
    for name in [
        Some(&input.first_name),
        Some(&input.last_name),
        input.nickname.as_ref(),
    ]
    .into_iter()
    .flatten()
    {
        words.add(
            &name
                .chars()
                .take(2 * person::LONGEST_NAME)
                .collect::<String>(),
        );
    }
    if let Some(email) = email {
        words.add_email(email);
    }
    words
}
