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
  'slack.sync.failing': 'Die Synchronisierung von {source} schlägt immer wieder fehl.',
  'slack.sync.failing.title':
    ':warning: *Die Synchronisierung von {source} schlägt immer wieder fehl:* {failed, plural, one {# Lauf} other {# Läufe hintereinander}}.',
  'slack.sync.workedLast': 'Zuletzt erfolgreich: {time}.',
  'slack.sync.neverWorked': 'Sie war noch nie erfolgreich.',
  'slack.sync.why.credential_refused':
    'Unsere Zugangsdaten werden abgelehnt: Sie wurden widerrufen oder sind abgelaufen.',
  'slack.sync.why.clock_wrong':
    'Das Verzeichnis lehnt unsere Anfragen ab, weil die Uhr unseres Rechners falsch geht.',
  'slack.sync.why.not_permitted':
    'Unsere Zugangsdaten dürfen die Personen nicht oder nicht mehr vollständig lesen.',
  'slack.sync.why.unknown_account': 'Das Konto in den Einstellungen ist dort unbekannt.',
  'slack.sync.why.unknown_group': 'Eine Gruppe aus den Einstellungen gibt es nicht mehr.',
  'slack.sync.why.unreachable': 'Das Verzeichnis ist nicht erreichbar oder antwortet nur mit Fehlern.',
  'slack.sync.why.throttled':
    'Das Verzeichnis verlangt eine längere Wartezeit, als eine Synchronisierung dauern darf.',
  'slack.sync.why.unexpected_answer': 'Die Antworten des Verzeichnisses kann ich nicht lesen.',
  'slack.sync.why.too_large': 'Eine Antwort des Verzeichnisses ist zu groß.',
  'slack.sync.why.bot_token_missing': 'Diesem Programm fehlt das Bot-Token von Slack, mit dem gelesen wird.',
  'slack.sync.why.bot_token_refused': 'Slack lehnt das Bot-Token ab.',
  'slack.sync.why.wrong_workspace': 'Keine laufende Instanz hat das Bot-Token dieses Slack-Workspace.',
  'slack.sync.why.secret_unreadable': 'Der Schlüssel zu unseren Zugangsdaten fehlt.',
  'slack.sync.why.directory_changed':
    'Das Verzeichnis ändert sich immer wieder während der Synchronisierung.',
  'slack.sync.why.no_room': 'Für temporäre Daten fehlt Speicherplatz.',
  'slack.sync.why.internal':
    'Ein Fehler in diesem Programm oder seiner Datenbank. Einzelheiten stehen im Protokoll.',
  'slack.sync.failing.caution':
    'Bis sie wieder funktioniert, behalten ausgeschiedene Personen hier Konto, Rolle und Codes, und neue Personen fehlen.',
  'slack.sync.failing.next':
    'Was nicht stimmt, sieht ein Operator so: `backupcode source test {id}`. Ist es behoben: `backupcode source sync {id}`. Ich melde mich, sobald sie wieder funktioniert.',
  'slack.sync.works': 'Die Synchronisierung von {source} funktioniert wieder.',
  'slack.sync.works.title': ':white_check_mark: *Die Synchronisierung von {source} funktioniert wieder.*',
  'slack.sync.works.since': 'Davor zuletzt erfolgreich: {time}.',
  'slack.sync.not_owner': 'Darüber kann nur ein Inhaber entscheiden.',
});
