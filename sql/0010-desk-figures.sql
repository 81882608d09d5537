-- More of the desk is watched: who asks and waits, who was never answered, how long an answer takes.
-- Samples from before have none of it, and nothing is learned from what is null.

alter table conversations add column asks_question boolean not null default false;
alter table desk_samples
  add column unanswered_share double precision,
  add column questions_waiting bigint,
  add column handle_seconds double precision;
