-- Mentions, and the ledger that makes each of them count once. The ledger is a table of its own
-- because a hypertable cannot hold a unique key without its time column, and because it is read
-- for every row while the wide mention is not. Mentions carry the two indexes that lists need and
-- no more: every further one slows the intake of all.

create table ledger (
  source text not null,
  id text not null,
  at timestamptz not null,
  conversation text,
  inbound boolean,
  primary key (source, id)
);
comment on table ledger is 'Every row ever counted: source m:<channel> for mentions, e for desk events';
create index ledger_at on ledger using brin (at);

create table mentions (
  at timestamptz not null,
  received_at timestamptz not null,
  channel text not null,
  id text not null,
  brand text not null,
  inbound boolean not null,
  conversation text not null,
  text text not null,
  lang text not null,
  noise text,
  sentiment text not null,
  sentiment_score double precision not null,
  sentiment_confidence double precision not null,
  intent text not null,
  importance double precision not null,
  reach bigint not null,
  topics text[],
  author_id text,
  author_handle text,
  author_name text,
  author_followers bigint,
  author_verified boolean,
  in_reply_to text,
  url text,
  reposts bigint,
  repost_of text,
  agent text,
  tags text[]
);
comment on table mentions is 'One post, comment or message with what the pipeline understood of it';
create index mention_brand_at on mentions (brand, at desc);
create index mention_at on mentions (at desc);

create table quarantine (
  at timestamptz not null,
  received_at timestamptz not null,
  kind text not null,
  body json not null
);
comment on table quarantine is 'Rows whose time lay in the future when they arrived: kept, not counted';
create index quarantine_received_at on quarantine (received_at);
