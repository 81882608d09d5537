/** Limits of learning from corrections, and why they are what they are. */
export const LEARNING = {
  /** Mentions corrected since the last try that are worth another one. */
  newMin: 20,
  /** Corrections that a fit takes, the newest: a fit to so many and as many others stays under a minute. */
  rowsMax: 20_000,
  /** How much more a correction counts than a mention that nobody corrected. */
  weight: 5,
  /** Mentions that nobody corrected go with the corrections, labelled by the model in force. Corrections
   * alone are the model's own errors: fitted to 400 of them (airline tweets) macro F1 on all later tweets
   * fell from 68 to 33; with three others to each it rose to 71, with 1,500 corrections to 74. At least
   * 1,000 others: with 300 of them 20 corrections cost a point or two, with 1,000 they cost none. */
  othersPerCorrection: 3,
  othersMin: 1_000,
  othersMax: 20_000,
  /** They are picked among this many times as many of the newest, so that one busy hour is not all. */
  othersAmong: 10,
  othersDays: 60,
  /** Every fifth text, by its words, is never taught: it judges every model. */
  heldOutOf: 5,
  /** A model that would label more of the other mentions anew than this has lost its way. */
  changedMax: 0.3,
  modelsKept: 5,
  /** Longest try; then it is given up, and somebody else may. */
  tryMaxMs: 10 * 60_000,
  threadMb: 1_024,
  /** How soon a node notices a new model. */
  noticeMs: 30_000,
  /** Corrections of one page, and of one answer of GET /corrections. */
  pageRows: 1_000,
  exportMax: 100_000,
} as const;
