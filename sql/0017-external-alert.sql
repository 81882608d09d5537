-- Alerts of other monitoring systems, as they tell them: evidence beside what customers say, and never
-- a crisis by themselves. One row an alert; what was resolved, or not repeated for long, is over.

create table external_alerts (
  brand text not null,
  source text not null,
  fingerprint text not null,
  name text not null,
  summary text not null,
  severity text not null,
  starts_at timestamptz not null,
  refreshed_at timestamptz not null,
  ended_at timestamptz,
  primary key (brand, source, fingerprint)
);
comment on table external_alerts is 'Alerts that other monitoring systems told us, by the fingerprint that they give them';
create index external_alert_firing on external_alerts (refreshed_at) where ended_at is null;
