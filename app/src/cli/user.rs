//! `kith user`

use std::io::{BufRead as _, IsTerminal as _, Read as _, stdin};

use clap::{Args, Subcommand};
use kith_core::{
    accounts::{Accounts, MemberInput},
    profiles::Privacy,
    shared::{fields::InvalidFields, secret::Password},
};

use super::{Settings, say};
use crate::wire;

/// More than any password: what is longer is refused by the rule, not cut.
const LONGEST_INPUT: u64 = 64 * 1024;

#[derive(Debug, Args)]
pub(super) struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Open an account, also when registration is closed. The password is asked for.
    Create {
        /// Email address
        #[arg(long)]
        email: String,
        /// First name
        #[arg(long)]
        first_name: String,
        /// Last name
        #[arg(long)]
        last_name: String,
        /// Day of birth, as YYYY-MM-DD
        #[arg(long, value_name = "DATE")]
        date_of_birth: String,
        /// `female`, `male`, `non_binary`, `other` or `prefer_not_to_say`
        #[arg(long, default_value = "prefer_not_to_say")]
        gender: String,
        /// Nickname, from which the handle is derived
        #[arg(long)]
        nickname: Option<String>,
        /// Make them administrator
        #[arg(long)]
        admin: bool,
        #[command(flatten)]
        password: PasswordSource,
        #[command(flatten)]
        settings: Settings,
    },
    /// Set a password. Every browser of the member is logged out.
    SetPassword {
        /// Email address or handle
        login: String,
        #[command(flatten)]
        password: PasswordSource,
        #[command(flatten)]
        settings: Settings,
    },
    /// Make a member administrator.
    MakeAdmin {
        /// Email address or handle
        login: String,
        #[command(flatten)]
        settings: Settings,
    },
}

/// A password is never an argument: other users of the machine could read it.
#[derive(Debug, Clone, Copy, Args)]
struct PasswordSource {
    /// Read the password from standard input, up to the first line break, without asking
    #[arg(long)]
    password_stdin: bool,
}

impl User {
    pub(super) async fn run(self) -> Result<(), String> {
        let (What::Create { settings, .. }
        | What::SetPassword { settings, .. }
        | What::MakeAdmin { settings, .. }) = &self.what;
        let config = settings.clone().load()?;
        let database = wire::open_database(&config).await?;
        database
            .migrate_up()
            .await
            .map_err(|error| format!("migrations: {error}"))?;
        let ports = wire::ports(&config, &database);
        let accounts = Accounts::new(&wire::account_ports(&config, &ports)?);
        let done = self.what.carry_out(&accounts).await;
        database.close().await;
        done
    }
}

impl What {
    async fn carry_out(self, accounts: &Accounts) -> Result<(), String> {
        match self {
            Self::Create {
                email,
                first_name,
                last_name,
                date_of_birth,
                gender,
                nickname,
                admin,
                password,
                settings: _,
            } => {
                let input = MemberInput {
                    email,
                    password: password.read()?,
                    first_name,
                    last_name,
                    date_of_birth,
                    gender,
                    nickname,
                    about_me: None,
                    privacy: Privacy::default(),
                };
                create(accounts, &input, admin).await
            }
            Self::SetPassword {
                login, password, ..
            } => set_password(accounts, &login, &password.read()?).await,
            Self::MakeAdmin { login, .. } => make_admin(accounts, &login).await,
        }
    }
}

async fn create(accounts: &Accounts, input: &MemberInput, admin: bool) -> Result<(), String> {
    use kith_core::accounts::CreateUserError;
    let account = accounts
        .create_user
        .run(input)
        .await
        .map_err(|error| match error {
            CreateUserError::Invalid(fields) => listed(&fields),
            CreateUserError::EmailTaken => "this email address has an account already".to_owned(),
            CreateUserError::Hash(error) => error.to_string(),
            CreateUserError::Store(error) => error.to_string(),
        })?;
    say(format!(
        "@{} was created for {}",
        account.handle.as_str(),
        account.email.as_str()
    ));
    if admin {
        make_admin(accounts, account.email.as_str()).await?;
    }
    Ok(())
}

async fn set_password(accounts: &Accounts, login: &str, password: &Password) -> Result<(), String> {
    use kith_core::accounts::SetPasswordError;
    let account =
        accounts
            .set_password
            .run(login, password)
            .await
            .map_err(|error| match error {
                SetPasswordError::NotFound => format!("nobody has the address or handle {login}"),
                SetPasswordError::Invalid(fields) => listed(&fields),
                SetPasswordError::Hash(error) => error.to_string(),
                SetPasswordError::Store(error) => error.to_string(),
            })?;
    say(format!(
        "@{} has a new password and is logged out everywhere",
        account.handle.as_str()
    ));
    Ok(())
}

async fn make_admin(accounts: &Accounts, login: &str) -> Result<(), String> {
    use kith_core::accounts::AdminError;
    let account = accounts
        .make_admin
        .run(login)
        .await
        .map_err(|error| match error {
            AdminError::NotFound => format!("nobody has the address or handle {login}"),
            AdminError::Store(error) => error.to_string(),
        })?;
    say(format!("@{} is an administrator", account.handle.as_str()));
    Ok(())
}

fn listed(fields: &InvalidFields) -> String {
    let lines = fields
        .0
        .iter()
        .map(|error| format!("{}: {}", error.field, error.message));
    lines.collect::<Vec<_>>().join("\n      ")
}

impl PasswordSource {
    fn read(self) -> Result<Password, String> {
        if self.password_stdin {
            return piped();
        }
        if !stdin().is_terminal() {
            return Err(
                "the password is asked for on a terminal; give --password-stdin to read it from standard input"
                    .to_owned(),
            );
        }
        rpassword::prompt_password("Password (it does not show): ")
            .map(Password::new)
            .map_err(unreadable)
    }
}

fn piped() -> Result<Password, String> {
    let mut line = String::new();
    stdin()
        .lock()
        .take(LONGEST_INPUT)
        .read_line(&mut line)
        .map_err(unreadable)?;
    Ok(Password::new(
        line.trim_end_matches(['\r', '\n']).to_owned(),
    ))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "`map_err` gives the error away"
)]
fn unreadable(error: std::io::Error) -> String {
    format!("the password cannot be read: {error}")
}
