//! The jobs of this feature.

use super::Accounts;
use crate::shared::jobs::{Job, JobError};

impl Accounts {
    /// Carries `job` out when it belongs to this feature; `false` when it belongs to another.
    pub async fn carry_out(&self, job: &Job) -> Result<bool, JobError> {
        match job {
            Job::MailVerification { user } => self.mail_links.verification(*user).await?,
            Job::MailPasswordReset { email } => self.mail_links.password_reset(email).await?,
            Job::MailEmailChange { user, new_email } => {
                self.mail_links.email_change(*user, new_email).await?;
            }
            Job::MailPasswordChanged { user } => self.mail_notices.password_changed(*user).await?,
            Job::MailEmailChanged { user, old_email } => {
                self.mail_notices.email_changed(*user, old_email).await?;
            }
            Job::SweepExpired => {
                let swept = self.sweep_expired.run().await?;
                tracing::debug!(swept, "expired sessions, links and keys were removed");
            }
            Job::FinishImage { .. } | Job::PurgePost { .. } | Job::SweepUploads => {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{ada, ports},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn the_mail_jobs_are_carried_out_here_and_others_are_not() {
        let store = MockStore::reading(|tx: &mut MockTx| {
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
        });
        let accounts = Accounts::new(&ports(store));
        let notice = Job::MailPasswordChanged { user: ada().id };
        assert!(accounts.carry_out(&notice).await.unwrap());
        assert!(!accounts.carry_out(&Job::SweepUploads).await.unwrap());
    }
}
