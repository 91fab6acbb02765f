import type { ColumnMapping } from './column-mapping.ts';

/**
 * The exports of other directories, as their administrators download them. Columns come in any order. A status that is not listed stops
 * the import: taking an unknown one for "confirmed" would let codes be issued for people who have left.
 */
const leftOut = { ignoresOtherColumns: true, findsHeader: true } as const;

export const presetNames = ['google', 'okta', 'entra', 'jumpcloud', 'bamboohr', 'zoho', 'greythr'] as const;
export type PresetName = (typeof presetNames)[number];

export const presets: Readonly<Record<PresetName, ColumnMapping>> = {
  /** Google Workspace: Admin console > Directory > Users > Download users. */
  google: {
    ...leftOut,
    columns: {
      email: [['Email Address']],
      name: [['First Name', 'Last Name']],
      mobile: [['Mobile Phone']],
      status: [['Status']],
    },
    values: { status: { active: 'confirmed', suspended: 'suspended', archived: 'deactivated' } },
  },
  /** Okta: Reports > Users, or a rockstar-style export with `user.` in front. */
  okta: {
    ...leftOut,
    columns: {
      email: [['user.email'], ['email'], ['Primary email']],
      alias: [['user.login'], ['login'], ['Username']],
      name: [
        ['user.firstName', 'user.lastName'],
        ['firstName', 'lastName'],
        ['First name', 'Last name'],
      ],
      mobile: [['user.mobilePhone'], ['mobilePhone'], ['Mobile phone']],
      status: [['user.status'], ['status']],
    },
    values: {
      status: {
        active: 'confirmed',
        password_expired: 'confirmed',
        recovery: 'confirmed',
        locked_out: 'confirmed',
        staged: 'invited',
        provisioned: 'invited',
        suspended: 'suspended',
        deprovisioned: 'deactivated',
      },
    },
  },
  /** Microsoft Entra ID: Users > Bulk operations > Download users. Guests are left out: they belong to another organization. */
  entra: {
    ...leftOut,
    columns: {
      email: [['mail'], ['userPrincipalName']],
      alias: [['userPrincipalName']],
      name: [['displayName'], ['givenName', 'surname']],
      mobile: [['mobilePhone'], ['telephoneNumber']],
      status: [['accountEnabled']],
    },
    values: { status: { true: 'confirmed', false: 'suspended' } },
    leavesOut: (cell) =>
      cell('usertype').toLowerCase() === 'guest' || cell('userprincipalname').includes('#EXT#'),
  },
  /** JumpCloud: Users > Export. */
  jumpcloud: {
    ...leftOut,
    columns: {
      email: [['email']],
      name: [['firstname', 'lastname'], ['displayname']],
      mobile: [['phoneNumbers'], ['mobile']],
      status: [['state'], ['status']],
    },
    values: { status: { activated: 'confirmed', staged: 'invited', suspended: 'suspended' } },
    clean: {
      mobile: (text) =>
        /(?:^|[;,|\s])mobile:\s*([^;,|]+)/i.exec(text)?.[1] ?? (text.includes(':') ? '' : text),
    },
  },
  /** BambooHR: a report with name, work e-mail and employment status. */
  bamboohr: {
    ...leftOut,
    columns: {
      email: [['Work Email'], ['Email']],
      name: [['Last Name, First Name'], ['First Name', 'Last Name'], ['Name'], ['Employee Name']],
      mobile: [['Mobile Phone']],
      status: [['Employment Status'], ['Status']],
    },
    values: {
      status: {
        active: 'confirmed',
        'full-time': 'confirmed',
        'part-time': 'confirmed',
        contractor: 'confirmed',
        intern: 'confirmed',
        temporary: 'confirmed',
        inactive: 'deactivated',
        terminated: 'deactivated',
      },
    },
    clean: { name: putFirstNameFirst },
  },
  /** Zoho One: Users > Export. A Super Admin is what Zoho One calls the organization's owner in this file. */
  zoho: {
    ...leftOut,
    columns: {
      email: [['Email ID'], ['Email Address'], ['Email']],
      name: [['First Name', 'Last Name'], ['Full Name'], ['Name']],
      mobile: [['Mobile Number'], ['Mobile']],
      role: [['Role']],
      status: [['Status'], ['User Status']],
    },
    values: {
      role: {
        user: 'member',
        employee: 'member',
        admin: 'admin',
        'organization admin': 'admin',
        'super admin': 'owner',
        'organization owner': 'owner',
      },
      status: {
        active: 'confirmed',
        confirmed: 'confirmed',
        invited: 'invited',
        pending: 'invited',
        unconfirmed: 'invited',
        inactive: 'suspended',
        suspended: 'suspended',
        deleted: 'deactivated',
      },
    },
  },
  /** greytHR: Employees > Export. */
  greythr: {
    ...leftOut,
    columns: {
      email: [['Email'], ['Official Email'], ['Work Email']],
      name: [['Name'], ['Employee Name']],
      mobile: [['Mobile'], ['Mobile No']],
      status: [['Employee Status'], ['Status']],
    },
    values: {
      status: {
        confirmed: 'confirmed',
        probation: 'confirmed',
        trainee: 'confirmed',
        contract: 'confirmed',
        active: 'confirmed',
        resigned: 'deactivated',
        relieved: 'deactivated',
        retired: 'deactivated',
        terminated: 'deactivated',
        absconded: 'deactivated',
      },
    },
  },
};

/** `Klein, Lena` -> `Lena Klein`; anything else stays. */
function putFirstNameFirst(text: string): string {
  const [last = '', first = '', ...more] = text.split(',').map((part) => part.trim());
  return first === '' || more.length > 0 ? text : `${first} ${last}`;
}
