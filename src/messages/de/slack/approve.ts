import { slackApprove as english } from '../../en/slack/approve.ts';
import { translate } from '../../translate.ts';

export const slackApprove = translate(english, {
  'slack.approve.no_approver': 'Niemand kann das freigeben.',
  'slack.approve.no_approver.line':
    ':no_entry: *Niemand kann einen Code für {name} freigeben.* Nötig ist ein bestätigter Organisationsinhaber oder Organisationsadmin außer Ihnen und {name}, mit einer E-Mail-Adresse auf einer verifizierten Domain.',
  'slack.approve.no_approver.next':
    'Bitten Sie einen Operator, eine solche Person aufzunehmen: `backupcode directory import`.',
  'slack.approve.waiting': 'Ein Backup-Code für {name} wartet auf Freigabe.',
  'slack.approve.waiting.line': ':hourglass: *Warten auf Freigabe* eines Backup-Codes für {name}.',
  'slack.approve.asked': 'Ich habe {approvers} per Direktnachricht gefragt.',
  'slack.approve.asked_before': 'Sie haben die Freigabe angefordert ({time}).',
  'slack.approve.waiting.next':
    'Sobald entschieden ist, schreibe ich Ihnen eine Direktnachricht. Die Anfrage läuft ab: {until}.',
  'slack.approve.nothing_decided': 'Es wurde nichts entschieden.',
  'slack.approve.you_approved':
    ':white_check_mark: Sie haben den Backup-Code für *{name}* *freigegeben*, um den {requester} gebeten hat.',
  'slack.approve.you_rejected':
    ':no_entry: Sie haben den Backup-Code für *{name}* *abgelehnt*, um den {requester} gebeten hat.',
  'slack.approve.you_counted':
    'Sie haben den Backup-Code für {name} freigegeben, um den {requester} gebeten hat. Bisher {given, plural, one {hat # Person} other {haben # Personen}} zugestimmt, nötig sind {required}.',
  'slack.approve.you_counted.next': '{requester} erfährt es, sobald die letzte nötige Person zugestimmt hat.',
  'slack.approve.notified': '{requester} wurde benachrichtigt.',

  'slack.approve.reject.title': 'Anfrage ablehnen',
  'slack.approve.reject.intro':
    '*Den Backup-Code für {name} ablehnen, um den {requester} gebeten hat?* Es wird kein Code erzeugt.',
  'slack.approve.reject.reason': 'Warum lehnen Sie ab?',
  'slack.approve.reject.hint':
    '{requester} und Ihr Sicherheitsteam lesen das. Schreiben Sie hier weder Passwort noch Code.',
  'slack.approve.reject.missing':
    'Geben Sie einen Grund an: Wer gefragt hat, muss wissen, wie es weitergeht.',

  'slack.approve.ask': '{requester} bittet Sie um die Freigabe eines Backup-Codes für {name}.',
  'slack.approve.ask.reminder':
    ':hourglass: Zur Erinnerung: {requester} wartet noch auf eine Entscheidung über einen Backup-Code für *{name}*.',
  'slack.approve.ask.reminder.next':
    'Entscheiden Sie in meiner früheren Nachricht weiter oben oder im Home-Tab. Die Anfrage läuft ab: {until}.',
  'slack.approve.ask.escalation':
    'Die zuerst Gefragten haben nicht rechtzeitig entschieden. Deshalb frage ich Sie. {requester} wartet noch.',
  'slack.approve.ask.title':
    '*Einen Backup-Code für {name} freigeben?* {requester} ({mention}) bittet darum.',
  'slack.approve.ask.facts': '{name} ist *{role}* ({login}). Grund: {reason}.',
  'slack.approve.ask.caution':
    ':telephone_receiver: Sprechen Sie vor der Freigabe mit {requester} *und* vergewissern Sie sich, dass {name} wirklich ausgesperrt ist.',
  'slack.approve.ask.words':
    ':speech_balloon: {requester} und {name} haben diese zwei Wörter: *{words}*. Lassen Sie sich die Wörter von beiden nennen; sagen Sie sie nicht zuerst.',
  'slack.approve.ask.in_place':
    ':bust_in_silhouette: Sie werden an Stelle von {giver} gefragt. Zusammen zählen Sie als eine Person.',
  'slack.approve.ask.several':
    'Nötig ist die Freigabe durch {required} verschiedene Personen. Ihre zählt als eine davon.',
  'slack.approve.ask.terms': 'Sie sehen den Code nicht. Die Anfrage läuft ab: {until}.',
  'slack.approve.confirm': 'Freigeben?',
  'slack.approve.confirm.text':
    'Mit der Freigabe bestätigen Sie, dass die Anfrage echt ist. Ihr Name wird protokolliert.',

  'slack.approve.granted': 'Ihre Anfrage für {name} wurde freigegeben.',
  'slack.approve.granted.title':
    ':white_check_mark: *{by} hat Ihre Anfrage nach einem Backup-Code für {name} freigegeben.*',
  'slack.approve.granted.next':
    '*Weiter* zeigt die Schaltfläche, die den Code erzeugt, so oft Sie sie brauchen. Die Anfrage läuft ab: {until}.',
  'slack.approve.denied': ':no_entry: {by} hat Ihre Anfrage nach einem Backup-Code für *{name}* *abgelehnt*.',
  'slack.approve.denied.next':
    'Es wurde kein Code erzeugt. Sprechen Sie mit {by}, bevor Sie erneut anfragen.',
  'slack.approve.denied.next.unknown': 'Es wurde kein Code erzeugt.',
});
