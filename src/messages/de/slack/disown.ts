import { slackDisown as english } from '../../en/slack/disown.ts';
import { translate } from '../../translate.ts';

export const slackDisown = translate(english, {
  'slack.disown.nothing_revoked': 'Es wurde nichts widerrufen.',
  'slack.disown.text': 'Wir haben Ihre Admins alarmiert.',
  'slack.disown.text.used': 'Ihr Code wurde verwendet. Ändern Sie jetzt Ihr Passwort.',
  'slack.disown.used': ':rotating_light: *Ihr Code wurde verwendet ({when}).*',
  'slack.disown.sign_in_stopped': 'Die Anmeldung damit war noch nicht abgeschlossen. Wir haben sie gestoppt.',
  'slack.disown.ended':
    ':white_check_mark: *Der für Sie erzeugte Code ({time}) gilt nicht mehr.* {issuer} hat ihn erzeugt.',
  'slack.disown.over': 'Der Code aus dieser Nachricht ({time}) galt schon nicht mehr. {state}',
  'slack.disown.requests_cancelled':
    '{count, plural, one {Wir haben eine Anfrage nach einem weiteren Code abgebrochen.} other {Wir haben # Anfragen nach weiteren Codes abgebrochen.}}',
  'slack.disown.alerted': 'Wir haben {people} alarmiert.',
  'slack.disown.no_one': 'Bei {organization} gibt es niemanden, den wir alarmieren könnten.',
  'slack.disown.channel': 'den Sicherheitskanal',
  'slack.disown.next.used': '*Ändern Sie jetzt Ihr Passwort* und rufen Sie Ihren Admin an.',
  'slack.disown.next':
    'Falls jemand ein Passwort oder einen Code von Ihnen verlangt hat, ändern Sie jetzt Ihr Passwort.',
  'slack.disown.before':
    ':information_source: Das haben Sie bereits gemeldet ({time}). {state} Wir haben Ihre Admins damals alarmiert.',
  'slack.disown.before.used':
    'Falls Sie Ihr Passwort noch nicht geändert haben, tun Sie es jetzt. Rufen Sie dann Ihren Admin an.',
  'slack.disown.before.next': 'Für Ihr Konto gilt jetzt kein Code.',

  'slack.disowned': '{name} meldet: „Das war ich nicht.“',
  'slack.disown.frozen': '*Keine Codes mehr von {names}*, bis ein Inhaber nachgesehen hat.',

  'slack.disowned.title': ':rotating_light: *{name} meldet: „Das war ich nicht.“* ({login})',
  'slack.disowned.issued':
    '{you, select, yes {Sie haben} other {{by} hat}} den Backup-Code erzeugt ({time}).',
  'slack.disowned.reason': 'Grund: {reason}',
  'slack.disowned.live': '*Der Code war gültig. Er gilt nicht mehr.*',
  'slack.disowned.used': '*Der Code wurde verwendet ({when}). Beenden Sie jetzt alle Sitzungen von {name}.*',
  'slack.disowned.over': '*{state}*',
  'slack.disowned.sign_in_stopped':
    'Eine Anmeldung damit war noch nicht abgeschlossen. Wir haben sie gestoppt.',
  'slack.disowned.newer':
    '*Ein neuerer Code ({time}) war gültig. Er gilt nicht mehr.* {you, select, yes {Sie haben} other {{by} hat}} ihn erzeugt.',
  'slack.disowned.requests_cancelled':
    '{count, plural, one {Wir haben eine offene Anfrage nach einem weiteren Code abgebrochen.} other {Wir haben # offene Anfragen nach weiteren Codes abgebrochen.}}',
  'slack.disowned.next.yours':
    'Am Telefon ist vielleicht jemand anderes. Beenden Sie das Gespräch und sagen Sie Ihrem Sicherheitsteam, wer angerufen hat und was gesagt wurde.',
  'slack.disowned.next': 'Rufen Sie {name} an, und fragen Sie {issuer}, wer angerufen hat.',
  'slack.disowned.next.operator':
    'Rufen Sie {name} an, und fragen Sie den Operator, der den Code erzeugt hat, wer angerufen hat.',
  'slack.disowned.frozen':
    ':snowflake: *{names}: keine Codes, bis ein Inhaber nachgesehen hat.* Rufen Sie dort und bei {name} an, bevor Sie den Ausgabestopp aufheben.',
  'slack.disowned.frozen.you':
    ':snowflake: *Sie können keine Codes ausstellen, bis ein Inhaber nachgesehen hat.* Das heißt nicht, dass Sie etwas falsch gemacht haben: Vielleicht wurde Ihr Konto missbraucht. Ein Inhaber ruft Sie an und kann den Stopp aufheben.',
  'slack.disowned.unfreezable':
    '*Weiterhin möglich ist die Ausgabe durch {names}*, weil kein anderer Inhaber einen Stopp aufheben könnte.',
  'slack.disowned.codes':
    '{count, plural, one {Ein weiterer Code von dort gilt noch} other {# weitere Codes von dort gelten noch}}.',
  'slack.disowned.presses': '{name} hat das in 30 Tagen {count}-mal gemeldet.',
  'slack.disowned.history': 'Code `{id}`. Alle Schritte: `backupcode audit list`.',
  'slack.disowned.request':
    ':rotating_light: *{name} meldet: „Das war ich nicht.“* Ihre Anfrage nach einem Backup-Code für diese Person wurde abgebrochen ({time}).',
});
