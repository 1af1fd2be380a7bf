-- People with an account. Name, picture and privacy live here too: every list joins them.
create table users (
    id integer primary key,
    email text not null,
    email_key text not null unique, -- the address in the form that is compared
    email_verified_at integer,
    password_hash text not null,
    handle text not null,
    handle_key text not null unique, -- the handle in lower case
    first_name text not null,
    last_name text not null,
    nickname text,
    date_of_birth text not null, -- YYYY-MM-DD
    gender text not null,
    about_me text not null default '',
    bio text not null default '',
    location text not null default '',
    job text not null default '',
    website text not null default '',
    is_private boolean not null default false,
    role text not null default 'member',
    suspended_at integer,
    created_at integer not null,
    updated_at integer not null
);

-- Logged-in browsers. The token itself is never stored.
create table sessions (
    id integer primary key,
    user_id integer not null references users (id) on delete cascade,
    token_hash blob not null unique,
    user_agent text not null default '',
    ip text not null default '',
    created_at integer not null,
    last_seen_at integer not null,
    expires_at integer not null
);
create index sessions_by_user on sessions (user_id, last_seen_at);
create index sessions_by_expiry on sessions (expires_at);

-- Mailed links: one purpose, one user, one use.
create table mailed_tokens (
    id integer primary key,
    user_id integer not null references users (id) on delete cascade,
    purpose text not null,
    token_hash blob not null unique,
    email text not null, -- the address it was mailed to, which using it proves
    created_at integer not null,
    expires_at integer not null,
    unique (user_id, purpose) -- a later link replaces the earlier one
);
create index mailed_tokens_by_expiry on mailed_tokens (expires_at);

-- Mails with links that were asked for, to keep anybody from flooding an address.
create table counted_mails (
    email_key text not null,
    counted_at integer not null
);
create index counted_mails_by_email on counted_mails (email_key, counted_at);
create index counted_mails_by_age on counted_mails (counted_at);

-- Who registered first, and so became administrator. One row at most, for ever, also when they leave.
create table founding (
    only_row integer primary key check (only_row = 1),
    user_id integer not null
);
