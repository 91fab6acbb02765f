import { slackList as english } from '../../en/slack/list.ts';
import { translate } from '../../translate.ts';

export const slackList = translate(english, {
  'slack.list.help': 'gültige Codes und offene Anfragen anzeigen',
  'slack.list.question': 'Was möchten Sie auflisten?',
  'slack.list.refused': 'Es wurde nichts aufgelistet.',
  'slack.list.title.all': 'Gültige Codes und offene Anfragen',
  'slack.list.title.mine': 'Ihre gültigen Codes und Ihre offenen Anfragen',
  'slack.list.title.waiting': 'Anfragen, die auf Freigabe warten',
  'slack.list.title.codes': 'Gültige Codes',
  'slack.list.title.requests': 'Offene Anfragen',
  'slack.list.title.of': 'Gültige Codes und offene Anfragen für {name}',
  'slack.list.none.all': 'Gerade gilt kein Code, und keine Anfrage ist offen.',
  'slack.list.none.mine': 'Gerade gilt keiner Ihrer Codes, und Sie haben keine offene Anfrage.',
  'slack.list.none.waiting': 'Keine Anfrage wartet auf Freigabe.',
  'slack.list.none.codes': 'Gerade gilt kein Code.',
  'slack.list.none.requests': 'Keine Anfrage ist offen.',
  'slack.list.none.of': 'Für {name} gilt gerade kein Code, und keine Anfrage ist offen.',
  'slack.list.none.older': 'Es gibt nichts Älteres.',
  'slack.list.none.next':
    'Einen Code ausstellen: `/backupcode @name`. Was aus älteren Codes wurde: `/backupcode history @name`.',
  'slack.list.code':
    ':key: *{name}:* ein Code, gültig bis {until}. {you, select, yes {Sie haben} other {{by} hat}} ihn ausgestellt ({time}).',
  'slack.list.code.undelivered':
    ':key: *{name}:* Ein Code wird gerade angezeigt und gilt noch nicht. {you, select, yes {Sie haben} other {{by} hat}} ihn ausgestellt.',
  'slack.list.request':
    ':hourglass_flowing_sand: *{name}:* {you, select, yes {Ihre Anfrage} other {Anfrage von {by}}} ({time}). Grund: {reason}.',
  'slack.list.request.click':
    '{you, select, yes {Sie müssen} other {{by} muss}} den Code noch erzeugen. Läuft ab: {until}.',
  'slack.list.request.ask':
    '{you, select, yes {Sie müssen} other {{by} muss}} noch die Freigabe anfordern. Läuft ab: {until}.',
  'slack.list.request.approval': 'Wartet auf Freigabe. Läuft ab: {until}.',
  'slack.list.request.held':
    ':hourglass: *Angehalten:* Wartet, bis zwei Personen die vielen Anfragen geprüft haben. Läuft ab: {until}.',
  'slack.list.request.approved':
    '{approver} hat sie freigegeben. {you, select, yes {Sie müssen} other {{by} muss}} den Code noch erzeugen. Läuft ab: {until}.',
  'slack.list.narrow':
    'Sie sehen, worüber Sie entscheiden dürfen. Eingrenzen: `/backupcode list @name`, `mine`, `waiting`, `codes` oder `requests`. Wer auf Hilfe wartet: `queue`.',
});
