/** The page behind the link in a message: for a phone at night, on a slow line, without a sign-in and
 * without a script where there is none. Looking at it changes nothing: only a form does. */
import { html, type Html, type HtmlPart } from '#alerts/receivers/html.ts';
import { oneLine } from '#alerts/receivers/one-line.ts';
import { LEVEL_NAMES } from '#alerts/receivers/words.ts';
import type { About, Behind } from './behind.ts';
import { SCRIPT_ELEMENT, STYLE_ELEMENT } from './page-look.ts';
import {
  actions,
  heading,
  levelBand,
  section,
  standing,
  threeTests,
  tipSheet,
} from './page-parts.ts';

const TITLE_CHARS = 120;
const LINE_CHARS = 400;

type Page = { title: string; live: string; stand: string; body: HtmlPart };

const document = ({ title, live, stand, body }: Page): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="dark light" />
        <title>${oneLine(title, TITLE_CHARS)}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        <p class="fault" role="alert"></p>
        <main data-live="${live}" data-stand="${stand}">${body}</main>
        ${live !== '' && SCRIPT_ELEMENT}
      </body>
    </html>`.toString();

const doFirst = ({ body }: About): HtmlPart => {
  const lines = body.sayFirst ?? [];
  return (
    lines.length > 0 &&
    section(
      'Do first',
      html`<ol>
        ${lines.map((line) => html`<li>${oneLine(line, LINE_CHARS)}</li>`)}
      </ol>`,
    )
  );
};

const plan = ({ body }: About): HtmlPart =>
  body.plan &&
  section(
    `Plan: ${oneLine(body.plan.name, TITLE_CHARS)}`,
    html`<p>${oneLine(body.plan.text, LINE_CHARS)}</p>`,
  );

const called = ({ called: rows }: About): Html =>
  section(
    'Who else was called',
    html`<ul data-called="${rows.join('|')}">
      ${rows.length === 0 ? html`<li>Nobody else yet.</li>` : rows.map((row) => html`<li>${row}</li>`)}
    </ul>`,
  );

const next = ({ next: call, progress }: About): HtmlPart =>
  (call !== null || progress !== null) &&
  section(
    'What happens next',
    progress !== null && html`<p data-live="progress">${progress}</p>`,
    call !== null &&
      html`<p>
        Unless somebody takes it, <span data-live="next">${call.text}</span> is called
        <b data-count="${call.inSeconds}">in ${call.inSeconds} s</b>.
      </p>`,
  );

const others = ({ others: rows }: About): HtmlPart =>
  rows.length > 0 &&
  section(
    'Also calling you',
    html`<ul>
      ${rows.map(
        ({ path, level, brandName, number, title }) =>
          html`<li>
            <a href="${path}"
              >${LEVEL_NAMES[level].word}: ${oneLine(brandName, 64)}, crisis ${number}</a
            >
            ${oneLine(title, TITLE_CHARS)}
          </li>`,
      )}
    </ul>`,
  );

const aboutCrisis = (behind: Behind, about: About): Html => {
  const { crisis, body } = about;
  // It was written when the message was queued: once somebody has it, it is no longer so.
  const trend = behind.standing.stand === 'open' ? body.trend : null;
  return html`${levelBand(crisis)}${heading(about)}
    <section aria-label="What stands">
      <p>${oneLine(crisis.title, LINE_CHARS)}</p>
      ${trend && html`<p class="note">${oneLine(trend, LINE_CHARS)}</p>`} ${standing(behind)}
    </section>
    ${actions(behind)} ${others(about)} ${doFirst(about)} ${plan(about)} ${called(about)}
    ${section('Why it is a crisis', threeTests(about))} ${next(about)}
    <section>
      <p><a href="${about.url}">Open the crisis page</a> (needs a sign-in)</p>
    </section>
    <hr />
    ${tipSheet(about.tips)}`;
};

const aboutNothing = (behind: Behind): Html => html`
  <header>
    <h1>${oneLine(behind.notice?.title ?? 'Tocsin', TITLE_CHARS)}</h1>
    ${behind.ask === 'notice' && html`<p>${oneLine(behind.notice?.text ?? '', LINE_CHARS)}</p>`}
  </header>
  <section aria-label="What stands">${standing(behind)}</section>
  ${actions(behind)}
`;

/** `live`: where the page asks for its figures. `fault`: what was wrong with the answer before. */
export const answerPage = (behind: Behind, live: string, fault: string | null = null): string => {
  const { about } = behind;
  const mark =
    about && `${LEVEL_NAMES[about.crisis.level].glyph} ${about.crisis.level.toUpperCase()}`;
  const title = about
    ? `${about.crisis.drill ? 'DRILL ' : ''}${mark} ${about.brandName}`
    : (behind.notice?.title ?? 'Tocsin');
  const body = about ? aboutCrisis(behind, about) : aboutNothing(behind);
  const { stand } = behind.standing;
  const told = fault !== null && html`<p class="fault on" role="alert">${fault}</p>`;
  return document({ title, live, stand, body: [told, body] });
};

/** For a link that opens nothing: it says why, and nothing of any crisis. */
export const closedPage = (title: string, text: string): string =>
  document({
    title,
    live: '',
    stand: 'closed',
    body: html`<header>
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">Open Tocsin</a></p>
    </header>`,
  });
