/** A conflict of a source with the directory, as the Home tab tells it. */
export const slackConflict = {
  'slack.home.conflict.kind.login_of_another_source':
    '{who}: the {field} {value} already belongs to {other}, who comes from {from}.',
  'slack.home.conflict.kind.login_of_another_person':
    '{who}: the {field} {value} already belongs to {other}, another person of {source}. Are there two records, or did the address move?',
  'slack.home.conflict.kind.two_people':
    '{who}: their logins belong to two people in the directory. One of them is {other}, from {from}.',
  'slack.home.conflict.kind.unverified_domain':
    '{who}: the domain {value} isn’t verified. No codes for them until it is.',
  'slack.home.conflict.kind.no_email': '{who}: {source} gives no email address and no mobile number.',
  'slack.home.conflict.kind.mobile_only':
    '{who}: {source} gives only the mobile number {value}. No codes for people without an email address.',
  'slack.home.conflict.kind.two_primary_addresses':
    '{who}: two email addresses are marked as primary. The first, {value}, is used.',
  'slack.home.conflict.kind.role_refused':
    '{who}: a role rule makes them an owner, but {source} isn’t allowed to.',
  'slack.home.conflict.kind.admin_login':
    '{who}: {source} changes the {field} of an owner or admin to {value}. Anyone who has it could act as them.',
  'slack.home.conflict.kind.last_owner':
    '{who}: {source} no longer makes them a confirmed owner ({field}: {value}), but they are the last one.',
  'slack.home.conflict.kind.unknown_manager': '{who}: the manager {value} isn’t a person we know.',
  'slack.home.conflict.kind.look_alike':
    '{who}: the {field} {value} looks like another address but has other letters.',
  'slack.home.conflict.kind.invalid_field': '{who}: the {field} {value} can’t be read.',
  'slack.home.conflict.meanwhile.kept_out': 'Meanwhile: they aren’t in the directory, and get no codes.',
  'slack.home.conflict.meanwhile.field_kept':
    'Meanwhile: this stays as it was. Everything else is up to date.',
  'slack.home.conflict.meanwhile.warning':
    'Meanwhile: they are in the directory. Everything else is up to date.',
  'slack.home.conflict.who': '{name} ({id})',
  'slack.home.conflict.no_value': 'nothing',
  'slack.home.conflict.field.email': 'email address',
  'slack.home.conflict.field.mobile': 'mobile number',
  'slack.home.conflict.field.alias': 'second login',
  'slack.home.conflict.field.name': 'name',
  'slack.home.conflict.field.other': 'field {field}',
  'slack.home.conflict.operators_list': 'the list that an operator imported',
  'slack.home.conflict.from_source': 'the source {source}',
  'slack.home.conflict.former_source': 'a source that was removed',
} as const satisfies Record<`slack.home.conflict.${string}`, string>;
