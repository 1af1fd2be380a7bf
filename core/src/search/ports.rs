//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{NamePrefixes, NameWords};
use crate::{
    profiles::UserSummary,
    shared::{id::UserId, store::StoreError},
};

/// What a member is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Nickname, when there is one.
    pub nickname: Option<String>,
    /// The handle, without the `@`.
    pub handle: String,
}

/// The index of names, part of the unit of work. Who is suspended or severed from the viewer is never found.
#[async_trait]
pub trait SearchRepo: Send {
    /// What `user` is called; `None` when there is no such member.
    async fn names_of(&mut self, user: UserId) -> Result<Option<Names>, StoreError>;

    /// Makes `words` all the words by which `user` is found. Doing it again changes nothing.
    async fn set_name_words(&mut self, user: UserId, words: &NameWords) -> Result<(), StoreError>;

    /// Who has exactly this handle, in whatever letter case.
    async fn find_handle(
        &mut self,
        viewer: UserId,
        handle: &str,
    ) -> Result<Option<UserSummary>, StoreError>;

    /// Those whom the viewer knows and whose name begins so: friends, then those they follow, then followers, each
    /// with the most followed first. Of a viewer who knows very many, the newest of each are looked through.
    async fn find_known(
        &mut self,
        viewer: UserId,
        prefixes: &NamePrefixes,
        limit: usize,
    ) -> Result<Vec<UserSummary>, StoreError>;

    /// Anybody whose name begins so, the most followed first. Of beginnings that very many names have, the most
    /// followed members and a part of the others are looked through.
    async fn find_anybody(
        &mut self,
        viewer: UserId,
        prefixes: &NamePrefixes,
        limit: usize,
    ) -> Result<Vec<UserSummary>, StoreError>;

    /// Words of names with a spelling in common with `word`, see [`spellings`](super::spellings).
    async fn words_spelled_like(&mut self, word: &str) -> Result<Vec<String>, StoreError>;
}
