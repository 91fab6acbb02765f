import { slackShared as english } from '../../en/slack/shared.ts';
import { translate } from '../../translate.ts';

export const slackShared = translate(english, {
  'slack.button.apply': 'Übernehmen',
  'slack.button.approve': 'Freigeben',
  'slack.button.ask_approval': 'Freigabe anfordern',
  'slack.button.cancel': 'Abbrechen',
  'slack.button.change': 'Ändern',
  'slack.button.close': 'Schließen',
  'slack.button.continue': 'Weiter',
  'slack.button.discard': 'Verwerfen',
  'slack.button.disown': 'Das war ich nicht',
  'slack.button.freeze': 'Gesamte Ausgabe stoppen',
  'slack.button.release': 'Wieder ausstellen lassen',
  'slack.button.release_requests': 'Weiterlaufen lassen',
  'slack.button.revoke_all': 'Alle Codes widerrufen',
  'slack.button.unfreeze': 'Stopp aufheben',
  'slack.button.generate': 'Code erzeugen',
  'slack.button.generate_for': 'Code erzeugen …',
  'slack.button.go_back': 'Zurück',
  'slack.button.hide': 'Jetzt ausblenden',
  'slack.button.locked_out': 'Ich bin ausgesperrt',
  'slack.button.newer': 'Neuere',
  'slack.button.newest': 'Neueste',
  'slack.button.older': 'Ältere',
  'slack.button.next': 'Weiter',
  'slack.button.reject': 'Ablehnen',
  'slack.rejected_because': 'Grund der Ablehnung: {reason}.',
  'slack.button.resolve': 'Lösen',
  'slack.button.revoke': 'Widerrufen',
  'slack.button.revoke_issued': 'Diese Codes widerrufen',
  'slack.button.status': 'Status',
  'slack.button.unlock': 'Entsperren',
  'slack.button.unlock_and_generate': 'Entsperren und erzeugen',

  'slack.modal.title': 'Backupcode',
  'slack.modal.working': ':hourglass_flowing_sand: Einen Moment …',
  'slack.modal.expired':
    ':hourglass: *Das Formular wurde nicht rechtzeitig geöffnet.* Slack wartet drei Sekunden darauf. Es wurde nichts unternommen. Klicken Sie noch einmal auf die Schaltfläche.',
  'slack.modal.failed':
    ':warning: *Slack hat das Formular nicht geöffnet* (`{why}`). Es wurde nichts unternommen. Klicken Sie in einer Minute noch einmal auf die Schaltfläche.',

  'slack.operator': 'Ein Operator von Backupcode',
  'slack.another_admin': 'Ein anderer Admin',
  'slack.no_reason': '_nicht angegeben_',
  'slack.list.more': '{count} weitere',

  'slack.time': '{date} um {time}',

  'slack.duration.minutes': '{minutes, plural, one {# Minute} other {# Minuten}}',
  'slack.duration.hours': '{hours, plural, one {# Stunde} other {# Stunden}}',
  'slack.duration.seconds': '{seconds, plural, one {# Sekunde} other {# Sekunden}}',

  'slack.error':
    ':warning: *Bei uns ist ein Fehler aufgetreten.* Ich weiß nicht, ob die Aktion ausgeführt wurde. Versuchen Sie es in einer Minute erneut.',
  'slack.error.next':
    'Falls Sie einen Code sehen, verwenden Sie ihn nur, wenn er laut `/backupcode status @name` gilt. Falls es wieder vorkommt, geben Sie diese Referenz an die Betreuung von Backupcode weiter: `{reference}`.',
  'slack.nothing_done': 'Es wurde nichts unternommen.',
  'slack.slow_down': ':hourglass: *Zu viele Anfragen:* Versuchen Sie es um {time} erneut.',
  'slack.until': 'Das endet: {time}.',

  'slack.state.undelivered': 'Wird gerade angezeigt und gilt noch nicht.',
  'slack.state.active': 'Gültig bis {until}.',
  'slack.state.redeemed': 'Verwendet: {when}.',
  'slack.state.revoked': 'Widerrufen: {when}.',
  'slack.state.superseded': 'Durch einen neueren Code ersetzt: {when}.',
  'slack.state.expired': 'Unbenutzt abgelaufen: {until}.',
  'slack.when_at': '{time}, bei {client}',
  'slack.when_at.from': '{time}, bei {client} (von {address})',
  'slack.when_at.oidc': '{time}, bei {client}, über OpenID Connect',

  'slack.lockout.until_unlocked':
    ':lock: *Die Codes von {name} sind gesperrt, bis jemand sie entsperrt.* Es gab zu viele falsche Codes, und selbst der richtige wird abgewiesen. Falls es nicht {name} ist, behandeln Sie das als Angriff. `/backupcode status @name` zeigt die Versuche.',
  'slack.lockout.for':
    ':lock: *Die Codes von {name} sind noch {wait} gesperrt.* Es gab zu viele falsche Codes, und selbst der richtige wird abgewiesen. Falls es nicht {name} ist, behandeln Sie das als Angriff. `/backupcode status @name` zeigt die Versuche.',
  'slack.lockout.confirm': 'Entsperren?',
  'slack.lockout.confirm.text':
    'Codes für {name} können sofort wieder eingegeben werden. Finden Sie zuerst heraus, wer es versucht hat.',

  'slack.revoke_issued.confirm': 'Diese Codes widerrufen?',
  'slack.revoke_issued.confirm.text':
    'Alle Codes, die {name} ausgestellt hat, werden sofort ungültig. Das lässt sich nicht rückgängig machen.',
  'slack.revoke.confirm': 'Diesen Code widerrufen?',
  'slack.revoke.confirm.text':
    'Der Code für {name} wird sofort ungültig. Das lässt sich nicht rückgängig machen, aber Sie können einen neuen ausstellen.',
});
