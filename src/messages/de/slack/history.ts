import { slackHistory as english } from '../../en/slack/history.ts';
import { translate } from '../../translate.ts';

export const slackHistory = translate(english, {
  'slack.history.help':
    'zeigen, was zu einer Person geschah: angefragt, freigegeben, ausgestellt, verwendet, verweigert',
  'slack.history.question': 'Wessen Verlauf?',
  'slack.history.refused': 'Es wurde kein Verlauf angezeigt.',
  'slack.history.title': 'Verlauf von {name}',
  'slack.history.none': 'Zu den Codes von {name} wurde noch nichts protokolliert.',
  'slack.history.none.older': 'Es gibt nichts Älteres.',
  'slack.history.line': '{time} – {what}',
  'slack.history.terms':
    'Das Neueste zuerst. Jede Aktion wird protokolliert, und das Protokoll kann nicht unbemerkt geändert werden.',
  'slack.history.system': 'Backupcode',
  'slack.history.operator': 'Operator {name}',

  'slack.history.event.request.opened': ':speech_balloon: {who} hat einen Code angefragt. Grund: {reason}.',
  'slack.history.event.request.refused':
    '{asked, select, none {:no_entry: {who} wurde ein Code verweigert: {why}.} other {:no_entry: {who} wurde die Einsicht verweigert: {why}.}}{times}',
  'slack.history.event.request.tightened': ':warning: Ein Risikosignal hat erhöht, was die Anfrage braucht.',
  'slack.history.event.request.number_shown':
    ':telephone_receiver: {who} hat die Nummer aus dem Verzeichnis angesehen.',
  'slack.history.event.request.verified': ':white_check_mark: {who} hat den Anrufer geprüft.',
  'slack.history.event.request.options_changed': '{who} hat gewählt, wie lange und ab wann der Code gilt.',
  'slack.history.event.request.manager_asked': '{who} hat die Führungskraft nach dem Anrufer gefragt.',
  'slack.history.event.request.caller_refused':
    ':rotating_light: *{who} sagt als Führungskraft, dass jemand anderes anruft.*',
  'slack.history.event.request.device_asked': '{who} ließ die Person auf dem registrierten Gerät fragen.',
  'slack.history.event.request.device_confirmed':
    ':white_check_mark: {who} hat auf dem registrierten Gerät bestätigt.',
  'slack.history.event.request.device_denied':
    ':rotating_light: *{who} hat auf dem registrierten Gerät abgelehnt.*',
  'slack.history.event.request.device_failed':
    ':warning: Die Frage an das registrierte Gerät brachte keine Antwort, die zählt.',
  'slack.history.event.request.approval_asked': '{who} hat die Freigabe angefordert.',
  'slack.history.event.approval.given':
    ':white_check_mark: {who} hat die Anfrage freigegeben; sie braucht noch weitere Freigaben.',
  'slack.history.event.request.approved': ':white_check_mark: {who} hat die Anfrage freigegeben.',
  'slack.history.event.delegation.given':
    ':bust_in_silhouette: {who} lässt sich bei Freigaben durch diese Person vertreten.',
  'slack.history.event.delegation.ended': 'Die Vertretung dieser Person bei Freigaben ist beendet.',
  'slack.history.event.request.rejected': ':no_entry: {who} hat die Anfrage abgelehnt. Grund: {reason}.',
  'slack.history.event.request.glass_broken':
    ':rotating_light: *{who} hat den Notfallzugriff genutzt, ohne auf eine Freigabe zu warten.* Grund: {reason}.',
  'slack.history.event.request.glass_rehearsed': '{who} hat den Notfallzugriff geübt. Grund: {reason}.',
  'slack.history.event.review.closed':
    '{verdict, select, justified {:white_check_mark: {who} hat die Prüfung des Notfallzugriffs abgeschlossen: berechtigt.} other {:rotating_light: *{who} hat die Prüfung des Notfallzugriffs abgeschlossen: nicht berechtigt.*}} Notiz: {reason}.',
  'slack.history.event.review.escalated': ':warning: Der Notfallzugriff ist noch nicht geprüft.',
  'slack.history.event.review.refused':
    ':no_entry: {who} durfte einen Notfallzugriff nicht prüfen: {why}.{times}',
  'slack.history.event.request.cancelled': 'Die Anfrage wurde abgebrochen.',
  'slack.history.event.request.expired': 'Die Anfrage ist abgelaufen.',
  'slack.history.event.help.asked': ':raising_hand: {who} hat um Hilfe gebeten. Grund: {reason}.',
  'slack.history.event.help.taken': ':telephone_receiver: {who} hat das Hilfegesuch übernommen.',
  'slack.history.event.help.given_back':
    '{own, select, yes {{who} hat das Hilfegesuch zurückgegeben.} other {Das Hilfegesuch wartet wieder: Wer es übernommen hatte, kann derzeit keine Codes ausstellen.}}',
  'slack.history.event.help.declined': ':no_entry: {who} hat das Hilfegesuch abgelehnt. Grund: {reason}.',
  'slack.history.event.help.cancelled': 'Das Hilfegesuch wurde beendet.',
  'slack.history.event.help.disowned':
    ':rotating_light: *{who} hat zu einem Hilfegesuch gemeldet: „Das war ich nicht“.*',
  'slack.history.event.help.done': 'Das Hilfegesuch endete mit einem Code.',
  'slack.history.event.help.expired': 'Das Hilfegesuch ist abgelaufen.',
  'slack.history.event.help.refused': ':no_entry: Hilfegesuch von {who} abgewiesen: {why}.{times}',
  'slack.history.event.code.confirmed_by_operator':
    '{who} hat bestätigt, dass auf der Kommandozeile ein Code ausgestellt werden darf.',
  'slack.history.event.code.delivered': ':key: *{who} hat einen Code ausgestellt.*',
  'slack.history.event.code.revoked':
    '{why, select, admin {:x: {who} hat den Code widerrufen.} disowned {:x: Der Code endete, weil er als fremd gemeldet wurde.} delivery_failed {:x: Der Code konnte nicht angezeigt werden und galt deshalb nie.} never_delivered {:x: Der Code wurde nie angezeigt und galt deshalb nie.} other {:x: Der Code endete, weil er nicht mehr zulässig war.}}',
  'slack.history.event.code.disowned': ':rotating_light: *{who} hat „Das war ich nicht“ gemeldet.*',
  'slack.history.event.code.superseded': 'Ein neuerer Code hat den vorherigen ersetzt.',
  'slack.history.event.code.expired': 'Der Code ist unbenutzt abgelaufen.',
  'slack.history.event.code.redeemed': ':unlock: *Der Code wurde verwendet* bei {who}.',
  'slack.history.event.challenge.opened': '{who} hat eine Anmeldeseite für einen Code geöffnet.',
  'slack.history.event.challenge.refused': '{who} wurde eine Anmeldeseite verweigert.{times}',
  'slack.history.event.redeem.refused': ':warning: Abgewiesene Codes bei {who}: {why}.',
  'slack.history.event.redeem.frozen': ':lock: Viele falsche Codes: Codes waren eine Weile gesperrt.',
  'slack.history.event.redeem.disabled':
    ':lock: *Zu viele falsche Codes: Codes sind gesperrt, bis jemand sie entsperrt.*',
  'slack.history.event.redeem.unlocked': ':unlock: {who} hat Codes entsperrt.',
  'slack.history.event.unlock.refused': ':no_entry: {who} durfte Codes nicht entsperren: {why}.{times}',
  'slack.history.event.factor.enrolled': '{who} meldet: Ein neuer zweiter Faktor wurde eingerichtet.',
  'slack.history.event.approval.refused': ':no_entry: {who} konnte keine Freigabe anfordern: {why}.{times}',
  'slack.history.event.revoke.refused': ':no_entry: {who} konnte keinen Code widerrufen: {why}.{times}',
  'slack.history.event.notice.failed': ':warning: Eine Benachrichtigung kam nicht an.{times}',
  'slack.history.event.identity.linked': 'Ein Slack-Konto wurde verknüpft.',
  'slack.history.event.identity.conflict':
    ':warning: Slack-Konto und Verzeichnis passten nicht zusammen.{times}',
  'slack.history.event.identity.unlinked': '{who} hat die Verknüpfung mit dem Slack-Konto gelöst.',
  'slack.history.event.issuer.frozen': ':snowflake: {who} hat dieser Person das Ausstellen gestoppt.',
  'slack.history.event.issuer.released': '{who} lässt diese Person wieder Codes ausstellen.',
  'slack.history.event.freeze.refused':
    ':no_entry: {who} konnte keinen Ausstellungsstopp ändern: {why}.{times}',
  'slack.history.event.conflict.resolved': '{who} hat einen Konflikt im Verzeichnis gelöst.',

  'slack.history.times': '{count}-mal hintereinander.',
  'slack.history.why.not_live': 'der Code war schon beendet',
  'slack.history.why.own': 'es ging um die eigene Person',
  'slack.history.why.role': 'für diese Rolle nicht zulässig',
  'slack.history.why.limit': 'ein Limit war erreicht',
  'slack.history.why.target': 'dieses Konto kann keinen Code bekommen',
  'slack.history.why.requester': 'keine Berechtigung, Codes auszustellen',
  'slack.history.why.place': 'nicht in dieser Unterhaltung',
  'slack.history.why.approval': 'dafür ist die Freigabe einer anderen Person nötig',
  'slack.history.why.closed': 'die Anfrage war schon geschlossen',
  'slack.history.why.term': 'Dauer oder Beginn nicht erlaubt',
  'slack.history.why.reason': 'der Grund fehlte oder war zu lang',
  'slack.history.why.help': 'so kann für sie nicht um Hilfe gebeten werden',
  'slack.history.why.frozen': 'das Ausstellen war gestoppt',
});
