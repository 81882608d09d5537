/** HTML that escapes by itself: in text, in attributes, in lists, and never twice. */
import { describe, expect, it } from 'vitest';
import { html, safeHref, trustedHtml } from '#alerts/receivers/html.ts';

describe('html', () => {
  it('escapes what is put in, in text and in attributes', () => {
    const bad = `<b a="1" c='2'>&`;
    expect(html`<p title="${bad}">${bad}</p>`.toString()).toBe(
      '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;">' +
        '&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;</p>',
    );
  });

  it('leaves HTML of its own as it is, joins lists, and leaves out what is not there', () => {
    const rows = ['<', 'b'].map((text) => html`<li>${text}</li>`);
    const whole = html`<i>${rows}${null}${undefined}${false}${0}</i>${trustedHtml('<hr>')}`;
    expect(whole.toString()).toBe('<i><li>&lt;</li><li>b</li>0</i><hr>');
  });

  it('takes no object for HTML that only looks like it', () => {
    const forged = { toString: () => '<script>' } as unknown as string;
    expect(() => html`${forged}`.toString()).toThrow();
  });

  it.each([
    ['https://tocsin.example/a/x', 'https://tocsin.example/a/x'],
    ['tel:+4915112345', 'tel:+4915112345'],
    ['javascript:alert(1)', '#'],
    [' javascript:alert(1)', '#'],
    ['data:text/html,x', '#'],
  ])('leads %j to %j', (url, expected) => {
    expect(safeHref(url)).toBe(expected);
  });
});
