import { slackWho as english } from '../../en/slack/who.ts';
import { translate } from '../../translate.ts';

export const slackWho = translate(english, {
  'slack.who.help': 'zeigen, wer hier was darf und warum Sie etwas nicht dürfen',
  'slack.who.question': 'Was brauchen Sie?',
  'slack.who.title': 'Wer darf was',
  'slack.who.unknown': 'Ich kann nicht erkennen, wer Sie hier sind. Deshalb können Sie keine Codes nutzen.',
  'slack.who.you.issuer':
    'Ihre Rolle: *{role}*. Sie dürfen Codes ausstellen, ansehen, widerrufen und entsperren für: {roles}.',
  'slack.who.you.no_one': 'Ihre Rolle: *{role}*. Ihre Organisation lässt Sie für niemanden Codes ausstellen.',
  'slack.who.you.other':
    'Ihre Rolle: *{role}*. Damit können Sie keine Codes ausstellen: Das dürfen nur Organisationsinhaber und Organisationsadmins.',
  'slack.who.you.help_desk':
    'Ihre Rolle: *{role}*. Sie dürfen für manche Mitglieder Codes ausstellen, sehen, was aus deren Codes wurde, und Ihre eigenen widerrufen:',
  'slack.who.you.help_desk_off':
    'Ihre Rolle: *{role}*. Damit können Sie keine Codes ausstellen: Ihre Organisation lässt den Helpdesk das für niemanden tun.',
  'slack.who.you.manager':
    'Ihre Rolle: *{role}*. Sie dürfen Codes nur für Mitglieder ausstellen, die Sie laut Verzeichnis führen. Jeder braucht einen verifizierten Anrufer und mindestens eine Freigabe.',
  'slack.who.you.also_manager':
    'Außerdem dürfen Sie Codes für Mitglieder ausstellen, die Sie laut Verzeichnis führen. Jeder braucht einen verifizierten Anrufer und mindestens eine Freigabe.',
  'slack.who.you.inactive': 'Ihr Konto im Verzeichnis ist nicht aktiv. Sie können hier nichts tun.',
  'slack.who.ask':
    'Wenn Sie ausgesperrt sind oder Codes ausstellen können sollten, fragen Sie einen Organisationsinhaber: {owners}.',
  'slack.who.ask.no_owner':
    'Ihre Organisation hat keinen aktiven Organisationsinhaber. Sagen Sie es den Operatoren von Backupcode.',
  'slack.who.owner': '*Organisationsinhaber ({count}):* {names}. Sie dürfen Codes ausstellen für: {roles}.',
  'slack.who.admin': '*Organisationsadmins ({count}):* {names}. Sie dürfen Codes ausstellen für: {roles}.',
  'slack.who.none': '*{title}:* niemand.',
  'slack.who.helpdesk': '*Helpdesk ({count}):* {names}.',
  'slack.who.managers':
    '*Führungskräfte* dürfen Codes für Mitglieder ausstellen, die sie führen, mit verifiziertem Anrufer und mindestens einer Freigabe.',
  'slack.who.count.more': 'mehr als {count}',
  'slack.who.no_one': 'niemanden',
  'slack.who.never':
    'Niemand stellt einen Code für sich selbst aus, und kein Admin für einen Inhaber. `/backupcode policy` zeigt, was ein Code braucht.',
});
