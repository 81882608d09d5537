-- Assigned is what the desk gave to somebody, named or not. Who merely replied has nothing assigned:
-- the index that went by the agent held every answered conversation of a source without a desk.

drop index conversation_assigned;
create index conversation_assigned on conversations
  (greatest(opened_at, last_inbound_at, last_reply_at, assigned_at))
  where assigned_at is not null and resolved_at is null;
