-- The desk: conversations with who waits since when, each answer with its times, the agents, and
-- samples of the queue taken once a minute, because a queue's past cannot be counted afterwards.

create table conversations (
  channel text not null,
  id text not null,
  brand text not null,
  source text not null,
  opened_at timestamptz not null,
  waiting_since timestamptz,
  last_inbound_at timestamptz,
  first_reply_at timestamptz,
  last_reply_at timestamptz,
  agent text,
  assigned_at timestamptz,
  resolved_at timestamptz,
  priority text,
  inbound_count bigint not null,
  reply_count bigint not null,
  reopened_count bigint not null,
  primary key (channel, id)
) with (fillfactor = 80);
comment on table conversations is 'A thread with one customer; waiting_since is null while nobody waits';
create index conversation_waiting on conversations (waiting_since) where waiting_since is not null;
create index conversation_assigned on conversations
  (greatest(opened_at, last_inbound_at, last_reply_at, assigned_at))
  where agent is not null and resolved_at is null;
create index conversation_opened_at on conversations using brin (opened_at);

create table responses (
  at timestamptz not null,
  brand text not null,
  channel text not null,
  conversation text not null,
  agent text,
  is_first boolean not null,
  response_seconds double precision not null,
  handle_seconds double precision
);
comment on table responses is 'One answer to a waiting customer: how long they waited, how long it took';
create index response_at on responses (at desc);

create table agents (
  id text primary key,
  name text not null,
  activity text,
  since timestamptz,
  last_reply_at timestamptz
);
comment on table agents is 'People who answer, as the desk tells or as replies name them';

create table desk_samples (
  at timestamptz not null,
  brand text not null,
  channel text not null,
  waiting bigint not null,
  oldest_seconds double precision,
  assigned bigint not null,
  past_m30 bigint not null,
  past_h1 bigint not null,
  past_h2 bigint not null,
  sla_at_risk bigint not null,
  sla_breached bigint not null,
  primary key (brand, channel, at)
);
comment on table desk_samples is 'The queue of a brand and channel at one moment';
create index desk_sample_at on desk_samples (at desc);
