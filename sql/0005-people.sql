-- Who may come in: people, their sessions, and keys of machines. Only hashes are kept: argon2id of
-- passwords, SHA-256 of tokens, which are long and random.

create table person (
  id text primary key,
  email text not null,
  name text not null,
  role text not null,
  password_hash text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
comment on table person is 'A user with a role; disabled instead of deleted, so that timelines keep names';
create unique index person_email on person (lower(email));

create table session (
  id text primary key,
  token_hash bytea not null unique,
  person_id text not null references person (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table session is 'A signed-in browser';
create index session_expires_at on session (expires_at);

create table access_key (
  id text primary key,
  kind text not null,
  name text not null,
  role text,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
comment on table access_key is 'A key of a machine: ingest, display or api (with a role)';
