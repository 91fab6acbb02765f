import { slackVerify as english } from '../../en/slack/verify.ts';
import { translate } from '../../translate.ts';

export const slackVerify = translate(english, {
  'slack.signal.title':
    ':rotating_light: *{count, plural, one {Ein Warnzeichen. Deshalb braucht dieser Code} other {# Warnzeichen. Deshalb braucht dieser Code}} {needs}:*',
  'slack.signal.needs':
    '{verifications, plural, =0 {} one {eine Prüfung des Anrufers} other {# verschiedene Prüfungen des Anrufers}}{both, select, yes { und } other {}}{approvals, plural, =0 {} one {die Freigabe durch eine weitere Person} other {die Freigabe durch # weitere Personen}}',
  'slack.signal.needs.nothing': 'besondere Vorsicht',
  'slack.signal.issued_today':
    '• *{count} Codes wurden für {name} innerhalb eines Tages ausgestellt.* Wer immer wieder Codes verliert oder verschiedene Personen fragt, kann ein Betrüger sein.',
  'slack.signal.used_minutes_ago':
    '• *{name} hat vor weniger als {minutes} Minuten einen Code verwendet.* Vielleicht ruft gerade jemand anderes an.',
  'slack.signal.on_leave':
    '• *{name} ist laut Slack-Status nicht im Dienst.* Betrüger wählen Personen, die abwesend sind, weil diese nichts bemerken.',
  'slack.signal.night': '• *Wo {name} ist, ist gerade Nacht.*',
  'slack.signal.requester_new':
    '• *Sie haben Ihre Rolle seit weniger als einer Woche.* Ein gestohlenes Konto bekommt oft zuerst eine Rolle.',
  'slack.signal.link_new':
    '• *Ihr Slack-Konto wurde vor weniger als einem Tag verknüpft.* So sieht auch das neue Konto eines Angreifers aus.',
  'slack.signal.several_requesters':
    '• *Andere haben innerhalb eines Tages einen Code für {name} angefordert.* Wer abgewiesen wird, versucht es beim nächsten Admin. Fragen Sie dort nach: `/backupcode status @name` zeigt, wer es war.',
  'slack.signal.wrong_codes':
    '• *Jemand hat viele falsche Codes für {name} ausprobiert.* Falls das nicht {name} war, ist es ein Angriff.',
  'slack.signal.burst':
    '• *In Ihrer Organisation werden gerade viele Codes angefordert.* Fragen Sie Ihr Sicherheitsteam, ob es den Grund kennt.',
});
