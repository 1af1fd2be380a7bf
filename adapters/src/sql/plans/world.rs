//! A small place for plans to be made in, in words that both engines understand.

/// 300 members, each connected in some way with those whose ids are up to 40 above, round the end; 30 posts of each, for
/// every audience, one in five deleted, every second one with a picture; and what else members leave behind.
pub(super) const WORLD: &[&str] = &[
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 300) \
     insert into users (id, email, email_key, password_hash, handle, handle_key, first_name, last_name, \
     date_of_birth, gender, created_at, updated_at, suspended_at) \
     select id, cast(id as text), cast(id as text), '', cast(id as text), cast(id as text), 'A', 'B', '1990-01-01', 'other', \
     0, 0, case id % 50 when 0 then 1 end from n",
    "insert into profile_privacy (user_id) select id from users",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 40) \
     insert into relations (user_id, other_id, follow, friendship, blocking, severed, muting, pulled, \
     follow_key, friend_key, block_key, mute_key) \
     select u.id, (u.id + step) % 300 + 1, \
     case step % 3 when 0 then 'requested' when 1 then 'following' else 'none' end, \
     case step % 5 when 0 then 'friends' when 1 then 'incoming' when 2 then 'outgoing' else 'none' end, \
     step % 20 = 19, step % 20 = 19, step % 10 = 9, step % 30 = 1, \
     u.id * 100 + step, u.id * 100 + step, u.id * 100 + step, u.id * 100 + step \
     from users u cross join n where (u.id + step) % 300 + 1 <> u.id",
    "insert into relation_counts (user_id, followers, is_pulled) select id, id % 40, id % 100 = 0 from users",
    "insert into dismissed_suggestions (user_id, other_id) select user_id, other_id from relations where mute_key % 7 = 0",
    "with recursive n (place) as (select 1 union all select place + 1 from n where place < 3) \
     insert into profile_tags (user_id, position, tag, tag_key) \
     select u.id, place, 'tag', cast((u.id * place) % 90 as text) from users u cross join n \
     where true on conflict do nothing",
    "with recursive n (place) as (select 1 union all select place + 1 from n where place < 3) \
     insert into name_words (word, user_id) select cast((u.id * place) % 120 as text), u.id from users u cross join n \
     where true on conflict do nothing",
    "insert into name_deletions (deletion, word) select distinct substr(word, 2), word from name_words",
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 9000) \
     insert into posts (id, author_id, content, audience, created_at, deleted_at) \
     select id, id % 300 + 1, '', case id % 6 when 0 then 'public' when 1 then 'unlisted' when 2 then 'followers' \
     when 3 then 'friends' when 4 then 'selected' else 'only_me' end, id, case id % 5 when 0 then 1 end from n",
    "insert into post_counts (user_id, public, unlisted, followers, friends, selected, only_me) \
     select id, 4, 4, 4, 4, 4, 4 from users",
    "update posts set shared_id = id - 1800 where id % 7 = 0 and id > 1800",
    "insert into post_versions (id, post_id, content, written_at, replaced_at) \
     select p.id * 10 + v.step, p.id, '', 0, 0 from posts p cross join (select 1 as step union all select 2) v where p.id % 9 = 0",
    "insert into bookmarks (user_id, post_id, bookmark_key) \
     select u.id, p.id, p.id from posts p join users u on (p.id + u.id) % 50 = 0",
    "insert into pinned_posts (user_id, post_id) select author_id, max(id) from posts where author_id % 4 = 0 group by author_id",
    "insert into post_selected (post_id, user_id) select p.id, r.user_id from posts p cross join relations r \
     where p.audience = 'selected' and r.other_id = p.author_id and r.friendship = 'friends' and r.user_id % 3 = 0",
    "insert into post_mentions (post_id, written, user_id) select id, cast(id % 7 as text), (id * 7) % 300 + 1 \
     from posts where id % 4 = 0",
    "insert into post_tags (tag, post_id) select cast(n.step as text), p.id from posts p cross join \
     (select 1 as step union all select 2 union all select 30 union all select 31) n where p.id % (n.step + 1) = 0",
    "insert into tag_follows (user_id, tag, follow_key) select u.id, 'tag' || n.step, u.id * 10 + n.step \
     from users u cross join (select 1 as step union all select 2 union all select 3) n",
    "insert into media (id, owner_id, purpose, kind, status, width, height, placeholder, bytes, attached, created_at) \
     select id, author_id, 'post', 'still', 'ready', 1, 1, '', 1, id % 10 <> 0, id from posts where id % 2 = 0",
    "insert into media_variants (media_id, name, width, height, bytes, digest) \
     select m.id, v.name, 1, 1, 1, '' from media m cross join (select 'thumb' as name union all select 'large') v",
    "insert into post_media (post_id, position, media_id) select id, 0, id from media where attached",
    "insert into post_reactions (post_id, user_id, kind, reaction_key, created_at) \
     select p.id, u.id, case u.id % 3 when 0 then 'like' when 1 then 'love' else 'wow' end, p.id * 300 + u.id, 0 \
     from posts p join users u on (p.id + u.id) % 25 = 0",
    "insert into post_tallies (post_id, likes) select id, id % 7 from posts where id % 3 = 0",
    "update posts set has_poll = true where id % 3 = 0",
    "insert into polls (post_id, multiple, results, voters) select id, id % 2 = 0, 'after_vote', 0 from posts where has_poll",
    "with recursive n (place) as (select 1 union all select place + 1 from n where place < 3) \
     insert into poll_options (id, post_id, text, votes) select p.post_id * 10 + place, p.post_id, '', 0 from polls p cross join n",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 5) \
     insert into poll_votes (post_id, user_id, option_id) \
     select p.post_id, (p.post_id + step) % 300 + 1, p.post_id * 10 + step % 3 + 1 from polls p cross join n",
    "insert into link_previews (post_id, address, state) select id, '', case id % 3 when 0 then 'shown' else 'none' end \
     from posts where id % 4 = 0",
    "insert into media (id, owner_id, purpose, kind, status, width, height, placeholder, bytes, attached, created_at) \
     select p.id + 9001, p.author_id, 'preview', 'still', 'ready', 1, 1, '', 1, true, p.id \
     from posts p join link_previews l on l.post_id = p.id",
    "update link_previews set media_id = post_id + 9001",
    "insert into timelines (user_id, post_id, author_id) select r.user_id, p.id, p.author_id \
     from posts p join relations r on r.other_id = p.author_id \
     where p.id > 8000 and r.follow = 'following' and not r.pulled",
    "insert into timeline_ends (user_id, post_id) select id, 8000 from users where id % 3 = 0",
    // On every tenth post, and much on one: comments, answers to every second one of them, and answers to those.
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 9000) \
     insert into comments (id, post_id, parent_id, depth, author_id, content, stands, relevance, created_at, deleted_at) \
     select id, case id % 3 when 0 then 12 else id / 10 * 10 + 2 end, null, 0, id % 300 + 1, '', true, id % 7, id, \
     case id % 9 when 0 then 1 end from n where id / 10 * 10 + 2 <= 9000",
    "insert into comments (id, post_id, parent_id, depth, author_id, content, stands, relevance, created_at, deleted_at) \
     select id + 9000, post_id, id, 1, (id + 7) % 300 + 1, '', id % 8 <> 0, id % 3, id, case id % 8 when 0 then 1 end \
     from comments where id % 2 = 0",
    "insert into comments (id, post_id, parent_id, depth, author_id, content, created_at) \
     select id + 18000, post_id, id, 2, (id + 11) % 300 + 1, '', id from comments where id > 9000 and id % 4 = 0",
    "insert into comment_mentions (comment_id, written, user_id) select id, cast(id % 7 as text), (id * 7) % 300 + 1 \
     from comments where id % 4 = 0",
    "insert into comment_reactions (comment_id, user_id, kind, reaction_key, created_at) \
     select c.id, u.id, case u.id % 3 when 0 then 'like' when 1 then 'love' else 'wow' end, c.id * 300 + u.id, 0 \
     from comments c join users u on (c.id + u.id) % 100 = 0",
    "insert into comment_tallies (comment_id, likes, replies) select parent_id, 1, count(*) from comments \
     where parent_id is not null group by parent_id",
    "with recursive n (id) as (select 1 union all select id + 1 from n where id < 400) \
     insert into groups (id, title, description, privacy, owner_id, activity_key, member_count, created_at, deleted_at) \
     select id, '', '', case id % 4 when 0 then 'hidden' when 1 then 'open' else 'request' end, id % 300 + 1, id, 40, 0, \
     case id % 20 when 0 then 1 end from n",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 40) \
     insert into group_members (group_id, user_id, standing, belongs, member_key, invitation_id, changed_at) \
     select g.id, (g.id + step) % 300 + 1, case step % 9 when 0 then 'requested' when 1 then 'invited' when 2 then 'banned' \
     when 3 then 'none' when 4 then 'moderator' else 'member' end, step % 9 > 3, g.id * 100 + step, \
     case step % 9 when 1 then g.id * 100 + step end, 0 from groups g cross join n",
    "update group_members set invited_by = (group_id % 30) + 1 where standing = 'invited'",
    "insert into dismissed_groups (user_id, group_id) select user_id, group_id from group_members where member_key % 7 = 0",
    "update posts set audience = 'group', group_id = id % 400 + 1 where id % 60 = 5",
    "insert into media (id, owner_id, purpose, kind, status, width, height, placeholder, bytes, attached, created_at) \
     select id + 40000, author_id, 'post', 'still', 'ready', 1, 1, '', 1, true, id from posts where group_id is not null and id % 8 < 4",
    "insert into post_media (post_id, position, media_id) select p.id, 0, p.id + 40000 from posts p join media m on m.id = p.id + 40000",
    "update posts set media_count = 1 where exists (select 1 from post_media pm where pm.post_id = posts.id)",
    "insert into group_pins (post_id, group_id, pin_key) select id, group_id, id from posts where group_id is not null and id % 600 = 5",
    "insert into group_words (word, group_id) select cast(n.step * (g.id % 50) as text), g.id from groups g cross join \
     (select 1 as step union all select 3 union all select 70) n where true on conflict do nothing",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 20) \
     insert into events (id, group_id, creator_id, title, description, time_zone, starts_local, starts_at, over_at, \
     offers_maybe, created_at, changed_at) \
     select g.id * 100 + step, g.id, g.owner_id, '', '', 'UTC', '', g.id * 10 + step * 500, g.id * 10 + step * 500 + 5, \
     true, 0, 0 from groups g cross join n",
    "insert into event_responses (event_id, user_id, response, response_key, responded_at) \
     select e.id, m.user_id, case m.user_id % 4 when 0 then 'going' when 1 then 'maybe' when 2 then 'not_going' \
     else 'waiting' end, m.member_key, 0 from events e join group_members m on m.group_id = e.group_id \
     where m.belongs and m.user_id % 3 = 0",
    "insert into event_reminders (event_id, which, starts_at) select id, 'day_before', starts_at from events",
    "insert into calendar_feeds (user_id, seed, token_hash, created_at) \
     select id, cast('a' as bytea), cast(cast(id as text) as bytea), 0 from users",
    "insert into media (id, owner_id, purpose, kind, status, width, height, placeholder, bytes, attached, created_at) \
     select id + 20000, 1, 'event', 'still', 'ready', 1, 1, '', 1, true, 0 from users",
    "update events set image_id = id / 100 + 20000 where id % 100 = 1 and id / 100 <= 300",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 8) \
     insert into for_you_lists (user_id, bucket, picks, asked) \
     select u.id, n.step * cast(900000000 as bigint), '[]', (u.id + n.step) % 3 = 0 from users u cross join n",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 8) \
     insert into for_you_popular (bucket, posts) select step * cast(900000000 as bigint), '[]' from n",
    "with recursive n (step) as (select 1 union all select step + 1 from n where step < 5) \
     insert into sessions (id, user_id, token_hash, created_at, last_seen_at, expires_at) \
     select u.id * 10 + step, u.id, cast(cast(u.id * 10 + step as text) as bytea), 0, u.id + step, u.id * step \
     from users u cross join n",
    "insert into mailed_tokens (id, user_id, purpose, token_hash, email, created_at, expires_at) \
     select id, id, 'password', cast(cast(id as text) as bytea), '', 0, id from users",
    "insert into counted_mails (email_key, counted_at) select cast(user_id as text), follow_key from relations where follow_key % 5 = 0",
    "insert into idempotency_keys (user_id, operation, idempotency_key, fingerprint, made_id, created_at) \
     select author_id, 'create_post', cast(id as text), cast('a' as bytea), id, id from posts where id % 10 = 0",
    "insert into audience_changes (id, author_id, audience, changed_at) select id, id, 'friends', id from users",
    "insert into audience_change_posts (change_id, post_id, audience) \
     select (id / 20) % 300 + 1, id, case id % 3 when 0 then 'public' else 'selected' end from posts where id % 20 = 0",
    "insert into member_settings (user_id, default_audience) select id, 'friends' from users where id % 4 = 0",
    "insert into outbox (event) select '{}' from posts where id % 10 = 0",
    "insert into outbox_consumed (consumer, seq) select 'timelines', id from posts where id % 10 = 0",
    "insert into outbox_parked (seq, consumer, event, reason, parked_at) \
     select id, 'timelines', '{}', '', 0 from posts where id % 10 = 0",
    "insert into jobs_parked (job, failures, reason, parked_at) select '{}', 0, '', 0 from posts where id % 10 = 0",
];
