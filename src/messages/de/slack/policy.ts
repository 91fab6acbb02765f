import { slackPolicy as english } from '../../en/slack/policy.ts';
import { translate } from '../../translate.ts';

export const slackPolicy = translate(english, {
  'slack.policy.help': 'zeigen, was Ihre Organisation für Codes festgelegt hat',
  'slack.policy.question': 'Was brauchen Sie?',
  'slack.policy.refused': 'Die Richtlinie wurde nicht angezeigt.',
  'slack.policy.title': 'Richtlinie von {organization}',
  'slack.policy.change':
    'Limits, was ein Code braucht und welche Warnzeichen zählen, ändern Sie mit *Richtlinie ändern* in meinem Home-Tab. Alles Weitere ändert ein Operator: `backupcode policy set NAME=VALUE`; `backupcode policy show` listet die Namen auf.',
  'slack.policy.change.owners': 'Um sie zu ändern, fragen Sie einen Organisationsinhaber: {owners}.',

  'slack.policy.who': 'Wer Codes ausstellen darf',
  'slack.policy.who.owner': 'Inhaber: für {roles}.',
  'slack.policy.who.admin': 'Admins: für {roles}.',
  'slack.policy.who.no_one': 'Admins: für niemanden.',
  'slack.policy.help_desk.off': 'Helpdesk: für niemanden.',
  'slack.policy.help_desk.allow': 'Helpdesk, mit verifiziertem Anrufer: für Mitglieder von {people}.',
  'slack.policy.help_desk.limit':
    'Helpdesk, mit verifiziertem Anrufer und mindestens einer Freigabe: für Mitglieder von {people}.',
  'slack.policy.help_desk.deny': 'Helpdesk nie für Mitglieder von {people}.',
  'slack.policy.help_desk.caps':
    'Ein Code vom Helpdesk gilt höchstens {minutes, plural, one {# Minute} other {# Minuten}}. Jede Person dort darf {count, plural, one {# Code} other {# Codes}} pro Stunde anfordern.',
  'slack.policy.managers':
    'Führungskräfte, mit verifiziertem Anrufer und mindestens einer Freigabe: für Mitglieder, die sie führen.',
  'slack.policy.who.never':
    'Niemand stellt einen Code für sich selbst aus, und kein Admin für einen Inhaber.',

  'slack.policy.before': 'Bevor ein Code ausgestellt wird',
  'slack.policy.before.reason':
    '{required, select, yes {Ein Grund ist Pflicht.} other {Ein Grund kann angegeben werden.}}',
  'slack.policy.before.standard': 'Für alle anderen: {needs}.',
  'slack.policy.before.privileged': 'Für {roles}: {needs}.',
  'slack.policy.before.executive': 'Für Mitglieder von {groups}: {needs}.',
  'slack.policy.needs': '{verifications} und {approvals}',
  'slack.policy.needs.verifications':
    '{count, plural, =0 {keine Prüfung des Anrufers} one {eine Prüfung des Anrufers} other {# Prüfungen des Anrufers}}',
  'slack.policy.needs.approvals':
    '{count, plural, =0 {keine Freigabe} one {eine Freigabe} other {Freigaben von # Personen}}',
  'slack.policy.approvers': 'Freigeben dürfen: {approvers}',
  'slack.policy.approvers.manager': 'die Führungskraft der Person',
  'slack.policy.approvers.groups': 'Mitglieder von {groups}',
  'slack.policy.approvers.fallback': 'nach {duration} auch {approvers}',

  'slack.policy.code': 'Der Code',
  'slack.policy.code.life': 'Er gilt einmal, {duration} lang.',
  'slack.policy.code.choice':
    'Wer ihn ausstellt, kann ihn bis zu {duration} lang gelten lassen{days, plural, =0 {} one {, und bis zu # Tag später beginnend} other {, und bis zu # Tage später beginnend}}.',
  'slack.policy.code.reminder': 'Wird er nicht verwendet, erinnere ich daran: {duration} vor dem Ablauf.',
  'slack.policy.code.shown':
    '{where, select, prompt {Er erscheint dort, wo der Befehl eingegeben wurde} other {Er erscheint in der Direktnachricht mit mir}} und blendet sich nach {duration} aus.',
  'slack.policy.code.waits':
    'So lange wartet eine Anfrage: auf die Person, die sie gestellt hat, {request}; auf Freigabe {approval}.',

  'slack.policy.from': 'Woher Codes kommen',
  'slack.policy.from.group': 'Für Mitglieder von {group}: {provider}.',
  'slack.policy.from.domain': 'Für Adressen unter {domain}: {provider}.',
  'slack.policy.from.tier':
    'Für {tier, select, standard {Personen, die weder besondere Rechte haben noch zur Geschäftsleitung gehören} privileged {Personen mit besonderen Rechten} other {die Geschäftsleitung}}: {provider}.',
  'slack.policy.from.everyone': '{place, select, only {Für alle} other {Für alle anderen}}: {provider}.',
  'slack.policy.from.rest': 'Für alle anderen: Backupcode selbst.',
  'slack.policy.from.first': 'Passt mehreres auf eine Person, gilt das Erste.',
  'slack.policy.from.own': 'Backupcode selbst',
  'slack.policy.from.gone':
    'ein Anbieter, der nicht mehr eingerichtet ist; diese Personen bekommen keine Codes',
  'slack.policy.from.more':
    '{count, plural, one {# weitere Regel} other {# weitere Regeln}}: Ein Operator zeigt sie mit `backupcode policy show` an.',
  'slack.policy.from.sessions':
    '„Das war ich nicht“ beendet auch die Sitzungen der Person beim Anbieter, sofern er das kann.',

  'slack.policy.limits': 'Limits',
  'slack.policy.limits.requests':
    '{requester, plural, one {# Anfrage} other {# Anfragen}} pro Stunde von einer Person, {target} pro Tag für eine Person, {organization} pro Stunde insgesamt.',
  'slack.policy.limits.burst':
    'Mehr als {count} Anfragen in {duration} warten, bis zwei Personen sie geprüft haben.',

  'slack.policy.wrong': 'Falsche Codes',
  'slack.policy.wrong.delay':
    'Nach {count, plural, one {# falschem Code} other {# falschen Codes}} hintereinander wartet jeder weitere Versuch länger, höchstens {duration}.',
  'slack.policy.wrong.burst':
    '{count} falsche Codes in {window} sperren die Codes einer Person für {duration} und lösen einen Alarm aus.',
  'slack.policy.wrong.max': '{count} falsche Codes hintereinander sperren sie, bis jemand sie entsperrt.',

  'slack.policy.notices': 'Benachrichtigungen',
  'slack.policy.notices.channel': 'Jeder Code und jeder Alarm erscheint in {channel}.',
  'slack.policy.notices.no_channel':
    'Es gibt keinen Sicherheitskanal. Inhaber bekommen Alarme als Direktnachricht.',
  'slack.policy.notices.without_slack':
    'Auch Personen ohne Slack-Konto können einen Code bekommen und werden per E-Mail benachrichtigt.',
  'slack.policy.notices.enrolment':
    '{required, select, yes {Wird innerhalb eines Tages kein neuer zweiter Faktor gemeldet, wird die Person erinnert, die den Code ausgestellt hat.} other {Niemand wird daran erinnert, einen neuen zweiten Faktor einzurichten.}}',
});
