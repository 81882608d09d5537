/** What a callback of the phone's provider means for the message: it reached somebody, it reached
 * nobody, or it says nothing yet. */

export type Params = Readonly<Record<string, string>>;
/** Reasons go on the timeline: words of ours, never what the provider wrote. */
export type Report =
  { kind: 'delivered' } | { kind: 'undelivered'; reason: string } | { kind: 'nothing' };

const NOTHING: Report = { kind: 'nothing' };
const undelivered = (reason: string): Report => ({ kind: 'undelivered', reason });

/** Why a text message did not arrive, by the provider's code. */
const MESSAGE_ERRORS: Readonly<Record<string, string>> = {
  30003: 'the phone cannot be reached',
  30004: 'the number blocks such messages',
  30005: 'the number does not exist',
  30006: 'the number takes no text messages',
  30007: 'the network filtered it',
};
const CALL_ENDS: Readonly<Record<string, string>> = {
  busy: 'the line was busy',
  'no-answer': 'nobody picked up',
  canceled: 'the call was cancelled',
  failed: 'the call could not be made',
};

const judgeMessage = (status: string, code: string | undefined): Report => {
  if (status === 'delivered' || status === 'read') return { kind: 'delivered' };
  if (status !== 'undelivered' && status !== 'failed' && status !== 'canceled') return NOTHING;
  return undelivered(MESSAGE_ERRORS[code ?? ''] ?? 'the network did not deliver it');
};

/** A call that a machine took has reached nobody, however long it talked. */
const judgeCall = ({ CallStatus, AnsweredBy }: Params): Report => {
  if (AnsweredBy === 'human') return { kind: 'delivered' };
  if (AnsweredBy?.startsWith('machine') || AnsweredBy === 'fax') {
    return undelivered('an answering machine took the call');
  }
  const end = CALL_ENDS[CallStatus ?? ''];
  return end === undefined ? NOTHING : undelivered(end);
};

/** A key that was pressed proves a person. */
export const judgeReport = (params: Params): Report => {
  if (params.Digits !== undefined) return { kind: 'delivered' };
  const { MessageStatus, ErrorCode } = params;
  return MessageStatus === undefined ? judgeCall(params) : judgeMessage(MessageStatus, ErrorCode);
};
