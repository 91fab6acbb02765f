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
    '• *Wer den Code anfordert, hat die Rolle seit weniger als einer Woche.* Ein gestohlenes Konto bekommt oft zuerst eine Rolle.',
  'slack.signal.link_new':
    '• *Das Slack-Konto, das den Code anfordert, wurde vor weniger als einem Tag verknüpft.* So sieht auch das neue Konto eines Angreifers aus.',
  'slack.signal.several_requesters':
    '• *Andere haben innerhalb eines Tages einen Code für {name} angefordert.* Wer abgewiesen wird, versucht es beim nächsten Admin. Fragen Sie dort nach: `/backupcode status @name` zeigt, wer es war.',
  'slack.signal.wrong_codes':
    '• *Jemand hat viele falsche Codes für {name} ausprobiert.* Falls das nicht {name} war, ist es ein Angriff.',
  'slack.signal.burst':
    '• *In Ihrer Organisation werden gerade viele Codes angefordert.* Fragen Sie Ihr Sicherheitsteam, ob es den Grund kennt.',
  'slack.button.verify': 'Anrufer prüfen',
  'slack.button.show_number': 'Nummer anzeigen',
  'slack.button.vouch': 'Ja, stimmt',
  'slack.button.refuse_caller': 'Nein, stimmt nicht',
  'slack.prompt.verify': '*Vor einem Backup-Code für {name}: Prüfen Sie, wer anruft.*',
  'slack.prompt.verified': '*Anrufer geprüft:*',
  'slack.prompt.ticket': '*Ticket*\n{ticket}',
  'slack.prompt.no_words':
    ':speech_balloon: {name} hat kein Slack-Konto, also gibt es keine zwei Wörter, an denen {name} Sie erkennt. Rufen Sie {name} unter der Nummer aus dem Verzeichnis an.',
  'slack.prompt.words':
    ':speech_balloon: *Nennen Sie {name} diese zwei Wörter: {words}.* {name} hat sie von mir bekommen und erkennt daran, dass Sie wirklich von der IT sind.',
  'slack.prompt.waits_for_manager':
    ':hourglass: *Ich habe {manager} (führt {name}) gefragt, ob es wirklich {name} ist.* Ich schreibe Ihnen, sobald eine Antwort da ist. Sie können den Anrufer auch anders prüfen.',
  'slack.verify.title': 'Anrufer prüfen',
  'slack.verify.submit': 'Speichern',
  'slack.verify.intro':
    '*Vergewissern Sie sich, dass {name} anruft, bevor es einen Code gibt.* Wer anruft, kann ein Betrüger sein, der viel über {name} weiß. Alles, was Sie hier eingeben, wird protokolliert und den Freigebenden gezeigt.',
  'slack.verify.reason': 'Warum braucht die Person einen Code?',
  'slack.verify.ticket': 'Ticket',
  'slack.verify.ticket.hint': 'Geschrieben wie {pattern}: # ist eine Ziffer, * ist beliebig.',
  'slack.verify.number':
    ':telephone_receiver: *Die Nummer von {name} im Verzeichnis: {number}.* Legen Sie auf und rufen Sie sie selbst an. Eine Nummer, die der Anrufer nennt, beweist nichts.',
  'slack.verify.number.shown': ':telephone_receiver: *Die Nummer von {name}: {number}*',
  'slack.verify.number.next':
    'Legen Sie auf und rufen Sie sie selbst an. Dass Sie sie angesehen haben, wird protokolliert. Schließen Sie dieses Fenster, um zum Formular zurückzukehren.',
  'slack.verify.methods':
    'Wie haben Sie sich vergewissert? {count, plural, one {Wählen Sie mindestens einen Weg.} other {Wählen Sie mindestens # Wege.}}',
  'slack.verify.method.callback': 'Ich habe die Nummer im Verzeichnis angerufen',
  'slack.verify.method.video': 'Live-Video, und ich sah einen Ausweis',
  'slack.verify.method.in_person': 'Ich habe die Person getroffen',
  'slack.verify.method.manager': 'Die Führungskraft: in Slack fragen',
  'slack.verify.method.manager.named': 'Die Führungskraft: {manager} in Slack fragen',
  'slack.verify.method.device': 'Registriertes Gerät: dort bestätigen lassen',
  'slack.verify.method.other': 'Auf andere Weise',
  'slack.verify.evidence.video': 'Video: Welchen Ausweis haben Sie gesehen? Nicht seine Nummer.',
  'slack.verify.evidence.in_person': 'Persönlich: Wo?',
  'slack.verify.evidence.other': 'Auf andere Weise: Was haben Sie geprüft?',
  'slack.verify.evidence.missing': 'Geben Sie an, was Sie gesehen oder geprüft haben.',
  'slack.verify.manager': 'Wer ist die Führungskraft von {name}? Das Verzeichnis sagt es nicht.',
  'slack.verify.never':
    'Fragen Sie nie nach Geburtsdatum, Personalnummer oder Ähnlichem: Das kann ein Angreifer nachschlagen.',
  'slack.verify.refused': 'Es wurde nichts gespeichert.',
  'slack.verify.recorded': ':white_check_mark: *Gespeichert.* Weiter geht es in der Rückfrage zu {name}.',
  'slack.verify.recorded.next':
    'Schließen Sie dieses Formular. Die Rückfrage steht in Ihrer Direktnachricht mit mir.',
  'slack.verify.done.callback': 'Anruf unter der Nummer im Verzeichnis',
  'slack.verify.done.video': 'Live-Video mit Ausweis',
  'slack.verify.done.in_person': 'Persönlich',
  'slack.verify.done.manager': 'Von der Führungskraft bestätigt',
  'slack.verify.done.device': 'Auf dem registrierten Gerät bestätigt',
  'slack.verify.done.other': 'Auf andere Weise',
  'slack.verify.manager.ask': 'Braucht wirklich {name} einen Backup-Code?',
  'slack.verify.manager.ask.title':
    '*Ist es wirklich {name} ({login})?* {mention} möchte einen Backup-Code für diese Person erzeugen. Damit kann sie sich ohne ihren zweiten Faktor anmelden.',
  'slack.verify.manager.ask.how':
    'Sprechen Sie selbst mit {name}, am Telefon oder persönlich, nicht per Nachricht. *{requester} kann Ihnen und {name} diese zwei Wörter nennen: {words}.* Wenn Sie zweifeln, wählen Sie *Nein, stimmt nicht*.',
  'slack.verify.manager.ask.terms':
    'Ohne Ihre Antwort wird kein Code erzeugt. Diese Frage endet: {until}. Ihre Antwort wird protokolliert.',
  'slack.verify.manager.confirm': 'Gesprochen?',
  'slack.verify.manager.confirm.text':
    'Sie bestätigen, dass Sie gerade selbst mit der Person gesprochen haben. Ihr Name wird protokolliert.',
  'slack.verify.you_said.yes':
    ':white_check_mark: Sie haben bestätigt, dass es {name} ist. Ich habe {requester} informiert.',
  'slack.verify.you_said.no':
    ':rotating_light: Sie haben gesagt, dass es nicht {name} ist. Es wird kein Code erzeugt. Ich habe {requester} und Ihr Sicherheitsteam gewarnt.',
  'slack.verify.manager.yes': ':white_check_mark: *Die Führungskraft hat bestätigt, dass es {name} ist.*',
  'slack.verify.manager.no':
    ':rotating_light: *Die Führungskraft sagt, dass es nicht {name} ist.* Beenden Sie das Gespräch: Vielleicht ruft ein Betrüger an. Es wurde kein Code erzeugt.',
  'slack.verify.manager.no.next': 'Sagen Sie dem Anrufer nicht, warum. Ich habe Ihr Sicherheitsteam gewarnt.',
  'slack.verify.alarm':
    ':rotating_light: *Jemand hat sich als {name} ausgegeben.* {requester} wollte einen Backup-Code erzeugen, und {by, select, device {{name} hat auf dem registrierten Gerät abgelehnt} other {die Führungskraft sagte, dass es nicht {name} ist}}. Es wurde kein Code erzeugt.',
  'slack.verify.alarm.next':
    'Fragen Sie {requester}, wer angerufen hat, und warnen Sie die anderen Admins: Der Anrufer wird es wieder versuchen. Um alle Codes anzuhalten: `/backupcode freeze`.',
  'slack.verify.words': '{requester} bereitet einen Backup-Code für Sie vor.',
  'slack.verify.words.title':
    '*{requester} bereitet bei {organization} einen Backup-Code für Sie vor.* Damit können Sie sich einmal ohne Ihren zweiten Faktor anmelden.',
  'slack.verify.words.how':
    ':speech_balloon: *Ihre zwei Wörter: {words}.* Wenn jemand von der IT Sie anruft, kann die Person Ihnen diese Wörter nennen. Wenn nicht, legen Sie auf: Es kann ein Betrüger sein.',
  'slack.verify.words.next':
    'Sie haben keinen Code angefordert? Informieren Sie Ihre IT unter einer Nummer, die Sie schon haben. Es wurde noch kein Code erzeugt.',
  'slack.ending.caller_refused':
    ':rotating_light: Die Anfrage für einen Backup-Code für *{name}* wurde beendet ({time}): {by, select, device {{name} hat auf dem registrierten Gerät abgelehnt} other {Die Führungskraft sagte, dass es nicht {name} ist}}.',
  'slack.ending.caller_refused.next': 'Es wurde kein Code erzeugt. Vielleicht rief ein Betrüger an.',
});
