//! Posts as clients write and see them.

use std::collections::BTreeMap;

use kith_core::{
    posts::{
        Audience, NewPost, Permissions, PictureInput, PostEdit, PostText, PostTitle, PostView,
    },
    shared::fields::{InvalidFields, Refusal},
};
use poem_openapi::{Enum, Object, types::MaybeUndefined};

use crate::http::{
    media::MediaDto,
    profiles::UserSummaryDto,
    values::{Id, Moment},
};

/// Whom a post is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "Audience", rename_all = "snake_case")]
pub enum AudienceDto {
    /// Every member.
    Public,
    /// Followers and friends of the author.
    Followers,
    /// Friends of the author.
    Friends,
    /// Those named, as long as they follow the author or are friends.
    Selected,
    /// Every member who has the link; in no list but the author's own.
    Unlisted,
    /// The author.
    OnlyMe,
}

impl From<Audience> for AudienceDto {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Public => Self::Public,
            Audience::Followers => Self::Followers,
            Audience::Friends => Self::Friends,
            Audience::Selected => Self::Selected,
            Audience::Unlisted => Self::Unlisted,
            Audience::OnlyMe => Self::OnlyMe,
        }
    }
}

impl From<AudienceDto> for Audience {
    fn from(audience: AudienceDto) -> Self {
        match audience {
            AudienceDto::Public => Self::Public,
            AudienceDto::Followers => Self::Followers,
            AudienceDto::Friends => Self::Friends,
            AudienceDto::Selected => Self::Selected,
            AudienceDto::Unlisted => Self::Unlisted,
            AudienceDto::OnlyMe => Self::OnlyMe,
        }
    }
}

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
    /// The pictures, in the order in which they are shown.
    #[oai(default, validator(max_items = 10))]
    pub media: Vec<PictureDto>,
}

impl poem_openapi::types::Example for NewPostDto {
    fn example() -> Self {
        Self {
            title: Some("First snow".into()),
            content: "It snowed all night.\nThe whole street is out with sledges.".into(),
            audience: AudienceDto::Public,
            media: Vec::new(),
        }
    }
}

impl From<NewPostDto> for NewPost {
    fn from(post: NewPostDto) -> Self {
        Self {
            title: post.title,
            content: post.content,
            audience: post.audience.into(),
            media: post.media.into_iter().map(PictureInput::from).collect(),
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
            media,
        })
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

/// How many reacted, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Object)]
pub struct Reactions {
    /// All together.
    pub total: u64,
    /// By kind.
    pub by_kind: BTreeMap<String, u64>,
    /// The kind of one's own reaction.
    pub mine: Option<String>,
}

/// The group a post is in.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
pub struct GroupSummary {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: String,
}

/// What one may do with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object)]
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
#[derive(Debug, Clone, PartialEq, Eq, Object)]
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
    /// Its pictures, in order.
    pub media: Vec<MediaDto>,
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
    /// The people it mentions.
    pub mentions: Vec<UserSummaryDto>,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it was published.
    pub created_at: Moment,
    /// When its text or pictures last changed.
    pub edited_at: Option<Moment>,
    /// What one may do with it.
    pub can: PermissionsDto,
}

impl From<PostView> for PostDto {
    fn from(view: PostView) -> Self {
        let PostView {
            post,
            author,
            media,
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
            media: media.into_iter().map(MediaDto::from).collect(),
            reactions: Reactions::default(),
            comment_count: 0,
            share_count: 0,
            shared_post: None,
            group: None,
            mentions: Vec::new(),
            tags: Vec::new(),
            created_at: post.created_at.into(),
            edited_at: post.edited_at.map(Moment::from),
            can: can.into(),
        }
    }
}
