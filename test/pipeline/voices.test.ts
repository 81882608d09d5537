/** The last hour of voices in memory: by event time, each once, never too many. */
import { describe, expect, it } from 'vitest';
import { VOICE_LIMITS } from '#contracts/voice.ts';
import { createVoices } from '#server/pipeline/voices.ts';
import { NOON, voice } from './make.ts';

const MINUTE_MS = 60_000;

describe('voices', () => {
  it('shows the hour up to now, oldest first, whatever the order of arrival', () => {
    const voices = createVoices();
    const at = (minutes: number) => NOON + minutes * MINUTE_MS;
    voices.apply([3, 1, 2, -59, -61].map((m) => voice({ id: `v${m}`, at: at(m) })));
    voices.apply([voice({ id: 'other', brand: 'harbour', at: at(1) })]);
    const shown = voices.window('northline', at(2)).map(({ id }) => id);
    expect(shown).toEqual(['v1', 'v2']);
    expect(voices.window('northline', at(0)).map(({ id }) => id)).toEqual(['v-59']);
    expect(voices.window('nobody', NOON)).toEqual([]);
    expect(voices.brands()).toEqual(['northline', 'harbour']);
  });

  it('takes each once, and gives back what was new', () => {
    const voices = createVoices();
    const rows = [voice({ id: 'a' }), voice({ id: 'b' }), voice({ id: 'a' })];
    expect(voices.apply(rows).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(voices.apply([voice({ id: 'b' }), voice({ id: 'b', channel: 'y' })])).toHaveLength(1);
    expect(voices.window('northline', NOON)).toHaveLength(3);
  });

  it('leaves out what is late', () => {
    const voices = createVoices();
    voices.apply([voice({ id: 'new' })]);
    expect(voices.apply([voice({ id: 'late', at: NOON - 2 * 60 * MINUTE_MS })])).toEqual([]);
  });

  it('keeps the newest of too many', () => {
    const voices = createVoices();
    const count = 2 * VOICE_LIMITS.perBrand;
    const stepMs = VOICE_LIMITS.windowMs / (2 * count);
    voices.apply(
      Array.from({ length: count }, (_, i) => voice({ id: `n${i}`, at: NOON + i * stepMs })),
    );
    const shown = voices.window('northline', NOON + count * stepMs);
    expect(shown.length).toBe(VOICE_LIMITS.perBrand);
    expect(shown.at(-1)!.id).toBe(`n${count - 1}`);
  });
});
