import { type HomePlace, homeStart } from '../../../services/home/home-place.ts';

const filters = ['all', 'mine', 'refused'] as const satisfies readonly HomePlace['historyOf'][];

/** A place as a button and the view carry it: a claim, which grants nothing. */
export function writePlace({ ownFrom, historyOf, historyBefore }: HomePlace): string {
  return [ownFrom, historyOf, historyBefore ?? ''].join('|');
}

/** Anything that isn't a place is the start. */
export function readPlace(text: string): HomePlace {
  const [own = '', of, before = ''] = text.split('|');
  const historyOf = readFilter(of);
  if (!/^\d{1,3}$/.test(own) || historyOf === null || !/^\d{0,12}$/.test(before)) return homeStart;
  return { ownFrom: Number(own), historyOf, historyBefore: before === '' ? null : Number(before) };
}

export function readFilter(text: string | undefined): HomePlace['historyOf'] | null {
  return filters.find((each) => each === text) ?? null;
}
