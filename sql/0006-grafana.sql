-- Views for Grafana and other readers: their names and columns stay when the tables change. Times are
-- timestamptz, so that `$__timeFilter(at)` works, and a brand's total is apart from its topics.

create schema grafana;
comment on schema grafana is 'Stable views for dashboards; read only';

create view grafana.volume as
  select at, brand, channel, mentions, outbound, noise, volume, negative, positive, complaint,
         question, request, thanks, leaving, reposts, reach,
         negative::double precision / nullif(volume, 0) as negative_share,
         score_sum / nullif(volume, 0) as sentiment
    from bucket_1m where topic = '';
comment on view grafana.volume is 'Counts per minute, brand and channel';

create view grafana.topics as
  select at, brand, channel, topic, volume, negative,
         negative::double precision / nullif(volume, 0) as negative_share
    from bucket_1m where topic <> '';
comment on view grafana.topics is 'Counts per minute, brand, channel and tracked topic';

create view grafana.queue as
  select at, brand, channel, waiting, oldest_seconds, assigned, past_m30, past_h1, past_h2,
         sla_at_risk, sla_breached
    from desk_samples;
comment on view grafana.queue is 'The queue per minute, brand and channel';

create view grafana.response_times as
  select at, brand, channel, agent, is_first, response_seconds, handle_seconds
    from responses;
comment on view grafana.response_times is 'One row per answer';

create view grafana.signals as
  select id, indicator, brand, topic, opened_at, closed_at, observed, expected, low, high, score,
         every_weeks, suppressed
    from signals;
comment on view grafana.signals is 'Departures from normal, from opening to closing';

create view grafana.crises as
  select id, number, state, level, scenario, brand, title, first_mention_at, detected_at, opened_at,
         acknowledged_at, acknowledged_by, contained_at, resolved_at, drill
    from crises;
comment on view grafana.crises is 'Crises with the times of their life';
