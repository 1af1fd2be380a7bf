//! Pages of lists, and answers cut to the wanted fields.

use serde_json::json;

use super::site::{Site, TOKEN};

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let site = Site::start().await;
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = site.api(&format!("/things?limit=20{next}")).await.json();
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["id"].as_str().unwrap().parse::<i64>().unwrap()),
        );
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, (1..=50).rev().collect::<Vec<_>>());
}

#[tokio::test]
async fn cursors_cannot_be_made_up_altered_or_lent() {
    let site = Site::start().await;
    let cursor = site.api("/things").await.json()["next_cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        site.api(&format!("/things?cursor={cursor}")).await.status,
        200
    );
    for odd in [
        "",
        "AAAA",
        &cursor[1..],
        &cursor.to_lowercase(),
        &format!("{cursor}A"),
        "hunter2",
        "%00",
    ] {
        site.api(&format!("/things?cursor={odd}"))
            .await
            .problem(400, "invalid_cursor");
    }
    let request = site.request(
        reqwest::Method::GET,
        &format!("/api/v1/things?cursor={cursor}"),
    );
    let lent =
        super::site::Answer::read(request.header("cookie", format!("kith_session={TOKEN}"))).await;
    lent.problem(400, "invalid_cursor");
}

#[tokio::test]
async fn fields_cut_things_and_the_items_of_pages() {
    let site = Site::start().await;
    let thing = site
        .api("/things/7?fields=id,owner(handle),note")
        .await
        .json();
    assert_eq!(
        thing,
        json!({"id": "7", "owner": {"handle": "ada"}, "note": null})
    );
    let page = site.api("/things?limit=1&fields=title").await.json();
    assert_eq!(page["items"], json!([{"title": "Thing 50"}]));
    assert!(page["next_cursor"].is_string());
    let whole = site.api("/things/7").await.json();
    assert_eq!(whole.as_object().map(serde_json::Map::len), Some(4));
}

#[tokio::test]
async fn fields_that_do_not_exist_are_refused() {
    let site = Site::start().await;
    let long = "id,".repeat(400);
    let deep = format!("{}a{}", "owner(".repeat(50), ")".repeat(50));
    for fields in [
        "hunter3",
        "owner(email)",
        "id(x)",
        "",
        "id,,title",
        "owner(",
        "items",
        &long,
        &deep,
    ] {
        let answer = site.api(&format!("/things/7?fields={fields}")).await;
        answer.problem(400, "invalid_parameter");
        assert_eq!(answer.refused()[0].0, "fields", "{fields}");
    }
    site.api("/things/7?fields=id&fields=title")
        .await
        .problem(400, "invalid_parameter");
}

#[tokio::test]
async fn fields_leave_problems_alone() {
    let site = Site::start().await;
    site.api("/things/none?fields=id")
        .await
        .problem(404, "not_found");
}
