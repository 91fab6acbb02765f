import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli();
});
afterEach(() => cli.close());

async function importFile(content: string | Uint8Array, ...options: string[]) {
  await cli.write('people.csv', content);
  return cli.run(['directory', 'import', 'people.csv', ...options]);
}
async function listUsers(): Promise<Record<string, unknown>[]> {
  const users: Record<string, unknown>[] = JSON.parse((await cli.run(['directory', 'list', '--json'])).out);
  return users.filter(({ email }) => email !== 'ada@acme.test');
}
/** Who is there now, by the fields that an import decides. */
async function summarize(): Promise<string[]> {
  return (await listUsers())
    .map(({ email, alias, mobile, name, role, status }) =>
      [email, alias ?? '-', mobile ?? '-', name, role, status].join(' | '),
    )
    .toSorted();
}

describe('a CSV file as programs write it', () => {
  it.each([
    ['semicolons', 'email;name;role;status\nben@acme.test;Ben, B.;member;invited\n'],
    ['tabs', 'email\tname\trole\tstatus\nben@acme.test\tBen, B.\tmember\tinvited\n'],
    [
      'a separator that Excel names',
      'sep=;\r\nemail;name;role;status\r\nben@acme.test;Ben, B.;member;invited\r\n',
    ],
    ['trailing empty columns', 'email,name,role,status,,\nben@acme.test,"Ben, B.",member,invited,,\n'],
    ['old line endings', 'email,name,role,status\rben@acme.test,"Ben, B.",member,invited\r'],
    ['optional cells left out', 'name,role,status,email,mobile\n"Ben, B.",member,invited,ben@acme.test\n'],
  ])('with %s', async (_what, content) => {
    expect(await importFile(content)).toMatchObject({ code: 0, err: '' });
    expect(await summarize()).toEqual(['ben@acme.test | - | - | Ben, B. | member | invited']);
  });

  const umlauts = 'email,name,role,status\nben@acme.test,Bén Müller,member,invited\n';
  it.each([
    ['UTF-16 with its mark', Buffer.from(`\ufeff${umlauts}`, 'utf16le'), []],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${umlauts}`, 'utf16le').swap16(), []],
    [
      'UTF-8 with its mark, whatever was said',
      Buffer.from(`\ufeff${umlauts}`),
      ['--encoding', 'windows-1252'],
    ],
    ['Windows-1252 when told', Buffer.from(umlauts, 'latin1'), ['--encoding', 'windows-1252']],
  ] as const)('in %s', async (_what, content, options) => {
    expect(await importFile(content, ...options)).toMatchObject({ code: 0 });
    expect(await summarize()).toEqual(['ben@acme.test | - | - | Bén Müller | member | invited']);
  });

  it.each([
    ['\\n', '\n', '\n'],
    ['\\r\\n', '\r\n', '\r\n'],
    ['\\r', '\r', '\r'],
    ['\\n in quotes between \\r\\n', '\r\n', '\n'],
    ['\\r\\n in quotes between \\n', '\n', '\r\n'],
    ['\\r in quotes between \\n', '\n', '\r'],
  ])('names the right lines: %s', async (_what, between, inQuotes) => {
    const rows = [
      'email,name,role,status',
      `"ben@acme.test","B${inQuotes}en",member,invited`,
      'broken,Cem,member,invited',
      `"dot@acme.test","D${inQuotes}${inQuotes}ot",member,invited`,
      'broken,Eve,member,invited',
    ];
    const { err } = await importFile(rows.join(between));
    expect(err.match(/^Line \d+/gm)).toEqual(['Line 2', 'Line 4', 'Line 5', 'Line 8']);
  });

  it('names the right lines where line endings are mixed', async () => {
    const { err } = await importFile(
      'email,name,role,status\r\nbroken,A,member,invited\nbroken,B,member,invited\rbroken,C,member,invited\r\n\r\nbroken,D,member,invited',
    );
    expect(err.match(/^Line \d+/gm)).toEqual(['Line 2', 'Line 3', 'Line 4', 'Line 6']);
  });

  it('refuses a row that ends before what it has to say', async () => {
    const { err } = await importFile('email,name,role,status\nben@acme.test,Ben,member\n');
    expect(err).toContain('Line 2: 3 fields, but the header has 4.');
  });

  it('reads what `directory list --json` wrote', async () => {
    await importFile(
      'email,mobile,alias,name,role,status\nben@acme.test,+442079460018,b@acme.test,Ben,member,invited\n',
    );
    await cli.write('people.json', (await cli.run(['directory', 'list', '--json'])).out);
    expect((await cli.run(['directory', 'import', 'people.json'])).out).toBe(
      '0 added, 0 changed, 2 unchanged.\n',
    );
  });
});

describe('the export of another directory', () => {
  it('Google Workspace', async () => {
    const { code, out, err } = await importFile(
      [
        'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required],New Primary Email [UPLOAD ONLY],Status [READ ONLY],Mobile Phone,Employee ID',
        'Lena,Lockedout,lena@acme.test,****,/Sales,,Active,+44 20 7946 0018,E100',
        'Mia,Member,mia@acme.test,****,/Sales,,Suspended,+15550111,E101',
      ].join('\n'),
      '--preset',
      'google',
    );
    expect({ code, out }).toEqual({ code: 0, out: '2 added, 0 changed, 0 unchanged.\n' });
    expect(err).toContain('Skipped: Line 3, mobile: "+15550111" has the wrong length for its country.');
    expect(await summarize()).toEqual([
      'lena@acme.test | - | +442079460018 | Lena Lockedout | member | confirmed',
      'mia@acme.test | - | - | Mia Member | member | suspended',
    ]);
  });

  it('Okta, with a login of its own', async () => {
    const { code } = await importFile(
      [
        '"user.id","user.status","user.firstName","user.lastName","user.email","user.login","user.mobilePhone"',
        '"00u1","ACTIVE","Lena","Lockedout","lena@acme.test","lena@acme.test","+44 20 7946 0018"',
        '"00u2","STAGED","Ivan","Invited","ivan@acme.test","ivan.i@corp.acme.test",""',
        '"00u4","DEPROVISIONED","Dora","Deactivated","dora@acme.test","dora@acme.test",""',
      ].join('\n'),
      '--preset',
      'okta',
    );
    expect(code).toBe(0);
    expect(await summarize()).toEqual([
      'dora@acme.test | - | - | Dora Deactivated | member | deactivated',
      'ivan@acme.test | ivan.i@corp.acme.test | - | Ivan Invited | member | invited',
      'lena@acme.test | - | +442079460018 | Lena Lockedout | member | confirmed',
    ]);
  });

  it('Entra ID, behind its version, without guests', async () => {
    const { code, out } = await importFile(
      [
        'version:v1.0',
        'userPrincipalName,displayName,surname,mail,givenName,id,userType,jobTitle,department,accountEnabled,usageLocation,telephoneNumber,createdDateTime',
        'lena.l@acme.test,Lena Lockedout,Lockedout,lena@acme.test,Lena,1111,Member,AE,Sales,True,US,,2026-01-05T10:00:00Z',
        'sam@acme.test,Sam Stone,Stone,,Sam,3333,Member,,,False,US,,2026-01-05T10:00:00Z',
        'mia_partner#EXT#@acme.test,Mia Guest,Guest,,Mia,2222,Guest,,,False,US,,2026-01-05T10:00:00Z',
      ].join('\r\n'),
      '--preset',
      'entra',
    );
    expect({ code, out }).toEqual({
      code: 0,
      out: '2 added, 0 changed, 0 unchanged.\n1 guest skipped.\n',
    });
    expect(await summarize()).toEqual([
      'lena@acme.test | lena.l@acme.test | - | Lena Lockedout | member | confirmed',
      'sam@acme.test | - | - | Sam Stone | member | suspended',
    ]);
  });

  it('JumpCloud', async () => {
    await importFile(
      [
        'firstname,lastname,username,email,employeeIdentifier,jobTitle,department,state,phoneNumbers,mfa_enabled',
        'Lena,Klein,lena,lena@acme.test,E100,Account Executive,Sales,ACTIVATED,mobile:+4915112345678,true',
        'Sam,Stone,sam,sam@acme.test,E101,,Sales,SUSPENDED,work:+442079460018,false',
        'Nia,New,nia,nia@acme.test,E102,,Support,STAGED,,false',
      ].join('\n'),
      '--preset',
      'jumpcloud',
    );
    expect(await summarize()).toEqual([
      'lena@acme.test | - | +4915112345678 | Lena Klein | member | confirmed',
      'nia@acme.test | - | - | Nia New | member | invited',
      'sam@acme.test | - | - | Sam Stone | member | suspended',
    ]);
  });

  it('BambooHR, behind a title, with semicolons and numbers of one country', async () => {
    await importFile(
      [
        '\ufeffEmployees;;;;;',
        'Employee #;"Last Name, First Name";Work Email;Mobile Phone;Employment Status;Hire Date',
        '100;"Lockedout, Lena";lena@acme.test;(020) 7946 0018;Full-Time;01/05/2020',
        '101;"Stone, Sam";sam@acme.test;;Terminated;01/05/2020',
      ].join('\r\n'),
      '--preset',
      'bamboohr',
      '--country',
      'gb',
    );
    expect(await summarize()).toEqual([
      'lena@acme.test | - | +442079460018 | Lena Lockedout | member | confirmed',
      'sam@acme.test | - | - | Sam Stone | member | deactivated',
    ]);
  });

  it('Zoho One, with roles', async () => {
    await importFile(
      [
        'First Name,Last Name,Email ID,Role,Status,Mobile Number',
        'Lena,Lockedout,lena@acme.test,User,Active,+44-20-7946-0018',
        'Olivia,Owner,olivia@acme.test,Super Admin,Active,',
      ].join('\n'),
      '--preset',
      'zoho',
    );
    expect(await summarize()).toEqual([
      'lena@acme.test | - | +442079460018 | Lena Lockedout | member | confirmed',
      'olivia@acme.test | - | - | Olivia Owner | owner | confirmed',
    ]);
  });

  it('greytHR', async () => {
    const { err } = await importFile(
      [
        'Employee No,Name,Email,Mobile,Date Of Joining,Department,Employee Status,Leaving Date',
        'E100,Lena Klein,lena@acme.test,015112345678,2020-05-01,Sales,Confirmed,',
        'E101,Sam Stone,sam@acme.test,,2021-02-01,Sales,Resigned,2026-10-31',
      ].join('\n'),
      '--preset',
      'greythr',
    );
    expect(err).toContain('Skipped: Line 2, mobile: "015112345678" has no country code');
    expect(await summarize()).toEqual([
      'lena@acme.test | - | - | Lena Klein | member | confirmed',
      'sam@acme.test | - | - | Sam Stone | member | deactivated',
    ]);
  });

  it('keeps roles that were given here, and never takes an unknown status for a known one', async () => {
    await importFile('email,name,role,status\nlena@acme.test,Lena,admin,confirmed\n');
    const google = 'Email Address,First Name,Last Name,Status\n';
    await importFile(`${google}lena@acme.test,Lena,Klein,Active\n`, '--preset', 'google');
    expect(await summarize()).toEqual(['lena@acme.test | - | - | Lena Klein | admin | confirmed']);
    const unknown = await importFile(`${google}lena@acme.test,Lena,Klein,On leave\n`, '--preset', 'google');
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.err).toContain('"On leave" isn’t one of invited,');
    const mapped = ['--preset', 'google', '--map', 'status:On leave=suspended'];
    expect(await importFile(`${google}lena@acme.test,Lena,Klein,On leave\n`, ...mapped)).toMatchObject({
      code: 0,
    });
    expect(await summarize()).toEqual(['lena@acme.test | - | - | Lena Klein | admin | suspended']);
  });

  it('says what it looked for and did not find', async () => {
    const { code, err } = await importFile(
      'Given,Family,Mail\nLena,Klein,lena@acme.test\n',
      '--preset',
      'google',
    );
    expect(code).toBe(1);
    expect(err).toContain('There is no column for name. Looked for First Name + Last Name.');
    expect(err).toContain('There is no column for status. Looked for Status.');
  });
});

describe('a mapping by hand', () => {
  const file = 'First Name,Last Name,E-Mail,State,Shoe size\nLena,Klein,lena@acme.test,Active,42\n';
  const map = [
    '--map',
    'name="First Name"+"Last Name"',
    '--map',
    'email=E-Mail',
    '--map',
    'status=State',
    '--map',
    'status:Active=confirmed',
  ];

  it('imports any table', async () => {
    const result = await importFile(file, ...map, '--default-role', 'member', '--ignore-other-columns');
    expect(result).toMatchObject({ code: 0, out: '1 added, 0 changed, 0 unchanged.\n' });
    expect(await summarize()).toEqual(['lena@acme.test | - | - | Lena Klein | member | confirmed']);
  });

  it('does not pass over a column that was not expected unless told', async () => {
    const { err } = await importFile(file, ...map, '--default-role', 'member');
    expect(err).toContain('Unknown column "Shoe size"');
    expect(err).toContain('--ignore-other-columns');
  });

  it.each([
    ['nickname=Nick', 'Can’t read'],
    ['name', 'Can’t read'],
    ['name=', 'Nothing follows the ='],
  ])('refuses --map %s', async (term, part) => {
    const { code, err } = await importFile(file, '--map', term);
    expect(code).toBe(2);
    expect(err).toContain(part);
  });

  it('is for tables', async () => {
    await cli.write('people.json', '[]');
    expect(await cli.run(['directory', 'import', 'people.json', '--preset', 'google'])).toMatchObject({
      code: 2,
    });
  });
});

it('a dry run shows each change and writes nothing', async () => {
  await importFile('email,name,role,status\nben@acme.test,Ben,member,confirmed\n');
  const { code, out } = await importFile(
    'email,alias,name,role,status\nben@acme.test,b@acme.test,Ben,admin,suspended\ncem@acme.test,,Cem,member,invited\n',
    '--dry-run',
  );
  expect(code).toBe(0);
  expect(out).toMatch(
    /change +ben@acme\.test +Ben +role: member -> admin, status: confirmed -> suspended, alias: - -> b@acme\.test/,
  );
  expect(out).toMatch(/add +cem@acme\.test +Cem +Member, invited/);
  expect(out).toContain('Nothing was written. An import would give: 1 added, 1 changed, 0 unchanged.');
  expect(await summarize()).toEqual(['ben@acme.test | - | - | Ben | member | confirmed']);
});
