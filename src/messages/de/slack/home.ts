import { slackHome as english } from '../../en/slack/home.ts';
import { translate } from '../../translate.ts';

export const slackHome = translate(english, {
  'slack.home.what':
    '*Backupcode* hilft ausgesperrten Personen, sich einmal ohne zweiten Faktor anzumelden. Jeder Schritt wird protokolliert.',
  'slack.home.closed':
    'Backupcode ist für Mitglieder der Organisation. Gästen und Konten, die nicht im Verzeichnis stehen, wird hier nichts angezeigt. Wenn das ein Irrtum ist, wenden Sie sich an einen Organisationsinhaber oder Organisationsadmin.',
  'slack.home.commands': 'Alles geht auch per Befehl: `/backupcode help`.',

  'slack.home.locked_out': 'Zweiten Faktor verloren?',
  'slack.home.locked_out.who':
    'Bitten Sie {people} um einen Backup-Code. Gehen Sie hin, oder rufen Sie unter einer Nummer an, die Sie kennen.',
  'slack.home.locked_out.ask': 'Oder stellen Sie sich hier an: Dann werden Sie angerufen.',
  'slack.home.locked_out.no_one':
    'Hier kann niemand einen Code für Sie erzeugen. Wenden Sie sich an die Operatoren von Backupcode.',
  'slack.home.locked_out.never':
    'Nach Ihrem Passwort fragt niemand von ihnen. Senden Sie einen Code nie per Chat oder E-Mail, und lesen Sie ihn nie vor, wenn jemand Sie anruft.',

  'slack.home.own': '*Für Ihr Konto*',
  'slack.home.own.none': 'Für Sie wurde noch kein Backup-Code ausgestellt.',
  'slack.home.own.code': '*{issuer}* hat einen Backup-Code ausgestellt ({time}). {state}',
  'slack.home.own.disowned': 'Sie haben gemeldet: „Das war ich nicht“ ({time}).',

  'slack.home.approvals': ':hourglass_flowing_sand: *Wartet auf Sie* ({count})',
  'slack.home.approval':
    '*{requester}* bittet um einen Code für *{name}*, {role}. Grund: {reason}.\nLäuft ab: {until}. Vergewissern Sie sich bei {requester}, dass die Anfrage echt ist.',
  'slack.home.requests': '*Ihre offenen Anfragen* ({count})',
  'slack.home.request.open': 'Für *{name}*, bis {until}.',
  'slack.home.request.held':
    'Für *{name}*: angehalten, bis zwei Personen die vielen Anfragen geprüft haben, höchstens bis {until}.',
  'slack.home.request.waiting': 'Für *{name}*: wartet bis {until} auf Freigabe.',
  'slack.home.codes': '*Gültige Codes* ({count})',
  'slack.home.codes.none': 'Zurzeit gilt kein Code.',
  'slack.home.conflicts': ':warning: *Konflikte einer Quelle mit dem Verzeichnis* ({count})',
  'slack.home.conflict.title': 'Konflikt lösen',
  'slack.home.conflict.how': 'Wie soll entschieden werden?',
  'slack.home.conflict.choose': 'Wählen Sie, wie entschieden werden soll.',
  'slack.home.conflict.take_over': 'Dieselbe Person; die Quelle entscheidet',
  'slack.home.conflict.take_over.what':
    '• *Dieselbe Person; die Quelle entscheidet:* Ab jetzt bestimmt {source} über {other}.',
  'slack.home.conflict.link': 'Dieselbe Person; es bleibt, wie es ist',
  'slack.home.conflict.link.what':
    '• *Dieselbe Person; es bleibt, wie es ist:* {other} ist diese Person, maßgeblich bleibt: {from}.',
  'slack.home.conflict.accept': 'Neue Adresse annehmen',
  'slack.home.conflict.accept.what':
    '• *Neue Adresse annehmen:* nur wenn Sie mit der Person geklärt haben, dass {value} ihr gehört.',
  'slack.home.conflict.ignore': 'Ausblenden',
  'slack.home.conflict.ignore.what':
    '• *Ausblenden:* Alles bleibt, wie es ist, bis {source} etwas anderes meldet.',
  'slack.home.conflict.not_owner':
    'Über Konflikte entscheiden nur Organisationsinhaber. Es wurde nichts geändert.',
  'slack.home.conflict.late':
    'Dieser Konflikt ist schon entschieden oder lässt sich so nicht mehr entscheiden. Es wurde nichts geändert.',
  'slack.home.conflict.done': ':white_check_mark: Entschieden: Das ist *{name}*.',
  'slack.home.conflict.done.out':
    ':white_check_mark: Entschieden: Die Person bleibt außerhalb des Verzeichnisses.',
  'slack.home.conflict.left':
    '{left, plural, one {Ein weiterer Konflikt} other {# weitere Konflikte}} desselben Eintrags: siehe Home-Tab.',
  'slack.home.domains': ':warning: *Nicht verifizierte Domains* ({count})',
  'slack.home.domain':
    '*{domain}:* noch keine Codes für die Personen dieser Domain. Nächster Schritt: Tragen Sie im DNS den TXT-Eintrag `{name}` mit dem Wert `{value}` ein. Danach führt ein Operator `backupcode domain verify {domain}` aus.',
  'slack.home.more': 'und {count} weitere',

  'slack.home.policy':
    '*Richtlinie:* wer Codes ausstellen darf, wie lange sie gelten und was dafür nötig ist.',
  'slack.home.policy.title': 'Richtlinie ändern',
  'slack.home.policy.intro':
    'Änderungen gelten für neue Anfragen. Alle Inhaber werden benachrichtigt, und im Verlauf steht, was vorher galt.',
  'slack.home.policy.part.limits': '*Zeiten und Limits*',
  'slack.home.policy.part.needs': '*Bevor ein Code ausgestellt wird*',
  'slack.home.policy.part.rules': '*Warnzeichen und Regeln*',
  'slack.home.policy.signal.issued_today': 'Mehrere Codes für eine Person innerhalb eines Tages',
  'slack.home.policy.signal.used_minutes_ago': 'Minuten zuvor wurde ein Code verwendet',
  'slack.home.policy.signal.on_leave': 'Die Person ist nicht im Dienst',
  'slack.home.policy.signal.night': 'Bei der Person ist Nacht',
  'slack.home.policy.signal.requester_new': 'Der Admin hat die Rolle erst seit Kurzem',
  'slack.home.policy.signal.link_new': 'Das Slack-Konto des Admins ist seit höchstens einem Tag verknüpft',
  'slack.home.policy.signal.several_requesters': 'Mehrere Admins fragten für dieselbe Person',
  'slack.home.policy.signal.wrong_codes': 'Viele falsche Codes wurden ausprobiert',
  'slack.home.policy.signal.burst': 'Viele Anfragen in der Organisation',
  'slack.home.policy.more':
    'Alles Weitere ändert ein Operator auf der Kommandozeile, mit `backupcode policy set`: wer für wen ausstellen darf (`mayIssueFor`), wer privilegiert ist oder zur Geschäftsleitung gehört (`privilegedRoles`, `executiveGroups`), wer freigibt (`tiers.privileged.approvers`), welche Prüfungen zählen (`tiers.privileged.verificationMethods`), Tickets, Sicherheitskanal, E-Mail, und welcher Anbieter wessen Codes erstellt (`providers`). `backupcode policy show` listet alles auf.',
  'slack.home.policy.above_max': 'Höchstens so viel, wie ein Admin wählen kann: {max}.',
  'slack.home.policy.minutes': 'Minuten: eine ganze Zahl von {min} bis {max}.',
  'slack.home.policy.seconds': 'Sekunden: eine ganze Zahl von {min} bis {max}.',
  'slack.home.policy.range': 'Eine ganze Zahl von {min} bis {max}.',
  'slack.home.policy.yes_or_no': 'Regeln',
  'slack.home.policy.in_prompt': 'Wo der Befehl eingegeben wurde',
  'slack.home.policy.in_direct_message': 'In der Direktnachricht mit mir',
  'slack.home.policy.not_owner': 'Die Richtlinie ändern nur Organisationsinhaber. Es wurde nichts geändert.',
  'slack.home.policy.late':
    'Die Richtlinie wurde geändert, während Ihr Formular offen war. Es wurde nichts geändert. Öffnen Sie das Formular neu.',
  'slack.home.policy.invalid': 'Die Einstellungen passen nicht zusammen. Es wurde nichts geändert.',
  'slack.home.policy.invalid.no_approver':
    '• {role, select, any {Niemand könnte je einen Code freigeben} other {Codes für {role} könnte niemand mehr freigeben}} ({tier, select, standard {niedrigste Stufe} privileged {privilegierte Personen, oder ein Warnzeichen} other {Geschäftsleitung, oder ein Warnzeichen}}): Neben der anfragenden und der betroffenen Person {needed, plural, one {muss # Person} other {müssen # Personen}} freigeben, und die Regeln lassen {count, plural, =0 {niemanden} other {nur {people}}} übrig. Verlangen Sie weniger Freigaben, oder lassen Sie einen Operator mehr Personen nennen.',
  'slack.home.policy.invalid.other':
    '• `{setting}`: Ein Code kann nicht mehr Prüfungen des Anrufers verlangen, als die Richtlinie zulässt. Verlangen Sie weniger, oder lassen Sie einen Operator mehr zulassen.',
  'slack.home.policy.unchanged': 'Es wurde nichts geändert: Die Richtlinie sagt das schon.',
  'slack.home.policy.changed':
    ':white_check_mark: *Sie haben die Richtlinie geändert.* Sie gilt für neue Anfragen.',
  'slack.home.policy.change': '• {name}: {before} → {after}',

  'slack.home.weeks': '*Die letzten vier Wochen*',
  'slack.home.week':
    '{from} bis {to}: {issued} ausgestellt, {used} verwendet, {unused} nicht verwendet, {refused} abgelehnt{repeated, plural, =0 {} one {, # Person mehrfach} other {, # Personen mehrfach}}',
  'slack.home.weeks.partial':
    'Die früheste dieser Wochen hatte vielleicht mehr: Gezählt werden nur die letzten 5.000 Ereignisse.',

  'slack.home.history': '*Verlauf*',
  'slack.home.history.none': 'Keine Einträge.',
  'slack.home.filter.all': 'Alles',
  'slack.home.filter.mine': 'Von mir',
  'slack.home.filter.refused': 'Abgelehnt',
  'slack.home.someone': 'unbekannt',
  'slack.home.event': '{time}: {what}',
  'slack.home.event.request.refused':
    ':no_entry: {asked, select, code {Abgelehnt: *{by}* wollte einen Code für *{name}*.} other {*{by}* wurde die Einsicht verweigert.}}',
  'slack.home.event.request.approved': '*{by}* hat einen Code für *{name}* freigegeben.',
  'slack.home.event.request.rejected': ':no_entry: *{by}* hat einen Code für *{name}* abgelehnt.',
  'slack.home.event.request.glass_broken':
    ':rotating_light: *{by}* hat für *{name}* den Notfallzugriff genutzt.',
  'slack.home.event.request.glass_rehearsed': '*{by}* hat für *{name}* den Notfallzugriff geübt.',
  'slack.home.event.review.closed': '*{by}* hat die Prüfung des Notfallzugriffs für *{name}* abgeschlossen.',
  'slack.home.event.review.escalated': ':warning: Der Notfallzugriff für *{name}* ist noch nicht geprüft.',
  'slack.home.event.request.expired': 'Anfrage für *{name}* abgelaufen.',
  'slack.home.event.approval.refused': ':no_entry: Freigabe für *{name}* nicht angenommen.',
  'slack.home.event.code.delivered': ':key: *{by}* hat einen Code für *{name}* ausgestellt.',
  'slack.home.event.code.redeemed': ':white_check_mark: *{name}* hat einen Code verwendet.',
  'slack.home.event.code.revoked': 'Code für *{name}* widerrufen.',
  'slack.home.event.code.expired': 'Code für *{name}* unbenutzt abgelaufen.',
  'slack.home.event.code.disowned': ':rotating_light: *{name}* hat gemeldet: „Das war ich nicht“.',
  'slack.home.event.revoke.refused': ':no_entry: Widerruf eines Codes für *{name}* nicht angenommen.',
  'slack.home.event.redeem.frozen': ':lock: Codes für *{name}* vorübergehend gesperrt: zu viele falsche.',
  'slack.home.event.redeem.disabled': ':lock: Codes für *{name}* gesperrt, bis jemand sie entsperrt.',
  'slack.home.event.redeem.unlocked': 'Codes für *{name}* entsperrt.',
  'slack.home.event.unlock.refused': ':no_entry: Entsperren von *{name}* nicht angenommen.',
  'slack.home.event.identity.conflict':
    ':warning: Das Slack-Konto von *{name}* passt nicht mehr zum Verzeichnis.',
  'slack.home.event.conflict.resolved': 'Konflikt um *{name}* entschieden.',
  'slack.home.event.organization.policy_changed': 'Richtlinie geändert.',
});
