-- What people do to the roster: stand in for each other, swap, bring a calendar, confirm how they are
-- reached, and answer when the reserve is asked. Secrets of links are kept as SHA-256 only.

create table oncall_overrides (
  id text primary key,
  rota text not null,
  person text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  by text not null,
  reason text not null,
  swap text,
  cancelled_at timestamptz,
  check (starts_at < ends_at)
);
comment on table oncall_overrides is 'Somebody holds a rota for a while in place of who would; person null: nobody does';
create index oncall_override_ends_at on oncall_overrides (ends_at) where cancelled_at is null;

create table oncall_swaps (
  id text primary key,
  rota text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  giver text not null,
  taker text not null,
  state text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  reason text not null,
  check (starts_at < ends_at)
);
comment on table oncall_swaps is 'A shift that one person asks another to take';
create index oncall_swap_ends_at on oncall_swaps (ends_at);

create table oncall_calendars (
  rota text primary key,
  text text not null,
  imported_at timestamptz not null,
  by text not null
);
comment on table oncall_calendars is 'An iCalendar file whose events say who holds the rota';

create table calendar_feeds (
  id text primary key,
  person text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  by text not null,
  revoked_at timestamptz
);
comment on table calendar_feeds is 'Secret links to the shifts of one person as iCalendar';

create table way_confirmations (
  person text not null,
  way text not null,
  code_hash bytea,
  asked_at timestamptz,
  tries bigint not null default 0,
  confirmed_at timestamptz,
  primary key (person, way)
);
comment on table way_confirmations is 'When a person last proved that a way reaches them, and the code that waits for it';

create table push_subscriptions (
  id text primary key,
  person text not null,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  device text not null,
  created_at timestamptz not null,
  failed_at timestamptz
);
comment on table push_subscriptions is 'Browsers that take push messages for a person';
create index push_subscription_person on push_subscriptions (person);

create table reserve_asks (
  id text primary key,
  crisis_id text not null references crises (id) on delete cascade,
  person text not null,
  asked_at timestamptz not null,
  by text not null,
  answer text,
  answered_at timestamptz,
  minutes bigint,
  unique (crisis_id, person)
);
comment on table reserve_asks is 'Who of the reserve was asked to come in a crisis, and what they said';

create table house_secrets (
  name text primary key,
  value text not null,
  created_at timestamptz not null default now()
);
comment on table house_secrets is 'Keys that the house made for itself: signing links, web push';
