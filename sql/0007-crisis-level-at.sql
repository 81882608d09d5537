-- Since when a crisis has its level: the clock of an acknowledgement that is due again begins there.

alter table crises add column level_at timestamptz;
