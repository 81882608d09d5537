/** What brands are called, by key: messages and the page behind a link say the name, data the key. */
import type { Catalogue } from '#contracts/catalogue.ts';

export const brandNamesOf = ({ brands }: Pick<Catalogue, 'brands'>): ReadonlyMap<string, string> =>
  new Map(brands.map(({ key, name }) => [key, name ?? key]));
