import { slackNotice as english } from '../../en/slack/notice.ts';
import { translate } from '../../translate.ts';

export const slackNotice = translate(english, {
  'slack.notice.owner': 'Sie erhalten das als Inhaber von {organization}.',
  'slack.notice.owner.no_channel':
    'Sie erhalten das als Inhaber, weil {organization} keinen Sicherheitskanal hat. Ein Operator kann einen festlegen: `backupcode policy set securityChannelId=C...`',
  'slack.notice.owner.channel_failed':
    'Sie erhalten das als Inhaber, weil ich im Sicherheitskanal von {organization} nicht posten kann.',

  'slack.notice.issued': '{issuer} hat einen Backup-Code für Ihr Konto ausgestellt.',
  'slack.notice.issued.title':
    ':key: *{issuer} hat einen einmaligen Backup-Code für Ihr Konto bei {organization} ausgestellt.*',
  'slack.notice.issued.facts': 'Ausgestellt: {time}. {state}',
  'slack.notice.issued.facts.reason': 'Ausgestellt: {time}. {state} Grund: {reason}.',
  'slack.notice.issued.live':
    'Falls Sie nicht darum gebeten haben, klicken Sie auf die Schaltfläche. Der Code gilt dann nicht mehr, und wir alarmieren Ihre Admins.',
  'slack.notice.issued.over':
    'Falls Sie nicht darum gebeten haben, klicken Sie auf die Schaltfläche. Wir alarmieren dann Ihre Admins, und kein anderer Code gilt mehr für Ihr Konto.',
  'slack.notice.issued.never':
    'Der Code wird Ihnen am Telefon vorgelesen und steht in keiner Nachricht. Geben Sie ihn nie weiter. Niemand wird Sie danach fragen.',
  'slack.notice.issued.confirm': 'Nicht darum gebeten?',
  'slack.notice.issued.confirm.text':
    'Alle Codes für Ihr Konto werden ungültig, und wir alarmieren Ihre Admins. Falls Sie doch darum gebeten haben, gehen Sie zurück.',
  'slack.notice.redeemed': 'Mit Ihrem Backup-Code hat sich jemand angemeldet.',
  'slack.notice.redeemed.line':
    ':unlock: *Ihr Backup-Code wurde für eine Anmeldung verwendet* ({when}). Er gilt nicht noch einmal.',
  'slack.notice.redeemed.next':
    'Richten Sie jetzt einen neuen zweiten Faktor ein, bevor diese Sitzung endet.',
  'slack.notice.redeemed.confirm': 'Waren Sie das nicht?',
  'slack.notice.redeemed.confirm.text':
    'Wir alarmieren Ihre Admins, und kein anderer Code gilt mehr für Ihr Konto. Der Code ist bereits verwendet: Ändern Sie deshalb auch Ihr Passwort.',
  'slack.notice.revoked': 'Ihr Backup-Code wurde widerrufen.',
  'slack.notice.revoked.line':
    ':information_source: Der für Sie ausgestellte Backup-Code ({time}) wurde widerrufen und gilt nicht mehr.',
  'slack.notice.revoked.next':
    'Falls Sie sich weiterhin nicht anmelden können, bitten Sie Ihren Admin um einen neuen.',
  'slack.notice.revoked.confirm': 'Keinen Code verlangt?',
  'slack.notice.revoked.confirm.text':
    'Wir alarmieren Ihre Admins, und kein anderer Code gilt mehr für Ihr Konto. Falls Sie doch darum gebeten haben, gehen Sie zurück.',

  'slack.notice.requester_redeemed':
    ':white_check_mark: *Der Backup-Code, den Sie für {name} erzeugt haben, wurde verwendet* ({when}).',
  'slack.notice.requester_redeemed.next':
    'Er gilt nicht noch einmal. Falls das nicht {name} war, beenden Sie jetzt alle Sitzungen der Person und setzen Sie ihr Passwort zurück.',
  'slack.notice.requester_enrolment':
    ':hourglass: *{name} hat noch keinen neuen zweiten Faktor eingerichtet*, seit der von Ihnen erzeugte Backup-Code verwendet wurde.',
  'slack.notice.requester_enrolment.next':
    'Verwendet: {when}. Seitdem hat kein Anmeldedienst einen neuen Faktor gemeldet. Rufen Sie {name} an: Ohne neuen Faktor ist die Person bald wieder ausgesperrt, und ihr Konto bleibt leichter zu stehlen.',
  'slack.notice.requester_unsafe':
    ':warning: Ich konnte Ihnen den Backup-Code für *{name}* nicht sicher anzeigen und habe ihn deshalb widerrufen. Falls Sie einen Code sehen, gilt er nicht.',
  'slack.notice.requester_unsafe.next': 'Führen Sie `/backupcode @name` erneut aus.',
  'slack.notice.requester_not_allowed':
    ':information_source: Der Backup-Code, den Sie für *{name}* erzeugt haben, wurde widerrufen ({time}): Das Konto hat sich im Verzeichnis geändert.',
  'slack.notice.requester_not_allowed.next':
    'Prüfen Sie das Konto von {name}. Wenn der Code noch gebraucht wird, führen Sie `/backupcode @name` erneut aus.',
  'slack.notice.requester_revoked':
    ':information_source: Der Backup-Code, den Sie für *{name}* erzeugt haben, wurde widerrufen ({time}).',
  'slack.notice.requester_unreachable':
    ':warning: *Ich konnte {name} nicht über den Backup-Code benachrichtigen*, den Sie erzeugt haben ({time}): Die Person ist in Slack nicht erreichbar.',
  'slack.notice.requester_unreachable.next':
    'Rufen Sie {name} unter einer Nummer an, die Sie kennen, und vergewissern Sie sich, dass die Person darum gebeten hat.',

  'slack.notice.account': '{login}, {role}',
  'slack.notice.security_issued': ':key: {issuer} hat einen Backup-Code für *{name}* erzeugt.',
  'slack.notice.security_issued.facts': '{time}. Grund: {reason}.',
  'slack.notice.security_issued.facts.approved': '{time}. Freigegeben von {approver}. Grund: {reason}.',
  'slack.notice.security_revoked': ':no_entry: {by} hat den Backup-Code für *{name}* widerrufen.',
  'slack.notice.security_revoked.facts': '{time}. {issuer} hatte ihn erzeugt ({createdAt}).',
  'slack.notice.security_approved':
    ':white_check_mark: {by} hat die Anfrage von {requester} nach einem Backup-Code für *{name}* freigegeben.',
  'slack.notice.security_rejected':
    ':no_entry: {by} hat die Anfrage von {requester} nach einem Backup-Code für *{name}* abgelehnt.',
  'slack.notice.security_decided.facts': 'Angefragt: {time}. Grund: {reason}.',
  'slack.notice.an_admin': 'Ein Admin',
  'slack.notice.security_unreachable':
    ':warning: *{name} weiß nichts von dem Backup-Code*, den {issuer} erzeugt hat: Die Person ist in Slack nicht erreichbar.',
  'slack.notice.security_unreachable.next':
    'Ausgestellt: {time}. {state} Rufen Sie {name} an und fragen Sie, ob die Person darum gebeten hat. Falls nicht, widerrufen Sie ihn: `/backupcode status @name`.',
  'slack.notice.manager_unreachable':
    ':warning: *{name} weiß vielleicht nichts von einem Backup-Code*, den {issuer} für dieses Konto ausgestellt hat.',
  'slack.notice.manager_unreachable.next':
    'Sie erhalten das als Führungskraft von {name}. Ausgestellt: {time}. {state} Rufen Sie {name} an und fragen Sie, ob die Person darum gebeten hat. Falls nicht, informieren Sie sofort einen Inhaber.',
  'slack.notice.mail_failed': ':warning: *E-Mails an {name} kommen zurück.* Der Mailserver meldet `{why}`.',
  'slack.notice.mail_failed.next':
    'Bis das behoben ist, erfährt {name} von Backup-Codes nur in Slack. Prüfen Sie die Adresse im Verzeichnis.',
  'slack.notice.mail_down': ':rotating_light: *Ich kann keine E-Mails senden.* Der Grund: `{why}`.',
  'slack.notice.mail_down.next':
    'Bis das behoben ist, kommen Benachrichtigungen nur in Slack an. Ein Operator findet die Ursache so: `backupcode doctor`',
  'slack.notice.channel_failed':
    ':rotating_light: *Ich kann im Sicherheitskanal nicht posten:* <#{channel}>. Slack meldet `{why}`.',
  'slack.notice.channel_failed.next':
    'Bis das behoben ist, gehen Alarme an die Inhaber, und Routinemeldungen gehen verloren. Laden Sie den Bot in den Kanal ein, oder lassen Sie einen Operator einen anderen festlegen: `backupcode policy set securityChannelId=C...`',

  'slack.change.client_expiring':
    ':hourglass: *Die Zugangsdaten eines Clients laufen bald ab.* Danach kann er keine Codes mehr einlösen.',
  'slack.change.client_expiring.next':
    'Ein Operator kann sie verlängern: `backupcode client set NAME --expires DATE`',
  'slack.change.domain_missing':
    ':warning: *Der TXT-Eintrag von {domain} fehlt.* Er belegt, dass die Domain Ihnen gehört.',
  'slack.change.domain_missing.next':
    'Wird er bis dahin nicht wiederhergestellt, gilt {domain} nicht mehr als verifiziert: Ihre Personen bekommen keine Codes, und gültige Codes enden.',
  'slack.change.domain_lost':
    ':rotating_light: *{domain} ist nicht mehr verifiziert.* Der TXT-Eintrag hat 72 Stunden gefehlt.',
  'slack.change.domain_lost.next':
    'Personen dieser Domain bekommen keine Codes, und ihre gültigen Codes wurden widerrufen. Falls die Domain noch Ihnen gehört, stellen Sie den Eintrag wieder her und lassen Sie einen Operator ausführen: `backupcode domain verify {domain}`',
  'slack.change.domain_restored':
    ':white_check_mark: *Der TXT-Eintrag von {domain} ist wieder da.* Die Domain bleibt verifiziert.',
  'slack.change.large_loss':
    ':rotating_light: *Der SCIM-Client {source} hat innerhalb einer Stunde vielen Personen den Zugang entzogen.*',
  'slack.change.large_loss.next':
    'Falls Sie den Grund nicht kennen, lassen Sie einen Operator die Zugangsdaten beenden: `backupcode client rotate NAME --overlap 0`. Was der Client getan hat, steht im Verlauf: `backupcode audit list`',
  'slack.change.organization.group_lost':
    'die Gruppe {target} oder ihre letzten Mitglieder entfernt, obwohl die Richtlinie sie nennt',
  'slack.change.group_lost':
    ':rotating_light: *Die Gruppe {group}, die die Richtlinie nennt, {removed, select, yes {wurde entfernt} other {hat keine Mitglieder mehr}}.*',
  'slack.change.group_lost.next':
    'Bis die Richtlinie eine andere Gruppe nennt, gelten für ihre Mitglieder die Regeln für alle anderen. Lassen Sie es einen Operator prüfen: `backupcode policy show`, `backupcode directory groups`',
  'slack.change.operator': 'Ein Operator ({name})',
  'slack.change.next': 'Falls Sie den Grund nicht kennen, fragen Sie zuerst den Operator.',
  'slack.change.line': ':wrench: *{who} hat {what}.*',
  'slack.change.redeem.unlocked': 'die Backup-Codes von {target} entsperrt',
  'slack.change.organization.policy_changed': 'die Richtlinie geändert',
  'slack.change.organization.device_check_set':
    'den Identity-Provider festgelegt, der Personen auf ihren Geräten fragt',
  'slack.change.organization.device_check_removed':
    'den Identity-Provider entfernt, der Personen auf ihren Geräten fragt',
  'slack.change.organization.renamed': 'die Organisation in {target} umbenannt',
  'slack.change.organization.workspace_linked': 'den Slack-Workspace {target} verbunden',
  'slack.change.client.created': 'einen Client hinzugefügt, der Codes einlösen darf',
  'slack.change.client.changed': 'einen Client geändert, der Codes einlösen darf',
  'slack.change.client.rotated': 'einem Client neue Zugangsdaten gegeben',
  'slack.change.client.removed': 'einen Client entfernt',
  'slack.change.directory.user_changed': '{target} geändert',
  'slack.change.directory.imported': 'durch einen Verzeichnisimport Inhaber geändert',
  'slack.change.source.added': 'ein Verzeichnis verbunden',
  'slack.change.source.changed': 'die Synchronisierung eines Verzeichnisses geändert',
  'slack.change.source.removed': 'ein Verzeichnis getrennt (dessen Personen bleiben unverändert)',
  'slack.change.provider.added': 'einen Anbieter verbunden, dessen Codes ausgegeben werden können',
  'slack.change.provider.changed': 'einen Anbieter geändert, dessen Codes ausgegeben werden können',
  'slack.change.provider.removed': 'einen Anbieter entfernt, dessen Codes ausgegeben werden konnten',
  'slack.notice.issuer_lost':
    ':warning: *{name} {why, select, role {darf keine Codes mehr ausstellen} suspended {wurde vorübergehend gesperrt} deactivated {wurde deaktiviert} other {ist nicht mehr bestätigt}},* aber {count, plural, one {ein Code dieser Person gilt} other {# Codes dieser Person gelten}} noch:',
  'slack.notice.issuer_lost.code': '• für *{name}*, ausgestellt: {time}, gültig bis {until}',
  'slack.notice.issuer_lost.next':
    'Falls Sie diesen Codes nicht trauen, widerrufen Sie sie. Wer noch einen Code braucht, kann sich an andere Admins wenden.',
  'slack.change.conflict.resolved': 'einen Konflikt eines synchronisierten Verzeichnisses entschieden',
  'slack.change.identity.linked': 'ein Slack-Konto mit {target} verknüpft',
  'slack.change.identity.unlinked': 'die Verknüpfung des Slack-Kontos von {target} aufgehoben',
  'slack.change.domain.verified': 'die Domain {target} verifiziert',
  'slack.change.domain.removed': 'die Domain {target} entfernt',
  'slack.change.domain.unverified': 'die Domain {target} als nicht verifiziert markiert',
  'slack.change.fieldChange': '{field}: {change}',
  'slack.change.more': 'und {count, plural, one {# weitere Änderung} other {# weitere Änderungen}}',
  'slack.change.value.true': 'ja',
  'slack.change.value.false': 'nein',
  'slack.change.value.null': 'keine Angabe',
  'slack.change.value.none': 'keine Angabe',
  'slack.change.value.owner': 'Organisationsinhaber',
  'slack.change.value.admin': 'Organisationsadmin',
  'slack.change.value.helpdesk': 'Helpdesk',
  'slack.change.value.member': 'Mitglied',
  'slack.change.value.manager': 'Führungskraft',
  'slack.change.value.invited': 'eingeladen',
  'slack.change.value.confirmed': 'bestätigt',
  'slack.change.value.suspended': 'gesperrt',
  'slack.change.value.deactivated': 'deaktiviert',
  'slack.change.value.mobile': 'Mobilnummer',
  'slack.change.value.direct_message': 'in der Direktnachricht',
  'slack.change.value.prompt': 'wo der Befehl eingegeben wurde',
  'slack.change.value.callback': 'Rückruf',
  'slack.change.value.video': 'Videoanruf',
  'slack.change.value.in_person': 'persönlich',
  'slack.change.value.device': 'Code an ein Gerät',
  'slack.change.value.other': 'eigenes Verfahren',
  'slack.change.value.standard': 'Standard',
  'slack.change.value.privileged': 'privilegiert',
  'slack.change.value.executive': 'Geschäftsleitung',
  'slack.change.value.roles': 'Rollen',
  'slack.change.value.groups': 'Gruppen',
  'slack.change.field.name': 'Name',
  'slack.change.field.displayName': 'Name',
  'slack.change.field.before': 'Vorher',
  'slack.change.field.after': 'Nachher',
  'slack.change.field.record': 'TXT-Eintrag',
  'slack.change.field.value': 'Wert',
  'slack.change.field.until': 'Wiederherstellen bis',
  'slack.change.field.missedLooks': 'Abfragen ohne diesen Eintrag',
  'slack.change.field.role': 'Rolle',
  'slack.change.field.status': 'Status',
  'slack.change.field.email': 'E-Mail-Adresse',
  'slack.change.field.mobile': 'Mobilnummer',
  'slack.change.field.alias': 'Zweiter Anmeldename',
  'slack.change.field.primary': 'Primärer Kontakt',
  'slack.change.field.kind': 'Art',
  'slack.change.field.people': 'Personen',
  'slack.change.field.settings': 'Einstellungen',
  'slack.change.field.credential': 'Zugangsdaten',
  'slack.change.field.everyMinutes': 'Minuten zwischen zwei Synchronisierungen',
  'slack.change.field.brakePercent': 'Prozentsatz, ab dem eine Synchronisierung anhält',
  'slack.change.field.roleRules': 'Regeln, die Rollen vergeben',
  'slack.change.field.allowedOwners': 'Dürfen Inhaber werden',
  'slack.change.field.losing': 'Personen, die Status oder Rolle verloren haben',
  'slack.change.field.left': 'Personen dieses Clients, die noch Zugang haben',
  'slack.change.field.scopes': 'Darf',
  'slack.change.field.expiresAt': 'Läuft ab',
  'slack.change.field.previousUntil': 'Alte Zugangsdaten gültig bis',
  'slack.change.field.requestsPerMinute': 'Anfragen pro Minute',
  'slack.change.field.accounts': 'Slack-Konten',
  'slack.change.field.slackUserId': 'Slack-Konto',
  'slack.change.field.slackTenantId': 'Slack-Workspace',
  'slack.change.field.tiers': 'Was ein Code je Stufe braucht',
  'slack.change.field.twoWayWords': 'Stufen, die zwei Wörter bekommen',
  'slack.change.field.ticketRequired': 'Ob ein Ticket erforderlich ist',
  'slack.change.field.ticketPattern': 'Wie ein Ticket geschrieben wird',
  'slack.change.field.ticketLink': 'Wo ein Ticket ist',
  'slack.change.field.otherVerification': 'Eigene Art, Anrufer zu prüfen',
  'slack.change.field.riskSignals': 'Warnzeichen, die zählen',
  'slack.change.field.policyGroups': 'Gruppen, die die Richtlinie nennt',
  'slack.change.field.executiveGroups': 'Gruppen der Geschäftsleitung',
  'slack.change.field.helpDesk': 'Was der Helpdesk darf',
  'slack.change.field.authority': 'Welche Quelle über Personen entscheidet',
  'slack.change.field.mayIssueFor': 'Wer für welche Rollen Codes ausstellen darf',
  'slack.change.field.securityChannelTenantId': 'Workspace des Sicherheitskanals',
  'slack.change.other': 'eine Aktion an {target} ausgeführt: {action}',
});
