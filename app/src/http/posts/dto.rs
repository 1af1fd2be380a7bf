//! Posts as clients write and see them.

use kith_core::{
    groups::PostGroup,
    polls::PollInput,
    posts::{
        Audience, CommentPolicy, ContentWarning, NewPost, NewShare, Permissions, PictureInput,
        PostEdit, PostText, PostTitle, PostView, Version,
    },
    profiles::UserSummary,
    shared::{
        fields::{InvalidFields, Refusal},
        id::{GroupId, UserId},
    },
    tags::Tag,
};
use poem_openapi::{Object, types::MaybeUndefined};
use serde::Serialize;

use super::audience::{AudienceDto, CommentPolicyDto, WhyDto};
use crate::http::{
    events::EventDto,
    media::MediaDto,
    polls::{NewPollDto, PollDto},
    previews::LinkPreviewDto,
    profiles::UserSummaryDto,
    reactions::Reactions,
    tags::MentionDto,
    values::{Id, Moment},
};

/// A picture for a post.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "PictureToAttach")]
pub struct PictureDto {
    /// An upload of one's own that is part of nothing yet, or a picture that the post has.
    pub id: Id,
    /// A description for those who do not see it; left out, the picture keeps the one it has.
    #[oai(validator(max_length = 1500))]
    pub alt_text: Option<String>,
}

impl From<PictureDto> for PictureInput {
    fn from(picture: PictureDto) -> Self {
        Self {
            media: picture.id.into(),
            alt_text: picture.alt_text,
        }
    }
}

/// A post to be published.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewPost", example)]
pub struct NewPostDto {
    /// The heading, one line.
    #[oai(validator(max_length = 200))]
    pub title: Option<String>,
    /// The text; may be empty when there is a picture.
    #[oai(validator(max_length = 10000))]
    pub content: String,
    /// What is said before text and pictures are shown, one line; readers uncover them.
    #[oai(validator(max_length = 200))]
    pub content_warning: Option<String>,
    /// Whom it is for; needed unless it is in a group, where it is for the members whatever is said here.
    pub audience: Option<AudienceDto>,
    /// The group in which it is to be, one to which one belongs.
    pub group_id: Option<Id>,
    /// Who is named, each a follower or friend; for the audience `selected`, and only then.
    #[oai(validator(max_items = 200))]
    pub selected_user_ids: Option<Vec<Id>>,
    /// Who may comment on it; everyone who sees it when left out.
    pub comment_policy: Option<CommentPolicyDto>,
    /// The pictures, in the order in which they are shown.
    #[oai(default, validator(max_items = 10))]
    pub media: Vec<PictureDto>,
    /// What its readers are asked; it stays as it is for as long as the post is there.
    pub poll: Option<NewPollDto>,
}

impl poem_openapi::types::Example for NewPostDto {
    fn example() -> Self {
        Self {
            title: Some("First snow".into()),
            content: "It snowed all night.\nThe whole street is out with sledges.".into(),
            content_warning: None,
            audience: Some(AudienceDto::Public),
            group_id: None,
            selected_user_ids: None,
            comment_policy: None,
            media: Vec::new(),
            poll: None,
        }
    }
}

impl TryFrom<NewPostDto> for NewPost {
    type Error = InvalidFields;

    fn try_from(post: NewPostDto) -> Result<Self, InvalidFields> {
        let group = post.group_id.map(GroupId::from);
        let audience = match (post.audience, group) {
            (Some(audience), _) => audience.into(),
            (None, Some(_)) => Audience::Group,
            (None, None) => return Err(InvalidFields::one("audience", Refusal::required())),
        };
        Ok(Self {
            title: post.title,
            content: post.content,
            warning: post.content_warning,
            audience,
            group,
            selected: named(post.selected_user_ids.unwrap_or_default()),
            comment_policy: post.comment_policy.unwrap_or_default().into(),
            media: post.media.into_iter().map(PictureInput::from).collect(),
            poll: post.poll.map(PollInput::from),
        })
    }
}

/// A share to be published.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewShare", example)]
pub struct NewShareDto {
    /// What is said about the post; may be empty.
    #[oai(default, validator(max_length = 10000))]
    pub content: String,
    /// Whom the share is for. The post inside of it stays for those whom it is for itself.
    pub audience: AudienceDto,
    /// Who is named, each a follower or friend; for the audience `selected`, and only then.
    #[oai(validator(max_items = 200))]
    pub selected_user_ids: Option<Vec<Id>>,
}

impl poem_openapi::types::Example for NewShareDto {
    fn example() -> Self {
        Self {
            content: "Who comes along?".into(),
            audience: AudienceDto::Friends,
            selected_user_ids: None,
        }
    }
}

impl From<NewShareDto> for NewShare {
    fn from(share: NewShareDto) -> Self {
        Self {
            content: share.content,
            audience: share.audience.into(),
            selected: named(share.selected_user_ids.unwrap_or_default()),
        }
    }
}

/// What is to change of a post; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "PostEdit", example)]
pub struct PostEditDto {
    /// A new heading; null takes it away.
    #[oai(validator(max_length = 200))]
    pub title: MaybeUndefined<String>,
    /// A new text; null empties it.
    #[oai(validator(max_length = 10000))]
    pub content: MaybeUndefined<String>,
    /// Another warning; null takes it away.
    #[oai(validator(max_length = 200))]
    pub content_warning: MaybeUndefined<String>,
    /// Another audience.
    pub audience: MaybeUndefined<AudienceDto>,
    /// All whom the post is to name, each a follower or friend; for the audience `selected`, and only then.
    #[oai(validator(max_items = 200))]
    pub selected_user_ids: MaybeUndefined<Vec<Id>>,
    /// Others who may comment on it.
    pub comment_policy: MaybeUndefined<CommentPolicyDto>,
    /// All pictures that the post is to have, in order; null takes all away.
    #[oai(validator(max_items = 10))]
    pub media: MaybeUndefined<Vec<PictureDto>>,
}

impl poem_openapi::types::Example for PostEditDto {
    fn example() -> Self {
        Self {
            title: MaybeUndefined::Null,
            content: MaybeUndefined::Value("It snowed all night and all day.".into()),
            content_warning: MaybeUndefined::Undefined,
            audience: MaybeUndefined::Undefined,
            selected_user_ids: MaybeUndefined::Undefined,
            comment_policy: MaybeUndefined::Undefined,
            media: MaybeUndefined::Undefined,
        }
    }
}

impl TryFrom<PostEditDto> for PostEdit {
    type Error = InvalidFields;

    fn try_from(edit: PostEditDto) -> Result<Self, InvalidFields> {
        let media = emptied(edit.media)
            .map(|pictures| pictures.into_iter().map(PictureInput::from).collect());
        Ok(Self {
            title: emptied(edit.title),
            content: emptied(edit.content),
            warning: emptied(edit.content_warning),
            audience: chosen("audience", edit.audience)?.map(Audience::from),
            selected: emptied(edit.selected_user_ids).map(named),
            comment_policy: chosen("comment_policy", edit.comment_policy)?.map(CommentPolicy::from),
            media,
        })
    }
}

fn named(ids: Vec<Id>) -> Vec<UserId> {
    ids.into_iter().map(UserId::from).collect()
}

/// Left out is `None`; null is no choice.
fn chosen<T>(field: &str, value: MaybeUndefined<T>) -> Result<Option<T>, InvalidFields> {
    match value {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Null => Err(InvalidFields::one(field, Refusal::required())),
        MaybeUndefined::Value(value) => Ok(Some(value)),
    }
}

/// Null is the empty value, left out is `None`.
fn emptied<T: Default>(value: MaybeUndefined<T>) -> Option<T> {
    match value {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(T::default()),
        MaybeUndefined::Value(value) => Some(value),
    }
}

/// The group a post is in.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
pub struct GroupSummary {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: String,
}

impl From<PostGroup> for GroupSummary {
    fn from(group: PostGroup) -> Self {
        Self {
            id: group.id.into(),
            title: group.title.as_str().to_owned(),
        }
    }
}

/// What one may do with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "PostPermissions")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
pub struct PermissionsDto {
    /// Change it.
    pub edit: bool,
    /// Delete it, and restore it for a while.
    pub delete: bool,
    /// Share it.
    pub share: bool,
    /// Comment on it.
    pub comment: bool,
    /// Pin it: on one's profile, or in its group.
    pub pin: bool,
}

impl From<Permissions> for PermissionsDto {
    fn from(can: Permissions) -> Self {
        Self {
            edit: can.edit,
            delete: can.delete,
            share: can.share,
            comment: can.comment,
            pin: can.pin,
        }
    }
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Post")]
pub struct PostDto {
    /// Its id.
    pub id: Id,
    /// Who wrote it.
    pub author: UserSummaryDto,
    /// What it says.
    pub content: String,
    /// Its heading.
    pub title: Option<String>,
    /// What is said before text and pictures are shown; they are to be covered until the reader asks for them.
    pub content_warning: Option<String>,
    /// Whom it is for.
    pub audience: AudienceDto,
    /// Whom it names, when it is for selected people; for its author alone.
    pub selected: Option<Vec<UserSummaryDto>>,
    /// Who may comment on it, of those who see it.
    pub comment_policy: CommentPolicyDto,
    /// What lets one see it.
    pub visible_because: WhyDto,
    /// Its pictures, in order.
    pub media: Vec<MediaDto>,
    /// What its readers are asked.
    pub poll: Option<PollDto>,
    /// What the page behind the first address in it says of itself, from a moment after it was published on; null where
    /// nothing came, and where its author took it away.
    pub link_preview: Option<LinkPreviewDto>,
    /// The event to which it belongs: what it says is what the event says.
    pub event: Option<EventDto>,
    /// Reactions to it.
    pub reactions: Reactions,
    /// How many comments it has.
    pub comment_count: u64,
    /// How many public shares of it there are. Shares for fewer are listed for those who see them, and counted for nobody.
    pub share_count: u64,
    /// Whether it shares another post.
    pub is_share: bool,
    /// The post that it shares. Null in a share whose original is deleted, or not for oneself: which of them it is, is not
    /// told.
    pub shared_post: Option<Box<PostDto>>,
    /// The group it is in.
    pub group: Option<GroupSummary>,
    /// The people its text mentions, of whom one may know. Mentioning somebody grants them nothing.
    pub mentions: Vec<MentionDto>,
    /// Those among them who may not see it; only in the answer to publishing and changing it.
    pub unreached_mentions: Option<Vec<UserSummaryDto>>,
    /// The tags in its text, without the `#`, in the form that is compared.
    pub tags: Vec<String>,
    /// When it was published.
    pub created_at: Moment,
    /// When its text or pictures last changed.
    pub edited_at: Option<Moment>,
    /// Whether one keeps it among one's bookmarks.
    pub bookmarked: bool,
    /// Whether its author's profile begins with it.
    pub pinned: bool,
    /// What one may do with it.
    pub can: PermissionsDto,
}

fn people(people: Vec<UserSummary>) -> Vec<UserSummaryDto> {
    people.into_iter().map(UserSummaryDto::from).collect()
}

impl From<PostView> for PostDto {
    fn from(view: PostView) -> Self {
        let PostView {
            post,
            author,
            media,
            poll,
            link_preview,
            event,
            selected,
            shared,
            standing,
            mentions,
            unreached,
            tags,
            group,
            visible_because,
            can,
        } = view;
        Self {
            id: post.id.into(),
            author: author.into(),
            content: PostText::as_str(&post.text).to_owned(),
            title: post
                .title
                .as_ref()
                .map(PostTitle::as_str)
                .map(str::to_owned),
            content_warning: post
                .warning
                .as_ref()
                .map(ContentWarning::as_str)
                .map(str::to_owned),
            audience: post.audience.into(),
            comment_policy: post.comment_policy.into(),
            selected: selected.map(people),
            visible_because: visible_because.into(),
            media: media.into_iter().map(MediaDto::from).collect(),
            reactions: standing.reactions.into(),
            comment_count: standing.comments,
            share_count: standing.shares,
            poll: poll.map(PollDto::from),
            link_preview: link_preview.map(LinkPreviewDto::from),
            event: event.map(EventDto::from),
            is_share: post.original.is_some(),
            shared_post: shared.map(|shared| Box::new(Self::from(*shared))),
            group: group.map(GroupSummary::from),
            mentions: mentions.into_iter().map(MentionDto::from).collect(),
            unreached_mentions: unreached.map(people),
            tags: tags.iter().map(Tag::as_str).map(str::to_owned).collect(),
            created_at: post.created_at.into(),
            edited_at: post.edited_at.map(Moment::from),
            bookmarked: standing.bookmarked,
            pinned: standing.pinned,
            can: can.into(),
        }
    }
}

/// What a post said for some time.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "PostVersion")]
pub struct VersionDto {
    /// The heading that it had.
    pub title: Option<String>,
    /// The text that it had.
    pub content: String,
    /// When this was written.
    pub at: Moment,
}

impl From<Version> for VersionDto {
    fn from(version: Version) -> Self {
        Self {
            title: version
                .title
                .as_ref()
                .map(PostTitle::as_str)
                .map(str::to_owned),
            content: version.text.as_str().to_owned(),
            at: version.at.into(),
        }
    }
}
