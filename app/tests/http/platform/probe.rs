//! Operations that do what tests need.

#![expect(
    clippy::unused_async,
    reason = "operations are async, also those that wait for nothing"
)]

use std::sync::Arc;

use kith::http::{
    auth::{MaybeSession, Session},
    body::Body,
    idempotency::Idempotency,
    paging::{Cursors, PageLimit, PageOf},
    problem::ApiError,
    rate_limits::{Action, RateLimits},
    values::Id,
};
use kith_core::shared::{id::PostId, page::Page, store::StoreError};
use poem_openapi::{
    ApiResponse, Multipart, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::multipart::Upload,
};
use tokio::sync::Notify;

#[derive(Debug, Clone, Object)]
pub(super) struct Owner {
    id: Id,
    handle: String,
}

#[derive(Debug, Clone, Object)]
pub(super) struct Thing {
    id: Id,
    title: String,
    owner: Owner,
    note: Option<String>,
}

#[derive(Debug, Object)]
pub(super) struct NewThing {
    #[oai(validator(max_length = 20))]
    title: String,
    count: Option<u32>,
}

#[derive(Debug, Multipart)]
pub(super) struct Form {
    file: Upload,
}

#[derive(ApiResponse)]
pub(super) enum Done {
    /// Done.
    #[oai(status = 204)]
    Done,
}

/// Lets a test stop an operation half way.
#[derive(Clone, Default)]
pub(super) struct Gates {
    pub(super) entered: Arc<Notify>,
    pub(super) leave: Arc<Notify>,
    pub(super) left: Arc<Notify>,
}

pub(super) struct ProbeApi {
    pub(super) cursors: Cursors,
    pub(super) limits: RateLimits,
    pub(super) gates: Gates,
}

fn thing(id: i64) -> Thing {
    let owner = Owner {
        id: PostId::new(1).into(),
        handle: "ada".to_owned(),
    };
    Thing {
        id: PostId::new(id).into(),
        title: format!("Thing {id}"),
        owner,
        note: None,
    }
}

#[OpenApi]
impl ProbeApi {
    #[oai(path = "/things", method = "get", operation_id = "things.list")]
    async fn list(
        &self,
        who: MaybeSession,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<Thing>>, ApiError> {
        let page = self
            .cursors
            .page("things.list", who.0, limit.0, cursor.0.as_deref())?;
        let from = page.after.unwrap_or(51);
        let rows = (1..from).rev().take(page.limit.get() + 1).collect();
        Ok(Json(
            page.answer(Page::cut(rows, page.limit, |id| *id), thing),
        ))
    }

    #[oai(path = "/things", method = "post", operation_id = "things.make")]
    async fn make(
        &self,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<NewThing>,
    ) -> Result<Json<String>, ApiError> {
        let key = again
            .key("things.make")
            .map_or_else(String::new, |key| key.key);
        Ok(Json(format!(
            "{}{}{key}",
            body.0.title,
            body.0.count.unwrap_or_default()
        )))
    }

    #[oai(path = "/things/:id", method = "get", operation_id = "things.show")]
    async fn show(&self, id: Path<Id>) -> Result<Json<Thing>, ApiError> {
        let id: PostId = id.0.into();
        Ok(Json(thing(id.get())))
    }

    #[oai(path = "/files", method = "post", operation_id = "files.send")]
    async fn send(&self, form: Form) -> Result<Json<u64>, ApiError> {
        let bytes = form
            .file
            .into_vec()
            .await
            .map_err(|_| ApiError::internal())?;
        Ok(Json(bytes.len() as u64))
    }

    #[oai(path = "/private", method = "get", operation_id = "things.private")]
    async fn private(&self, who: Session) -> Result<Json<Id>, ApiError> {
        Ok(Json(PostId::new(who.0.user.get()).into()))
    }

    #[oai(path = "/panic", method = "get", operation_id = "things.panic")]
    async fn panic_while_reading(&self) -> Result<Json<String>, ApiError> {
        panic!("hunter2")
    }

    #[oai(
        path = "/panic",
        method = "post",
        operation_id = "things.panic_in_change"
    )]
    async fn panic_while_changing(&self) -> Result<Done, ApiError> {
        panic!("hunter2")
    }

    #[oai(
        path = "/storage/:kind",
        method = "get",
        operation_id = "things.storage"
    )]
    async fn storage(&self, kind: Path<String>) -> Result<Json<String>, ApiError> {
        Err(match kind.0.as_str() {
            "busy" => StoreError::Busy,
            "conflict" => StoreError::Conflict,
            _ => StoreError::Failed("SELECT hunter2 FROM /var/secret".into()),
        }
        .into())
    }

    /// Waits, as a long change would.
    #[oai(path = "/wait", method = "post", operation_id = "things.wait")]
    async fn wait(&self) -> Result<Done, ApiError> {
        self.gates.entered.notify_one();
        self.gates.leave.notified().await;
        self.gates.left.notify_one();
        Ok(Done::Done)
    }

    #[oai(path = "/mail/:to", method = "post", operation_id = "things.mail")]
    async fn mail(&self, to: Path<String>) -> Result<Done, ApiError> {
        self.limits.check_subject(Action::Mail, &to.0)?;
        Ok(Done::Done)
    }
}
