-- The house proves to itself that all of it works: a made-up mention that takes the whole road and
-- leaves nothing behind but when the last one came through the store.

create table heartbeats (
  name text primary key,
  at timestamptz not null
);
comment on table heartbeats is 'When the last beat of the house was stored, one row';
