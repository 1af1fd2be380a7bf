//! The repositories.

use async_trait::async_trait;
use kith_core::{
    groups::{
        Group, GroupCountMoves, GroupList, GroupPeople, GroupPerson, GroupRepo, GroupTitle,
        GroupView, Membership, MembershipRepo, PostGroup, Standing,
    },
    search::{NamePrefixes, TitleWords},
    shared::{
        clock::Timestamp,
        id::{GroupId, GroupInvitationId, MediaId, PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    people,
    rows::{GroupRow, MembershipRow, read_standing},
    sql, views,
};
use crate::sql::{
    column::{id_list, micros},
    error::StoreResult as _,
    store::{SqlTx, on},
};

#[async_trait]
impl GroupRepo for SqlTx {
    async fn insert_group(
        &mut self,
        group: &Group,
        words: &TitleWords,
        key: i64,
    ) -> Result<(), StoreError> {
        let rules = group.rules;
        on!(self, c => sqlx::query(sql::INSERT)
            .bind(group.id.get()).bind(group.title.as_str()).bind(group.description.as_str())
            .bind(rules.privacy.as_str()).bind(rules.moderators_decide).bind(group.owner.get())
            .bind(group.banner.map(MediaId::get)).bind(group.created_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()?;
        on!(self, c => sqlx::query(sql::INSERT_OWNER)
            .bind(group.id.get()).bind(group.owner.get()).bind(key).bind(group.created_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()?;
        set_words(self, group.id, words).await
    }

    async fn group_to_change(&mut self, id: GroupId) -> Result<Option<Group>, StoreError> {
        let row: Option<GroupRow> = on!(self, c =>
            lite sqlx::query_as(sql::GROUP).bind(id.get()).fetch_optional(c).await,
            pg sqlx::query_as(sql::GROUP_LOCKED_PG).bind(id.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(GroupRow::group).transpose()
    }

    async fn update_group(&mut self, group: &Group, words: &TitleWords) -> Result<(), StoreError> {
        let rules = group.rules;
        on!(self, c => sqlx::query(sql::UPDATE)
            .bind(group.id.get()).bind(group.title.as_str()).bind(group.description.as_str())
            .bind(rules.privacy.as_str()).bind(rules.moderators_decide).bind(group.owner.get())
            .bind(group.banner.map(MediaId::get))
            .execute(c).await.map(drop))
        .store_err()?;
        set_words(self, group.id, words).await
    }

    async fn delete_group(&mut self, id: GroupId, now: Timestamp) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::DELETE).bind(id.get()).bind(now.as_micros()).execute(c).await.map(drop))
            .store_err()?;
        set_words(self, id, &TitleWords::default()).await
    }

    async fn posts_of_gone(
        &mut self,
        group: GroupId,
        most: u32,
    ) -> Result<Vec<PostId>, StoreError> {
        let most = i64::from(most);
        let ids: Vec<i64> = on!(self, c =>
            lite sqlx::query_scalar(sql::POSTS_OF_GONE).bind(group.get()).bind(most).fetch_all(c).await,
            pg sqlx::query_scalar(sql::POSTS_OF_GONE_LOCKED_PG).bind(group.get()).bind(most).fetch_all(c).await)
        .store_err()?;
        Ok(ids.into_iter().map(PostId::new).collect())
    }

    async fn delete_post_of_gone(
        &mut self,
        post: PostId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::DELETE_POST_OF_GONE)
            .bind(post.get()).bind(now.as_micros()).execute(c).await.map(drop))
        .store_err()
    }

    async fn forget_members_of_gone(
        &mut self,
        group: GroupId,
        most: u32,
    ) -> Result<u64, StoreError> {
        on!(self, c => sqlx::query(sql::FORGET_MEMBERS_OF_GONE)
            .bind(group.get()).bind(i64::from(most)).execute(c).await.map(|done| done.rows_affected()))
        .store_err()
    }

    async fn empty_gone(&mut self, group: GroupId) -> Result<Option<MediaId>, StoreError> {
        let banner: Option<Option<i64>> = on!(self, c => sqlx::query_scalar(sql::EMPTY_GONE)
            .bind(group.get()).fetch_optional(c).await)
        .store_err()?;
        Ok(banner.flatten().map(MediaId::new))
    }

    async fn erase_events_of_gone(
        &mut self,
        group: GroupId,
        most: u32,
    ) -> Result<(usize, Vec<MediaId>), StoreError> {
        let images: Vec<Option<i64>> = on!(self, c => sqlx::query_scalar(sql::ERASE_EVENTS_OF_GONE)
            .bind(group.get()).bind(i64::from(most)).fetch_all(c).await)
        .store_err()?;
        let erased = images.len();
        let images = images.into_iter().flatten().map(MediaId::new);
        Ok((erased, images.collect()))
    }

    async fn note_group_activity(&mut self, id: GroupId, post: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::NOTE_ACTIVITY).bind(id.get()).bind(post.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn post_groups(
        &mut self,
        viewer: UserId,
        groups: &[GroupId],
    ) -> Result<Vec<PostGroup>, StoreError> {
        let ids: Vec<i64> = groups.iter().map(|group| group.get()).collect();
        let rows: Vec<(i64, String, String)> = on!(self, c =>
            lite sqlx::query_as(sql::OF_POSTS_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
            pg sqlx::query_as(sql::OF_POSTS_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
        .store_err()?;
        rows.into_iter()
            .map(|(id, title, standing)| {
                Ok(PostGroup {
                    id: GroupId::new(id),
                    title: GroupTitle::stored(title),
                    standing: read_standing(&standing)?,
                })
            })
            .collect()
    }

    async fn group_for(
        &mut self,
        viewer: UserId,
        id: GroupId,
    ) -> Result<Option<GroupView>, StoreError> {
        views::one(self, viewer, id).await
    }

    async fn groups(
        &mut self,
        list: GroupList,
        viewer: UserId,
        titled: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<GroupView>, StoreError> {
        views::page(self, list, viewer, titled, after, limit).await
    }
}

#[async_trait]
impl MembershipRepo for SqlTx {
    async fn membership(&mut self, group: GroupId, user: UserId) -> Result<Membership, StoreError> {
        let row: Option<MembershipRow> = on!(self, c => sqlx::query_as(sql::MEMBERSHIP)
            .bind(group.get()).bind(user.get()).fetch_optional(c).await)
        .store_err()?;
        row.map_or_else(|| Ok(Membership::default()), MembershipRow::membership)
    }

    async fn belonging_held(
        &mut self,
        group: GroupId,
        user: UserId,
    ) -> Result<Option<Standing>, StoreError> {
        let standing: Option<String> = on!(self, c =>
            lite sqlx::query_scalar(sql::BELONGING).bind(group.get()).bind(user.get()).fetch_optional(c).await,
            pg sqlx::query_scalar(sql::BELONGING_LOCKED_PG).bind(group.get()).bind(user.get()).fetch_optional(c).await)
        .store_err()?;
        standing.as_deref().map(read_standing).transpose()
    }

    async fn known_standing(
        &mut self,
        viewer: UserId,
        group: GroupId,
    ) -> Result<Option<Standing>, StoreError> {
        let standing: Option<String> = on!(self, c => sqlx::query_scalar(sql::KNOWN_STANDING)
            .bind(viewer.get()).bind(group.get()).fetch_optional(c).await)
        .store_err()?;
        standing.as_deref().map(read_standing).transpose()
    }

    async fn save_membership(
        &mut self,
        group: GroupId,
        user: UserId,
        before: &Membership,
        after: &Membership,
        key: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(sql::SAVE_MEMBERSHIP)
            .bind(group.get()).bind(user.get())
            .bind(after.standing.as_str()).bind(after.standing.is_member())
            .bind(key).bind(after.invited_by.map(UserId::get)).bind(now.as_micros())
            .bind(micros(after.refused_at)).bind(micros(after.declined_at))
            .execute(c).await.map(drop))
        .store_err()?;
        move_counts(self, group, GroupCountMoves::of(before, after)).await
    }

    async fn admit_some(
        &mut self,
        group: GroupId,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<UserId>, StoreError> {
        let mut ids: Vec<i64> = on!(self, c => sqlx::query_scalar(sql::ADMIT_SOME)
            .bind(group.get()).bind(now.as_micros()).bind(i64::from(most)).fetch_all(c).await)
        .store_err()?;
        ids.sort_unstable();
        let admitted = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let moves = GroupCountMoves {
            members: admitted,
            requests: -admitted,
        };
        move_counts(self, group, moves).await?;
        Ok(ids.into_iter().map(UserId::new).collect())
    }

    async fn invitation(
        &mut self,
        id: GroupInvitationId,
    ) -> Result<Option<(GroupId, UserId)>, StoreError> {
        let row: Option<(i64, i64)> = on!(self, c => sqlx::query_as(sql::INVITATION)
            .bind(id.get()).fetch_optional(c).await)
        .store_err()?;
        Ok(row.map(|(group, user)| (GroupId::new(group), UserId::new(user))))
    }

    async fn members_there_for(
        &mut self,
        viewer: UserId,
        users: &[UserId],
    ) -> Result<Vec<UserId>, StoreError> {
        let there = views::there_for(self, viewer, users.to_vec()).await?;
        Ok(there.into_keys().collect())
    }

    async fn group_people(
        &mut self,
        list: GroupPeople,
        group: GroupId,
        viewer: UserId,
        named: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<GroupPerson>, StoreError> {
        people::page(self, list, group, viewer, named, after, limit).await
    }
}

async fn set_words(tx: &mut SqlTx, group: GroupId, words: &TitleWords) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(sql::FORGET_WORDS).bind(group.get()).execute(c).await.map(drop))
        .store_err()?;
    for word in words.iter() {
        on!(tx, c => sqlx::query(sql::ADD_WORD).bind(word).bind(group.get()).execute(c).await.map(drop))
            .store_err()?;
    }
    Ok(())
}

async fn move_counts(
    tx: &mut SqlTx,
    group: GroupId,
    moves: GroupCountMoves,
) -> Result<(), StoreError> {
    if moves == GroupCountMoves::default() {
        return Ok(());
    }
    on!(tx, c => sqlx::query(sql::MOVE_COUNTS)
        .bind(group.get()).bind(moves.members).bind(moves.requests)
        .execute(c).await.map(drop))
    .store_err()
}
