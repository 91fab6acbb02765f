import { slackHelp as english } from '../../en/slack/help.ts';
import { translate } from '../../translate.ts';

export const slackHelp = translate(english, {
  'slack.help.help': 'diese Hilfe anzeigen',
  'slack.help.question': 'Was möchten Sie tun?',
  'slack.help.reason': 'Grund',
  'slack.help': 'So verwenden Sie Backupcode',
  'slack.help.what':
    '*Backupcode* hilft ausgesperrten Personen, sich einmal ohne ihren zweiten Faktor anzumelden.',
  'slack.help.usage': '`{usage}` – {help}',
  'slack.help.who':
    '*Wer Codes ausstellen kann:* Organisationsinhaber und Organisationsadmins, für bestätigte Personen mit einer verifizierten Domain. Ihre Organisation kann auch den Helpdesk und Führungskräfte manchen Mitgliedern helfen lassen: `/backupcode who` zeigt, was Sie dürfen. Niemand stellt einen Code für sich selbst aus, Admins keinen für Inhaber. Codes für Inhaber und Admins brauchen eine Freigabe.',
  'slack.help.how':
    '*So läuft es ab:* Sie bestätigen, dann erscheint ein Code in Ihrer Direktnachricht mit mir – oder dort, wo Sie den Befehl eingegeben haben, falls Ihre Organisation das so vorzieht. Nur Sie sehen ihn. Rufen Sie die Person selbst an und lesen Sie ihr den Code vor. Er gilt einmal und ersetzt nur den zweiten Faktor. Die Person wird benachrichtigt und kann melden, dass sie es nicht war. Jeder Schritt wird protokolliert.',
  'slack.help.never': 'Senden Sie einen Code nie per Chat oder E-Mail, auch nicht an mich.',
  'slack.help.only_commands': 'Ich verstehe nur den Befehl `/backupcode`.',
  'slack.help.locked_out':
    'Sind Sie selbst ausgesperrt? Bitten Sie einen Organisationsinhaber oder Organisationsadmin um einen Code.',
  'slack.help.code_in_message':
    'Das sieht nach einem Backup-Code aus. Senden Sie einen Code nie per Chat oder E-Mail, auch nicht an mich.',
  'slack.help.code_in_message.next':
    'Löschen Sie Ihre Nachricht jetzt. Falls jemand den Code von Ihnen verlangt hat, rufen Sie einen Organisationsinhaber oder Organisationsadmin an: Dort kann der Code mit `/backupcode status @name` widerrufen werden.',

  'slack.unclear.nobody': '{question} Geben Sie `{usage}` ein.',
  'slack.unclear.mention_in_name':
    '`find` ist für Personen, die Sie nicht erwähnen können. Für jemanden in Slack geben Sie `/backupcode status @name` ein.',
  'slack.unclear.plain_name':
    'Bitte mit Erwähnung, damit klar ist, wen Sie meinen. Tippen Sie `@`, wählen Sie die Person aus der Liste und senden Sie `{usage}`.',
  'slack.unclear.mention_first':
    'Erwähnen Sie zuerst die Person und nennen Sie dann den Grund: `/backupcode @name Handy verloren`.',
  'slack.unclear.mention_after_word': 'Erwähnen Sie die Person direkt nach dem Wort: `{usage}`.',
  'slack.unclear.word_first': 'Das Wort kommt zuerst: `{usage}`.',
  'slack.unclear.unknown_word': '`{word}` kenne ich nicht. Meinten Sie `{usage}`?',
  'slack.unclear.unknown_filter':
    'Danach kann ich die Liste nicht eingrenzen. Geben Sie `{usage}` ein, oder erwähnen Sie eine Person.',
  'slack.unclear.freezes_all':
    '`{usage}` stoppt die Ausgabe für alle und nimmt keine Erwähnung. Um eine einzelne Person zu stoppen, sperren Sie deren Konto in Ihrem Verzeichnis.',
  'slack.unclear.several':
    'Immer nur eine Person: Erwähnen Sie nur, wer ausgesperrt ist, und nennen Sie den Grund ohne Erwähnungen.',
  'slack.unclear.group': 'Das ist eine Gruppe. Erwähnen Sie die eine Person, die ausgesperrt ist.',
  'slack.unclear.special_mention': 'Das sind alle. Erwähnen Sie die eine Person, die ausgesperrt ist.',
});
