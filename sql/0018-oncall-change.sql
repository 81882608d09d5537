-- Whatever people change about on-call stays on record: who, when, what and why, also for what is
-- later undone and for a reason that was needed because nobody would have been called.

create table oncall_changes (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by text not null,
  what text not null,
  rota text,
  person text,
  subject text,
  reason text not null
);
comment on table oncall_changes is 'What people did to on-call: only ever added to';
create index oncall_change_at on oncall_changes (at desc, id desc);
