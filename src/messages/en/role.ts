/** Roles as people read them: by name, and in a sentence such as `Hugo is on the help desk`. */
export const role = {
  'role.owner': 'Organization Owner',
  'role.admin': 'Organization Admin',
  'role.helpdesk': 'Help desk',
  'role.member': 'Member',
  'role.plural.owner': 'Owners',
  'role.plural.admin': 'Admins',
  'role.plural.helpdesk': 'the help desk',
  'role.plural.member': 'members',
  'role.phrase.owner': 'an Organization Owner',
  'role.phrase.admin': 'an Organization Admin',
  'role.phrase.helpdesk': 'on the help desk',
  'role.phrase.member': 'a member',
} as const satisfies Record<`role.${string}`, string>;
