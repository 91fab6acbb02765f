import { slackSync as english } from '../../en/slack/sync.ts';
import { translate } from '../../translate.ts';

export const slackSync = translate(english, {
  'slack.sync.ask':
    '{source} würde {losing} von {live} Personen den Zugang entziehen. Übernehmen oder verwerfen?',
  'slack.sync.ask.title':
    ':warning: *{source} würde {losing} von {live} Personen den Zugang entziehen.* Das sind mehr als {percent} %. Deshalb habe ich angehalten, bevor etwas geändert wurde.',
  'slack.sync.more': 'und {count, plural, one {# weitere Person} other {# weitere Personen}}',
  'slack.sync.ask.caution':
    'Wenn das stimmt, übernehmen Sie es: Die Personen werden gesperrt oder deaktiviert oder verlieren eine Rolle, und ihre Codes enden. Wenn nicht, verwerfen Sie es und lassen Sie {source} korrigieren.',
  'slack.sync.ask.terms':
    'Sie übernehmen genau diese Personen. Ändert sich die Liste, frage ich erneut. Bis Sie entscheiden, wird aus diesem Verzeichnis nichts aktualisiert.',
  'slack.sync.confirm': 'Änderungen übernehmen?',
  'slack.sync.confirm.text':
    '{losing} Personen verlieren jetzt den Zugang oder eine Rolle. Ihre Codes werden ungültig.',
  'slack.sync.applied': ':white_check_mark: *{owner} hat die Synchronisierung von {source} übernommen.*',
  'slack.sync.applied.next':
    'Sie beginnt innerhalb einer Minute und entzieht {losing, plural, one {# Person} other {# Personen}} den Zugang.',
  'slack.sync.discarded': ':no_entry: *{owner} hat die Synchronisierung von {source} verworfen.*',
  'slack.sync.discarded.next':
    'Für {losing, plural, one {# Person} other {# Personen}} wurde nichts geändert. Nach denselben Personen frage ich nicht noch einmal.',
  'slack.sync.late':
    'Das wurde bereits entschieden, oder inzwischen würden andere Personen den Zugang verlieren.',
  'slack.sync.late.next': 'Ein Operator kann den Stand einsehen: `backupcode source list`',
  'slack.sync.not_owner': 'Darüber kann nur ein Inhaber entscheiden.',
});
