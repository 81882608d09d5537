-- Who may come in: people, their sessions, and keys of machines. Only hashes are kept: argon2id of
-- passwords, SHA-256 of tokens, which are long and random.

create table users (
  id text primary key,
  email text not null,
  name text not null,
  role text not null,
  password_hash text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
comment on table users is 'A user with a role; disabled instead of deleted, so that timelines keep names';
create unique index users_email on users (lower(email));

create table sessions (
  id text primary key,
  token_hash bytea not null unique,
  user_id text not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table sessions is 'A signed-in browser';
create index session_expires_at on sessions (expires_at);

create table access_keys (
  id text primary key,
  kind text not null,
  name text not null,
  role text,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
comment on table access_keys is 'A key of a machine: ingest, display or api (with a role)';
