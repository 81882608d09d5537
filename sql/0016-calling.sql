-- The running flowchart: a chain per crisis and level, the messages it sends with every step of their
-- delivery, and silences. A message is stored before it is sent and its id goes to the provider, so
-- that a restart neither loses nor repeats a call.

create table chains (
  id text primary key,
  crisis_id text not null references crises (id) on delete cascade,
  level text not null,
  state text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  next_at timestamptz,
  chart_version bigint not null,
  cell json not null,
  figure_at_start json,
  held_by json,
  run json not null,
  epoch bigint not null,
  unique (crisis_id, level)
);
comment on table chains is 'The flowchart running for one crisis at one level; epoch is the term of the leader that wrote it';
create index chain_alive on chains (next_at) where state in ('running', 'held');
create index chain_started_at on chains (started_at desc);

create table messages (
  id text primary key,
  nonce text not null unique,
  type text not null,
  crisis_id text references crises (id) on delete cascade,
  chain_id text,
  step bigint not null,
  of bigint not null,
  level text not null,
  scenario text,
  brand text,
  person text,
  contact text not null,
  way json not null,
  drill boolean not null,
  body json not null,
  state text not null,
  due_at timestamptz not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  accepted_at timestamptz,
  delivered_at timestamptz,
  opened_at timestamptz,
  answered_at timestamptz,
  answer text,
  failed_at timestamptz,
  attempts bigint not null default 0,
  next_attempt_at timestamptz,
  reason text,
  suppressed_by text,
  suppressed_for text,
  bundled_into text,
  provider_id text
);
comment on table messages is 'One message to one person by one way, with the time of each step of its delivery';
create index message_waiting on messages (due_at) where state in ('queued', 'sending');
create index message_queued_at on messages (queued_at desc, id desc);
create index message_crisis on messages (crisis_id, queued_at);
create index message_person on messages (person, queued_at desc);
create index message_provider on messages (provider_id) where provider_id is not null;

create table silences (
  id text primary key,
  owner text not null,
  reason text not null,
  created_at timestamptz not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_by text,
  brand text,
  scenario text,
  topic text,
  up_to_level text not null,
  told_start boolean not null default false,
  told_end boolean not null default false,
  check (starts_at < ends_at)
);
comment on table silences is 'Crises that match call nobody while it lasts';
create index silence_ends_at on silences (ends_at);
