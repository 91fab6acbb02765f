import { slackFind as english } from '../../en/slack/find.ts';
import { translate } from '../../translate.ts';

export const slackFind = translate(english, {
  'slack.find.help': 'eine Person über Name, E-Mail-Adresse oder Personalnummer finden',
  'slack.find.question': 'Wen suchen Sie?',
  'slack.find.refused': 'Es wurde niemand nachgeschlagen.',
  'slack.find.title': 'Personen, die zu „{name}“ passen',
  'slack.find.none': 'Unter den Personen, die Sie sehen dürfen, passt niemand zu „{name}“.',
  'slack.find.none.next':
    'Geben Sie den Anfang von Vorname, Nachname, E-Mail-Adresse oder Personalnummer ein.',
  'slack.find.hit': '*{name}* ({login})\n{facts}',
  'slack.find.department': 'Abteilung: {department}',
  'slack.find.number': 'Personalnummer: {number}',
  'slack.find.status.confirmed': 'aktiv',
  'slack.find.status.invited': 'eingeladen, noch nicht aktiv',
  'slack.find.status.suspended': 'vorübergehend gesperrt',
  'slack.find.status.deactivated': 'deaktiviert',
  'slack.find.account': 'Slack: {mention}',
  'slack.find.no_account': 'hier ist kein Slack-Konto verknüpft',
  'slack.find.more': 'Es passen noch mehr Personen. Geben Sie mehr vom Namen ein.',
  'slack.find.choose': 'Achten Sie darauf, die richtige Person zu wählen: Namen können sich gleichen.',
});
