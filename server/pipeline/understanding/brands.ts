/** Which brand a mention is about, and who its author is to that brand. Importance and reach are two
 * facts: a customer of 20 years with 12 followers is important, a passer-by with a million is not. */
import type { BrandConfig } from '#contracts/catalogue.ts';
import type { Mention } from '#contracts/mention.ts';
import { MEANS, type Meanings } from './meanings.ts';
import { accountKey } from './noise.ts';
import type { Phrases } from './phrases.ts';
import type { Tokens } from './tokens.ts';

export const DEFAULT_BRAND = 'default';
/** An important author is 1; nobody known is the base. */
export const IMPORTANCE = { important: 1, verified: 0.6, base: 0.3, outbound: 0 } as const;

export const createBrandReader = (
  brands: readonly BrandConfig[],
  phrases: Phrases,
  meanings: Meanings,
) => {
  const first = brands[0]?.key ?? DEFAULT_BRAND;
  const owners = new Map<string, string>();
  brands.forEach((brand, index) => {
    const meaning = meanings.add(MEANS.brand, index);
    for (const alias of [brand.name ?? brand.key, ...brand.aliases]) {
      phrases.add(alias, meaning);
      if (!/\s/.test(alias) && !alias.startsWith('@')) phrases.add(`@${alias}`, meaning);
    }
    for (const account of brand.accounts) {
      if (!owners.has(accountKey(account))) owners.set(accountKey(account), brand.key);
      phrases.add(`@${account.replace(/^@/, '')}`, meaning);
    }
  });

  const byOwnAccount = ({ author }: Mention): string | undefined => {
    if (owners.size === 0 || author === undefined) return undefined;
    const byId = owners.get(accountKey(author.id));
    if (byId !== undefined || author.handle === undefined) return byId;
    return owners.get(accountKey(author.handle));
  };

  /** The brand that is named first. */
  const byName = (tokens: Tokens): string | undefined => {
    for (let h = 0; h < tokens.hitCount; h += 1) {
      const meaning = tokens.hitMeaning[h]!;
      if (meanings.kinds[meaning] === MEANS.brand) return brands[meanings.values[meaning]!]!.key;
    }
    return undefined;
  };

  return (mention: Mention, tokens: Tokens): string =>
    mention.brand ?? byOwnAccount(mention) ?? byName(tokens) ?? first;
};

export const createImportanceReader = (brands: readonly BrandConfig[]) => {
  const byBrand = new Map(
    brands
      .filter((brand) => brand.importantAuthors.length > 0)
      .map((brand) => [brand.key, new Set(brand.importantAuthors.map(accountKey))] as const),
  );
  return (mention: Mention, brand: string): number => {
    if (!mention.inbound) return IMPORTANCE.outbound;
    const author = mention.author;
    if (author === undefined) return IMPORTANCE.base;
    const important = byBrand.size === 0 ? undefined : byBrand.get(brand);
    if (important !== undefined) {
      if (important.has(accountKey(author.id))) return IMPORTANCE.important;
      if (author.handle !== undefined && important.has(accountKey(author.handle))) {
        return IMPORTANCE.important;
      }
    }
    return author.verified === true ? IMPORTANCE.verified : IMPORTANCE.base;
  };
};

/** Followers of the author and reposts: people who may see it. */
export const reachOf = (mention: Mention): number =>
  (mention.author?.followers ?? 0) + (mention.reposts ?? 0);
