/** A strict reader of the XML 1.0 that TwiML uses: elements, attributes, text, the five entities and
 * references by number. Whatever a real parser would refuse, this throws at. */

export type XmlNode = {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlNode[];
};

/** The Char production of XML 1.0. */
const CHARS = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decode = (text: string): string => {
  if (text.includes('<')) throw new Error('a bare <');
  return text.replace(/&([^;]*)(;?)/g, (_, name: string, end: string) => {
    const number = /^#(?:x([\da-f]+)|(\d+))$/i.exec(name);
    const sign = number
      ? String.fromCodePoint(parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10))
      : NAMED[name];
    if (sign === undefined || end === '' || !CHARS.test(sign)) throw new Error('a bad reference');
    return sign;
  });
};

const TAG = /^<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>/;
const ATTRIBUTE = /([\w.:-]+)="([^"<]*)"/g;

const attributesOf = (text: string): Record<string, string> => {
  const attributes: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    if (Object.hasOwn(attributes, name!)) throw new Error('an attribute twice');
    attributes[name!] = decode(value!);
  }
  return attributes;
};

export const xmlOf = (document: string): XmlNode => {
  if (!document.isWellFormed() || !CHARS.test(document)) throw new Error('a character XML has not');
  let rest = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, '');
  const top: XmlNode = { name: '', attributes: {}, text: '', children: [] };
  const open = [top];
  while (rest !== '') {
    const here = open.at(-1)!;
    if (!rest.startsWith('<')) {
      const until = rest.indexOf('<');
      const text = until < 0 ? rest : rest.slice(0, until);
      here.text += decode(text);
      rest = rest.slice(text.length);
      continue;
    }
    const tag = TAG.exec(rest);
    if (!tag) throw new Error('a bad tag');
    const [all, slash, name, attributes, isEmpty] = tag as unknown as string[];
    rest = rest.slice(all!.length);
    if (slash === '/') {
      if (here.name !== name || open.length === 1) throw new Error('ends what is not open');
      open.pop();
      continue;
    }
    const node = { name: name!, attributes: attributesOf(attributes!), text: '', children: [] };
    here.children.push(node);
    if (!isEmpty) open.push(node);
  }
  if (open.length !== 1 || top.children.length !== 1 || top.text.trim() !== '') {
    throw new Error('not one element');
  }
  return top.children[0]!;
};
