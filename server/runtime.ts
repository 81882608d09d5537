/** Every limit and period of a running part by its name and unit. Apart from `config.ts` because nobody
 * sets these from outside. */

/** Limits and periods of running parts. Not settable from outside: change them here, with a reason. */
export const RUNTIME = {
  /** Log entries that wait, in bytes: about 3 h of 2,000 rows a second of 250 bytes. */
  logMaxBytes: 4 * 1024 ** 3,
  /** What a sender is told to wait when the log takes no more. */
  logRetryAfterSeconds: 5,
  /** Appends stop when the disk has less than this left: acknowledging and the database need room. */
  diskReserveBytes: 256 * 1024 ** 2,
  diskCheckMs: 250,
  /** Put by for the moment when others have filled the disk: acknowledging 2,000 rows takes 1 MB. */
  diskBallastBytes: 4 * 1024 ** 2,
  /** Rows kept aside that the database refused for good; the oldest give way. */
  deadLettersMax: 2_000,
  /** Redis: entries that nobody touched for so long belong to a reader that died. */
  claimAfterMs: 15_000,
  /** Redis: how often a reader shows that it lives and looks for dead ones. */
  claimEveryMs: 5_000,
  redisTimeoutMs: 5_000,
  /** Redis: entries that are asked for at once; one may have the size of a request. */
  redisEntriesAtOnce: 64,
  /** Replay: rows and bytes of one request, and how long one row is tried before it gives up. */
  replayRows: 1_000,
  replayBytes: 1024 ** 2,
  replayTryMs: 120_000,
  /** Rows taken into one transaction. */
  batchRows: 4_000,
  /** The same in characters of the log's text, where it is not parsed yet: 250 a row. */
  batchChars: 1_000_000,
  /** Batches on their way to the database at the same time, and the connections for them. */
  batchesAtOnce: 3,
  pipelineConnections: 5,
  /** Longest wait for the batch before; then this one is rolled back and begins anew behind it. */
  batchBeforeMs: 3_000,
  /** Room for young objects in the pipeline's thread: with 24 a row costs 5 us more CPU. */
  pipelineYoungMb: 96,
  /** Attempts at a row that the database refuses, alone by then, before it is buried. */
  batchAttempts: 3,
  /** Longest wait between two attempts while the database is away. */
  retryMaxMs: 2_000,
  /** Rows further ahead than this are quarantined. */
  futureMaxMs: 5 * 60_000,
  /** Rows older than this correct history and raise nothing. */
  lateAfterMs: 5 * 60_000,
  brandsMax: 500,
  channelsMax: 500,
  /** Brands times channels whose silence is watched. */
  channelPairsMax: 10_000,
  /** Mentions of the last day that a start hears anew: of one brand, and in all (30 us each). */
  pastVoicesPerBrand: 20_000,
  pastVoices: 60_000,
  /** A customer who waited longer than this has left the queue. */
  waitingMaxHours: 72,
  wallDeltaMs: 250,
  /** Messages that may wait for one slow wall before it gets a fresh snapshot instead. */
  wallBacklogMax: 32,
  wallSocketsMax: 2_000,
  /** A lag beyond this reads "storage behind" on the wall. */
  behindAfterSeconds: 5,
  sessionHours: 12,
  /** Requests a minute from one address, except intake: an office of 50 has one address. */
  requestsPerMinute: 3_000,
  /** Looks at and answers to links of messages, a minute from one address: a page looks 12 times. */
  answersPerMinute: 240,
  /** Calendars read by their secret link, a minute from one address: a phone asks a few times a day. */
  calendarsPerMinute: 60,
  /** Sign-in attempts a minute from one address. */
  signInsPerMinute: 10,
  /** Body of a request that is not intake. */
  bodyMaxBytes: 1024 ** 2,
  /** Items of a list when none are asked for, and at most. */
  listLimit: 100,
  listLimitMax: 500,
  /** Points of one series. */
  seriesPointsMax: 5_000,
  /** A detector that has not looked for so long is not ready. */
  tickStaleAfterMs: 60_000,
  /** Longest that /readyz waits for a part. */
  readyWaitMs: 2_000,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  closeGraceMs: 10_000,
  /** How often the age of the oldest waiting row is looked at. */
  healthEveryMs: 100,
  /** Connections of one server to the database; the embedded one allows 60. */
  dbConnectionsMax: 12,
  dbConnectTimeoutMs: 5_000,
  dbIdleTimeoutMs: 30_000,
  /** Longest statement, and longest rest inside a transaction. */
  dbStatementTimeoutMs: 30_000,
  /** The leader of the watch keeps its lease by each tick; after so long without one another leads. */
  leaseMs: 11_000,
  deskSampleMs: 10_000,
  /** Crises and signals that are open at once. */
  crisesOpenMax: 1_000,
  /** Alerts of other monitoring systems that fire at the same time. */
  externalAlertsMax: 500,
  /** One that is not repeated for so long is over: Alertmanager repeats every 4 h unless told so. */
  externalStaleMs: 5 * 3_600_000,
  /** History that a baseline is learned from. */
  baselineDays: 42,
  /** Topics per brand that get a baseline, the most talked about first. */
  baselineTopicsMax: 100,
  /** History that came in is learned from once it has been quiet for this long, */
  backfillQuietMs: 3_000,
  /** and while it goes on coming, this often. */
  backfillEveryMs: 60_000,
  /** Messages under way at once, and of one receiver; what one look finds waiting. */
  messagesAtOnce: 32,
  messagesPerReceiver: 8,
  messagesDueMax: 5_000,
  /** Attempts at a message go on for so long; the first one is made however late it is. */
  messageMaxAgeMs: 2 * 3_600_000,
  /** Pause after the first failure; it doubles up to the second one. */
  messageRetryMs: 2_000,
  messageRetryMaxMs: 60_000,
  /** A provider may ask for a longer one, at most this. */
  messageRetryAskedMaxMs: 5 * 60_000,
  /** A receiver ends its attempts itself, after 10 s; one that does not is given up. */
  messageAttemptMs: 12_000,
  /** How often the sender looks for what nobody told it of. */
  senderPollMs: 1_000,
  /** How often the house proves to HEARTBEAT_URL that all of it works. */
  heartbeatEveryMs: 30_000,
  /** Failures in a row after which a receiver is left alone, and for how long. */
  breakerFailures: 5,
  breakerOpenMs: 15_000,
  /** Crises that one pass of calling takes, the most severe first: it stays short in a storm. */
  callingAtOnce: 100,
  /** Crises whose chains run at once, the newest. */
  callingCrisesMax: 10_000,
  /** A crisis that could not be looked at is tried again after this. */
  callingSkipMs: 10_000,
  /** Least rest after a pass that found nothing to do, where no message wakes it. */
  callingRestMs: 50,
  /** Longest rest between two passes of calling: what no message told of is seen after it. */
  callingPollMs: 1_000,
  /** Silences that are not over. */
  silencesMax: 500,
  /** Running chains that walls are told of, the most severe first, and the least time between. */
  chainsShown: 100,
  chainsToldMs: 500,
  /** Fresh attempts at a command whose crisis was changed meanwhile. */
  commandAttempts: 5,
  /** Mentions that one back-test reads, the newest: 1.5 KB each, in a thread of their own. */
  tuningMentionsMax: 300_000,
  tuningPageRows: 5_000,
  tuningThreadMb: 1_536,
  /** Hourly counts that teach it what was normal, and hours of mentions that fill its windows. */
  tuningHourRowsMax: 400_000,
  tuningLeadHours: 24,
  /** Back-tests that wait behind the one that runs, and those whose result is kept. */
  tuningQueueMax: 4,
  tuningKept: 20,
  /** Signals and crises that a result lists; changes of the budget that are shown. */
  tuningRowsShown: 500,
  tuningHistoryMax: 50,
  /** A document of another node's making is seen after so long. */
  documentFreshMs: 1_000,
  /** Coverage that is looked at when nothing else is asked, and at most; holes that one answer lists. */
  coverageDays: 28,
  coverageDaysMax: 70,
  coverageHolesMax: 2_000,
  /** Proofs of coverage that are waited for; one is made at a time. */
  coverageAskedMax: 50,
  /** The ledger outlives every count: a row that is sent again after years must still be known. */
  retentionDays: { base: 7, minute: 90, hour: 1_100, mentions: 400, ledger: 1_100, desk: 400 },
} as const;
