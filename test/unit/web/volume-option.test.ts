/** The chart's translation: band as a stack, gaps kept, tooltips that the policy allows. */
import { expect, test } from 'vitest';
import { volumeOption, type VolumeLook, type VolumePoint } from '#lib/charts/volume-option.ts';

const look: VolumeLook = {
  font: 'Inter',
  textPx: 16,
  widthPx: 640,
  palette: {
    ink2: '#111',
    ink3: '#222',
    line: '#333',
    surface: '#444',
    data: '#555',
    band: '#666',
    crisis: '#777',
  },
};
const point = (at: number, more: Partial<VolumePoint>): VolumePoint => ({
  at,
  value: null,
  expected: null,
  low: null,
  high: null,
  ...more,
});
type Drawn = {
  series: { id: string; data: [number, number | null][]; markLine?: { data: unknown[] } }[];
  tooltip: { renderMode: string; formatter: (rows: unknown) => string };
};
const draw = (points: VolumePoint[], more: Partial<VolumeLook> = {}) =>
  volumeOption(points, { ...look, ...more }) as unknown as Drawn;
const dataOf = (drawn: Drawn, id: string) => drawn.series.find((row) => row.id === id)!.data;

test('the band is the low line with its width stacked on it', () => {
  const drawn = draw([point(60_000, { value: 20, expected: 22, low: 12, high: 33 })]);
  expect(dataOf(drawn, 'low')).toEqual([[60_000, 12]]);
  expect(dataOf(drawn, 'band')).toEqual([[60_000, 21]]);
  expect(dataOf(drawn, 'volume')).toEqual([[60_000, 20]]);
});

test('what is not known stays a gap, never a zero', () => {
  const drawn = draw([point(60_000, { value: 20 }), point(120_000, {})]);
  expect(dataOf(drawn, 'band').map(([, width]) => width)).toEqual([null, null]);
  expect(dataOf(drawn, 'expected').map(([, value]) => value)).toEqual([null, null]);
  expect(dataOf(drawn, 'volume').map(([, value]) => value)).toEqual([20, null]);
});

test('tooltips are drawn, not written as HTML, and say only what is known', () => {
  const { tooltip } = draw([point(60_000, { value: 20 })]);
  expect(tooltip.renderMode).toBe('richText');
  const text = tooltip.formatter([{ value: [60_000, 20] }]);
  expect(text).toContain('20 a minute');
  expect(text).not.toContain('expected');
  expect(tooltip.formatter([{ value: [1, 20] }])).toBe('');
});

test('marks stand at their instants', () => {
  const drawn = draw([point(60_000, { value: 1 })], { marks: [{ at: 60_000, word: 'opened' }] });
  const volume = drawn.series.find((row) => row.id === 'volume')!;
  expect(volume.markLine!.data).toMatchObject([{ xAxis: 60_000, label: { formatter: 'opened' } }]);
});
