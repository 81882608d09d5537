/** What every list has in common: `limit`, `cursor`, `from`, `to` on the way in, `items` and `next`
 * on the way out. */
import { z } from 'zod';
import { LIMITS } from '#contracts/limits.ts';
import { instantIn, keyText, tidyText } from '#contracts/text.ts';
import { RUNTIME } from '../config.ts';

/** A cursor holds a time and the keys of one row. */
const CURSOR_CHARS = 2_048;

export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(RUNTIME.listLimitMax).default(RUNTIME.listLimit),
  cursor: z.string().max(CURSOR_CHARS).optional().describe('`next` of the answer before'),
});

export const rangeQuery = z.object({
  from: instantIn.optional().describe('RFC 3339, inclusive'),
  to: instantIn.optional().describe('RFC 3339, exclusive'),
});

export const brandQuery = z.object({ brand: tidyText(LIMITS.brandChars).optional() });

/** `true` and `false` as a query has them. */
export const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] });

export const listOut = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().optional() });

export const toList = <Item>(items: Item[], next: string | null) => ({
  items,
  ...(next === null ? {} : { next }),
});

export const idParams = z.object({ id: keyText(LIMITS.idChars) });
