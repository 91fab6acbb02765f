export const domain = {
  'cli.domain.list': 'List the email domains and when each was verified',
  'cli.domain.listJson': 'Print JSON, with the TXT records',
  'cli.domain.shown': 'Domain, as `domain list` shows it',
  'cli.domain.unknown': '{name} isn’t a domain of this organization. List them: `backupcode domain list`',
  'cli.domain.invalidName': '{name} isn’t a domain name. Write it like company.example.',

  'cli.domain.add': 'Add an email domain and show the TXT record that proves you own it',
  'cli.domain.name': 'Domain, such as company.example; add each subdomain separately',
  'cli.domain.added': 'Added {name}. It isn’t verified yet.',
  'cli.domain.present': '{name} was already added.',
  'cli.domain.setRecord': 'Create this TXT record in the DNS of {name}:',
  'cli.domain.thenVerify': 'Then run: backupcode domain verify {name}',

  'cli.domain.verify': 'Look up the TXT record; codes are issued only for verified domains',
  'cli.domain.verified': 'Verified: {name} is yours. Leave the record in place.',
  'cli.domain.notAdded': '{name} isn’t a domain of this organization. Add it: `backupcode domain add {name}`',
  'cli.domain.stays':
    '{isVerified, select, yes {The domain stays verified.} other {The domain stays unverified.}}',
  'cli.domain.noRecord': 'There is no TXT record at {record}.',
  'cli.domain.createRecord': 'Create one with the value {value}. New records can take an hour to appear.',
  'cli.domain.otherValue': 'No TXT record at {record} has the value {value}.\nFound:\n{found}',
  'cli.domain.andMore': '{count, plural, one {and # more} other {and # more}}',
  'cli.domain.correctValue': 'Correct the value, without quotes or spaces.',
  'cli.domain.recordAtDomain':
    'The record is at {domain} itself. Move it to {record}: most DNS providers want the name `_backupcode` there.',
  'cli.domain.recordTwice':
    'The record is at {found}, because your DNS provider adds {zone} to every name. Rename it to `{short}`.',
  'cli.domain.verifiedElsewhere':
    'The record is right, but another organization here has verified {name}. {isOtherGone, select, yes {Its own TXT record is gone, so its claim ends within four days. Leave your record in place and try again then.} other {Its own TXT record is still there: if {name} is yours, delete the other record at _backupcode.{name}. The other claim ends within four days; try again then.}}',
  'cli.domain.timedOut': 'The DNS lookup of {record} timed out. Try again, or check this machine’s resolver.',
  'cli.domain.lookupFailed': 'The DNS lookup of {record} failed ({error}). Check this machine’s resolver.',

  'cli.domain.unverify': 'Stop treating a domain as yours, immediately: no more codes for its addresses',
  'cli.domain.notVerified': '{name} isn’t verified. Nothing changed.',
  'cli.domain.unverified': 'Unverified: {name}. To verify it again: backupcode domain verify {name}',

  'cli.domain.remove': 'Remove a domain that isn’t verified',
  'cli.domain.removed': 'Removed {name}. You can delete its TXT record.',
  'cli.domain.stillVerified':
    '{name} is verified. To stop codes for its addresses, first run: backupcode domain unverify {name}',
} as const satisfies Record<`cli.domain.${string}`, string>;
