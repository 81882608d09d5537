/** HTML that escapes whatever is put into it, unless that is such HTML itself. Mails and the page
 * behind an alert are written with it: what a customer wrote never becomes markup. */

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Also safe inside an attribute that stands in quotes. */
export const escapeHtml = (text: string): string =>
  text.toWellFormed().replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

/** Text that is HTML already. Only `html` and `trustedHtml` make it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

const textOf = (part: HtmlPart): string => {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(textOf).join('');
  return escapeHtml(String(part));
};

/** html`<p>${anything}</p>`: lists are joined, null, undefined and false are left out. Attribute
 * values must stand in quotes. */
export const html = (fixed: TemplateStringsArray, ...parts: HtmlPart[]): Html =>
  new Html(fixed.reduce((text, piece, index) => text + textOf(parts[index - 1]) + piece));

/** For a constant of ours, such as a style sheet; never for what comes from outside. */
export const trustedHtml = (text: string): Html => new Html(text);

/** An address that a link may lead to; '#' for any that is not http, https or tel. */
export const safeHref = (url: string): string =>
  /^(?:https?:\/\/|tel:\+?\d)/i.test(url) ? url : '#';
