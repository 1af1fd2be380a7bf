-- Uploaded pictures. Bytes are in the media store, under the id and the name of the variant.
create table media (
    id bigint primary key,
    owner_id bigint not null references users (id) on delete cascade,
    purpose text not null,
    kind text not null,
    status text not null,
    width bigint not null,
    height bigint not null,
    placeholder text not null, -- thumbhash in base64
    alt_text text not null default '',
    bytes bigint not null, -- size of the upload as it arrived
    attached boolean not null default false,
    created_at bigint not null
);
create index media_by_owner on media (owner_id, id);
create index media_unattached on media (created_at) where not attached;

create table media_variants (
    media_id bigint not null references media (id) on delete cascade,
    name text not null,
    width bigint not null,
    height bigint not null,
    bytes bigint not null,
    digest text not null, -- SHA-256 of the bytes, hexadecimal
    primary key (media_id, name)
);
