import { role as english } from '../en/role.ts';
import { translate } from '../translate.ts';

export const role = translate(english, {
  'role.owner': 'Organisationsinhaber',
  'role.admin': 'Organisationsadmin',
  'role.helpdesk': 'Helpdesk',
  'role.member': 'Mitglied',
  'role.plural.owner': 'Inhaber',
  'role.plural.admin': 'Admins',
  'role.plural.helpdesk': 'den Helpdesk',
  'role.plural.member': 'Mitglieder',
  'role.phrase.owner': 'Organisationsinhaber',
  'role.phrase.admin': 'Organisationsadmin',
  'role.phrase.helpdesk': 'im Helpdesk',
  'role.phrase.member': 'Mitglied',
});
