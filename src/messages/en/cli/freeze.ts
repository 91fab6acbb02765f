/** `backupcode freeze` and `unfreeze`. */
export const freeze = {
  'cli.freeze.freeze': 'Stop all issuing of the organization, in an emergency',
  'cli.freeze.reason': 'Why, for the history and for the people who are notified',
  'cli.freeze.revokeCodes': 'Also revoke every code that works',
  'cli.freeze.help': `No one can ask for, approve or generate a code until two different people agree
to unfreeze. Open requests end. Codes that were issued before still work, unless
you add --revoke-codes. The owners, the security channel and everyone with an
open request are notified.`,
  'cli.freeze.toConfirm':
    '{codes, select, yes {This stops all issuing of {organization} and revokes every code that works.} other {This stops all issuing of {organization}.}}',
  'cli.freeze.needsYes': 'Nothing was frozen. If it’s right, add --yes.',
  'cli.freeze.ask': 'Freeze all issuing?',
  'cli.freeze.notConfirmed': 'Nothing was frozen.',
  'cli.freeze.frozen':
    'All issuing is frozen. {ended, plural, =0 {No request was open.} one {One open request ended.} other {# open requests ended.}} {codes, plural, =0 {No issued code works now.} one {One issued code still works.} other {# issued codes still work.}}',
  'cli.freeze.frozenBefore':
    'All issuing was already frozen. {codes, plural, =0 {No issued code works now.} one {One issued code still works.} other {# issued codes still work.}}',
  'cli.freeze.revoked':
    '{count, plural, =0 {No code to revoke.} one {One code was revoked.} other {# codes were revoked.}}',

  'cli.freeze.unfreeze': 'Agree to resume issuing, as one of two people; or release one person',
  'cli.freeze.unfreezeHelp': `Two different people have to agree: Owners; Admins where only one Owner can act,
but not two of them alone; operators. You count as one person. The first
proposes it, in Slack or here, and the second agrees within an hour. With a
login, one person who was frozen after “This wasn’t me” can issue codes again.`,
  'cli.freeze.login': 'Email address, mobile number or alias of the one person to release',
  'cli.freeze.proposed':
    'You proposed to unfreeze. A second person has to agree by {until}: an Owner in Slack, or another operator here.',
  'cli.freeze.proposedBefore':
    'You already proposed it. A second person has to agree by {until}; you can’t agree twice.',
  'cli.freeze.unfrozen':
    'Issuing has resumed: two people agreed. {count, plural, =0 {No request was waiting.} one {One waiting request goes on.} other {# waiting requests go on.}}',
  'cli.freeze.notFrozen': 'Issuing isn’t frozen. Nothing changed.',
  'cli.freeze.released': '{login} can issue codes again.',
  'cli.freeze.personNotFrozen': '{login}’s issuing isn’t frozen. Nothing changed.',
} as const satisfies Record<`cli.freeze.${string}`, string>;
