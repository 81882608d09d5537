/** The engine: one tick looks at every series of every brand and says what changed. Pure: the state
 * given is not changed, the same input gives the same outcome, and the state is plain JSON. */
import type { WallRule } from '#contracts/wall.ts';
import type { Band, TickInput, TickOutcome, Transition } from './contract.ts';
import { emptyShare, learnShare } from './baseline/share.ts';
import { tellStories } from './crisis/stories.ts';
import type { BrandState, EngineState, TickContext } from './engine-state.ts';
import { joinExternal, watchExternal } from './external.ts';
import { nearestFirst } from './rules.ts';
import { watchBrand } from './watch-brand.ts';

export type { EngineState, TickContext } from './engine-state.ts';

export const emptyEngine = (): EngineState => ({ schema: 1, brands: {} });

/** A brand is named by whoever sends mentions: '__proto__' is a name like any other. */
const ownBrands = ({ brands }: EngineState): EngineState['brands'] =>
  Object.assign(Object.create(null) as EngineState['brands'], brands);

/** A brand at rest: nothing was ever seen and nothing is there. */
const isAtRest = ({ stories, share, series, external }: BrandState): boolean =>
  stories.length === 0 &&
  share.mentions === 0 &&
  Object.keys(series).length === 0 &&
  external === undefined;

/** `input.now` is a multiple of TICK_MS; every brand of the input is looked at, and memory of brands
 * that are not in it is kept. `context.openCrises`: crises that are not over, as stored. */
export const tick = (
  state: EngineState,
  input: TickInput,
  context: TickContext,
): TickOutcome<EngineState> => {
  const { now } = input;
  const brands = ownBrands(state);
  const transitions: Transition[] = [];
  const bands = new Map<string, Band>();
  const rules: WallRule[] = [];
  for (const one of input.brands) {
    const before = brands[one.brand];
    const watched = watchBrand(one, before, context, now);
    const known = before?.share ?? emptyShare();
    const share = watched.live.length > 0 ? known : learnShare(known, one, now);
    const crises = context.openCrises.filter(({ brand }) => brand === one.brand);
    const told = tellStories({
      input: one,
      watched,
      share,
      stories: before?.stories ?? [],
      crises,
      context,
      now,
    });
    const outside = watchExternal(before?.external, one.external ?? [], now);
    transitions.push(...watched.transitions, ...outside.transitions);
    transitions.push(...joinExternal(told.transitions, crises, outside, now));
    for (const [name, band] of watched.bands) bands.set(name, band);
    rules.push(...watched.rules);
    const series = { ...before?.series, ...watched.series };
    for (const key of watched.gone) delete series[key];
    const after: BrandState = { series, share, stories: told.stories };
    if (outside.live.length > 0) after.external = outside.state;
    if (before || !isAtRest(after)) brands[one.brand] = after;
  }
  return {
    state: { schema: 1, brands },
    transitions,
    bands,
    rules: rules.sort(nearestFirst),
    ...(input.beatAt === undefined ? {} : { beatAt: input.beatAt }),
  };
};
