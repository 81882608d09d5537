/** The catalogue that stands where the operator configured none: the topics that come up in the
 * service of any brand, and noise that nobody wants on a wall. Sober on purpose: a rule here must
 * never hide a customer. */
import { catalogue, type Catalogue } from '#contracts/catalogue.ts';

const topics = [
  {
    key: 'outage',
    name: 'Outage',
    any: ['outage*', 'is down', 'are down', 'went down', 'site down', 'service down', 'down again'],
  },
];

export const defaultCatalogue = (): Catalogue => catalogue.parse({ topics });
