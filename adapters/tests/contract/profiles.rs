//! Profiles: what is stored of them, and who counts what.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::{BirthDate, Gender},
    media::{Kind, Media, Purpose, Status},
    posts::Audience,
    profiles::{FieldAudience, PictureSlot, Privacy, Profile, Tag},
    shared::{
        id::{MediaId, UserId},
        store::Store as _,
    },
};

use crate::{
    given::now,
    people::{join, post},
};

crate::contract! {
    a_new_member_has_a_profile_that_hides_nothing,
    what_was_changed_reads_back,
    the_audience_of_each_part_reads_back,
    a_picture_has_its_place_until_it_is_erased,
    posts_are_counted_as_far_as_the_viewer_may_see_them,
    a_dropped_transaction_changes_nothing,
    of_two_changes_at_once_none_is_lost,
}

const ANNA: UserId = UserId::new(1);
const BEN: UserId = UserId::new(2);

async fn profile(database: &Database) -> Profile {
    let mut tx = database.read().await.unwrap();
    tx.profile_of(ANNA).await.unwrap().unwrap()
}

async fn a_new_member_has_a_profile_that_hides_nothing(database: Database) {
    join(&database, ANNA, "Anna").await;
    let profile = profile(&database).await;
    assert_eq!(profile.privacy, Privacy::default());
    assert_eq!(
        (profile.summary.handle.as_str(), profile.summary.is_private),
        ("Anna", false)
    );
    assert_eq!(
        (profile.email.as_str(), profile.email_verified),
        ("Anna@example.org", false)
    );
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.profile_of(BEN).await.unwrap(), None);
}

async fn what_was_changed_reads_back(database: Database) {
    join(&database, ANNA, "anna").await;
    join(&database, BEN, "ben").await;
    let mut changed = profile(&database).await;
    changed.summary.first_name = "Änna".into();
    changed.summary.last_name = "Müller".into();
    changed.summary.nickname = Some("🦊".into());
    changed.date_of_birth = BirthDate::stored("2000-02-29").unwrap();
    changed.gender = Gender::PreferNotToSay;
    changed.about_me = "One\nTwo".into();
    changed.bio = "Bio".into();
    changed.location = "Zürich".into();
    changed.job = "Baker".into();
    changed.website = "https://example.org".into();
    for tags in [&["Jazz", "hiking", "Öl"][..], &["hiking"], &[]] {
        changed.tags = tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect();
        let mut tx = database.write().await.unwrap();
        tx.update_profile(&changed, now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(profile(&database).await, changed);
    }
    let mut tx = database.read().await.unwrap();
    let other = tx.profile_of(BEN).await.unwrap().unwrap();
    assert_eq!(other.bio, "");
}

async fn the_audience_of_each_part_reads_back(database: Database) {
    join(&database, ANNA, "anna").await;
    let [everyone, followers, friends, only_me] = FieldAudience::ALL;
    let chosen = Privacy {
        email: only_me,
        date_of_birth: friends,
        gender: followers,
        location: everyone,
        job: only_me,
        friends,
        follows: followers,
        media: only_me,
        show_presence: false,
    };
    let mut tx = database.write().await.unwrap();
    tx.set_privacy(ANNA, true, &chosen, now()).await.unwrap();
    tx.commit().await.unwrap();
    let profile = profile(&database).await;
    assert_eq!(
        (profile.privacy, profile.summary.is_private),
        (chosen, true)
    );
}

async fn a_picture_has_its_place_until_it_is_erased(database: Database) {
    join(&database, ANNA, "anna").await;
    let mut tx = database.write().await.unwrap();
    let slots = [
        (5, PictureSlot::Avatar, Purpose::Avatar),
        (6, PictureSlot::Cover, Purpose::Cover),
    ];
    for (id, slot, purpose) in slots {
        let media = Media {
            id: MediaId::new(id),
            owner: ANNA,
            purpose,
            kind: Kind::Image,
            status: Status::Ready,
            width: 10,
            height: 10,
            placeholder: "1QcSHQ".into(),
            alt_text: String::new(),
            variants: vec![],
            video: None,
            created_at: now(),
        };
        tx.insert_media(&media, 10).await.unwrap();
        tx.set_picture(ANNA, slot, Some(media.id), now())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let placed = profile(&database).await;
    assert_eq!(
        (placed.summary.avatar, placed.cover),
        (Some(MediaId::new(5)), Some(MediaId::new(6)))
    );

    let mut tx = database.write().await.unwrap();
    tx.set_picture(ANNA, PictureSlot::Avatar, None, now())
        .await
        .unwrap();
    tx.erase_media(&[MediaId::new(6)]).await.unwrap();
    tx.commit().await.unwrap();
    let emptied = profile(&database).await;
    assert_eq!((emptied.summary.avatar, emptied.cover), (None, None));
}

async fn posts_are_counted_as_far_as_the_viewer_may_see_them(database: Database) {
    join(&database, ANNA, "anna").await;
    join(&database, BEN, "ben").await;
    let mut tx = database.write().await.unwrap();
    let audiences = [
        Audience::Public,
        Audience::Public,
        Audience::Unlisted,
        Audience::OnlyMe,
    ];
    for (id, audience) in (10..).zip(audiences) {
        tx.insert_post(&post(id, ANNA, audience)).await.unwrap();
    }
    let mut deleted = post(20, ANNA, Audience::Public);
    deleted.deleted_at = Some(now());
    tx.insert_post(&deleted).await.unwrap();
    assert_eq!(tx.count_posts(ANNA, BEN).await.unwrap(), 2);
    assert_eq!(tx.count_posts(ANNA, ANNA).await.unwrap(), 4);
    assert_eq!(tx.count_posts(BEN, ANNA).await.unwrap(), 0);
}

async fn a_dropped_transaction_changes_nothing(database: Database) {
    join(&database, ANNA, "anna").await;
    let before = profile(&database).await;
    let mut tx = database.write().await.unwrap();
    let mut changed = before.clone();
    changed.bio = "Gone".into();
    tx.update_profile(&changed, now()).await.unwrap();
    tx.set_privacy(ANNA, true, &Privacy::default(), now())
        .await
        .unwrap();
    drop(tx);
    assert_eq!(profile(&database).await, before);
}

async fn of_two_changes_at_once_none_is_lost(database: Database) {
    join(&database, ANNA, "anna").await;
    let changes: Vec<_> = (0..10)
        .map(|number| {
            let database = database.clone();
            tokio::spawn(async move {
                let mut tx = database.write().await.unwrap();
                let mut profile = tx.profile_to_change(ANNA).await.unwrap().unwrap();
                profile.bio.extend([number.to_string(), " ".to_owned()]);
                tx.update_profile(&profile, now()).await.unwrap();
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for change in changes {
        change.await.unwrap();
    }
    let bio = profile(&database).await.bio;
    assert_eq!(bio.split_whitespace().count(), 10, "{bio}");
}
