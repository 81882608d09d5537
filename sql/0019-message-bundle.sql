-- Messages that go out inside another one are found by it, at each attempt and each word of the
-- provider.

create index message_bundled_into on messages (bundled_into) where bundled_into is not null;
