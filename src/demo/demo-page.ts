import { spellVendorCode } from '../domain/codes/spell-code.ts';
import type { PageOptions } from '../sandbox/sandbox.ts';
import { CODE, VENDOR_CODE } from './plain-text.ts';

/** A symbol of a code as it is spelled out for reading aloud. */
const word = `(?:${[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
  .flatMap((symbol) => [spellVendorCode(symbol), spellVendorCode(symbol, 'figures')])
  .map((spelled) => spelled.replace('> ', ''))
  .join('|')}|\\+)`;
/** A line of a code: four symbols, or the rest of a vendor's. */
const SPELLED = new RegExp(`(?<=> )${word}(?: ${word}){0,3}(?! ?\\w)|${word}(?: ${word}){3}`);

/** What the sandbox's page has to know of Backupcode: what a code looks like, and what is worth trying. */
export const demoPage: Pick<
  PageOptions,
  'secretPattern' | 'retoldPattern' | 'hints' | 'startAs' | 'startIn'
> = {
  secretPattern: new RegExp(`${CODE.source}|${VENDOR_CODE.source}`),
  retoldPattern: SPELLED,
  startAs: 'adam',
  startIn: 'it-help',
  hints: [
    {
      person: 'adam',
      channel: 'it-help',
      text: '/backupcode @lena lost phone',
      why: 'Lena lost her phone: issue her a backup code',
    },
    {
      person: 'adam',
      channel: 'it-help',
      text: '/backupcode @amina broken phone',
      why: 'Amina is an admin: a second person has to agree',
    },
    {
      person: 'adam',
      channel: 'it-help',
      text: '/backupcode @erik lost phone',
      why: 'Erik signs in at Entra ID: the code comes from there',
    },
    {
      person: 'adam',
      channel: 'it-help',
      text: '/backupcode @ivan lost phone',
      why: 'Ivan has not accepted his invitation: see a refusal',
    },
    {
      person: 'olivia',
      channel: 'it-help',
      text: '/backupcode @amina broken phone',
      why: 'Amina is an admin: a second person has to agree',
    },
    {
      person: 'mia',
      channel: 'it-help',
      text: '/backupcode @lena lost phone',
      why: 'Mia can’t issue codes: see the refusal',
    },
  ],
};
