import { slackShortcut as english } from '../../en/slack/shortcut.ts';
import { translate } from '../../translate.ts';

export const slackShortcut = translate(english, {
  'slack.shortcut.title': 'Backup-Code erzeugen',
  'slack.shortcut.intro':
    'Wer hat den zweiten Faktor verloren? Ich prüfe zuerst, ob die Person einen Code bekommen kann, und bitte Sie dann um Bestätigung.',
  'slack.shortcut.person': 'Person',
  'slack.shortcut.person.placeholder': 'Person auswählen',
  'slack.shortcut.person.missing': 'Wählen Sie die Person aus, die einen Code braucht.',
  'slack.shortcut.reason': 'Grund',
  'slack.shortcut.reason.hint':
    'Ihn sehen die Person und alle, die freigeben. Er bleibt im Verlauf gespeichert.',
  'slack.shortcut.of_app':
    'Diese Nachricht stammt von einer App. Deshalb weiß ich nicht, wer einen Code braucht. Geben Sie stattdessen `/backupcode @name` ein.',
});
