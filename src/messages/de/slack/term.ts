import { slackTerm as english } from '../../en/slack/term.ts';
import { translate } from '../../translate.ts';

export const slackTerm = translate(english, {
  'slack.button.options': 'Optionen',
  'slack.button.issue_another': 'Neuen ausstellen',

  'slack.options.title': 'Code-Optionen',
  'slack.options.submit': 'Speichern',
  'slack.options.intro':
    '*Wie lange und ab wann soll der Code für {name} gelten?* Je kürzer, desto besser: Er ersetzt den zweiten Faktor.',
  'slack.options.voids': ':warning: Wenn Sie etwas ändern, müssen alle erneut zustimmen.',
  'slack.options.lifetime': 'Wie lange er gilt',
  'slack.options.lifetime.usual': '{duration}, wie üblich',
  'slack.options.start': 'Ab wann er gilt',
  'slack.options.start.now': 'Sobald er erzeugt ist',
  'slack.options.start.later': 'Ab dem Zeitpunkt unten',
  'slack.options.start_at': 'Datum und Uhrzeit',
  'slack.options.start_at.hint':
    'In Ihrer Zeitzone, höchstens {days, plural, one {# Tag} other {# Tage}} im Voraus. Die Gültigkeitsdauer zählt ab dann.',
  'slack.options.start_at.missing': 'Wählen Sie Datum und Uhrzeit, oder oben „Sobald er erzeugt ist“.',
  'slack.options.chosen':
    ':white_check_mark: Der Code für {name} gilt {duration} lang, sobald er erzeugt ist.',
  'slack.options.chosen.later': ':white_check_mark: Der Code für {name} gilt von {start} bis {until}.',
  'slack.options.chosen.next':
    'Schließen Sie dieses Fenster. Weiter geht es in Ihrer Direktnachricht mit mir.',
  'slack.options.chosen.voided': 'Alle müssen erneut zustimmen: Fordern Sie die Freigabe noch einmal an.',
  'slack.options.refused': 'Es wurde nichts geändert.',

  'slack.prompt.later': ':calendar: *Der Code gilt von {start} bis {until}.* Vorher wird er abgewiesen.',
  'slack.reveal.later':
    ':calendar: *Gilt einmal, von {start} bis {until}*, anstelle des zweiten Faktors. Vorher wird er abgewiesen.\nLassen Sie {name} Code und Zeitpunkt notieren: Er wird nicht noch einmal angezeigt. Lesen Sie ihn nur in einem Gespräch vor, das Sie selbst begonnen haben. Senden Sie ihn nie per Chat oder E-Mail.',
  'slack.reveal.shortened':
    ':warning: Er gilt nur {duration} lang: Die Richtlinie Ihrer Organisation hat sich seit Ihrer Auswahl geändert.',
  'slack.state.later': 'Gültig von {start} bis {until}.',
  'slack.list.code.later':
    ':key: *{name}:* ein Code, gültig von {start} bis {until}. {you, select, yes {Sie haben} other {{by} hat}} ihn ausgestellt ({time}).',
  'slack.approve.ask.term': 'Der Code gilt einmal, {duration} lang, sobald {requester} ihn erzeugt.',
  'slack.approve.ask.term.later':
    ':calendar: Der Code gilt einmal, {duration} lang: von *{start}* bis *{until}*.',
  'slack.ending.changed':
    ':information_source: {requester} hat die Anfrage nach einem Backup-Code für *{name}* geändert. Falls sie Ihre Freigabe noch braucht, frage ich Sie erneut.',
  'slack.notice.issuer_lost.code.later': '• für *{name}*, ausgestellt {time}, gültig von {start} bis {until}',
  'slack.notice.unused': 'Der Backup-Code für {name} läuft bald unbenutzt ab.',
  'slack.notice.unused.line':
    ':hourglass: *Der Backup-Code, den Sie für {name} erzeugt haben, wurde noch nicht verwendet.* Läuft ab: {until}.',
  'slack.notice.unused.next':
    'Rufen Sie {name} an, falls die Person noch ausgesperrt ist. *Neuen ausstellen* beginnt eine neue Anfrage: Alles wird noch einmal geprüft, und der neue Code ersetzt diesen. Wird er nicht mehr gebraucht, widerrufen Sie ihn.',
});
