-- Why a signal stands and why a crisis is called what it is: what lies behind it, its parts, structure,
-- reasons and overrides. One plain value each, because they are only ever read and written whole.
alter table signals add column detail json;
alter table crises add column detail json;
