import { slackConflict as english } from '../../en/slack/conflict.ts';
import { translate } from '../../translate.ts';

export const slackConflict = translate(english, {
  'slack.home.conflict.kind.login_of_another_source':
    '{who}: {value} ({field}) gehört schon zu {other}. Diese Person kommt aus: {from}.',
  'slack.home.conflict.kind.login_of_another_person':
    '{who}: {value} ({field}) gehört schon zu {other}, einer anderen Person aus {source}. Gibt es zwei Einträge, oder hat die Adresse gewechselt?',
  'slack.home.conflict.kind.two_people':
    '{who}: Die Anmeldungen gehören im Verzeichnis zu zwei Personen. Eine davon ist {other}, aus: {from}.',
  'slack.home.conflict.kind.unverified_domain':
    '{who}: Die Domain {value} ist nicht verifiziert. Bis dahin gibt es keine Codes für diese Person.',
  'slack.home.conflict.kind.no_email': '{who}: {source} nennt weder E-Mail-Adresse noch Mobilnummer.',
  'slack.home.conflict.kind.mobile_only':
    '{who}: {source} nennt nur die Mobilnummer {value}. Ohne E-Mail-Adresse gibt es keine Codes.',
  'slack.home.conflict.kind.two_primary_addresses':
    '{who}: Zwei E-Mail-Adressen sind als primär markiert. Verwendet wird die erste: {value}.',
  'slack.home.conflict.kind.role_refused':
    '{who}: Eine Rollenregel macht die Person zum Inhaber, aber {source} darf das nicht.',
  'slack.home.conflict.kind.admin_login':
    '{who}: {source} ändert bei einem Inhaber oder Admin {field} in {value}. Wer Zugriff darauf hat, könnte in dessen Namen handeln.',
  'slack.home.conflict.kind.last_owner':
    '{who}: Laut {source} ist die Person kein bestätigter Inhaber mehr ({field}: {value}), sie ist aber der letzte.',
  'slack.home.conflict.kind.unknown_manager': '{who}: Die Führungskraft {value} ist nicht bekannt.',
  'slack.home.conflict.kind.look_alike':
    '{who}: {value} ({field}) sieht aus wie eine andere Adresse, besteht aber aus anderen Buchstaben.',
  'slack.home.conflict.kind.invalid_field': '{who}: {value} ({field}) ist nicht lesbar.',
  'slack.home.conflict.meanwhile.kept_out':
    'Bis dahin steht die Person nicht im Verzeichnis und bekommt keine Codes.',
  'slack.home.conflict.meanwhile.field_kept':
    'Bis dahin bleibt dieser Wert, wie er war. Alles andere ist aktuell.',
  'slack.home.conflict.meanwhile.warning':
    'Bis dahin steht die Person im Verzeichnis. Alles andere ist aktuell.',
  'slack.home.conflict.who': '{name} ({id})',
  'slack.home.conflict.no_value': 'nichts',
  'slack.home.conflict.field.email': 'E-Mail-Adresse',
  'slack.home.conflict.field.mobile': 'Mobilnummer',
  'slack.home.conflict.field.alias': 'zweite Anmeldung',
  'slack.home.conflict.field.name': 'Name',
  'slack.home.conflict.field.other': 'Feld {field}',
  'slack.home.conflict.operators_list': 'von einem Operator importierte Liste',
  'slack.home.conflict.from_source': 'Quelle {source}',
  'slack.home.conflict.former_source': 'eine entfernte Quelle',
});
