/** Named limits of the shapes that cross the boundary. Limits of running parts (queues, rooms,
 * retries) stand in `server/config.ts`; these belong to the contract and never vary by machine. */
export const LIMITS = {
  idChars: 512,
  channelChars: 64,
  brandChars: 128,
  agentChars: 128,
  nameChars: 256,
  langChars: 35,
  urlChars: 2048,
  tagChars: 128,
  tagsPerMention: 32,
  /** Longest text of a mention, in UTF-16 units. The longest post of any listed network is 65,535. */
  textChars: 65_536,
  /** Rows of each list of what stands behind a signal. */
  behindRows: 5,
  /** The alarm budget that may be applied: false alarms per brand and week. */
  budgetMin: 0.05,
  budgetMax: 10,
  /** One document that people edit: the flowchart, the roster. */
  documentBytes: 512 * 1024,
  /** Problems of a document that are listed. */
  documentProblems: 200,
  /** Why somebody did something. */
  reasonChars: 2_000,
  countMax: 1_000_000_000,
  /** One row of a request, before parsing. */
  rowBytes: 262_144,
  /** Nesting of one row. */
  jsonDepth: 64,
  /** One request body, after inflating. */
  bodyBytes: 8 * 1024 * 1024,
  /** Alerts of one request of another monitoring system. */
  externalAlertsPerRequest: 1_000,
  /** Rows of one request. */
  rowsPerRequest: 50_000,
} as const;
