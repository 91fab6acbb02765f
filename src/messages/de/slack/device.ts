import { slackDevice as english } from '../../en/slack/device.ts';
import { translate } from '../../translate.ts';

export const slackDevice = translate(english, {
  'slack.device.waits':
    ':hourglass: *{name} wird auf dem registrierten Gerät gefragt.* Es zeigt {words}: Nennen Sie {name} diese Wörter. Bestätigt werden soll nur, wenn das Gerät dieselben zeigt. Ich schreibe Ihnen, sobald eine Antwort da ist. Sie können den Anrufer auch anders prüfen.',
  'slack.device.confirmed': ':white_check_mark: *{name} hat auf dem registrierten Gerät bestätigt.*',
  'slack.device.denied':
    ':rotating_light: *{name} hat auf dem registrierten Gerät abgelehnt.* Beenden Sie das Gespräch: Vielleicht ruft ein Betrüger an. Es wurde kein Code erzeugt.',
  'slack.device.denied.next': 'Sagen Sie dem Anrufer nicht, warum. Ich habe Ihr Sicherheitsteam gewarnt.',
  'slack.device.expired':
    ':hourglass: *{name} hat auf dem registrierten Gerät nicht rechtzeitig geantwortet.*',
  'slack.device.expired.next':
    'Wenn Sie noch miteinander sprechen, bitten Sie darum, auf das Gerät zu sehen, und versuchen Sie es erneut. Oder prüfen Sie den Anrufer anders.',
  'slack.device.unknown_user':
    ':warning: *Ihr Identity-Provider kennt {name} nicht. Deshalb wurde kein Gerät gefragt.*',
  'slack.device.unknown_user.next':
    'Prüfen Sie den Anrufer anders. Ein Operator kann nachsehen, ob {login} beim Provider die Adresse von {name} ist.',
  'slack.device.refused': ':warning: *Ihr Identity-Provider hat {name} nicht auf einem Gerät gefragt.*',
  'slack.device.refused.next':
    'Vielleicht kennt er {login} nicht, oder {name} hat kein registriertes Gerät. Prüfen Sie den Anrufer anders.',
  'slack.device.misconfigured':
    ':warning: *{name} konnte nicht auf einem Gerät gefragt werden: Der Identity-Provider nimmt Backupcode nicht an.*',
  'slack.device.misconfigured.next':
    'Prüfen Sie den Anrufer anders und bitten Sie Ihren Operator, `backupcode device-check test` auszuführen.',
  'slack.device.unreachable':
    ':warning: *Ihr Identity-Provider antwortet nicht. Ich weiß daher nicht, was {name} auf dem Gerät geantwortet hat.*',
  'slack.device.unreachable.next': 'Prüfen Sie den Anrufer anders oder versuchen Sie es später erneut.',
  'slack.device.interrupted':
    ':warning: *Die Frage an das Gerät von {name} wurde unterbrochen. Eine Antwort zählt daher nicht.*',
  'slack.device.interrupted.next': 'Versuchen Sie es erneut oder prüfen Sie den Anrufer anders.',
  'slack.device.unverifiable':
    ':warning: *Die Antwort Ihres Identity-Providers über {name} beweist nichts und zählt daher nicht.*',
  'slack.device.unverifiable.next':
    'Prüfen Sie den Anrufer anders und informieren Sie Ihren Operator: Der Grund steht im Protokoll (`backupcode audit list`).',
  'slack.device.wrong_person':
    ':rotating_light: *Jemand anderes als {name} hat bestätigt, oder der Identity-Provider hat die Adresse nicht bestätigt. Das zählt nicht.*',
  'slack.device.wrong_person.next':
    'Prüfen Sie den Anrufer anders. Informieren Sie Ihren Operator: {login} muss beim Identity-Provider die verifizierte Adresse von {name} sein.',
});
