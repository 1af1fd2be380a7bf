-- What the page behind the first address in a post says of itself. A row stays as long as the address does, so that what an
-- author took away does not come back.
alter table posts add column has_preview boolean not null default false;

create table link_previews (
    post_id integer primary key references posts (id) on delete cascade,
    address text not null,
    state text not null, -- waiting, shown, removed, none
    url text,
    host text,
    title text,
    description text,
    media_id integer unique references media (id) on delete set null
);
