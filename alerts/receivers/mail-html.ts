/** The HTML part of a mail: readable on a phone at night, in light and dark, without images, scripts
 * or anything that is fetched when it is opened. */
import type { AlertBody, MessageBody } from '#contracts/alert.ts';
import { isAlert } from '#contracts/alert.ts';
import { html, safeHref, trustedHtml, type Html } from './html.ts';
import type { Link, Words } from './words.ts';

/** Colours of the product's pages; `on` is the text on it, at least 4.5:1. */
const TONES: Record<AlertBody['crisis']['level'], { fill: string; on: string }> = {
  low: { fill: '#33536f', on: '#ffffff' },
  medium: { fill: '#ffb224', on: '#1d1300' },
  high: { fill: '#b81c1a', on: '#ffffff' },
  critical: { fill: '#7a0f0d', on: '#ffffff' },
};
const CALM = { fill: '#14713f', on: '#ffffff' };
const NOTICE = { fill: '#33536f', on: '#ffffff' };

const STYLE = trustedHtml(`
body{margin:0;padding:0;background:#eff2f5;color:#0f1c28;font:17px/1.45 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif}
.sheet{max-width:600px;margin:0 auto;background:#ffffff}
.band{padding:14px 20px;font-weight:700;font-size:20px}
.part{padding:4px 20px 8px}
p{margin:8px 0}
.button{display:inline-block;padding:14px 26px;border-radius:8px;background:#0b62c4;color:#ffffff!important;font-weight:700;text-decoration:none}
.code{font-size:32px;font-weight:700;letter-spacing:4px}
h2{font-size:17px;margin:12px 0 4px}
ol,ul{margin:4px 0;padding-left:24px}
td{padding:4px 12px 4px 0;vertical-align:top;overflow-wrap:anywhere}
td.label{color:#526373;white-space:nowrap}
.small{color:#526373;font-size:14px}
a{color:#0b62c4}
@media (prefers-color-scheme:dark){body{background:#0a0e13;color:#f1f5f9}.sheet{background:#121920}td.label,.small{color:#8d9cab}a{color:#6cb4ff}}
`);

const toneOf = (body: MessageBody) => {
  if (!isAlert(body)) return NOTICE;
  return body.type === 'alert.resolved' ? CALM : TONES[body.crisis.level];
};

const linkTo = ({ label, url }: Link): Html => html`<a href="${safeHref(url)}">${label}</a>`;

const firstThings = ({ sayFirst }: Words): Html | false =>
  sayFirst.length > 0 &&
  html`<div class="part">
    <h2>Do first</h2>
    <ol>
      ${sayFirst.map((text) => html`<li>${text}</li>`)}
    </ol>
  </div>`;

const otherCrises = ({ others, othersMore }: Words): Html | false =>
  others.length + othersMore > 0 &&
  html`<div class="part">
    <h2>Also open</h2>
    <ul>
      ${others.map((other) => html`<li>${linkTo(other)}</li>`)}
      ${othersMore > 0 && html`<li>and ${othersMore} more</li>`}
    </ul>
  </div>`;

/** What a phone shows beside the subject, before the mail is opened: the first text of it. */
const preview = ({ lockScreen }: Words): Html =>
  html`<div style="display:none;max-height:0;overflow:hidden">${lockScreen}</div>`;

const facts = ({ lines }: Words): Html | false =>
  lines.length > 0 &&
  html`<div class="part">
    <table role="presentation">
      ${lines.map(
        ({ label, value }) =>
          html`<tr>
            <td class="label">${label}</td>
            <td>${value}</td>
          </tr>`,
      )}
    </table>
  </div>`;

/** `words` are those of `body`. */
export const mailHtmlOf = (body: MessageBody, words: Words): string => {
  const { fill, on } = toneOf(body);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${words.subject}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        ${preview(words)}
        <div class="sheet">
          <div class="band" style="background:${fill};color:${on}">${words.subject}</div>
          <div class="part"><p>${words.why}</p></div>
          ${words.code !== null && html`<div class="part"><p class="code">${words.code}</p></div>`}
          ${
            words.answer &&
            html`<div class="part">
              <p>
                <a class="button" href="${safeHref(words.answer.url)}">${words.answer.label}</a>
              </p>
            </div>`
          }
          ${firstThings(words)} ${facts(words)} ${otherCrises(words)}
          <div class="part small">
            <p>
              ${words.page && html`${linkTo(words.page)} · `}Sent by Tocsin. Do not answer this
              mail: nobody reads it.
            </p>
          </div>
        </div>
      </body>
    </html>`.toString();
};
