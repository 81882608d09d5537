/** What stands on the wall and on the crisis page, each explained in one sentence for who sees it for
 * the first time. */
export const EXPLAIN = {
  mentions:
    'Mentions by customers each minute; the band is what is normal for this hour of this ' +
    'week, the upright mark what was expected.',
  waiting:
    'Customers who wait for an answer; the band is what is normal for this hour, the upright ' +
    'mark what was expected.',
  oldest:
    'How long the longest has waited; the marks stand at 30 minutes, 1 hour and 2 hours, when ' +
    'customers lose patience.',
  negative:
    'The share of mentions that are negative; the whiskers say how sure that is, the band ' +
    'what is normal.',
  volume:
    'The line is what came in, the band what is normal for that minute; outside the band is ' +
    'unusual, not yet alarming.',
  topics:
    'What people talk about, the farthest from its own normal first; the upright mark is what ' +
    'was expected, "new" is a theme that nobody defined.',
  queue:
    'How many wait longer than customers expect to, and how many longer than the brand promises.',
  agents: 'Who works on what, and how long their answers take, median of the last hour.',
  channels:
    'When each channel spoke last: quiet is not yet strange, a blind spot should have spoken ' +
    'and did not, closed is outside its hours.',
  signals:
    'A signal is a figure so far from its normal that it happens once in so many weeks; touch ' +
    'one to see who and what stands behind it.',
  rules:
    'Your own rules, "so many posts on one topic in so many hours": how near each is, and ' +
    'when it will be reached at the present pace.',
  instruments:
    'Everything else that is watched, each in its band of what is normal for this hour; what ' +
    'departs stands large.',
  tests:
    'Three tests, each 0 to 100: could it hurt the brand, is it far from normal, does the ' +
    'public ask what we have not answered.',
  scenario:
    'The kind of crisis, read from who speaks and how; it decides who is called, may change ' +
    'in the first hour, and a person may set it.',
  level:
    'How bad it is, by the written criteria of your team over the three tests; a level set by ' +
    'a person stands until it gets worse than ever before.',
  structure:
    'Who speaks: copies and reposts count as one text, so that one loud post is not mistaken ' +
    'for many voices.',
} as const;
