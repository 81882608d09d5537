/** Named limits of what people do to on-call. */
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export const ONCALL = {
  /** What was read of the store is good for so long; a change on this machine is seen at once. */
  stateMs: 1_000,
  /** An override or a swap is no longer than this. */
  spanMaxMs: 366 * DAY_MS,
  /** Overrides that are kept in mind behind today: a calendar looks back so far. */
  pastMs: 92 * DAY_MS,
  /** How far imported calendars are unfolded. */
  aheadMs: 106 * DAY_MS,
  overridesMax: 5_000,
  /** Swaps of one giver that nobody has answered. */
  swapsAskedMax: 100,
  calendarsMax: 200,
  confirmationsMax: 20_000,
  pushPeopleMax: 2_000,
  /** Shifts that one answer tells, and the longest stretch that it looks at. */
  shiftsMax: 5_000,
  shiftsSpanMs: 400 * DAY_MS,
  /** A code by which a person confirms a way. */
  codeMs: 10 * MINUTE_MS,
  codeTries: 5,
  codesPerHour: 3,
  /** A way that falls due within this is reminded of, once. */
  dueSoonMs: 7 * DAY_MS,
  feedsPerPerson: 10,
  /** What a calendar feed tells: so far back and ahead. */
  feedPastMs: 31 * DAY_MS,
  feedAheadMs: 180 * DAY_MS,
  browsersPerPerson: 10,
  /** People that one request asks to come. */
  reserveAtOnce: 100,
  reserveMinutesMax: 2_880,
  /** A change of on-call is judged by the coverage of at most so long. */
  coverageMaxMs: 28 * DAY_MS,
} as const;
