import { slackGlass as english } from '../../en/slack/glass.ts';
import { translate } from '../../translate.ts';

export const slackGlass = translate(english, {
  'slack.button.break_glass': 'Notfallzugriff',
  'slack.button.review': 'Prüfen',

  'slack.glass.refused': 'Der Notfallzugriff wurde nicht genutzt.',
  'slack.glass.title': 'Notfallzugriff',
  'slack.glass.submit': 'Notfallzugriff',
  'slack.glass.words': 'scheibe einschlagen',
  'slack.glass.intro':
    ':rotating_light: *Ein Backup-Code für {name} ohne Freigabe.* Nur wenn es nicht warten kann: Alle, die freigeben könnten, schlafen, oder es gibt einen Ausfall.\nAlle, die ihn hätten freigeben können, alle Inhaber und der Sicherheitskanal erhalten jetzt Ihren Namen und den Grund. Eine andere Person prüft den Notfallzugriff innerhalb von 24 Stunden.',
  'slack.glass.reason': 'Warum kann es nicht warten?',
  'slack.glass.reason.missing': 'Geben Sie an, warum es nicht auf die Freigabe warten kann.',
  'slack.glass.confirm': 'Geben Sie zur Bestätigung ein: {words}',
  'slack.glass.confirm.wrong': 'Geben Sie genau das ein: {words}',
  'slack.glass.mode': 'Nur zur Übung?',
  'slack.glass.mode.rehearsal': 'Übung: alles außer dem Code',
  'slack.glass.mode.rehearsal.detail': 'Gleiche Schritte, Nachrichten und Prüfung. Es entsteht kein Code.',
  'slack.glass.only_rehearsal':
    'Nur eine Übung ist möglich: Ihr letzter Notfallzugriff ist noch nicht geprüft, oder diese Anfrage ist eine Übung.',
  'slack.glass.done':
    '{rehearsal, select, yes {:test_tube: *Übung: Sie haben den Notfallzugriff für {name} genutzt.*} other {:rotating_light: *Sie haben den Notfallzugriff für {name} genutzt.*}} {count, plural, =0 {Es gibt niemanden sonst zu benachrichtigen.} one {Eine weitere Person wird benachrichtigt.} other {# weitere Personen werden benachrichtigt.}}',
  'slack.glass.done.next':
    'Machen Sie in Ihrer Direktnachricht mit mir weiter. Die Anfrage läuft ab: {until}.',
  'slack.glass.granted':
    '{rehearsal, select, yes {Übung: Sie haben den Notfallzugriff für {name} genutzt.} other {Sie haben den Notfallzugriff für {name} genutzt.}}',
  'slack.glass.granted.title':
    '{rehearsal, select, yes {:test_tube: *Übung: Sie haben den Notfallzugriff für {name} genutzt.* Machen Sie weiter wie im Notfall. Es wird kein Code erzeugt.} other {:rotating_light: *Sie haben den Notfallzugriff für {name} genutzt.* Eine Freigabe ist nicht mehr nötig. Alle Beteiligten haben Ihren Namen und den Grund erhalten.}}',
  'slack.prompt.glass':
    '{rehearsal, select, yes {:test_tube: *Das ist eine Übung:* Es wird kein Code erzeugt.} other {:rotating_light: *Notfallzugriff:* Dieser Code entsteht ohne Freigabe und wird nachträglich geprüft.}} Ihr Grund: {reason}.',

  'slack.glass.rehearsed': ':test_tube: *Die Übung ist beendet. Es wurde kein Code erzeugt.*',
  'slack.glass.rehearsed.code':
    'Im Notfall stünde hier jetzt der Code für *{name}*, nur für Sie sichtbar:\n`····-····-····-····`\nEr würde einmal gelten, {duration} lang. {name} und die Inhaber würden benachrichtigt.',
  'slack.glass.rehearsed.next':
    'Zur Übung gehört auch die Prüfung: Eine andere Person schließt sie in der Benachrichtigung oder in meinem Tab *Home* ab.',

  'slack.ending.glass':
    '{rehearsal, select, yes {:test_tube: Übung: } other {:rotating_light: }}{you, select, yes {Sie haben} other {{by} hat}} für *{name}* den Notfallzugriff genutzt ({time}). Eine Freigabe ist nicht mehr nötig.',
  'slack.ending.glass.by':
    '{you, select, yes {Sie haben} other {{by} hat}} den Notfallzugriff genutzt ({time}). Der Code wurde nicht freigegeben.',
  'slack.ending.rehearsed':
    ':test_tube: {you, select, yes {Sie haben} other {{by} hat}} die Übung für *{name}* beendet ({time}).',
  'slack.list.request.glass':
    '{rehearsal, select, yes {:test_tube: Übung:} other {:rotating_light:}} {you, select, yes {Sie haben} other {{by} hat}} den Notfallzugriff genutzt. Eine Freigabe ist nicht nötig. Läuft ab: {until}.',

  'slack.glass.notice':
    '{rehearsal, select, yes {Übung: {requester} hat für {name} den Notfallzugriff genutzt.} other {{requester} hat für {name} den Notfallzugriff genutzt.}}',
  'slack.glass.notice.title':
    '{rehearsal, select, yes {:test_tube: *Übung: {requester} hat für einen Backup-Code für {name} den Notfallzugriff genutzt.*} other {:rotating_light: *{requester} hat für einen Backup-Code für {name} den Notfallzugriff genutzt.*}}',
  'slack.glass.notice.facts':
    '{rehearsal, select, yes {{time}. Es entsteht kein Code.} other {{time}. Niemand sonst hat ihn freigegeben.}} Grund: {reason}.',
  'slack.glass.notice.next':
    '{rehearsal, select, yes {Üben Sie mit: Eine andere Person als {requester} und {name} schließt die Prüfung ab. Frist: {until}.} other {{reader, select, you {Waren Sie das nicht? Stoppen Sie jetzt die gesamte Ausgabe, und benachrichtigen Sie einen anderen Inhaber.} other {Rufen Sie {requester} jetzt an. Ist es jemand anderes, stoppen Sie die gesamte Ausgabe.}} Eine andere Person als {requester} und {name} muss die Prüfung abschließen. Frist: {until}.}}',
  'slack.glass.notice.approver': 'Sie erhalten das, weil Sie den Code hätten freigeben können.',
  'slack.glass.issued': 'Notfallzugriff: Niemand sonst hat den Code freigegeben. Grund dafür: {reason}.',

  'slack.glass.overdue':
    '{rehearsal, select, yes {Übung: Der} other {Der}} Notfallzugriff von {requester} für {name} ist noch nicht geprüft.',
  'slack.glass.overdue.title':
    ':warning: *{rehearsal, select, yes {Übung: Der} other {Der}} Notfallzugriff von {requester} für {name} ist noch nicht geprüft.*',
  'slack.glass.overdue.facts': 'Zeitpunkt: {time}. Grund: {reason}.',
  'slack.glass.overdue.next':
    'Die Prüfung war innerhalb eines Tages fällig. Ich erinnere Sie täglich, bis eine andere Person als {requester} und {name} sie abschließt. Auch ein Operator kann das: `backupcode review list`. Bis dahin kann {requester} den Notfallzugriff nicht erneut {rehearsal, select, yes {üben} other {nutzen}}.',

  'slack.glass.closed':
    '{verdict, select, justified {:white_check_mark: *{by} hält den Notfallzugriff von {requester} für {name} für berechtigt.*} other {:rotating_light: *{by} hält den Notfallzugriff von {requester} für {name} für nicht berechtigt.*}}',
  'slack.glass.closed.facts':
    '{rehearsal, select, yes {Es war eine Übung.} other {Zeitpunkt: {time}.}} Notiz: {note}.',
  'slack.glass.closed.frozen':
    '{requester} kann keine Codes ausstellen, bis ein Inhaber den Ausgabestopp aufhebt.',
  'slack.glass.closed.live':
    'Der Code, der daraus entstand, gilt noch. Widerrufen Sie ihn, wenn er in falschen Händen ist.',

  'slack.review.refused': 'Die Prüfung wurde nicht abgeschlossen.',
  'slack.review.title': 'Notfallzugriff prüfen',
  'slack.review.submit': 'Prüfung abschließen',
  'slack.review.facts':
    '{rehearsal, select, yes {:test_tube: *Eine Übung von {requester}*} other {:rotating_light: *Ein Notfallzugriff von {requester}*}} für *{name}* ({time}).\nGrund: {reason}.',
  'slack.review.live': 'Der Code, der daraus entstand, gilt noch.',
  'slack.review.caution':
    'Sprechen Sie zuerst mit {requester} und mit {name}, unter Nummern aus dem Verzeichnis.',
  'slack.review.verdict': 'Ihr Urteil',
  'slack.review.verdict.justified': 'Berechtigt',
  'slack.review.verdict.justified.detail': 'Es war diese Person, und es konnte nicht warten.',
  'slack.review.verdict.not_justified': 'Nicht berechtigt',
  'slack.review.verdict.not_justified.detail':
    'Für diese Person gilt ein Ausgabestopp, bis ein Inhaber ihn aufhebt.',
  'slack.review.verdict.not_justified.rehearsal': 'Niemand wird gestoppt: Es war eine Übung.',
  'slack.review.verdict.missing': 'Wählen Sie eines aus.',
  'slack.review.note': 'Was haben Sie geprüft, und was haben Sie festgestellt?',
  'slack.review.note.missing': 'Geben Sie an, was Sie geprüft haben.',
  'slack.review.done':
    '{verdict, select, justified {:white_check_mark: *Sie haben die Prüfung abgeschlossen: berechtigt.*} other {:rotating_light: *Sie haben die Prüfung abgeschlossen: nicht berechtigt.*}}',
  'slack.review.done.next': 'Inhaber und Sicherheitskanal werden benachrichtigt.',
  'slack.review.closed_before':
    ':information_source: *{by} hat diese Prüfung bereits abgeschlossen* ({time}): {verdict, select, justified {berechtigt} other {nicht berechtigt}}.',

  'slack.home.reviews': ':rotating_light: *Notfallzugriffe, die auf Ihre Prüfung warten* ({count})',
  'slack.home.review':
    '{rehearsal, select, yes {Übung: *{requester}*} other {*{requester}*}} hat für *{name}* den Notfallzugriff genutzt ({time}). Grund: {reason}',
});
