-- Rows that came late are in every bucket, as history; a rule of the operator counts only what came in
-- time, also on a node that starts afresh. The index holds late rows alone, so the intake of the others
-- pays nothing for it. The limit is that of the pipeline (RUNTIME.lateAfterMs).

create index mention_late on mentions (at) where received_at - at > interval '5 minutes';
