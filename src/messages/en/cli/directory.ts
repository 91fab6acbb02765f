/** `backupcode directory`: importing a file, and what can be wrong with it. */
export const directory = {
  'cli.directory.list': 'List the people in the directory',
  'cli.directory.listRole': 'Only people with this role',
  'cli.directory.listStatus': 'Only people with this status',

  'cli.directory.groups': 'List the groups that sources tell, and the settings of the policy that name them',
  'cli.directory.noGroups':
    'No groups yet. They come from a source, such as SCIM: `backupcode source add --help`',

  'cli.directory.import': 'Add and change people from a file; checks every row before writing any',
  'cli.directory.file': 'A .csv or .json file',
  'cli.directory.preset': 'Read an export of this directory',
  'cli.directory.map': 'Map one of the file’s columns or values to ours; may be repeated',
  'cli.directory.mapDefault': 'none',
  'cli.directory.ignoreOthers': 'Ignore columns that aren’t ours (presets always do)',
  'cli.directory.defaultRole': 'Role of new people when the file has none (presets use member)',
  'cli.directory.country': 'Country of mobile numbers without a country code, such as GB',
  'cli.directory.encoding': 'Encoding of a file that isn’t UTF-8 and doesn’t say so',
  'cli.directory.changeAdminEmails': 'Let the file change email addresses of owners and admins',
  'cli.directory.dryRun': 'Check everything and show the changes, but write nothing',
  'cli.directory.columns': `Columns (CSV: named in the first line, in any order; JSON: a list of objects
with these fields):
  email    email address; saved in lower case
  mobile   mobile number with country code, such as +441234567890
           (without country code: use --country)
  alias    optional: a second login in the form of an email address, such as a
           user principal name
  name     full name, up to 200 characters
  role     owner, admin, helpdesk or member
           (without this column: use --default-role)
  status   invited, confirmed, suspended or deactivated
  primary  optional: email or mobile, the contact the account is known by.
           Without it, people keep theirs; new people get the email address
           if they have one.
  manager, department, employee_number
           optional: facts about a person that decide nothing

Fields may be separated by commas, semicolons or tabs. UTF-8 and UTF-16 are
detected. Each row needs an email address or a mobile number. People are
matched by any of their logins; anyone new is added. If a contact’s column is
missing, it stays as it is; if the field is empty, it is removed. No one is
ever deleted: set the status to deactivated. What a source such as SCIM
decides can only be changed there. If any row is wrong, every wrong
row is listed and nothing is written. Importing the same file again changes
nothing. You can import the output of "directory list --json".

Presets read the unmodified exports of Google Workspace, Okta, Microsoft
Entra ID, JumpCloud, BambooHR, Zoho One and greytHR. New people become
members. Roles never change, except with zoho, whose file has them. Mobile
numbers that can’t be read are skipped and listed.`,
  'cli.directory.badExtension': 'error: the file name must end in .csv or .json',
  'cli.directory.csvOnly': 'error: --preset, --map and --ignore-other-columns are only for .csv files',
  'cli.directory.badMap': 'error: --map: {problem}',
  'cli.directory.badCountry': 'Write two letters, such as GB or DE.',
  'cli.directory.noFile': 'There is no file {file}.',
  'cli.directory.unreadableFile': 'Can’t read {file} ({error}).',
  'cli.directory.noRoom':
    'Stopped: {error}. Free some disk space, or set TMPDIR to another folder, and try again.',
  'cli.directory.badFile': 'Nothing was written. {problem}',

  'cli.directory.imported': '{added} added, {changed} changed, {unchanged} unchanged.',
  'cli.directory.planned':
    'Nothing was written. An import would give: {added} added, {changed} changed, {unchanged} unchanged.',
  'cli.directory.guests': '{count, plural, one {# guest skipped.} other {# guests skipped.}}',
  'cli.directory.more': '... and {count} more.',
  'cli.directory.skipped': 'Skipped: {problem}',
  'cli.directory.rejected':
    'Nothing was written. Correct {rows, plural, one {this row} other {these # rows}} and try again.',
  'cli.directory.rejectedMore': 'Nothing was written. Correct these rows and try again.',
  'cli.directory.noOwnerLeft':
    'Nothing was written: the organization would have no confirmed owner left. Keep one, or make someone else an owner in the same file.',
  'cli.directory.noReachableOwner':
    'Nothing was written: no owner would be left with an email address on a verified domain, so no owner could be issued a code. Verify the new domain first (`backupcode domain add`, `domain verify`), or leave one owner as they are.',
  'cli.directory.interrupted':
    'Stopped after {added} added, {changed} changed: the directory changed in the meantime. {problem} Run the import again; it continues where it stopped.',
  'cli.directory.add': '{role}, {status}',
  'cli.directory.addWithAlias': '{role}, {status}, also signs in as {alias}',
  'cli.directory.atLine': 'Line {line}: {problem}',
  'cli.directory.atLineColumn': 'Line {line}, {column}: {problem}',
  'cli.directory.atEntry': 'Entry {line}: {problem}',
  'cli.directory.atEntryColumn': 'Entry {line}, {column}: {problem}',

  'cli.directory.progress':
    '{step, select, read {{done} people read} check {{done} of {total} people checked} other {{done} of {total} people written}}',
  'cli.directory.bar': '{step, select, read {people read} check {people checked} other {people written}}',

  'cli.directory.mapTerm':
    'Can’t read {term}. Write COLUMN=THEIRS, COLUMN="ONE"+"OTHER" or COLUMN:THEIR VALUE=OURS. Our columns: {columns}.',
  'cli.directory.mapEmpty': 'Nothing follows the = in {term}.',
  'cli.directory.unknownColumn':
    'Unknown column {column}. Our columns: {columns}. Map it with --map, or ignore all others with --ignore-other-columns.',
  'cli.directory.columnTwice': 'The column {column} appears twice.',
  'cli.directory.noContactColumn': 'There is no email or mobile column. Add at least one of them.',
  'cli.directory.missingColumn': 'The column {column} is missing.',
  'cli.directory.missingRoleColumn':
    'The column role is missing. Add it, or give new people a role with --default-role member.',
  'cli.directory.missingMapped': 'There is no column for {column}. Looked for {columns}.',
  'cli.directory.missingMappedRole':
    'There is no column for role. Looked for {columns}. Add one, or give new people a role with --default-role member.',
  'cli.directory.or': '{first} or {second}',
  'cli.directory.empty': 'The file is empty. The first line must name the columns.',
  'cli.directory.fieldCount':
    '{count, plural, one {# field} other {# fields}}, but the header has {expected}. Put quotes around text that contains the separator.',
  'cli.directory.longLine':
    'This line or an earlier one is longer than {max} characters. Is a closing quote missing?',
  'cli.directory.openQuote': 'This line or an earlier one opens a quote and never closes it.',
  'cli.directory.badQuote':
    'This line or an earlier one has a quote in the wrong place. Double the quotes inside quoted text.',
  'cli.directory.notText':
    'The file isn’t {encoding} text. Save it again as "CSV UTF-8", or name its encoding, such as --encoding windows-1252.',
  'cli.directory.noMark':
    'The file looks like UTF-16 without a byte order mark. Name its encoding: --encoding utf-16le.',
  'cli.directory.longJson':
    'The file is longer than 64 MB. Split it, or use CSV, which can be of any length.',
  'cli.directory.notJson': 'The file isn’t valid JSON.',
  'cli.directory.notList': 'The file isn’t a JSON list. Write [{example}, {example}].',
  'cli.directory.notObject': 'This entry isn’t an object. Write {example}.',
} as const satisfies Record<`cli.directory.${string}`, string>;
