import { slackUnlock as english } from '../../en/slack/unlock.ts';
import { translate } from '../../translate.ts';

export const slackUnlock = translate(english, {
  'slack.unlock.help': 'eine Person nach zu vielen falschen Codes entsperren',
  'slack.unlock.question': 'Wer ist gesperrt?',
  'slack.unlock.refused': 'Es wurde niemand entsperrt.',
  'slack.unlock.done':
    ':unlock: *{name} kann wieder einen Backup-Code verwenden.* Entsperrt von {by}: {time}.',
  'slack.unlock.done.next':
    'Finden Sie heraus, wer es versucht hat, bevor Sie einen weiteren Code ausstellen: `/backupcode status @name` zeigt die Versuche.',
  'slack.unlock.not_locked': ':information_source: *{name}* ist nicht gesperrt. Es wurde nichts geändert.',

  'slack.alarm': 'Für {name} wurden viele falsche Backup-Codes eingegeben.',
  'slack.alarm.title':
    ':rotating_light: *Für {name} wurden viele falsche Backup-Codes eingegeben* ({login}).',
  'slack.alarm.strangers':
    'Sie wurden auf einer Anmeldeseite eingegeben, die jeder öffnen kann. {name} ist nicht gesperrt: Ein ausgestellter Code gilt weiterhin. Falls es nicht {name} ist, behandeln Sie das als Angriff.',
  'slack.alarm.frozen':
    'Die Codes von {name} sind für einige Minuten gesperrt. Falls es nicht {name} ist, behandeln Sie das als Angriff.',
  'slack.alarm.disabled':
    'Die Codes von {name} sind gesperrt, bis jemand sie entsperrt. Falls es nicht {name} ist, behandeln Sie das als Angriff.',
  'slack.alarm.who':
    'Wer für {name} Codes ausstellen darf, kann entsperren: hier oder mit `/backupcode unlock @name`.',

  'slack.alarm.yours': ':rotating_light: *Für Ihr Konto wurden viele falsche Backup-Codes eingegeben.*',
  'slack.alarm.yours.frozen':
    'Ihre Backup-Codes sind für einige Minuten gesperrt. Falls Sie das nicht waren, informieren Sie sofort Ihren Admin.',
  'slack.alarm.yours.disabled':
    'Ihre Backup-Codes sind gesperrt, bis ein Admin sie entsperrt. Falls Sie das nicht waren, informieren Sie sofort Ihren Admin.',
  'slack.alarm.yours.strangers':
    'Ihre Backup-Codes gelten weiterhin. Falls Sie das nicht waren, informieren Sie sofort Ihren Admin.',
});
