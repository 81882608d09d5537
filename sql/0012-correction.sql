-- What people say about the mood of a mention, and the models that were learned from it. Corrections
-- are only ever added: the newest of a mention stands, one without a label takes back those before.
-- The text stays with the mention and goes with it. A learned model is kept beside its figures on
-- corrections that it was not taught; without bytes it was no better, and the one before stays.

create table corrections (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  channel text not null,
  mention_id text not null,
  mention_at timestamptz not null,
  from_label text not null,
  from_score double precision not null,
  from_confidence double precision not null,
  to_label text,
  by text not null,
  reason text
);
comment on table corrections is 'Moods given by people, newest of a mention in force; to_label null: taken back';
create index correction_mention on corrections (channel, mention_id, id desc);

create table sentiment_models (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  bytes bytea,
  through bigint not null,
  corrections integer not null,
  rows integer not null,
  figures json not null
);
comment on table sentiment_models is 'Sentiment learned from corrections, newest with bytes in force; through: the newest correction it knows';
