import { mailPage as english } from '../../en/mail/page.ts';
import { translate } from '../../translate.ts';

export const mailPage = translate(english, {
  'mail.page.title': 'Waren Sie das nicht?',
  'mail.page.lead': 'Für dieses Konto bei {organization} wurde ein Backup-Code ausgestellt ({time}).',
  'mail.page.what':
    'Klicken Sie auf die Schaltfläche, falls Sie nicht darum gebeten haben. Dann gilt kein Code mehr für Ihr Konto, und wir alarmieren Ihre Admins. Sie müssen sich nicht anmelden.',
  'mail.page.button': 'Das war ich nicht',
  'mail.page.keep':
    'Falls Sie um den Code gebeten haben, schließen Sie diese Seite. Es hat sich nichts geändert.',
  'mail.page.done': 'Wir haben Ihre Admins alarmiert',
  'mail.page.done_alone': 'Wir haben festgehalten, dass Sie es nicht waren',
  'mail.page.done.used':
    'Ihr Code war schon verwendet worden. Ändern Sie jetzt Ihr Passwort und rufen Sie Ihren Admin an.',
  'mail.page.done.ended': 'Der Code ({time}) gilt nicht mehr. {issuer} hat ihn ausgestellt.',
  'mail.page.done.over': 'Der Code aus dieser E-Mail galt schon nicht mehr.',
  'mail.page.done.sign_in': 'Die Anmeldung damit war noch nicht abgeschlossen. Wir haben sie gestoppt.',
  'mail.page.done.requests':
    '{count, plural, one {Wir haben eine Anfrage nach einem weiteren Code abgebrochen.} other {Wir haben # Anfragen nach weiteren Codes abgebrochen.}}',
  'mail.page.done.frozen': '{issuer} kann keine Codes ausstellen, bis ein Inhaber den Fall geprüft hat.',
  'mail.page.done.alerted': 'Wir haben {people} alarmiert.',
  'mail.page.done.channel': 'den Sicherheitskanal',
  'mail.page.done.no_one':
    'Bei {organization} gibt es niemanden, den wir alarmieren könnten. Rufen Sie Ihren Admin an.',
  'mail.page.done.next':
    'Falls jemand ein Passwort oder einen Code von Ihnen verlangt hat, ändern Sie jetzt Ihr Passwort.',
  'mail.page.before': 'Das haben Sie bereits gemeldet',
  'mail.page.before.lead': 'Sie haben es gemeldet ({time}), und wir haben Ihre Admins damals alarmiert.',
  'mail.page.before.used':
    'Der Code war schon verwendet worden. Falls Sie Ihr Passwort noch nicht geändert haben, tun Sie es jetzt.',
  'mail.page.unknown': 'Dieser Link funktioniert nicht',
  'mail.page.unknown.remedy':
    'Vielleicht ist er abgelaufen, oder ein Teil davon fehlt. Falls Sie nicht um einen Backup-Code gebeten haben, rufen Sie jetzt Ihren Admin an, oder klicken Sie in Slack auf „Das war ich nicht“.',
  'mail.page.foreign': 'Das kam nicht von unserer Seite',
  'mail.page.foreign.remedy':
    'Öffnen Sie den Link in der E-Mail noch einmal und klicken Sie dort auf die Schaltfläche.',
  'mail.page.too_many': 'Zu viele Versuche aus Ihrem Netzwerk',
  'mail.page.too_many.remedy':
    'Warten Sie eine Minute und versuchen Sie es noch einmal. Wenn es eilt, rufen Sie Ihren Admin an.',
  'mail.page.unavailable': 'Das ging gerade nicht',
  'mail.page.unavailable.remedy':
    'Wir wissen nicht, ob es festgehalten wurde. Warten Sie eine Minute und klicken Sie noch einmal auf die Schaltfläche. Wenn es eilt, rufen Sie Ihren Admin an.',
});
