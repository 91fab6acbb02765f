import type { MachineFacts } from './describe-machine.ts';
import { describeGoal, type Figure, findFault, isMet } from './figure.ts';

const BAR_CELLS = 12;
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A table for people: ours and the baseline as bars on one scale, longest full. */
export function formatResults(figures: readonly Figure[], machine: MachineFacts): string {
  const rows = figures.map((figure) => [
    figure.name,
    formatValue(figure.value, figure.unit),
    figure.baseline === null ? '' : formatValue(figure.baseline, figure.unit),
    figure.ratio === null ? '' : `${formatNumber(figure.ratio)} x`,
    figure.spread === null ? '' : `±${Math.round(figure.spread * 100)} %`,
    describeGoal(figure.goal, figure.unit),
    findFault(figure) !== null ? 'BROKEN' : isMet(figure) ? 'met' : 'missed',
    drawBars(figure),
  ]);
  const head = ['', 'ours', 'baseline', 'ratio', 'spread', 'goal', '', 'ours / baseline'];
  const { cores, architecture, memoryGiB, node, load } = machine;
  return [
    ...align([head, ...rows]),
    '',
    ...figures.flatMap(({ name, baselineName, note, ...figure }) => {
      const fault = findFault({ name, baselineName, ...figure });
      return [
        ...(baselineName === null ? [] : [`${name}: against ${baselineName}`]),
        ...(note === undefined ? [] : [`${name}: ${note}`]),
        ...(fault === null ? [] : [`${name}: BROKEN: ${fault}`]),
      ];
    }),
    '',
    `${cores} cores (${architecture}), ${memoryGiB} GiB, Node ${node}, load ${load}. Spread: of the ratio, between rounds.`,
    '',
  ].join('\n');
}

function drawBars({ value, baseline }: Figure): string {
  if (baseline === null || !Number.isFinite(value)) return '';
  const longest = Math.max(value, baseline);
  return `${drawBar(value / longest)} ${drawBar(baseline / longest)}`;
}

function drawBar(share: number): string {
  const eighths = Math.max(1, Math.round(share * BAR_CELLS * 8));
  return ('█'.repeat(Math.floor(eighths / 8)) + (PARTS[eighths % 8] ?? '')).padEnd(BAR_CELLS, '·');
}

function formatValue(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}`;
}

function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '-';
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const isNumber = (column: number): boolean => column >= 1 && column <= 4;
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
