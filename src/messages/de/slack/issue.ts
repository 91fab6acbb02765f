import { slackIssue as english } from '../../en/slack/issue.ts';
import { translate } from '../../translate.ts';

export const slackIssue = translate(english, {
  'slack.issue.help': 'einen einmaligen Code für eine Person erzeugen, die ihren zweiten Faktor verloren hat',
  'slack.issue.question': 'Wer braucht einen Code?',
  'slack.issue.refused': 'Es wurde kein Code erzeugt.',

  'slack.prompt': 'Backup-Code für {name}: bitte bestätigen.',
  'slack.prompt.generate': '*Einen einmaligen Backup-Code für {name} erzeugen?*',
  'slack.prompt.ask': '*Freigabe für einen Backup-Code für {name} anfordern?*',
  'slack.prompt.person': '*Person*\n{mention} ({login})',
  'slack.prompt.role': '*Rolle*\n{role}',
  'slack.prompt.domain': '*Domain*\n{domain}, verifiziert',
  'slack.prompt.reason': '*Grund*\n{reason}',
  'slack.prompt.caution':
    ':telephone_receiver: *Vergewissern Sie sich zuerst, dass es {name} ist.* Rufen Sie unter einer Nummer an, die Sie schon haben, oder treffen Sie die Person persönlich. Wer Sie anruft, kann sich für jemand anderen ausgeben. So werden Konten gestohlen.',
  'slack.prompt.replaces': ':warning: {name} hat einen Code, der bis {until} gilt. *Ein neuer ersetzt ihn.*',
  'slack.prompt.needs_approval':
    '{by, select, role {{name} ist *{role}*. Deshalb {approvals, plural, one {muss eine weitere Person} other {müssen # weitere Personen}} zustimmen.} other {{approvals, plural, one {*Eine weitere Person* muss} other {*# weitere Personen* müssen}} zustimmen.}}',
  'slack.prompt.terms':
    'Der Code gilt einmal, {duration} lang, und ersetzt nur den zweiten Faktor. {name} wird benachrichtigt. Diese Anfrage läuft ab: {until}.',

  'slack.continue': 'Weiter in Ihrer Direktnachricht mit mir.',
  'slack.continue.link':
    ':arrow_right: *<{link}|Weiter in Ihrer Direktnachricht mit mir>*: Dort bekommen Sie den Backup-Code für {name}.',
  'slack.continue.lost': 'Nichts zu sehen? Geben Sie in dieser Unterhaltung `/backupcode @name` ein.',
  'slack.continue.failed':
    ':no_entry: *Es wurde kein Code für {name} erzeugt.* Ich konnte nicht in Ihre Direktnachricht mit mir schreiben (`{why}`).',
  'slack.continue.failed.next':
    'Versuchen Sie es in einer Minute erneut, oder öffnen Sie mich unter *Apps* in der Seitenleiste von Slack und geben Sie dort `/backupcode @name` ein.',

  'slack.reveal': 'Backup-Code für {name}. Nur Sie sehen ihn.',
  'slack.reveal.title': '*Backup-Code für {name}*\nNur Sie sehen ihn. Er wird nicht noch einmal angezeigt.',
  'slack.reveal.read_out': 'Zum Vorlesen:\n{spelling}',
  'slack.reveal.terms':
    'Gilt *einmal*, bis *{until}*, anstelle des zweiten Faktors. Lesen Sie ihn nur in einem Gespräch vor, das Sie selbst begonnen haben. Senden Sie ihn nie per Chat oder E-Mail.',
  'slack.reveal.replaced': ':warning: Der frühere Code von {name} gilt nicht mehr.',
  'slack.reveal.hides':
    'Wird in {seconds, plural, one {# Sekunde} other {# Sekunden}} ausgeblendet. {name} wird über den ausgestellten Code benachrichtigt.',
  'slack.reveal.failed':
    ':warning: *Ich konnte den Code nicht sicher anzeigen und habe ihn deshalb widerrufen.* Falls Sie einen sehen, gilt er nicht.',
  'slack.reveal.failed.next': 'Führen Sie `/backupcode` erneut aus.',
  'slack.reveal.unknown':
    ':warning: *Bei uns ist ein Fehler aufgetreten. Es ist unklar, ob der angezeigte Code gilt.* Verwenden Sie ihn nicht.',
  'slack.reveal.unknown.next':
    'Führen Sie `/backupcode status @name` aus, widerrufen Sie den Code und erzeugen Sie einen neuen.',

  'slack.hidden': ':lock: Der Code ist ausgeblendet. Er kann nicht noch einmal angezeigt werden.',
  'slack.hidden.next': 'Prüfen oder widerrufen: `/backupcode status @name`.',
  'slack.hidden.live': 'Backup-Code für {name}, ausgeblendet.',
  'slack.hidden.live.line':
    ':lock: *Der Backup-Code für {name} ist ausgeblendet.* Er kann nicht noch einmal angezeigt werden.',
  'slack.hidden.over': 'Der Backup-Code für {name} gilt nicht mehr.',
  'slack.hidden.revoked_by_you':
    ':white_check_mark: Sie haben den Backup-Code für *{name}* widerrufen ({time}). Er gilt nicht mehr.',
  'slack.hidden.redeemed':
    ':white_check_mark: *Der Backup-Code für {name} wurde verwendet* ({when}). Er gilt nicht noch einmal.',
  'slack.hidden.disowned':
    ':rotating_light: *{name} hat „Das war ich nicht“ gemeldet* ({time}). Der Code gilt nicht mehr. Beenden Sie das Gespräch: Am Telefon ist vielleicht jemand anderes.',
  'slack.hidden.other': ':no_entry: *Der Backup-Code für {name} gilt nicht mehr.* {state}',
  'slack.hidden.generated': 'Erzeugt: {time}.',
  'slack.hidden.reason': 'Grund: {reason}.',

  'slack.generated_before': 'Sie haben bereits einen Backup-Code für {name} erzeugt.',
  'slack.generated_before.line':
    ':information_source: *Sie haben bereits einen Backup-Code für {name} erzeugt* ({time}). {state}',
  'slack.generated_before.next':
    'Ein Code kann nicht noch einmal angezeigt werden. Wenn Sie einen neuen brauchen, führen Sie `/backupcode @name` aus.',

  'slack.cancelled':
    ':no_entry: Sie haben die Anfrage nach einem Backup-Code für {name} abgebrochen ({time}). Es wurde kein Code erzeugt.',

  'slack.ending.nothing': 'Es wurde kein Code erzeugt.',
  'slack.ending.pending': ':hourglass: Der Backup-Code für *{name}* wartet auf Freigabe.',
  'slack.ending.approved':
    ':white_check_mark: {you, select, yes {Sie haben} other {{by} hat}} den Backup-Code für *{name}* {late, select, yes {bereits } other {}}*freigegeben* ({time}).',
  'slack.ending.approved.yours': 'Erzeugen Sie ihn mit der Schaltfläche in Ihrer Direktnachricht mit mir.',
  'slack.ending.approved.theirs': '{requester} kann ihn jetzt erzeugen.',
  'slack.ending.approved.by': '{you, select, yes {Sie haben} other {{by} hat}} ihn freigegeben ({time}).',
  'slack.ending.rejected':
    ':no_entry: {you, select, yes {Sie haben} other {{by} hat}} den Backup-Code für *{name}* {late, select, yes {bereits } other {}}*abgelehnt* ({time}).',
  'slack.ending.fulfilled':
    ':white_check_mark: {you, select, yes {Sie haben} other {{by} hat}} den Backup-Code für *{name}* {late, select, yes {bereits } other {}}*erzeugt* ({time}).',
  'slack.ending.cancelled':
    ':no_entry: {you, select, yes {Sie haben} other {{by} hat}} die Anfrage nach einem Backup-Code für *{name}* {late, select, yes {bereits } other {}}*abgebrochen* ({time}).',
  'slack.ending.disowned':
    ':rotating_light: {you, select, yes {Sie haben} other {{by} hat}} „Das war ich nicht“ gemeldet ({time}). Das hat die Anfrage nach einem Backup-Code für *{name}* abgebrochen.',
  'slack.ending.disowned.next': 'Es wurde kein Code erzeugt. Am Telefon ist vielleicht jemand anderes.',
  'slack.ending.not_allowed':
    ':no_entry: Die Anfrage nach einem Backup-Code für *{name}* wurde beendet ({time}), weil sie nicht mehr zulässig war.',
  'slack.ending.not_allowed.next':
    'Es wurde kein Code erzeugt. Führen Sie `/backupcode @name` aus, um zu sehen, was dagegen spricht.',
  'slack.ending.frozen':
    ':snowflake: Die Anfrage nach einem Backup-Code für *{name}* wurde beendet ({time}), weil die Ausgabe gestoppt wurde.',
  'slack.ending.frozen.next':
    'Es wurde kein Code erzeugt. Fragen Sie einen Organisationsinhaber, was passiert ist.',
  'slack.ending.expired':
    ':hourglass: Die Anfrage nach einem Backup-Code für *{name}* ist abgelaufen ({time}). Es wurde kein Code erzeugt.',
  'slack.ending.expired.next':
    'Wenn der Code noch gebraucht wird, führen Sie `/backupcode @name` erneut aus.',
});
