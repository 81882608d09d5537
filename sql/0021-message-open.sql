-- Messages that are still open are few among years of those that are done: what stops a chain finds its
-- own, and what rides in a message that will not be sent any more is found without reading the rest.

create index message_chain_open on messages (chain_id)
  where state in ('queued', 'sending', 'bundled') and accepted_at is null;
create index message_riding on messages (bundled_into)
  where state = 'bundled' and accepted_at is null;
