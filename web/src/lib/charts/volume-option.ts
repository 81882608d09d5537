/** Volume against its expected band, as an option of ECharts. Pure: the same points and palette give
 * the same picture. */
import type { EChartsCoreOption } from 'echarts/core';
import { clockTime, figure } from '#lib/format.ts';

/** One minute. `at` in epoch ms; null: not known. */
export type VolumePoint = {
  at: number;
  value: number | null;
  expected: number | null;
  low: number | null;
  high: number | null;
};
type Palette = Record<'ink2' | 'ink3' | 'line' | 'surface' | 'data' | 'band' | 'crisis', string>;
/** `marks`: instants drawn as upright lines with their word, oldest first. `textPx`: size of the axis
 * labels. `widthPx`: of the whole chart. */
export type VolumeLook = {
  palette: Palette;
  textPx: number;
  widthPx: number;
  font: string;
  marks?: { at: number; word: string }[];
};
type TipRow = { axisValue?: number; value?: [number, number | null]; seriesId?: string };

const pairs = (points: VolumePoint[], pick: (point: VolumePoint) => number | null) =>
  points.map((point) => [point.at, pick(point)] as const);

const width = ({ low, high }: VolumePoint) => (low === null || high === null ? null : high - low);

const tip = (points: VolumePoint[]) => (rows: TipRow | TipRow[]) => {
  const at = [rows].flat()[0]?.value?.[0];
  const point = points.find((candidate) => candidate.at === at);
  if (!point) return '';
  const lines = [clockTime(point.at)];
  if (point.value !== null) lines.push(`${figure(point.value)} a minute`);
  if (point.expected !== null) lines.push(`expected ${figure(point.expected)}`);
  if (point.low !== null && point.high !== null)
    lines.push(`band ${figure(point.low)} to ${figure(point.high)}`);
  return lines.join('\n');
};

/** A label stands centred under its instant: nearer to the end than this, it would be cut. */
const LABEL_HALF_TEXTS = 2.4;

const axes = (points: VolumePoint[], look: VolumeLook) => {
  const { palette, textPx, widthPx, font, marks = [] } = look;
  const first = points[0]?.at ?? 0;
  const last = Math.max(points.at(-1)?.at ?? 0, ...marks.map(({ at }) => at));
  const labelledTo = last - ((last - first) / widthPx) * textPx * LABEL_HALF_TEXTS;
  const label = { color: palette.ink3, fontSize: textPx, fontFamily: font };
  return {
    xAxis: {
      type: 'time',
      max: last,
      axisLabel: {
        ...label,
        hideOverlap: true,
        margin: textPx * 0.9,
        formatter: (at: number) => (at > labelledTo ? '' : clockTime(at)),
      },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      minInterval: 1,
      axisLabel: label,
      splitLine: { lineStyle: { color: palette.line } },
    },
  };
};

/** The word of a mark: beside its line, on the side where there is room, each a row below the one
 * before, because the moments of a crisis lie close together. */
const besideLine = (at: number, row: number, points: VolumePoint[], textPx: number) => {
  const first = points[0]?.at ?? at;
  const last = points.at(-1)?.at ?? at;
  const isLate = at > (first + last) / 2;
  return {
    align: isLate ? 'right' : 'left',
    offset: [(isLate ? -1 : 1) * textPx * 0.5, textPx * (1.4 + 1.3 * row)],
  };
};

export const volumeOption = (points: VolumePoint[], look: VolumeLook): EChartsCoreOption => {
  const { palette, textPx, font, marks = [] } = look;
  const plain = { type: 'line', showSymbol: false, silent: true, animation: false } as const;
  const bare = { ...plain, stack: 'band', lineStyle: { opacity: 0 }, tooltip: { show: false } };
  return {
    animation: false,
    grid: { left: 4, right: 4, top: textPx, bottom: 2, outerBoundsMode: 'same' },
    ...axes(points, look),
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      formatter: tip(points),
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.ink2, fontSize: textPx, fontFamily: font },
    },
    series: [
      { ...bare, id: 'low', data: pairs(points, (point) => point.low) },
      {
        ...bare,
        id: 'band',
        data: pairs(points, width),
        areaStyle: { color: palette.band, opacity: 0.55 },
      },
      {
        ...plain,
        id: 'expected',
        data: pairs(points, (point) => point.expected),
        lineStyle: { color: palette.ink3, width: textPx / 9, type: 'dashed' },
      },
      {
        ...plain,
        id: 'volume',
        data: pairs(points, (point) => point.value),
        lineStyle: { color: palette.data, width: textPx / 5 },
        itemStyle: { color: palette.data },
        markLine: {
          symbol: 'none',
          silent: true,
          data: marks.map(({ at, word }, row) => ({
            xAxis: at,
            label: { formatter: word, ...besideLine(at, row, points, textPx) },
          })),
          lineStyle: { color: palette.crisis, width: textPx / 9, type: 'solid' },
          label: {
            color: palette.crisis,
            fontSize: textPx,
            fontFamily: font,
            backgroundColor: palette.surface,
          },
        },
      },
    ],
  };
};
