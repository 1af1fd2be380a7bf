//! Posts as clients write and see them.

use kith_core::{
    polls::PollInput,
    posts::{NewPost, Permissions, PictureInput, PostEdit, PostText, PostTitle, PostView},
    profiles::UserSummary,
    shared::{
        fields::{InvalidFields, Refusal},
        id::UserId,
    },
    tags::Tag,
};
use poem_openapi::{Object, types::MaybeUndefined};
use serde::Serialize;

use super::audience::{AudienceDto, WhyDto};
use crate::http::{
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
    /// Whom it is for.
    pub audience: AudienceDto,
    /// Who is named, each a follower or friend; for the audience `selected`, and only then.
    #[oai(validator(max_items = 200))]
    pub selected_user_ids: Option<Vec<Id>>,
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
            audience: AudienceDto::Public,
            selected_user_ids: None,
            media: Vec::new(),
            poll: None,
        }
    }
}

impl From<NewPostDto> for NewPost {
    fn from(post: NewPostDto) -> Self {
        Self {
            title: post.title,
            content: post.content,
            audience: post.audience.into(),
            selected: named(post.selected_user_ids.unwrap_or_default()),
            media: post.media.into_iter().map(PictureInput::from).collect(),
            poll: post.poll.map(PollInput::from),
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
    /// Another audience.
    pub audience: MaybeUndefined<AudienceDto>,
    /// All whom the post is to name, each a follower or friend; for the audience `selected`, and only then.
    #[oai(validator(max_items = 200))]
    pub selected_user_ids: MaybeUndefined<Vec<Id>>,
    /// All pictures that the post is to have, in order; null takes all away.
    #[oai(validator(max_items = 10))]
    pub media: MaybeUndefined<Vec<PictureDto>>,
}

impl poem_openapi::types::Example for PostEditDto {
    fn example() -> Self {
        Self {
            title: MaybeUndefined::Null,
            content: MaybeUndefined::Value("It snowed all night and all day.".into()),
            audience: MaybeUndefined::Undefined,
            selected_user_ids: MaybeUndefined::Undefined,
            media: MaybeUndefined::Undefined,
        }
    }
}

impl TryFrom<PostEditDto> for PostEdit {
    type Error = InvalidFields;

    fn try_from(edit: PostEditDto) -> Result<Self, InvalidFields> {
        let audience = match edit.audience {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => {
                return Err(InvalidFields::one("audience", Refusal::required()));
            }
            MaybeUndefined::Value(audience) => Some(audience.into()),
        };
        let media = emptied(edit.media)
            .map(|pictures| pictures.into_iter().map(PictureInput::from).collect());
        Ok(Self {
            title: emptied(edit.title),
            content: emptied(edit.content),
            audience,
            selected: emptied(edit.selected_user_ids).map(named),
            media,
        })
    }
}

fn named(ids: Vec<Id>) -> Vec<UserId> {
    ids.into_iter().map(UserId::from).collect()
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
}

impl From<Permissions> for PermissionsDto {
    fn from(can: Permissions) -> Self {
        Self {
            edit: can.edit,
            delete: can.delete,
            share: can.share,
            comment: can.comment,
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
    /// Whom it is for.
    pub audience: AudienceDto,
    /// Whom it names, when it is for selected people; for its author alone.
    pub selected: Option<Vec<UserSummaryDto>>,
    /// What lets one see it.
    pub visible_because: WhyDto,
    /// Its pictures, in order.
    pub media: Vec<MediaDto>,
    /// What its readers are asked.
    pub poll: Option<PollDto>,
    /// What the page behind the first address in it says of itself, from a moment after it was published on; null where
    /// nothing came, and where its author took it away.
    pub link_preview: Option<LinkPreviewDto>,
    /// Reactions to it.
    pub reactions: Reactions,
    /// How many comments it has.
    pub comment_count: u64,
    /// How often it was shared.
    pub share_count: u64,
    /// The post that it shares.
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
            selected,
            standing,
            mentions,
            unreached,
            tags,
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
            audience: post.audience.into(),
            selected: selected.map(people),
            visible_because: visible_because.into(),
            media: media.into_iter().map(MediaDto::from).collect(),
            reactions: standing.reactions.into(),
            comment_count: standing.comments,
            share_count: standing.shares,
            poll: poll.map(PollDto::from),
            link_preview: link_preview.map(LinkPreviewDto::from),
            shared_post: None,
            group: None,
            mentions: mentions.into_iter().map(MentionDto::from).collect(),
            unreached_mentions: unreached.map(people),
            tags: tags.iter().map(Tag::as_str).map(str::to_owned).collect(),
            created_at: post.created_at.into(),
            edited_at: post.edited_at.map(Moment::from),
            can: can.into(),
        }
    }
}
