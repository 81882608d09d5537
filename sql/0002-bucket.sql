-- Counts by slice of time: written through to all three widths by every batch, so that a late row
-- corrects each of them and a read never has to add up the narrow ones. The narrow ones are kept for
-- days, the wide ones for years. Room is left on each page, so that adding to a row touches no index.

create table bucket_10s (
  at timestamptz not null,
  brand text not null,
  channel text not null,
  topic text not null,
  mentions bigint not null default 0,
  outbound bigint not null default 0,
  noise bigint not null default 0,
  volume bigint not null default 0,
  negative bigint not null default 0,
  positive bigint not null default 0,
  score_sum double precision not null default 0,
  complaint bigint not null default 0,
  question bigint not null default 0,
  request bigint not null default 0,
  thanks bigint not null default 0,
  leaving bigint not null default 0,
  reposts bigint not null default 0,
  reach bigint not null default 0,
  primary key (brand, channel, topic, at)
) with (fillfactor = 70);
comment on table bucket_10s is 'Counts of 10 seconds: what the live windows and detectors read; topic empty for the total of brand and channel';
create index bucket_10s_at on bucket_10s (at desc);

create table bucket_1m (
  at timestamptz not null,
  brand text not null,
  channel text not null,
  topic text not null,
  mentions bigint not null default 0,
  outbound bigint not null default 0,
  noise bigint not null default 0,
  volume bigint not null default 0,
  negative bigint not null default 0,
  positive bigint not null default 0,
  score_sum double precision not null default 0,
  complaint bigint not null default 0,
  question bigint not null default 0,
  request bigint not null default 0,
  thanks bigint not null default 0,
  leaving bigint not null default 0,
  reposts bigint not null default 0,
  reach bigint not null default 0,
  primary key (brand, channel, topic, at)
) with (fillfactor = 70);
comment on table bucket_1m is 'Counts of a minute: charts of days; topic empty for the total of brand and channel';
create index bucket_1m_at on bucket_1m (at desc);

create table bucket_1h (
  at timestamptz not null,
  brand text not null,
  channel text not null,
  topic text not null,
  mentions bigint not null default 0,
  outbound bigint not null default 0,
  noise bigint not null default 0,
  volume bigint not null default 0,
  negative bigint not null default 0,
  positive bigint not null default 0,
  score_sum double precision not null default 0,
  complaint bigint not null default 0,
  question bigint not null default 0,
  request bigint not null default 0,
  thanks bigint not null default 0,
  leaving bigint not null default 0,
  reposts bigint not null default 0,
  reach bigint not null default 0,
  primary key (brand, channel, topic, at)
) with (fillfactor = 70);
comment on table bucket_1h is 'Counts of an hour: baselines and charts of months; topic empty for the total of brand and channel';
create index bucket_1h_at on bucket_1h (at desc);
