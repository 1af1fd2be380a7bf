//! The unit of work as a mock. One [`MockTx`] stands in for all repositories:
//!
//! ```
//! use kith_core::shared::{event::Event, id::PostId, store::Store};
//! use kith_core::testing::{MockStore, MockTx};
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let store = MockStore::writing(|tx: &mut MockTx| {
//!     tx.expect_emit().times(1).returning(|_| Ok(()));
//!     tx.expect_commit().times(1).returning(|| Ok(()));
//! });
//! // What a use case does with it:
//! let mut tx = store.write().await.unwrap();
//! tx.emit(Event::PostPublished { post: PostId::new(1) }).await.unwrap();
//! tx.commit().await.unwrap();
//! # });
//! ```

use async_trait::async_trait;
use mockall::mock;

use crate::{
    accounts::{
        Account, AccountRepo, Email, Handle, LiveSession, MailedToken, NewMailedToken, NewSession,
        Opened, OwnAccount, PasswordHash, Session,
    },
    audiences::{AudienceChange, AudienceRepo, Changed, Defaults, PostFilter, Reach, Reassigned},
    bookmarks::BookmarkRepo,
    comments::{
        Comment, CommentKey, CommentListRepo, CommentRepo, CommentSort, Deletion, DiscussedPost,
        FoundComment,
    },
    events::{
        CalendarEntry, CalendarFeedRepo, CalendarPart, EventKey, EventList, EventRepo,
        EventResponse, EventView, GroupEvent, Participant, Reminder, StoredFeed,
    },
    feeds::{
        Candidate, CandidateRepo, FeedRepo, ForYouRepo, HotPart, LongTimelines, Pick, ProfileRef,
        Tie, TimelineRepo, TrimRepo, Wall,
    },
    groups::{
        Group, GroupList, GroupPeople, GroupPerson, GroupRepo, GroupSuggestionRepo, GroupView,
        Membership, MembershipRepo, PostGroup, Standing as GroupStanding,
    },
    media::{
        Media, MediaRepo, OwnUpload, PicturePlace, PostPicture, Purpose, Status, UploadsTotal,
        Variant, Video,
    },
    polls::{NewPoll, Poll, PollRepo},
    posts::{
        Audience, AuthoredPost, Picture, PinRepo, Post, PostRepo, ShareRepo, Standing, Version,
        VersionRepo,
    },
    previews::{AwaitedPreview, LinkPreview, LinkingPost, NewPreview, PreviewRepo},
    profiles::{PictureSlot, Privacy, Profile, ProfileRepo, UserSummary},
    reactions::{
        ReactionChange, ReactionKind, ReactionRepo, ReactionToChange, Reactions, Reactor, Target,
    },
    relations::{
        Acquaintance, Connections, MutualsOf, Pair, PairToChange, PeopleList, Person, RelationRepo,
        Relationship, SuggestionRepo,
    },
    search::{NamePrefixes, NameWords, Names, SearchRepo, TitleWords},
    shared::{
        clock::Timestamp,
        event::{Event, Recorded},
        id::{
            AudienceChangeId, CommentId, EventId, GroupId, GroupInvitationId, MediaId,
            PollOptionId, PostId, SessionId, UserId,
        },
        idempotency::{Claim, IdempotencyKey, IdempotencyRepo},
        jobs::{Job, JobQueue},
        page::{After, Limit, Page},
        relay::{Handled, Place},
        secret::TokenHash,
        store::{Outbox, Store, StoreError, Tx},
    },
    tags::{Mention, Tag, TagRepo},
};

mock! {
    /// A unit of work whose every method is expected by the test.
    pub Tx {}

    #[async_trait]
    impl AccountRepo for Tx {
        async fn insert_account(&mut self, account: &Account) -> Result<Opened, StoreError>;
        async fn claim_founding(&mut self, user: UserId) -> Result<bool, StoreError>;
        async fn account_by_id(&mut self, id: UserId) -> Result<Option<Account>, StoreError>;
        async fn own_account(&mut self, id: UserId) -> Result<Option<OwnAccount>, StoreError>;
        async fn account_to_change(&mut self, id: UserId) -> Result<Option<Account>, StoreError>;
        async fn account_by_email(&mut self, email: &Email) -> Result<Option<Account>, StoreError>;
        async fn account_by_handle(&mut self, handle: &Handle) -> Result<Option<Account>, StoreError>;
        async fn set_password(&mut self, user: UserId, hash: &PasswordHash, now: Timestamp) -> Result<bool, StoreError>;
        async fn set_email(&mut self, user: UserId, email: &Email, now: Timestamp) -> Result<bool, StoreError>;
        async fn set_email_verified(&mut self, user: UserId, email: &Email, now: Timestamp) -> Result<bool, StoreError>;
        async fn set_handle(&mut self, user: UserId, handle: &Handle, now: Timestamp) -> Result<bool, StoreError>;
        async fn set_admin(&mut self, user: UserId, now: Timestamp) -> Result<bool, StoreError>;
        async fn insert_session(&mut self, session: &NewSession) -> Result<(), StoreError>;
        async fn live_session(&mut self, token: &TokenHash, now: Timestamp) -> Result<Option<LiveSession>, StoreError>;
        async fn note_session(&mut self, id: SessionId, now: Timestamp, expires_at: Timestamp) -> Result<bool, StoreError>;
        async fn renew_session(&mut self, id: SessionId, token: &TokenHash) -> Result<bool, StoreError>;
        async fn sessions_of(&mut self, user: UserId, now: Timestamp) -> Result<Vec<Session>, StoreError>;
        async fn end_session(&mut self, user: UserId, id: SessionId) -> Result<bool, StoreError>;
        async fn end_sessions(&mut self, user: UserId, keep: Option<SessionId>) -> Result<u64, StoreError>;
        async fn insert_mailed_token(&mut self, token: &NewMailedToken) -> Result<(), StoreError>;
        async fn mailed_token(&mut self, token: &TokenHash, now: Timestamp) -> Result<Option<MailedToken>, StoreError>;
        async fn use_mailed_token(&mut self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError>;
        async fn end_mailed_tokens(&mut self, user: UserId) -> Result<u64, StoreError>;
        async fn count_mail(&mut self, email: &Email, since: Timestamp, most: u32, now: Timestamp) -> Result<bool, StoreError>;
        async fn sweep_accounts(&mut self, now: Timestamp, mails_before: Timestamp) -> Result<u64, StoreError>;
    }

    #[async_trait]
    impl ProfileRepo for Tx {
        async fn profile_of(&mut self, user: UserId) -> Result<Option<Profile>, StoreError>;
        async fn profile_to_change(&mut self, user: UserId) -> Result<Option<Profile>, StoreError>;
        async fn update_profile(&mut self, profile: &Profile, now: Timestamp) -> Result<(), StoreError>;
        async fn set_picture(&mut self, user: UserId, slot: PictureSlot, picture: Option<MediaId>, now: Timestamp) -> Result<(), StoreError>;
        async fn set_privacy(&mut self, user: UserId, is_private: bool, privacy: &Privacy, now: Timestamp) -> Result<(), StoreError>;
        async fn count_posts(&mut self, owner: UserId, viewer: UserId) -> Result<u64, StoreError>;
        async fn count_pictures(&mut self, owner: UserId, viewer: UserId) -> Result<u64, StoreError>;
    }

    #[async_trait]
    impl RelationRepo for Tx {
        async fn pair_to_change(&mut self, me: UserId, other: UserId) -> Result<Option<PairToChange>, StoreError>;
        async fn save_pair(&mut self, me: UserId, other: UserId, before: &Pair, after: &Pair, key: i64) -> Result<(), StoreError>;
        async fn pair(&mut self, me: UserId, other: UserId) -> Result<Pair, StoreError>;
        async fn relationships(&mut self, me: UserId, others: &[UserId]) -> Result<Vec<(UserId, Relationship)>, StoreError>;
        async fn member_called(&mut self, handle: &str) -> Result<Option<UserId>, StoreError>;
        async fn people(&mut self, list: PeopleList, owner: UserId, viewer: UserId, named: &NamePrefixes, after: After, limit: Limit) -> Result<Page<Person>, StoreError>;
        async fn connections(&mut self, owner: UserId, viewer: UserId) -> Result<Connections, StoreError>;
        async fn count_mutuals(&mut self, of: MutualsOf, owner: UserId, viewer: UserId) -> Result<u64, StoreError>;
        async fn accept_follow_requests(&mut self, user: UserId) -> Result<Vec<UserId>, StoreError>;
    }

    #[async_trait]
    impl SuggestionRepo for Tx {
        async fn friends_of_friends(&mut self, viewer: UserId, proved_only: bool, limit: usize) -> Result<Vec<Acquaintance>, StoreError>;
        async fn members_of_same_groups(&mut self, viewer: UserId, proved_only: bool, limit: usize) -> Result<Vec<UserId>, StoreError>;
        async fn members_with_same_tags(&mut self, viewer: UserId, proved_only: bool, limit: usize) -> Result<Vec<UserId>, StoreError>;
        async fn popular_members(&mut self, viewer: UserId, proved_only: bool, limit: usize) -> Result<Vec<UserId>, StoreError>;
        async fn members(&mut self, ids: &[UserId]) -> Result<Vec<UserSummary>, StoreError>;
        async fn dismiss_suggestion(&mut self, viewer: UserId, other: UserId) -> Result<bool, StoreError>;
    }

    #[async_trait]
    impl MediaRepo for Tx {
        async fn insert_media(&mut self, media: &Media, upload_bytes: u64) -> Result<(), StoreError>;
        async fn media_by_id(&mut self, id: MediaId) -> Result<Option<Media>, StoreError>;
        async fn visible_media(&mut self, viewer: UserId, id: MediaId) -> Result<Option<Media>, StoreError>;
        async fn media_by_ids(&mut self, ids: &[MediaId]) -> Result<Vec<Media>, StoreError>;
        async fn pictures_by(&mut self, owner: UserId, viewer: UserId, after: After, limit: Limit) -> Result<Vec<PostPicture>, StoreError>;
        async fn pictures_in(&mut self, group: GroupId, viewer: UserId, after: Option<PicturePlace>, limit: Limit) -> Result<Page<PostPicture, PicturePlace>, StoreError>;
        async fn describe_media(&mut self, id: MediaId, owner: UserId, alt_text: &str) -> Result<bool, StoreError>;
        async fn attach_media(&mut self, owner: UserId, purpose: Purpose, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError>;
        async fn delete_unattached(&mut self, id: MediaId, owner: UserId) -> Result<bool, StoreError>;
        async fn erase_media(&mut self, ids: &[MediaId]) -> Result<(), StoreError>;
        async fn add_variant(&mut self, id: MediaId, variant: &Variant) -> Result<(), StoreError>;
        async fn set_media_status(&mut self, id: MediaId, status: Status) -> Result<bool, StoreError>;
        async fn set_video_progress(&mut self, id: MediaId, percent: u8) -> Result<(), StoreError>;
        async fn settle_video(&mut self, id: MediaId, status: Status, video: &Video) -> Result<bool, StoreError>;
        async fn uploads_of(&mut self, owner: UserId, after: After, limit: Limit) -> Result<Vec<OwnUpload>, StoreError>;
        async fn uploads_total(&mut self, owner: UserId) -> Result<UploadsTotal, StoreError>;
        async fn erase_abandoned(&mut self, before: Timestamp, limit: u32) -> Result<Vec<MediaId>, StoreError>;
        async fn known_media(&mut self, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError>;
    }

    #[async_trait]
    impl PostRepo for Tx {
        async fn narrow_public_posts(&mut self, author: UserId) -> Result<u64, StoreError>;
        async fn insert_post(&mut self, post: &Post) -> Result<(), StoreError>;
        async fn update_post(&mut self, post: &Post) -> Result<(), StoreError>;
        async fn post_to_moderate(&mut self, keeper: UserId, post: PostId) -> Result<Option<Post>, StoreError>;
        async fn note_moderation(&mut self, post: PostId, keeper: Option<UserId>) -> Result<(), StoreError>;
        async fn own_post(&mut self, author: UserId, post: PostId) -> Result<Option<Post>, StoreError>;
        async fn visible_post(&mut self, viewer: UserId, post: PostId) -> Result<Option<AuthoredPost>, StoreError>;
        async fn post_pictures(&mut self, posts: &[PostId]) -> Result<Vec<(PostId, Media)>, StoreError>;
        async fn set_pictures(&mut self, author: UserId, post: PostId, pictures: &[Picture]) -> Result<Vec<usize>, StoreError>;
        async fn deletion_of(&mut self, post: PostId) -> Result<Option<Timestamp>, StoreError>;
        async fn erase_content(&mut self, post: PostId) -> Result<Vec<MediaId>, StoreError>;
        async fn set_selected(&mut self, author: UserId, post: PostId, names: &[UserId]) -> Result<Vec<usize>, StoreError>;
        async fn selected_of(&mut self, posts: &[PostId]) -> Result<Vec<(PostId, UserSummary)>, StoreError>;
        async fn post_standings(&mut self, viewer: UserId, posts: &[PostId]) -> Result<Vec<(PostId, Standing)>, StoreError>;
    }

    #[async_trait]
    impl ReactionRepo for Tx {
        async fn reaction_to_change(&mut self, user: UserId, target: Target) -> Result<Option<ReactionToChange>, StoreError>;
        async fn save_reaction(&mut self, user: UserId, target: Target, change: &ReactionChange) -> Result<(), StoreError>;
        async fn is_shown(&mut self, viewer: UserId, target: Target) -> Result<bool, StoreError>;
        async fn reactions_to(&mut self, viewer: UserId, target: Target) -> Result<Reactions, StoreError>;
        async fn reactors(&mut self, viewer: UserId, target: Target, kind: Option<ReactionKind>, after: After, limit: Limit) -> Result<Page<Reactor>, StoreError>;
    }

    #[async_trait]
    impl CommentRepo for Tx {
        async fn post_to_discuss(&mut self, viewer: UserId, post: PostId) -> Result<Option<DiscussedPost>, StoreError>;
        async fn comment_to_answer(&mut self, viewer: UserId, post: PostId, parent: CommentId) -> Result<Option<u32>, StoreError>;
        async fn comment_to_change(&mut self, viewer: UserId, comment: CommentId) -> Result<Option<(Comment, DiscussedPost)>, StoreError>;
        async fn insert_comment(&mut self, comment: &Comment) -> Result<(), StoreError>;
        async fn update_comment(&mut self, comment: &Comment) -> Result<(), StoreError>;
        async fn set_comment_picture(&mut self, author: UserId, comment: CommentId, picture: Option<MediaId>) -> Result<bool, StoreError>;
        async fn set_comment_deletion(&mut self, comment: &Comment, deletion: Option<Deletion>) -> Result<(), StoreError>;
        async fn deletion_of_comment(&mut self, comment: CommentId) -> Result<Option<Timestamp>, StoreError>;
        async fn erase_comment(&mut self, comment: CommentId, deleted_until: Timestamp) -> Result<Vec<MediaId>, StoreError>;
        async fn erase_comments_on(&mut self, post: PostId, most: u32) -> Result<(u64, Vec<MediaId>), StoreError>;
    }

    #[async_trait]
    impl CommentListRepo for Tx {
        async fn comments_on(&mut self, viewer: UserId, post: PostId, sort: CommentSort, after: Option<CommentKey>, limit: Limit) -> Result<Page<FoundComment, CommentKey>, StoreError>;
        async fn replies_to(&mut self, viewer: UserId, comment: CommentId, sort: CommentSort, after: Option<CommentKey>, limit: Limit) -> Result<Page<FoundComment, CommentKey>, StoreError>;
        async fn comment_with_ancestors(&mut self, viewer: UserId, comment: CommentId, above: u32) -> Result<Vec<FoundComment>, StoreError>;
    }

    #[async_trait]
    impl ShareRepo for Tx {
        async fn post_to_share(&mut self, viewer: UserId, post: PostId) -> Result<Option<AuthoredPost>, StoreError>;
        async fn count_shares(&mut self, original: PostId, more: i64) -> Result<(), StoreError>;
        async fn originals(&mut self, viewer: UserId, posts: &[PostId]) -> Result<Vec<AuthoredPost>, StoreError>;
        async fn shares_of(&mut self, viewer: UserId, original: PostId, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
    }

    #[async_trait]
    impl VersionRepo for Tx {
        async fn keep_version(&mut self, post: PostId, key: i64, now: Timestamp) -> Result<(), StoreError>;
        async fn versions_of(&mut self, viewer: UserId, post: PostId, after: After, limit: Limit) -> Result<Page<Version>, StoreError>;
    }

    #[async_trait]
    impl PinRepo for Tx {
        async fn pin_post(&mut self, author: UserId, post: PostId) -> Result<(), StoreError>;
        async fn unpin_post(&mut self, author: UserId, post: PostId) -> Result<(), StoreError>;
        async fn pinned_in_group(&mut self, group: GroupId) -> Result<Vec<PostId>, StoreError>;
        async fn pin_in_group(&mut self, group: GroupId, post: PostId, key: i64) -> Result<(), StoreError>;
        async fn unpin_in_group(&mut self, post: PostId) -> Result<(), StoreError>;
        async fn pins_of_group(&mut self, viewer: UserId, group: GroupId) -> Result<Vec<AuthoredPost>, StoreError>;
        async fn pin_of(&mut self, viewer: UserId, author: UserId) -> Result<Option<AuthoredPost>, StoreError>;
    }

    #[async_trait]
    impl BookmarkRepo for Tx {
        async fn add_bookmark(&mut self, user: UserId, post: PostId, key: i64) -> Result<(), StoreError>;
        async fn remove_bookmark(&mut self, user: UserId, post: PostId) -> Result<(), StoreError>;
        async fn bookmarked_posts(&mut self, user: UserId, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
    }

    #[async_trait]
    impl PollRepo for Tx {
        async fn insert_poll(&mut self, post: PostId, poll: &NewPoll) -> Result<(), StoreError>;
        async fn polls_of(&mut self, viewer: UserId, posts: &[PostId]) -> Result<Vec<(PostId, Poll)>, StoreError>;
        async fn hold_poll(&mut self, viewer: UserId, post: PostId) -> Result<bool, StoreError>;
        async fn save_vote(&mut self, voter: UserId, post: PostId, before: &[PollOptionId], chosen: &[PollOptionId]) -> Result<(), StoreError>;
    }

    #[async_trait]
    impl PreviewRepo for Tx {
        async fn linking_post(&mut self, post: PostId) -> Result<Option<LinkingPost>, StoreError>;
        async fn hold_linking_post(&mut self, post: PostId) -> Result<Option<LinkingPost>, StoreError>;
        async fn await_preview(&mut self, post: PostId, address: &str) -> Result<(), StoreError>;
        async fn forget_preview(&mut self, post: PostId) -> Result<(), StoreError>;
        async fn awaited_preview(&mut self, post: PostId) -> Result<Option<AwaitedPreview>, StoreError>;
        async fn keep_preview(&mut self, post: PostId, address: &str, preview: &NewPreview) -> Result<bool, StoreError>;
        async fn give_up_preview(&mut self, post: PostId, address: &str) -> Result<(), StoreError>;
        async fn show_preview(&mut self, author: UserId, post: PostId, is_shown: bool) -> Result<bool, StoreError>;
        async fn previews_of(&mut self, posts: &[PostId]) -> Result<Vec<(PostId, LinkPreview)>, StoreError>;
    }

    #[async_trait]
    impl AudienceRepo for Tx {
        async fn count_to_change(&mut self, author: UserId, to: Audience, filter: &PostFilter) -> Result<u64, StoreError>;
        async fn change_audiences(&mut self, change: &AudienceChange, filter: &PostFilter) -> Result<Vec<Reassigned>, StoreError>;
        async fn remembered_change(&mut self, author: UserId, change: AudienceChangeId) -> Result<Option<Changed>, StoreError>;
        async fn audience_change(&mut self, author: UserId, change: AudienceChangeId) -> Result<Option<AudienceChange>, StoreError>;
        async fn undo_audience_change(&mut self, change: &AudienceChange) -> Result<Vec<Reassigned>, StoreError>;
        async fn forget_audience_changes(&mut self, until: Timestamp) -> Result<u64, StoreError>;
        async fn count_members(&mut self) -> Result<u64, StoreError>;
        async fn reach(&mut self, author: UserId, named: &[UserId], members: u64) -> Result<Reach, StoreError>;
        async fn default_audience(&mut self, user: UserId) -> Result<Defaults, StoreError>;
        async fn set_default_audience(&mut self, user: UserId, audience: Audience) -> Result<(), StoreError>;
    }

    #[async_trait]
    impl FeedRepo for Tx {
        async fn home_posts(&mut self, viewer: UserId, since: Option<PostId>, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
        async fn everyones_posts(&mut self, viewer: UserId, since: Option<PostId>, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
        async fn follows_anyone(&mut self, viewer: UserId) -> Result<bool, StoreError>;
        async fn profile_posts(&mut self, viewer: UserId, author: UserId, pinned: Option<PostId>, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
        async fn group_posts(&mut self, viewer: UserId, group: GroupId, since: Option<PostId>, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
        async fn tagged_posts(&mut self, viewer: UserId, tag: &Tag, since: Option<PostId>, after: After, limit: Limit) -> Result<Page<AuthoredPost>, StoreError>;
        async fn find_wall(&mut self, viewer: UserId, whose: &ProfileRef) -> Result<Option<Wall>, StoreError>;
    }

    #[async_trait]
    impl TimelineRepo for Tx {
        async fn spread_post(&mut self, post: PostId, from: Option<Place>, most: u64) -> Result<Handled, StoreError>;
        async fn fill_timeline(&mut self, reader: UserId, author: UserId, most: u32) -> Result<(), StoreError>;
        async fn clear_timeline(&mut self, reader: UserId, author: UserId) -> Result<(), StoreError>;
        async fn pull_when_big(&mut self, author: UserId, follower: UserId, above: u32) -> Result<(), StoreError>;
    }

    #[async_trait]
    impl TrimRepo for Tx {
        async fn long_timelines(&mut self, after: UserId, members: u32, keep: u32, bear: u32) -> Result<LongTimelines, StoreError>;
        async fn cut_timeline(&mut self, reader: UserId, upto: PostId, most: u32) -> Result<u64, StoreError>;
    }

    #[async_trait]
    impl ForYouRepo for Tx {
        async fn for_you_list(&mut self, reader: UserId, bucket: Timestamp) -> Result<Option<Vec<Pick>>, StoreError>;
        async fn keep_for_you(&mut self, reader: UserId, bucket: Timestamp, picks: &[Pick], asked: bool) -> Result<(), StoreError>;
        async fn picked_posts(&mut self, viewer: UserId, posts: &[PostId], limit: usize) -> Result<Vec<AuthoredPost>, StoreError>;
        async fn ties(&mut self, viewer: UserId, pairs: &[(UserId, UserId)]) -> Result<Vec<Tie>, StoreError>;
        async fn for_you_readers(&mut self, since: Timestamp, bucket: Timestamp, most: usize) -> Result<Vec<UserId>, StoreError>;
        async fn forget_for_you(&mut self, before: Timestamp, most: usize) -> Result<u64, StoreError>;
    }

    #[async_trait]
    impl CandidateRepo for Tx {
        async fn candidates(&mut self, viewer: UserId, strangers: &[UserId], popular: &[PostId], since: Timestamp) -> Result<Vec<Candidate>, StoreError>;
        async fn popular_posts(&mut self, since: Timestamp) -> Result<Option<Vec<PostId>>, StoreError>;
        async fn keep_popular(&mut self, bucket: Timestamp, posts: &[PostId]) -> Result<(), StoreError>;
        async fn hot_posts(&mut self, below: Option<PostId>, size: usize, since: Timestamp, most: usize) -> Result<HotPart, StoreError>;
    }

    #[async_trait]
    impl EventRepo for Tx {
        async fn insert_event(&mut self, event: &GroupEvent) -> Result<(), StoreError>;
        async fn event_to_change(&mut self, viewer: UserId, id: EventId) -> Result<Option<(GroupEvent, GroupStanding)>, StoreError>;
        async fn update_event(&mut self, event: &GroupEvent) -> Result<(), StoreError>;
        async fn event_for(&mut self, viewer: UserId, id: EventId, now: Timestamp) -> Result<Option<EventView>, StoreError>;
        async fn events_of_posts(&mut self, viewer: UserId, posts: &[PostId], now: Timestamp) -> Result<Vec<(PostId, EventView)>, StoreError>;
        async fn events(&mut self, list: EventList, viewer: UserId, now: Timestamp, after: Option<EventKey>, limit: Limit) -> Result<Page<EventView, EventKey>, StoreError>;
        async fn response_of(&mut self, event: EventId, user: UserId) -> Result<Option<EventResponse>, StoreError>;
        async fn save_response(&mut self, event: EventId, user: UserId, before: Option<EventResponse>, after: Option<EventResponse>, key: i64, now: Timestamp) -> Result<(), StoreError>;
        async fn move_up(&mut self, event: EventId, most: u64, now: Timestamp) -> Result<Vec<UserId>, StoreError>;
        async fn open_responses(&mut self, group: GroupId, user: UserId, now: Timestamp) -> Result<Vec<(GroupEvent, EventResponse)>, StoreError>;
        async fn participants(&mut self, event: EventId, viewer: UserId, response: Option<EventResponse>, named: &NamePrefixes, after: After, limit: Limit) -> Result<Page<Participant>, StoreError>;
        async fn event_held(&mut self, id: EventId) -> Result<Option<GroupEvent>, StoreError>;
        async fn events_to_come(&mut self, now: Timestamp, after: Option<EventKey>, limit: Limit) -> Result<Page<GroupEvent, EventKey>, StoreError>;
        async fn note_reminder(&mut self, event: EventId, which: Reminder, starts_at: Timestamp) -> Result<bool, StoreError>;
    }

    #[async_trait]
    impl CalendarFeedRepo for Tx {
        async fn calendar_feed(&mut self, user: UserId) -> Result<Option<StoredFeed>, StoreError>;
        async fn keep_calendar_feed(&mut self, user: UserId, feed: &StoredFeed) -> Result<(), StoreError>;
        async fn delete_calendar_feed(&mut self, user: UserId) -> Result<(), StoreError>;
        async fn calendar_feed_of(&mut self, token: &TokenHash) -> Result<Option<UserId>, StoreError>;
        async fn calendar_of(&mut self, user: UserId, part: CalendarPart, after: Option<EventKey>, limit: Limit) -> Result<Page<CalendarEntry, EventKey>, StoreError>;
    }

    #[async_trait]
    impl SearchRepo for Tx {
        async fn names_of(&mut self, user: UserId) -> Result<Option<Names>, StoreError>;
        async fn set_name_words(&mut self, user: UserId, words: &NameWords) -> Result<(), StoreError>;
        async fn find_handle(&mut self, viewer: UserId, handle: &str) -> Result<Option<UserSummary>, StoreError>;
        async fn find_known(&mut self, viewer: UserId, prefixes: &NamePrefixes, limit: usize) -> Result<Vec<UserSummary>, StoreError>;
        async fn find_anybody(&mut self, viewer: UserId, prefixes: &NamePrefixes, limit: usize) -> Result<Vec<UserSummary>, StoreError>;
        async fn words_spelled_like(&mut self, word: &str) -> Result<Vec<String>, StoreError>;
    }

    #[async_trait]
    impl TagRepo for Tx {
        async fn set_post_tags(&mut self, post: PostId, tags: &[Tag]) -> Result<(), StoreError>;
        async fn set_post_mentions(&mut self, author: UserId, post: PostId, handles: &[String]) -> Result<Vec<UserId>, StoreError>;
        async fn mentions_of(&mut self, viewer: UserId, posts: &[PostId]) -> Result<Vec<(PostId, Mention)>, StoreError>;
        async fn unreached_by(&mut self, post: PostId) -> Result<Vec<UserSummary>, StoreError>;
        async fn set_comment_mentions(&mut self, author: UserId, comment: CommentId, handles: &[String]) -> Result<Vec<UserId>, StoreError>;
        async fn mentions_in(&mut self, viewer: UserId, comments: &[CommentId]) -> Result<Vec<(CommentId, Mention)>, StoreError>;
        async fn unreached_in(&mut self, comment: CommentId) -> Result<Vec<UserSummary>, StoreError>;
        async fn count_tagged(&mut self, viewer: UserId, tag: &Tag, most: u32) -> Result<u32, StoreError>;
        async fn follow_tag(&mut self, user: UserId, tag: &Tag, key: i64) -> Result<(), StoreError>;
        async fn unfollow_tag(&mut self, user: UserId, tag: &Tag) -> Result<(), StoreError>;
        async fn follows_tag(&mut self, user: UserId, tag: &Tag) -> Result<bool, StoreError>;
        async fn count_followed_tags(&mut self, user: UserId) -> Result<u32, StoreError>;
        async fn followed_tags(&mut self, user: UserId, after: After, limit: Limit) -> Result<Page<Tag>, StoreError>;
        async fn tags_like(&mut self, viewer: UserId, beginning: &str, limit: u32) -> Result<Vec<Tag>, StoreError>;
    }

    #[async_trait]
    impl IdempotencyRepo for Tx {
        async fn claim_key(&mut self, user: UserId, key: &IdempotencyKey, made: i64, now: Timestamp) -> Result<Claim, StoreError>;
        async fn forget_keys(&mut self, before: Timestamp) -> Result<u64, StoreError>;
    }

    #[async_trait]
    impl Outbox for Tx {
        async fn emit(&mut self, event: Event) -> Result<(), StoreError>;
        async fn pending_events(&mut self, limit: u32) -> Result<Vec<Recorded>, StoreError>;
        async fn hold_events(&mut self, seqs: &[i64]) -> Result<Vec<i64>, StoreError>;
        async fn consumed(&mut self, seqs: &[i64]) -> Result<Vec<(i64, String)>, StoreError>;
        async fn consume_once(&mut self, consumer: &str, seq: i64) -> Result<bool, StoreError>;
        async fn settle_events(&mut self, seqs: &[i64]) -> Result<(), StoreError>;
        async fn park_event(&mut self, seq: i64, consumer: &str, reason: &str, now: Timestamp) -> Result<(), StoreError>;
    }

    #[async_trait]
    impl GroupRepo for Tx {
        async fn insert_group(&mut self, group: &Group, words: &TitleWords, key: i64) -> Result<(), StoreError>;
        async fn group_to_change(&mut self, id: GroupId) -> Result<Option<Group>, StoreError>;
        async fn update_group(&mut self, group: &Group, words: &TitleWords) -> Result<(), StoreError>;
        async fn delete_group(&mut self, id: GroupId, now: Timestamp) -> Result<(), StoreError>;
        async fn posts_of_gone(&mut self, group: GroupId, most: u32) -> Result<Vec<PostId>, StoreError>;
        async fn delete_post_of_gone(&mut self, post: PostId, now: Timestamp) -> Result<(), StoreError>;
        async fn forget_members_of_gone(&mut self, group: GroupId, most: u32) -> Result<u64, StoreError>;
        async fn empty_gone(&mut self, group: GroupId) -> Result<Option<MediaId>, StoreError>;
        async fn erase_events_of_gone(&mut self, group: GroupId, most: u32) -> Result<(usize, Vec<MediaId>), StoreError>;
        async fn note_group_activity(&mut self, id: GroupId, post: PostId) -> Result<(), StoreError>;
        async fn post_groups(&mut self, viewer: UserId, groups: &[GroupId]) -> Result<Vec<PostGroup>, StoreError>;
        async fn group_for(&mut self, viewer: UserId, id: GroupId) -> Result<Option<GroupView>, StoreError>;
        async fn groups(&mut self, list: GroupList, viewer: UserId, titled: &NamePrefixes, after: After, limit: Limit) -> Result<Page<GroupView>, StoreError>;
    }

    #[async_trait]
    impl GroupSuggestionRepo for Tx {
        async fn groups_of_friends(&mut self, viewer: UserId, limit: usize) -> Result<Vec<GroupId>, StoreError>;
        async fn active_groups(&mut self, viewer: UserId, limit: usize) -> Result<Vec<GroupId>, StoreError>;
        async fn groups_by_id(&mut self, viewer: UserId, groups: &[GroupId]) -> Result<Vec<GroupView>, StoreError>;
        async fn dismiss_group(&mut self, viewer: UserId, group: GroupId) -> Result<bool, StoreError>;
    }

    #[async_trait]
    impl MembershipRepo for Tx {
        async fn membership(&mut self, group: GroupId, user: UserId) -> Result<Membership, StoreError>;
        async fn belonging_held(&mut self, group: GroupId, user: UserId) -> Result<Option<GroupStanding>, StoreError>;
        async fn known_standing(&mut self, viewer: UserId, group: GroupId) -> Result<Option<GroupStanding>, StoreError>;
        async fn save_membership(&mut self, group: GroupId, user: UserId, before: &Membership, after: &Membership, key: i64, now: Timestamp) -> Result<(), StoreError>;
        async fn admit_some(&mut self, group: GroupId, now: Timestamp, most: u32) -> Result<Vec<UserId>, StoreError>;
        async fn invitation(&mut self, id: GroupInvitationId) -> Result<Option<(GroupId, UserId)>, StoreError>;
        async fn members_there_for(&mut self, viewer: UserId, users: &[UserId]) -> Result<Vec<UserId>, StoreError>;
        async fn group_people(&mut self, list: GroupPeople, group: GroupId, viewer: UserId, named: &NamePrefixes, after: After, limit: Limit) -> Result<Page<GroupPerson>, StoreError>;
    }

    #[async_trait]
    impl JobQueue for Tx {
        async fn enqueue(&mut self, job: &Job, not_before: Option<Timestamp>) -> Result<(), StoreError>;
    }

    #[async_trait]
    impl Tx for Tx {
        async fn commit(self: Box<Self>) -> Result<(), StoreError>;
    }
}

mock! {
    /// A store that hands out prepared units of work.
    pub Store {}

    #[async_trait]
    impl Store for Store {
        async fn read(&self) -> Result<Box<dyn Tx>, StoreError>;
        async fn write(&self) -> Result<Box<dyn Tx>, StoreError>;
    }
}

impl MockStore {
    /// A store for one writing unit of work, whose expectations `prepare` sets.
    pub fn writing(prepare: impl FnOnce(&mut MockTx) + Send + 'static) -> Self {
        let mut store = Self::new();
        store
            .expect_write()
            .times(1)
            .return_once(|| Ok(prepared(prepare)));
        store
    }

    /// A store for one reading unit of work, whose expectations `prepare` sets.
    pub fn reading(prepare: impl FnOnce(&mut MockTx) + Send + 'static) -> Self {
        let mut store = Self::new();
        store
            .expect_read()
            .times(1)
            .return_once(|| Ok(prepared(prepare)));
        store
    }

    /// A store that must not be touched.
    #[must_use]
    pub fn untouched() -> Self {
        Self::new()
    }
}

fn prepared(prepare: impl FnOnce(&mut MockTx)) -> Box<dyn Tx> {
    let mut tx = MockTx::new();
    prepare(&mut tx);
    Box::new(tx)
}
