/** Every figure on /metrics, declared in one place with Prometheus conventions: base units, `_total`
 * on counters, labels from small fixed sets only. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

const counters = (registers: Registry[]) => ({
  rowsAccepted: new Counter({
    name: 'tocsin_rows_accepted_total',
    help: 'Rows that intake put on the durable log',
    labelNames: ['kind'] as const,
    registers,
  }),
  rowsRejected: new Counter({
    name: 'tocsin_rows_rejected_total',
    help: 'Rows that intake refused, by code',
    labelNames: ['code'] as const,
    registers,
  }),
  rowsQuarantined: new Counter({
    name: 'tocsin_rows_quarantined_total',
    help: 'Rows set aside because their time lies in the future',
    registers,
  }),
  rowsLate: new Counter({
    name: 'tocsin_rows_late_total',
    help: 'Rows older than the live window: they correct history only',
    registers,
  }),
  rowsUnheard: new Counter({
    name: 'tocsin_rows_unheard_total',
    help: 'Rows stored and counted that the hearing failed on: no theme or crisis knows them',
    registers,
  }),
  rowsStored: new Counter({
    name: 'tocsin_rows_stored_total',
    help: 'Distinct rows committed to the database',
    labelNames: ['kind'] as const,
    registers,
  }),
  rowsRepeated: new Counter({
    name: 'tocsin_rows_repeated_total',
    help: 'Rows that were already counted',
    labelNames: ['kind'] as const,
    registers,
  }),
  deadLetters: new Counter({
    name: 'tocsin_dead_letters_total',
    help: 'Rows that the database refused for good',
    registers,
  }),
  batchFailures: new Counter({
    name: 'tocsin_batch_failures_total',
    help: 'Attempts at a batch that failed',
    registers,
  }),
  messages: new Counter({
    name: 'tocsin_messages_total',
    help: 'Attempts at messages to people and machines, by what came of them and by which way',
    labelNames: ['outcome', 'via'] as const,
    registers,
  }),
  wallResyncs: new Counter({
    name: 'tocsin_wall_resyncs_total',
    help: 'Snapshots sent because a wall fell behind or asked',
    registers,
  }),
});

const gauges = (registers: Registry[]) => ({
  lagSeconds: new Gauge({
    name: 'tocsin_pipeline_lag_seconds',
    help: 'Age of the oldest accepted entry that is not stored',
    registers,
  }),
  logBytes: new Gauge({
    name: 'tocsin_log_bytes',
    help: 'Bytes on the durable log that wait for the database',
    registers,
  }),
  wallSockets: new Gauge({ name: 'tocsin_wall_sockets', help: 'Connected walls', registers }),
  chainsRunning: new Gauge({
    name: 'tocsin_chains_running',
    help: 'Flowcharts that run, are held back or were called to their end, for crises nobody has taken',
    registers,
  }),
  crisesOpen: new Gauge({
    name: 'tocsin_crises_open',
    help: 'Crises that are not over',
    registers,
  }),
  messagesWaiting: new Gauge({
    name: 'tocsin_messages_waiting',
    help: 'Messages that are not sent yet',
    registers,
  }),
  messageWaitSeconds: new Gauge({
    name: 'tocsin_message_oldest_wait_seconds',
    help: 'Age of the oldest message that is due and not sent',
    registers,
  }),
  heartbeatAt: new Gauge({
    name: 'tocsin_heartbeat_last_timestamp_seconds',
    help: 'When a beat last came through everything and was told outside; 0: not yet, or not configured',
    registers,
  }),
  tickAt: new Gauge({
    name: 'tocsin_detector_last_tick_timestamp_seconds',
    help: 'When the detector last looked',
    registers,
  }),
});

/** A registry of its own per server, so that two servers in one test do not share figures. */
export const createMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...counters(registers),
    ...gauges(registers),
    batchSeconds: new Histogram({
      name: 'tocsin_batch_seconds',
      help: 'Time from reading a batch to its commit',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    callingSeconds: new Histogram({
      name: 'tocsin_calling_pass_seconds',
      help: 'Time of one pass of calling that had something to do',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    tickSeconds: new Histogram({
      name: 'tocsin_tick_seconds',
      help: 'Time of one detector tick',
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
      registers,
    }),
    messageSeconds: new Histogram({
      name: 'tocsin_message_seconds',
      help: 'Time from when a message is due until its provider has it',
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'tocsin_http_request_seconds',
      help: 'HTTP requests by route and status class',
      labelNames: ['route', 'status'] as const,
      buckets: [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
  };
};
