import { mail as english } from '../en/mail.ts';
import { translate } from '../translate.ts';

export const mail = translate(english, {
  'mail.operator': 'Ein Operator',
  'mail.fact.issuer': 'Ausgestellt von',
  'mail.fact.issued': 'Ausgestellt',
  'mail.fact.asked': 'Erbeten',
  'mail.fact.asked_by': 'Erbeten von',
  'mail.fact.used': 'Verwendet',
  'mail.fact.account': 'Konto',
  'mail.fact.what': 'Was',
  'mail.fact.by': 'Von',
  'mail.fact.about': 'Betrifft',
  'mail.fact.reason': 'Antwort des Mailservers',
  'mail.fact.glass_by': 'Notfallzugriff von',
  'mail.fact.reviewed_by': 'Geprüft von',
  'mail.fact.when': 'Zeitpunkt',
  'mail.fact.giver': 'Vertreten wird',
  'mail.fact.delegate': 'Vertretung',
  'mail.fact.until': 'Bis',
  'mail.state.active': 'Der Code gilt bis {until}.',
  'mail.state.later': 'Der Code gilt von {start} bis {until}.',
  'mail.state.undelivered': 'Der Code gilt noch nicht.',
  'mail.state.redeemed': 'Der Code wurde verwendet.',
  'mail.state.revoked': 'Der Code wurde widerrufen und gilt nicht mehr.',
  'mail.state.superseded': 'Ein neuerer Code hat ihn ersetzt, er gilt nicht mehr.',
  'mail.state.expired': 'Der Code ist abgelaufen.',
  'mail.never':
    'Diese E-Mail enthält nie einen Code und nie einen Link zum Anmelden. Geben Sie einen Backup-Code nie weiter. Niemand wird Sie danach fragen.',
  'mail.automatic':
    'Backupcode von {organization} hat diese E-Mail automatisch gesendet. Antworten werden nicht gelesen.',
  'mail.why.target': 'Sie erhalten sie, weil es um Ihr Konto geht.',
  'mail.why.requester': 'Sie erhalten sie, weil Sie den Code erzeugt oder angefragt haben.',
  'mail.why.manager':
    'Sie erhalten sie als Führungskraft von {name}, weil unsere Nachricht {name} vielleicht nicht erreicht.',
  'mail.why.owner': 'Sie erhalten sie als Inhaber von {organization}.',
  'mail.why.could_approve': 'Sie erhalten sie, weil Sie den Code hätten freigeben können.',
  'mail.why.delegation': 'Sie erhalten sie, weil es um Ihre Freigaben geht.',
  'mail.link.label': 'Das war ich nicht',
  'mail.link.until':
    'Die Seite öffnet sich ohne Anmeldung, bis {time}. Es geschieht nichts, bevor Sie dort auf die Schaltfläche klicken.',
  'mail.link.none': 'Falls Sie nicht darum gebeten haben, rufen Sie jetzt Ihren Admin an.',

  'mail.target_issued': 'Für Ihr Konto bei {organization} wurde ein Backup-Code ausgestellt',
  'mail.target_issued.body':
    'Er wird Ihnen am Telefon vorgelesen und ersetzt bei einer Anmeldung Ihren zweiten Faktor. Falls Sie darum gebeten haben, müssen Sie nichts tun.',
  'mail.target_issued.vendor':
    'Er wird Ihnen am Telefon vorgelesen. Er kommt von {vendor}: Verwenden Sie ihn dort bei der Anmeldung. Falls Sie darum gebeten haben, müssen Sie sonst nichts tun.',
  'mail.target_revoked.outlives':
    'Bei {vendor} gilt er noch bis {until}, denn {vendor} kann ihn nicht vorzeitig beenden. Falls Sie nie darum gebeten haben, rufen Sie Ihren Admin an.',
  'mail.target_issued.link':
    'Falls Sie nicht darum gebeten haben, öffnen Sie diese Seite und klicken Sie auf die Schaltfläche. Der Code gilt dann nicht mehr, und wir alarmieren Ihre Admins.',
  'mail.target_redeemed': 'Mit Ihrem Backup-Code von {organization} hat sich jemand angemeldet',
  'mail.target_redeemed.body':
    'Er kann nicht noch einmal verwendet werden. Falls Sie es waren, richten Sie einen neuen zweiten Faktor ein, bevor diese Sitzung endet.',
  'mail.target_redeemed.link':
    'Falls Sie es nicht waren, öffnen Sie diese Seite, klicken Sie auf die Schaltfläche und ändern Sie Ihr Passwort. Wir alarmieren Ihre Admins, und kein anderer Code gilt für Ihr Konto.',
  'mail.target_revoked': 'Ihr Backup-Code von {organization} wurde widerrufen',
  'mail.target_revoked.body':
    'Er gilt nicht mehr. Falls Sie sich immer noch nicht anmelden können, bitten Sie Ihren Admin um einen neuen.',
  'mail.target_revoked.link':
    'Falls Sie nie um einen Code gebeten haben, öffnen Sie diese Seite und klicken Sie auf die Schaltfläche. Wir alarmieren Ihre Admins.',
  'mail.target_alarm': 'Für Ihr Konto bei {organization} wurden falsche Backup-Codes eingegeben',
  'mail.target_alarm.frozen':
    'Ihre Backup-Codes sind für einige Minuten gesperrt. Falls Sie es nicht waren, informieren Sie jetzt Ihren Admin.',
  'mail.target_alarm.disabled':
    'Ihre Backup-Codes sind gesperrt, bis ein Admin sie entsperrt. Falls Sie es nicht waren, informieren Sie jetzt Ihren Admin.',
  'mail.target_alarm.strangers':
    'Ihre Backup-Codes gelten weiterhin. Falls Sie es nicht waren, informieren Sie jetzt Ihren Admin.',

  'mail.requester_redeemed': 'Der Backup-Code für {name} wurde verwendet',
  'mail.requester_redeemed.body':
    'Er kann nicht noch einmal verwendet werden. Falls es nicht {name} war, beenden Sie jetzt alle Sitzungen dieses Kontos und setzen Sie das Passwort zurück.',
  'mail.requester_revoked.unfinished':
    '{vendor} hat nicht bestätigt, dass ein Code erstellt wurde. Niemand hat einen gesehen, und was erstellt wurde, wird dort beendet. Wird noch ein Code gebraucht, stellen Sie in Slack einen neuen aus.',
  'mail.requester_revoked.provider_ended':
    'Er wurde bei {vendor} beendet, nicht durch Backupcode. Jemand hat ihn dort widerrufen oder einen anderen erstellt.',
  'mail.requester_lasting': 'Der Code für {name} gilt bei {vendor} noch',
  'mail.requester_lasting.body':
    'Hier ist er beendet, aber {vendor} antwortet nicht oder lehnt es ab, ihn dort zu beenden. Backupcode versucht es weiter. Um sicherzugehen, beenden Sie ihn in der Admin-Konsole von {vendor}.',
  'mail.requester_revoked': 'Der Backup-Code für {name} wurde widerrufen',
  'mail.requester_revoked.outlives':
    'Hier ist er beendet. Bei {vendor} gilt er noch bis {until}, denn {vendor} kann ihn nicht vorzeitig beenden. Ist er in falschen Händen, sperren Sie dort das Konto.',
  'mail.requester_revoked.body':
    'Er gilt nicht mehr. Falls {name} noch einen braucht, stellen Sie in Slack einen neuen aus.',
  'mail.requester_revoked.not_allowed':
    'Das Konto von {name} hat sich im Verzeichnis geändert. Prüfen Sie es, bevor Sie einen weiteren Code ausstellen.',
  'mail.requester_revoked.unsafe':
    'Er konnte Ihnen nicht sicher angezeigt werden. Falls Sie einen Code sehen, gilt er nicht. Stellen Sie in Slack einen neuen aus.',
  'mail.requester_not_told': '{name} weiß nichts von dem Backup-Code, den Sie erzeugt haben',
  'mail.requester_not_told.body':
    'Wir erreichen {name} nicht. Rufen Sie {name} unter einer Nummer an, die Sie kennen, und vergewissern Sie sich, dass die Bitte um den Code echt war.',
  'mail.help_asked': 'Für Ihr Konto bei {organization} wurde um Hilfe beim Anmelden gebeten',
  'mail.help_asked.body':
    'Sie sind in der Warteschlange in Slack. Ein Administrator ruft Sie unter der Nummer aus dem Firmenverzeichnis an. Die IT fragt nie nach einem Passwort oder einem Code.',
  'mail.help_asked.next':
    '{own, select, yes {Die Bitte kam aus Ihrem eigenen Slack-Konto. Wenn Sie es nicht waren, benutzt es vielleicht jemand anderes: Rufen Sie jetzt einen Administrator an.} other {Wenn Sie nicht ausgesperrt sind, rufen Sie jetzt einen Administrator an.}} Klicken Sie in Slack in Ihrer Direktnachricht mit Backupcode auf „Das war ich nicht“.',
  'mail.help_disowned': '{name} hat nicht um Hilfe gebeten',
  'mail.help_disowned.body':
    '{own, select, yes {Die Bitte kam aus dem Slack-Konto von {name}. Vielleicht benutzt es jemand anderes: Rufen Sie {name} an, und melden Sie das Konto überall von Slack ab.} other {Gebeten hat {asker}, laut Verzeichnis die Führungskraft. Rufen Sie beide an: Es kann ein Irrtum sein, oder jemand benutzt das Slack-Konto von {asker}.}} Offene Anfragen für einen Code für {name} wurden abgebrochen.',
  'mail.request_disowned': '{name} hat den Backup-Code, den Sie angefragt haben, nicht gewollt',
  'mail.request_disowned.body':
    'Die Anfrage wurde abgebrochen. Vielleicht ruft ein Betrüger an: Beenden Sie das Gespräch, und sagen Sie Ihrem Sicherheitsteam, wer angerufen und was er gesagt hat.',
  'mail.manager_not_told': '{name} weiß vielleicht nichts von einem Backup-Code für das eigene Konto',
  'mail.manager_not_told.body':
    'Rufen Sie {name} an und fragen Sie, ob die Bitte um den Code echt war. Falls nicht, informieren Sie sofort einen Inhaber von {organization}.',

  'mail.security_disowned': '{name} meldet: „Das war ich nicht“',
  'mail.security_disowned.ended': 'Der Code galt noch. Jetzt gilt er nicht mehr.',
  'mail.security_disowned.unseen_use':
    'Ob er kurz zuvor verwendet wurde, ist noch nicht bekannt: Sehen Sie im Protokoll von {vendor} nach.',
  'mail.security_disowned.newer': 'Ein neuerer Code galt noch. Jetzt gilt er nicht mehr.',
  'mail.security_disowned.sign_in':
    'Eine Anmeldung damit war noch nicht abgeschlossen. Wir haben sie gestoppt.',
  'mail.security_disowned.requests':
    '{count, plural, one {Wir haben eine offene Anfrage nach einem weiteren Code abgebrochen.} other {Wir haben # offene Anfragen nach weiteren Codes abgebrochen.}}',
  'mail.security_disowned.frozen':
    '{issuer} kann keine Codes ausstellen, bis ein Organisationsinhaber nachgesehen und dies in Slack wieder erlaubt hat.',
  'mail.security_disowned.used': 'Der Code wurde verwendet. Beenden Sie jetzt die Sitzungen von {name}.',
  'mail.security_disowned.next':
    'Rufen Sie {name} an, und klären Sie, wer angerufen hat. Den Code ausgestellt hat: {issuer}.',
  'mail.security_lasting': 'Ein Code für {name} gilt bei {vendor} noch',
  'mail.security_lasting.body':
    'Hier ist er beendet, aber {vendor} antwortet nicht oder lehnt es ab, ihn dort zu beenden. Backupcode versucht es weiter. Um sicherzugehen, beenden Sie ihn in der Admin-Konsole von {vendor}.',
  'mail.security_issued': 'Für {name} wurde ein Backup-Code ausgestellt',
  'mail.security_issued.body':
    'Falls Sie nicht wissen, warum, rufen Sie {name} an und fragen Sie, ob die Bitte um den Code echt war.',
  'mail.security_not_told': '{name} weiß nichts von dem Backup-Code',
  'mail.security_not_told.body':
    'Wir erreichen {name} nicht. Rufen Sie {name} an und fragen Sie, ob die Bitte um den Code echt war. Falls nicht, widerrufen Sie ihn in Slack.',
  'mail.security_alarm': 'Für {name} wurden viele falsche Backup-Codes eingegeben',
  'mail.security_alarm.frozen':
    'Die Codes von {name} sind für einige Minuten gesperrt. Falls es nicht {name} ist, behandeln Sie es als Angriff.',
  'mail.security_alarm.disabled':
    'Die Codes von {name} sind gesperrt, bis jemand sie entsperrt. Falls es nicht {name} ist, behandeln Sie es als Angriff.',
  'mail.security_alarm.strangers':
    '{name} ist nicht gesperrt: Ein Code für {name} gilt weiterhin. Falls es nicht {name} ist, behandeln Sie es als Angriff.',
  'mail.security_issuer_lost':
    '{name} darf keine Codes mehr ausstellen, aber {count, plural, one {ein ausgestellter Code gilt} other {# ausgestellte Codes gelten}} noch',
  'mail.security_issuer_lost.code': 'Für {name}, ausgestellt: {time}',
  'mail.security_issuer_lost.body': 'Falls Sie ihnen nicht trauen, widerrufen Sie sie in Slack.',
  'mail.security_channel': 'Nachrichten an den Sicherheitskanal schlagen fehl',
  'mail.security_channel.body':
    'Slack meldet {why}. Bis das behoben ist, gehen Alarme an die Inhaber. Laden Sie den Bot in den Kanal ein, oder lassen Sie einen Operator einen anderen wählen.',
  'mail.security_mail': 'E-Mails an {name} kommen zurück',
  'mail.security_mail.body':
    'Bis das behoben ist, erfährt {name} von Backup-Codes nur in Slack. Prüfen Sie die Adresse im Verzeichnis.',
  'mail.security_mail_down': 'Einige E-Mails konnten nicht gesendet werden',
  'mail.security_mail_down.body':
    'Benachrichtigungen kamen nur in Slack an. Ein Operator findet die Ursache: backupcode doctor',
  'mail.security_sync': 'Eine Synchronisierung wartet auf einen Inhaber von {organization}',
  'mail.security_sync.body':
    '{source} würde {losing} von {live} Personen den Zugang entziehen. Es wurde nichts geändert. Entscheiden Sie in Slack.',
  'mail.security_change': 'Eine Sicherheitseinstellung von {organization} wurde geändert',
  'mail.security_change.body':
    'Falls Sie nicht wissen, warum, fragen Sie zuerst, wer die Änderung vorgenommen hat.',
  'mail.why.approver': 'Sie erhalten diese E-Mail, weil Sie den Code freigeben können.',
  'mail.why.released': 'Sie erhalten diese E-Mail, weil sie Ihr eigenes Konto betrifft.',
  'mail.approval': '{requester} bittet Sie um Freigabe eines Backup-Codes für {name}',
  'mail.approval.body':
    'Öffnen Sie Slack, um freizugeben oder abzulehnen: Dort finden Sie eine Direktnachricht von mir. Die Anfrage läuft ab: {until}.',
  'mail.approval.caution':
    'Fragen Sie zuerst bei {requester} nach, unter einer Nummer, die Sie kennen, ob wirklich {name} angerufen hat. Eine E-Mail kann nichts freigeben, und diese hat keinen Link.',
  'mail.frozen': 'Für {organization} gilt ein Ausgabestopp',
  'mail.frozen.body':
    '{ended, plural, =0 {Es war keine Anfrage offen.} one {Eine offene Anfrage wurde beendet.} other {# offene Anfragen wurden beendet.}} {live, plural, =0 {Zurzeit gilt kein ausgestellter Code.} one {Ein ausgestellter Code gilt noch.} other {# ausgestellte Codes gelten noch.}}',
  'mail.frozen.next': 'Zwei verschiedene Personen heben ihn in Slack auf: /backupcode unfreeze',
  'mail.held': 'Für {organization} wurden ungewöhnlich viele Backup-Codes angefordert',
  'mail.held.body':
    'Es gab mehr als {count} Anfragen in {minutes, plural, one {einer Minute} other {# Minuten}}. Sie warten, und es entsteht kein Code, bis zwei Personen sie geprüft haben.',
  'mail.held.next':
    'Klären Sie, wer angefragt hat und warum. Lassen Sie die Anfragen dann in Slack weiterlaufen, oder stoppen Sie alles: /backupcode freeze',
  'mail.all_revoked':
    '{count, plural, one {Ein gültiger Backup-Code} other {Alle # gültigen Backup-Codes}} von {organization} {count, plural, one {wurde} other {wurden}} widerrufen',
  'mail.all_revoked.body':
    'Die Betroffenen und die Ausstellenden werden benachrichtigt. Falls Sie den Grund nicht kennen, rufen Sie die Person an, die das getan hat.',
  'mail.unfreeze_proposed': 'Der Ausgabestopp von {organization} soll aufgehoben werden',
  'mail.unfreeze_proposed.body':
    '{by} schlägt es vor. Wenn Sie den Fall geprüft haben und zustimmen, öffnen Sie Slack bis {until}. Wenn Sie nicht wissen, was passiert ist, stimmen Sie nicht zu.',
  'mail.unfrozen': '{organization} kann wieder Codes ausstellen',
  'mail.unfrozen.body':
    '{proposedBy} hat es vorgeschlagen, {by} hat zugestimmt. Falls das falsch ist, stoppen Sie die Ausgabe erneut in Slack: /backupcode freeze',
  'mail.issuer_released': '{name} kann wieder Codes ausstellen',
  'mail.issuer_released.body':
    'Es galt ein Ausgabestopp, weil jemand gemeldet hatte, nicht um einen Code gebeten zu haben. Falls das ein Fehler war, sperren Sie das Konto im Verzeichnis und rufen Sie die Person an, die den Stopp aufgehoben hat.',
  'mail.released': 'Sie können wieder Backup-Codes ausstellen',
  'mail.released.body': 'Anfragen, die inzwischen beendet wurden, müssen Sie in Slack neu stellen.',
  'mail.another_admin': 'Ein anderer Admin',
  'mail.glass':
    '{rehearsal, select, yes {Übung: {requester} hat für {name} den Notfallzugriff genutzt} other {{requester} hat für {name} den Notfallzugriff genutzt}}',
  'mail.glass.body':
    '{rehearsal, select, yes {Es entsteht kein Code. Der Grund steht in Slack.} other {Niemand sonst hat den Code freigegeben. Der Grund steht in Slack.}}',
  'mail.glass.next':
    '{rehearsal, select, yes {Üben Sie mit, wie im Notfall.} other {{reader, select, you {Waren Sie das nicht? Stoppen Sie jetzt in Slack die gesamte Ausgabe (/backupcode freeze), und benachrichtigen Sie einen anderen Inhaber.} owner {Rufen Sie {requester} jetzt an, unter einer Nummer, die Sie kennen. Ist es jemand anderes, stoppen Sie in Slack die gesamte Ausgabe: /backupcode freeze} other {Rufen Sie {requester} jetzt an, unter einer Nummer, die Sie kennen. Ist es jemand anderes, benachrichtigen Sie einen Inhaber. Inhaber können die gesamte Ausgabe stoppen.}}}}',
  'mail.glass.review':
    'Eine andere Person als {requester} und {name} muss die Prüfung in Slack abschließen. Frist: {until}.',
  'mail.glass_overdue':
    '{rehearsal, select, yes {Übung: Der Notfallzugriff von {requester} für {name} ist noch nicht geprüft} other {Der Notfallzugriff von {requester} für {name} ist noch nicht geprüft}}',
  'mail.glass_overdue.body':
    'Die Prüfung war innerhalb eines Tages fällig. Sprechen Sie mit {requester} und mit {name}, unter Nummern, die Sie kennen. Danach schließt eine andere Person als diese beiden die Prüfung in Slack ab.',
  'mail.glass_overdue.next':
    'Wir erinnern Sie täglich. Auch ein Operator kann sie abschließen: backupcode review list. Bis dahin kann {requester} den Notfallzugriff nicht erneut {rehearsal, select, yes {üben} other {nutzen}}.',
  'mail.glass_closed':
    'Der Notfallzugriff von {requester} für {name} war {verdict, select, justified {berechtigt} other {nicht berechtigt}}',
  'mail.glass_closed.body':
    '{rehearsal, select, yes {Es war eine Übung. } other {}}Die Notiz zur Prüfung steht in Slack.',
  'mail.glass_closed.frozen':
    '{requester} kann keine Codes ausstellen, bis ein Inhaber den Ausgabestopp in Slack aufhebt.',
  'mail.glass_closed.live':
    'Der Code, der daraus entstand, gilt noch. Widerrufen Sie ihn in Slack, wenn er in falschen Händen ist.',
  'mail.delegated':
    '{reader, select, giver {{name} gibt Backup-Codes an Ihrer Stelle frei} delegate {Sie geben Backup-Codes an Stelle von {giver} frei} other {{name} gibt Backup-Codes an Stelle von {giver} frei}}',
  'mail.delegated.body':
    '{reader, select, giver {Wenn Sie das nicht waren, hat jemand anderes Zugriff auf Ihr Slack-Konto: Alarmieren Sie jetzt Ihr Sicherheitsteam.} delegate {Freigabeanfragen an {giver} gehen in Slack an Sie. Ihre Freigabe zählt als die von {giver}: Zusammen zählen Sie als eine Person.} other {{giver} hat {name} in Slack benannt. Wenn das nicht stimmt, hat womöglich jemand anderes Zugriff auf das Slack-Konto von {giver}: Fragen Sie {giver} persönlich oder am Telefon.}}',
  'mail.delegated.next':
    '{reader, select, giver {Sie selbst können weiterhin freigeben. Beenden können Sie die Vertretung in Slack: /backupcode delegate} delegate {Wenn Sie das nicht übernehmen können, beenden Sie die Vertretung in Slack: /backupcode delegate} other {Inhaber können die Vertretung beenden: in der Nachricht von Backupcode in Slack.}}',
  'mail.delegated.over': 'Die Vertretung ist inzwischen beendet.',
  'mail.delegation_ended':
    '{reader, select, giver {{name} gibt Backup-Codes nicht mehr an Ihrer Stelle frei} other {Sie geben Backup-Codes nicht mehr an Stelle von {giver} frei}}',
  'mail.delegation_ended.why':
    '{why, select, giver_frozen {{reader, select, giver {Für Sie gilt} other {Für {giver} gilt}} ein Ausgabestopp, bis ein Inhaber nachgesehen hat.} delegate_frozen {{reader, select, giver {Für {name} gilt} other {Für Sie gilt}} ein Ausgabestopp, bis ein Inhaber nachgesehen hat.} switched_off {Ihre Organisation erlaubt keine Vertretung mehr.} other {{by} hat die Vertretung beendet.}}',
  'mail.delegation_ended.next':
    '{reader, select, giver {Freigabeanfragen gehen wieder an Sie.} other {Anfragen gehen wieder an {giver}.}}',
  'mail.caller_refused': 'Jemand hat sich als {name} ausgegeben',
  'mail.caller_refused.body':
    '{requester} wollte einen Backup-Code für {name} erzeugen, und {by, select, device {{name} hat auf dem registrierten Gerät abgelehnt} other {die Führungskraft sagte, dass es nicht {name} ist}}. Es wurde kein Code erzeugt.',
  'mail.caller_refused.next':
    'Fragen Sie {requester}, wer angerufen hat, und warnen Sie die anderen Admins: Der Anrufer wird es wieder versuchen. Um alle Codes anzuhalten, in Slack: /backupcode freeze',
  'mail.source_failing': '{source} lässt sich nicht synchronisieren',
  'mail.source_failing.body':
    '{failed, plural, one {Die letzte Synchronisierung} other {Die letzten # Synchronisierungen}} von {source} {failed, plural, one {ist} other {sind}} fehlgeschlagen. Wer das Unternehmen verlassen hat, kann deshalb vielleicht noch Codes bekommen.',
  'mail.source_failing.next': 'Ein Operator findet die Ursache: backupcode source test {id}',
  'mail.source_works': '{source} lässt sich wieder synchronisieren',
  'mail.source_works.body': 'Es ist nichts zu tun.',
  'mail.test': 'Eine Test-E-Mail von Backupcode',
  'mail.test.body': 'Es klappt: Benachrichtigungen können hier ankommen.',
});
