-- What people set while the server runs, against its configuration: rows are only ever added, so that
-- it stays known who changed what, when and why. The newest row of a name is in force.

create table setting_changes (
  id bigint generated always as identity primary key,
  name text not null,
  at timestamptz not null,
  by text not null,
  before double precision not null,
  after double precision,
  reason text not null
);
comment on table setting_changes is 'Settings changed by people, newest in force; after null: as configured again';
create index setting_change_name on setting_changes (name, id desc);
