-- What the detectors and people decide: signals, crises, their timeline, and what the engine needs
-- to go on after a restart. `epoch` is the term of the leading alerts node that wrote a row: a node
-- that lost its lease without noticing cannot overwrite its successor's.

create table signals (
  id text primary key,
  indicator text not null,
  brand text not null,
  topic text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  observed double precision not null,
  expected double precision not null,
  low double precision not null,
  high double precision not null,
  score double precision not null,
  every_weeks double precision not null,
  why text not null,
  suppressed text
);
comment on table signals is 'One indicator of one series that departs from normal, from opening to closing';
create index signal_opened_at on signals (opened_at desc, id desc);
create index signal_open on signals (brand) where closed_at is null;

create sequence crisis_number;
comment on sequence crisis_number is 'Numbers by which people call a crisis';

create table crises (
  id text primary key,
  number bigint not null unique default nextval('crisis_number'),
  version bigint not null,
  epoch bigint not null default 0,
  state text not null,
  level text not null,
  scenario text not null,
  brand text not null,
  title text not null,
  first_mention_at timestamptz not null,
  detected_at timestamptz not null,
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  acknowledged_level text,
  contained_at timestamptz,
  resolved_at timestamptz,
  quiet_since timestamptz,
  scorecard json not null,
  signals text[] not null,
  drill boolean not null
);
comment on table crises is 'A story about one brand that needs people; version counts its changes';
create index crisis_opened_at on crises (opened_at desc, id desc);
create index crisis_open on crises (brand) where state not in ('resolved', 'false-alarm');

create table timeline_entries (
  id bigint generated always as identity primary key,
  crisis_id text not null references crises (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  by text not null,
  text text not null,
  data json not null
);
comment on table timeline_entries is 'What happened in a crisis, when, by whom: only ever added to';
create index timeline_entry_crisis on timeline_entries (crisis_id, at, id);

create table engine_state (
  name text primary key,
  epoch bigint not null,
  saved_at timestamptz not null default now(),
  state json not null
);
comment on table engine_state is 'What the detection engine keeps between two ticks, one row';

create table baselines (
  series text primary key,
  learned_at timestamptz not null,
  hours bigint not null,
  is_learning boolean not null,
  level double precision[] not null,
  dispersion double precision[] not null,
  rate_noise double precision
);
comment on table baselines is 'What is normal for a series at each hour of the week';

create table leases (
  name text primary key,
  holder text not null,
  epoch bigint not null,
  expires_at timestamptz not null
);
comment on table leases is 'Who leads; epoch grows with every change of the holder';
