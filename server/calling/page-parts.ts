/** Parts of the page behind a link, in the order in which a tired person needs them. Everything that
 * comes from outside goes through the escaping template as one line of text. */
import type { Crisis, Level } from '#contracts/crisis.ts';
import { amount, evidenceWord } from '#alerts/receivers/figure-words.ts';
import { html, type Html, type HtmlPart, safeHref } from '#alerts/receivers/html.ts';
import { oneLine } from '#alerts/receivers/one-line.ts';
import { LEVEL_NAMES, SCENARIO_NAMES } from '#alerts/receivers/words.ts';
import type { About, Behind } from './behind.ts';
import type { Tips } from './tips.ts';

const LINE_CHARS = 400;
const line = (text: string): string => oneLine(text, LINE_CHARS);

/** A shape for each level, so that colour is never needed to tell them apart. */
const SHAPES: Record<Level, Html> = {
  low: html`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="3" />`,
  medium: html`<path d="M12 1 23 12 12 23 1 12z" fill="currentColor" />`,
  high: html`<path d="M12 1.5 23.5 22H.5z" fill="currentColor" />`,
  critical: html`<path d="M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4z" fill="currentColor" />`,
};
const shape = (level: Level): Html =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true">${SHAPES[level]}</svg>`;

export const levelBand = (crisis: Crisis): Html => html`
  <div class="band ${crisis.level}">
    ${shape(crisis.level)}<span class="word">${LEVEL_NAMES[crisis.level].word}</span>
    <span>crisis ${crisis.number}</span>
    ${crisis.drill && html`<span class="drill">DRILL</span>`}
  </div>
`;

export const heading = ({ crisis, brandName, since, figure }: About): Html => html`
  <header>
    <h1>${line(brandName)}: <span>${SCENARIO_NAMES[crisis.scenario]}</span></h1>
    <p class="note" data-live="since">${since}</p>
    ${
      figure &&
      html`<p class="number">
        <b data-live="figure">${amount(figure.value)}</b>
        <span
          >${line(figure.what)}<br /><span class="note" data-live="usual"
            >${figure.expected === null ? '' : `usually ${amount(figure.expected)}`}</span
          ></span
        >
      </p>`
    }
  </header>
`;

const STAND_SIGNS = {
  open: '!',
  asked: '?',
  mine: '\u2713',
  coming: '\u2713',
  confirmed: '\u2713',
  taken: '\u2713',
  declined: '\u00d7',
  closed: '\u2013',
  over: '\u2013',
} as const;

export const standing = ({ ask, standing: { stand, text } }: Behind): HtmlPart => {
  // A crisis is urgent; that a way be confirmed is asked in peace.
  const shown = stand === 'open' && ask === 'confirm' ? 'asked' : stand;
  return (
    text !== '' &&
    html`<p class="stand ${shown}" role="status">
      <span aria-hidden="true">${STAND_SIGNS[shown]}</span>${line(text)}
    </p>`
  );
};

const answerField = (answer: string): Html =>
  html`<input type="hidden" name="answer" value="${answer}" />`;

const BUTTONS: Record<string, string> = {
  call: 'I take it',
  handover: 'I take it over',
  confirm: 'Yes, this reaches me',
};

/** Where several people have the link, whoever answers says who it is. */
const nameField = ({ message }: Behind): HtmlPart =>
  message.person === null &&
  html`<label
    >Your name
    <input name="name" required maxlength="128" autocomplete="name" />
  </label>`;

const declining = (action: string, behind: Behind, answer: 'decline' | 'refuse'): Html => {
  const word = behind.standing.stand === 'mine' ? 'Give it back' : 'Decline';
  return html`<details>
    <summary>${word}</summary>
    <form method="post" action="${action}">
      ${answerField(answer)}${nameField(behind)}
      <label
        >Why? Whoever is called next reads it.
        <input name="reason" required maxlength="500" autocomplete="off" />
      </label>
      <button>${word}</button>
    </form>
  </details>`;
};

/** The buttons, as forms: they work without a script. */
export const actions = (behind: Behind): HtmlPart => {
  const { ask, standing: now, token, person } = behind;
  const action = `/a/${token}`;
  const may = (answer: (typeof now.answers)[number]) => now.answers.includes(answer);
  if (now.answers.length === 0) return null;
  const taking = may('acknowledge') ? 'acknowledge' : 'accept';
  if (ask === 'reserve') {
    return html`<section class="act" aria-label="Your answer">
      <form method="post" action="${action}">
        ${answerField('accept')}
        <label
          >I am there in how many minutes?
          <input
            name="minutes"
            type="number"
            inputmode="numeric"
            min="0"
            max="2880"
            required
            value="${person?.reserve?.minutesToArrive ?? 30}"
          />
        </label>
        <button class="big">I come</button>
      </form>
      ${
        may('refuse') &&
        html`<form method="post" action="${action}">
          ${answerField('refuse')}<button>I cannot come</button>
        </form>`
      }
    </section>`;
  }
  return html`<section class="act" aria-label="Your answer">
    ${
      may(taking) &&
      html`<form method="post" action="${action}">
        ${answerField(taking)}${nameField(behind)}<button class="big">
          ${BUTTONS[ask] ?? 'Yes'}
        </button>
      </form>`
    }
    ${may('decline') && declining(action, behind, 'decline')}
    ${may('refuse') && declining(action, behind, 'refuse')}
  </section>`;
};

export const section = (title: string, ...parts: HtmlPart[]): Html =>
  html`<section>
    <h2>${title}</h2>
    ${parts}
  </section>`;

export const list = (rows: readonly string[]): Html =>
  html`<ul>
    ${rows.map((row) => html`<li>${line(row)}</li>`)}
  </ul>`;

const TESTS = [
  ['damage', 'Could it hurt the brand?'],
  ['deviation', 'Is it far from normal for this hour?'],
  ['asymmetry', 'Does the public ask what has no answer?'],
] as const;

export const threeTests = ({ crisis }: About): Html => html`
  ${crisis.detail?.levelReason && html`<p>${line(crisis.detail.levelReason)}</p>`}
  ${TESTS.map(([name, asks]) => {
    const { score, evidence } = crisis.scorecard[name];
    const percent = Math.round(score * 100);
    return html`<h3>${asks} ${percent} of 100</h3>
      <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="4" />
        <rect class="fill" width="${percent}" height="4" />
      </svg>
      <p class="note">${evidence.slice(0, 4).map(evidenceWord).map(line).join('; ')}</p>`;
  })}
`;

const definitions = (rows: readonly { name: string; text: string }[]): Html =>
  html`<dl>
    ${rows.map(
      ({ name, text }) =>
        html`<dt>${line(name)}</dt>
          <dd>${line(text)}</dd>`,
    )}
  </dl>`;

const contactWay = ({ text, href }: Tips['who'][number]['ways'][number]): Html =>
  href === null ? html`, ${line(text)}` : html`, <a href="${safeHref(href)}">${line(text)}</a>`;

const contacts = ({ who }: Tips): Html =>
  html`<ul>
    ${who.map(
      (row) => html`<li>${line(row.can)}: ${line(row.who)}${row.ways.map(contactWay)}</li>`,
    )}
  </ul>`;

const under = (title: string, isThere: boolean, part: () => Html): HtmlPart =>
  isThere &&
  html`<h3>${title}</h3>
    ${part()}`;

export const tipSheet = (tips: Tips): Html =>
  section(
    'Tip sheet',
    tips.mission && html`<p>${line(tips.mission)}</p>`,
    under('What comes first', tips.priorities.length > 0, () => list(tips.priorities)),
    under('Who can do what', tips.who.length > 0, () => contacts(tips)),
    under('Hours', tips.hours.length > 0, () => definitions(tips.hours)),
    under('Channels', tips.channels.length > 0, () => definitions(tips.channels)),
    under('When it is which level', tips.levels.length > 0, () =>
      definitions(tips.levels.map(({ level, because }) => ({ name: level, text: because }))),
    ),
    under('When all else fails', tips.emergency.length > 0, () => list(tips.emergency)),
  );
