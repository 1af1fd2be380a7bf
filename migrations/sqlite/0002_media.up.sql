-- Uploaded pictures. Bytes are in the media store, under the id and the name of the variant.
create table media (
    id integer primary key,
    owner_id integer not null references users (id) on delete cascade,
    purpose text not null,
    kind text not null,
    status text not null,
    width integer not null,
    height integer not null,
    placeholder text not null, -- thumbhash in base64
    alt_text text not null default '',
    bytes integer not null, -- size of the upload as it arrived
    attached boolean not null default false,
    created_at integer not null
);
create index media_by_owner on media (owner_id, id);
create index media_unattached on media (created_at) where not attached;

create table media_variants (
    media_id integer not null references media (id) on delete cascade,
    name text not null,
    width integer not null,
    height integer not null,
    bytes integer not null,
    digest text not null, -- SHA-256 of the bytes, hexadecimal
    primary key (media_id, name)
);
