import { slackStatus as english } from '../../en/slack/status.ts';
import { translate } from '../../translate.ts';

export const slackStatus = translate(english, {
  'slack.status.help': 'den neuesten Code einer Person prüfen und die Versuche ansehen',
  'slack.status.question': 'Wessen Code?',
  'slack.status.refused': 'Es wurde kein Code nachgeschlagen.',
  'slack.status.none': 'Für {name} wurde noch kein Backup-Code ausgestellt.',
  'slack.status': 'Neuester Backup-Code für {name}',
  'slack.status.line': '*Neuester Backup-Code für {name}:* {state}',
  'slack.status.enrolled': 'Neuer zweiter Faktor eingerichtet: {time}.',
  'slack.status.disowned':
    ':rotating_light: *{name} hat „Das war ich nicht“ gemeldet* ({time}). Erzeugt wurde der Code: {createdAt}.',
  'slack.status.generated':
    '{issuer} hat ihn erzeugt ({time}). Der Code selbst kann nicht noch einmal angezeigt werden.',
  'slack.status.tried': 'Abgewiesene Versuche seit {since}: {counts}. Letzter Versuch: {lastAt}.',
  'slack.status.tried.cut':
    'Abgewiesene Versuche seit {since}: mindestens {counts}. Letzter Versuch: {lastAt}.',
  'slack.status.locked':
    ':lock: *Gesperrt* nach zu vielen falschen Codes, bis jemand `/backupcode unlock @name` ausführt.',
  'slack.status.locked_for':
    ':hourglass: *Gesperrt* nach falschen Codes, noch {wait}. Sofort aufheben: `/backupcode unlock @name`.',
  'slack.status.attempt.wrong_code': '{count} falsch',
  'slack.status.attempt.mistyped': '{count} vertippt',
  'slack.status.attempt.used': '{count} bereits verwendet',
  'slack.status.attempt.expired': '{count} abgelaufen',
  'slack.status.attempt.not_started': '{count} zu früh',
  'slack.status.attempt.superseded': '{count} durch einen neueren ersetzt',
  'slack.status.attempt.revoked': '{count} widerrufen',
  'slack.status.attempt.undelivered': '{count} noch nicht angezeigt',
  'slack.status.attempt.user_not_confirmed': '{count} bei inaktivem Konto',
  'slack.status.attempt.locked': '{count} während der Sperre',

  'slack.revoke.help': 'den gültigen Code einer Person beenden',
  'slack.revoke.question': 'Wessen Code?',
  'slack.revoke.ask': 'Den Backup-Code für {name} widerrufen?',
  'slack.revoke.ask.title': '*Den Backup-Code für {name} widerrufen?*',
  'slack.revoke.facts': '{state} {issuer} hat ihn ausgestellt ({time}).',
  'slack.revoke.ask.terms':
    'Er wird sofort ungültig, und {name} wird benachrichtigt. Das lässt sich nicht rückgängig machen, aber Sie können einen neuen ausstellen.',
  'slack.revoke.nothing':
    ':information_source: *Es gibt nichts zu widerrufen:* Für {name} gilt gerade kein Backup-Code.',
  'slack.revoke.refused': 'Es wurde nichts widerrufen.',
  'slack.revoke_issued.none':
    ':information_source: Keiner der Codes, die *{name}* ausgestellt hat, gilt noch. Es wurde nichts widerrufen.',
  'slack.revoke_issued.done':
    ':white_check_mark: Sie haben {count, plural, one {den Code widerrufen, den *{name}* ausgestellt hat. Er gilt nicht mehr.} other {die # Codes widerrufen, die *{name}* ausgestellt hat. Sie gelten nicht mehr.}}',
  'slack.revoke_issued.notified':
    '{count, plural, one {Die betroffene Person wurde benachrichtigt.} other {Die betroffenen Personen wurden benachrichtigt.}}',
  'slack.revoke.done':
    ':white_check_mark: Sie haben den Backup-Code für *{name}* widerrufen ({time}). Er gilt nicht mehr.',
  'slack.revoke.notified': '{name} wurde benachrichtigt.',
  'slack.revoke.redeemed':
    ':warning: *Zu spät: Der Code von {name} wurde verwendet* ({when}). Es wurde nichts widerrufen.',
  'slack.revoke.redeemed.next':
    'Falls das nicht {name} war, beenden Sie jetzt alle Sitzungen der Person und setzen Sie ihr Passwort zurück.',
  'slack.revoke.superseded':
    ':information_source: Ein neuerer Code hat den Code von {name} ersetzt ({time}). Es wurde nichts widerrufen.',
  'slack.revoke.superseded.next': 'Den neueren widerrufen Sie so: `/backupcode status @name`.',
  'slack.revoke.expired':
    ':information_source: Der Code von {name} war bereits abgelaufen ({until}). Es wurde nichts widerrufen.',
  'slack.revoke.disowned':
    ':rotating_light: *{name} hat diesen Code bereits beendet* ({time}): „Das war ich nicht.“ Beenden Sie das Gespräch: Am Telefon ist vielleicht jemand anderes.',
  'slack.revoke.revoked': ':information_source: {by} hat den Code von {name} bereits widerrufen ({time}).',
  'slack.revoke.revoked_by_system':
    ':information_source: Der Code von {name} wurde bereits automatisch widerrufen ({time}).',
});
