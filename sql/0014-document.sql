-- The flowchart and the on-call roster as people write them: YAML, one row a version, so that it
-- stays known who changed what, when and why, and any two can be compared.

create table document_versions (
  name text not null,
  version bigint not null,
  at timestamptz not null,
  by text not null,
  source text not null,
  reason text not null,
  text text not null,
  primary key (name, version)
);
comment on table document_versions is 'Versions of the flowchart and the roster; the newest of a name is in force';
