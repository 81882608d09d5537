/** Who is there in the scenarios of calling: two rotas, four people, receivers of three kinds, a chart of
 * three steps for what is high. */
import { DEFAULT_VIA } from '#contracts/flowchart.ts';

const person = (key: string, name: string, number: number, more: object = {}) => ({
  ...{ key, name, email: `${key}@example.com`, timeZone: 'Europe/Berlin' },
  ways: [{ via: 'push' }, { via: 'sms', address: `+4930000000${number}` }],
  ...more,
});
export const ROSTER = {
  people: [
    person('ada', 'Ada Okafor', 1),
    person('ben', 'Ben Ito', 2),
    person('cleo', 'Cleo Marsh', 3, { roles: ['management'] }),
    person('dan', 'Dan Weber', 4, { ways: [{ via: 'push' }] }),
  ],
  rotas: [
    {
      ...{ key: 'on-call', timeZone: 'Europe/Berlin' },
      layers: [{ people: ['ada', 'ben'], every: { weeks: 1 }, startsOn: '2026-03-02' }],
    },
    { key: 'lead', layers: [{ people: ['cleo'], every: { weeks: 1 }, startsOn: '2026-03-02' }] },
  ],
};
const secrets = { accountSid: 'AC00000000', authToken: 'a token of tests', from: '+4930000' };
export const RECEIVERS = [
  { key: 'push', kind: 'push', subject: 'mailto:ops@example.com' },
  { key: 'sms', kind: 'sms', ...secrets },
  {
    key: 'team',
    kind: 'webhook',
    url: 'https://hooks.example/in',
    secret: 'a secret of the tests',
  },
];
/** One round of quiet ways, then sms. */
const STEP = { roundMinutes: 1, deputyAfterMinutes: 3, via: DEFAULT_VIA };
export const CHART = {
  cells: [
    {
      ...{ scenario: '*', level: 'high' },
      steps: [
        { ...STEP, contact: 'rota:on-call', deputy: 'next:on-call' },
        { ...STEP, contact: 'rota:lead', afterMinutes: 10 },
      ],
    },
    {
      ...{ scenario: '*', level: 'critical' },
      steps: [
        { ...STEP, contact: 'rota:on-call', repeat: { everyMinutes: 5, times: 2 } },
        { ...STEP, contact: 'role:management', afterMinutes: 3 },
      ],
    },
    {
      ...{ scenario: '*', level: ['low', 'medium'] },
      steps: [{ ...STEP, contact: 'rota:on-call', via: DEFAULT_VIA.slice(0, 1) }],
    },
  ],
};
