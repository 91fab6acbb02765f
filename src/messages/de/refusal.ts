import { refusal as english } from '../en/refusal.ts';
import { translate } from '../translate.ts';

export const refusal = translate(english, {
  'refusal.requester_slack_deactivated.what': 'Ihr Slack-Konto ist deaktiviert.',
  'refusal.requester_slack_deactivated.remedy': 'Bitten Sie einen Workspace-Inhaber, es wiederherzustellen.',
  'refusal.requester_is_bot.what': 'Bots und Workflows können Backupcode nicht verwenden.',
  'refusal.requester_is_bot.remedy':
    'Bitten Sie einen Organisationsinhaber oder Organisationsadmin, den Befehl auszuführen.',
  'refusal.requester_is_guest.what': 'Gäste können Backupcode nicht verwenden.',
  'refusal.requester_is_guest.remedy':
    'Wenden Sie sich an einen Organisationsinhaber oder Organisationsadmin.',
  'refusal.requester_slack_invited.what': 'Sie haben Ihre Slack-Einladung noch nicht angenommen.',
  'refusal.requester_slack_invited.remedy': 'Nehmen Sie sie an und versuchen Sie es dann erneut.',
  'refusal.requester_is_external.what': 'Nur Personen dieser Organisation können Backupcode hier verwenden.',
  'refusal.requester_is_external.remedy':
    'Wenden Sie sich an einen Organisationsinhaber oder Organisationsadmin dieser Organisation.',
  'refusal.requester_unknown_to_slack.what':
    'Slack hat nicht mitgeteilt, wer Sie sind. Es wurde nichts unternommen.',
  'refusal.requester_unknown_to_slack.remedy':
    'Wenden Sie sich an einen Organisationsinhaber oder Organisationsadmin dieser Organisation.',
  'refusal.slack_email_hidden.what':
    'Backupcode kann die E-Mail-Adressen in Slack nicht sehen und deshalb niemanden zuordnen.',
  'refusal.slack_email_hidden.remedy':
    'Bitten Sie Ihren Operator, der Slack-App die Berechtigung `users:read.email` zu geben und sie neu zu installieren.',
  'refusal.slack_incomplete.what':
    'Slack hat nicht alle nötigen Angaben gesendet. Es wurde nichts unternommen.',
  'refusal.slack_incomplete.remedy':
    'Versuchen Sie es erneut. Falls es wieder vorkommt, prüfen Sie status.slack.com.',
  'refusal.requester_not_in_directory.what': 'Sie sind nicht im Verzeichnis der Organisation.',
  'refusal.requester_not_in_directory.remedy':
    'Bitten Sie Ihren Operator, Sie mit der E-Mail-Adresse zu importieren, die Sie in Slack verwenden.',
  'refusal.requester_email_unconfirmed.what':
    'Slack hat Ihre E-Mail-Adresse nicht bestätigt. Sie belegt deshalb nicht, wer Sie sind.',
  'refusal.requester_email_unconfirmed.remedy':
    'Bestätigen Sie die Adresse in den Kontoeinstellungen von Slack und versuchen Sie es dann erneut.',
  'refusal.requester_identity_conflict.what':
    'Ihr Slack-Konto und Ihr Verzeichniseintrag passen nicht mehr zusammen. Es wurde nichts unternommen.',
  'refusal.requester_identity_conflict.remedy':
    'Bitten Sie einen Organisationsinhaber, beides zu prüfen. Entweder wurde eine E-Mail-Adresse geändert, oder zwei Konten geben sich als Sie aus.',
  'refusal.requester_domain_unverified.what':
    '{domainState, select, lost {Ihre E-Mail-Adresse gehört zu {domain}. Diese Domain ist nicht mehr verifiziert, daher belegt die Adresse nicht, wer Sie sind.} other {Ihre E-Mail-Adresse gehört zu {domain}. Ihre Organisation hat diese Domain nicht verifiziert, daher belegt die Adresse nicht, wer Sie sind.}}',
  'refusal.requester_domain_unverified.remedy':
    '{domainState, select, unknown {Falls {domain} Ihrer Organisation gehört, bitten Sie Ihren Operator, `backupcode domain add {domain}` auszuführen. Bitten Sie ihn sonst, Ihr Konto zu verknüpfen: `backupcode user link`.} lost {Stellen Sie den TXT-Eintrag wieder her und bitten Sie dann Ihren Operator, `backupcode domain verify {domain}` auszuführen.} other {Bitten Sie Ihren Operator, `backupcode domain verify {domain}` auszuführen.}}',
  'refusal.requester_not_confirmed.what': 'Ihr Konto im Verzeichnis ist nicht aktiv.',
  'refusal.requester_not_confirmed.remedy': 'Bitten Sie einen Organisationsinhaber, es zu prüfen.',
  'refusal.requester_role.what':
    'Nur Organisationsinhaber und Organisationsadmins können {act, select, see {Backup-Codes einsehen} revoke {Backup-Codes widerrufen} unlock {Personen entsperren} other {Backup-Codes ausstellen}}.',
  'refusal.requester_role.remedy':
    '{act, select, see {Wenden Sie sich an eine dieser Personen.} revoke {Wenden Sie sich an eine dieser Personen.} unlock {Wenden Sie sich an eine dieser Personen.} other {Bitten Sie eine dieser Personen, den Code für die ausgesperrte Person auszustellen.}}',
  'refusal.self.what':
    '{act, select, unlock {Sie können sich nicht selbst entsperren.} other {Sie können für sich selbst keinen Backup-Code ausstellen.}}',
  'refusal.self.remedy':
    'Wenden Sie sich an einen anderen Organisationsinhaber oder Organisationsadmin. Dort wird man sich vergewissern, dass Sie es sind.',
  'refusal.role_not_allowed.what':
    'Sie können {act, select, see {keine Codes von {role, select, owner {Inhabern} admin {Admins} helpdesk {Helpdesk-Personen} other {Mitgliedern}} einsehen} revoke {keine Codes von {role, select, owner {Inhabern} admin {Admins} helpdesk {Helpdesk-Personen} other {Mitgliedern}} widerrufen} unlock {{role, select, owner {Inhaber} admin {Admins} helpdesk {Helpdesk-Personen} other {Mitglieder}} nicht entsperren} other {keine Codes für {role, select, owner {Inhaber} admin {Admins} helpdesk {den Helpdesk} other {Mitglieder}} ausstellen}}.',
  'refusal.role_not_allowed.remedy': 'Wenden Sie sich an einen Organisationsinhaber.',
  'refusal.help_desk_scope.what': '{name} gehört nicht zu den Personen, denen der Helpdesk helfen darf.',
  'refusal.help_desk_scope.remedy': 'Wenden Sie sich an einen Organisationsinhaber oder Organisationsadmin.',
  'refusal.not_your_report.what': 'Sie können nur für Personen, die Sie führen, einen Code anfordern.',
  'refusal.not_your_report.remedy':
    'Wenden Sie sich an einen Organisationsinhaber oder Organisationsadmin. Falls Sie die Führungskraft sind, lassen Sie das Verzeichnis berichtigen.',
  'refusal.verification_impossible.what':
    'Der Anrufer kann auf zu wenige der Arten verifiziert werden, die Ihre Organisation zulässt.',
  'refusal.verification_impossible.remedy':
    'Bitten Sie einen Organisationsinhaber oder Organisationsadmin, den Code für {name} auszustellen.',
  'refusal.target_slack_deactivated.what': 'Das Slack-Konto von {name} ist deaktiviert.',
  'refusal.target_slack_deactivated.remedy':
    'Falls {name} noch bei Ihnen arbeitet, stellen Sie zuerst das Slack-Konto wieder her.',
  'refusal.target_is_bot.what': '{name} ist eine App, keine Person.',
  'refusal.target_is_bot.remedy': 'Erwähnen Sie die Person, die ausgesperrt ist.',
  'refusal.target_is_guest.what': '{name} ist in Slack nur Gast.',
  'refusal.target_is_guest.remedy': 'Backup-Codes gibt es nur für Vollmitglieder der Organisation.',
  'refusal.target_slack_invited.what': '{name} hat die Slack-Einladung noch nicht angenommen.',
  'refusal.target_slack_invited.remedy':
    'Senden Sie die Einladung erneut. Solange sie nicht angenommen ist, belegt nichts, dass das Konto dieser Person gehört.',
  'refusal.target_is_external.what': '{name} gehört zu einer anderen Organisation.',
  'refusal.target_is_external.remedy': 'Nur die dortigen Admins können helfen.',
  'refusal.target_not_in_directory.what': '{name} ist nicht im Verzeichnis der Organisation.',
  'refusal.target_not_in_directory.remedy':
    'Lassen Sie die Person mit `backupcode directory import` importieren, mit der E-Mail-Adresse, die sie in Slack verwendet.',
  'refusal.target_email_unconfirmed.what':
    'Slack hat die E-Mail-Adresse von {name} nicht bestätigt. Sie belegt deshalb nicht, wer das ist.',
  'refusal.target_email_unconfirmed.remedy':
    'Bitten Sie die Person, die Adresse in den Kontoeinstellungen von Slack zu bestätigen.',
  'refusal.target_identity_conflict.what':
    'Das Slack-Konto und der Verzeichniseintrag von {name} passen nicht mehr zusammen.',
  'refusal.target_identity_conflict.remedy':
    'Möglicherweise gibt sich jemand als diese Person aus. Prüfen Sie zuallererst, wem das Konto gehört.',
  'refusal.target_invited.what': '{name} hat die Einladung in die Organisation noch nicht angenommen.',
  'refusal.target_invited.remedy':
    'Bitten Sie die Person, sie anzunehmen, oder senden Sie sie über Ihren Identitätsanbieter erneut.',
  'refusal.target_suspended.what': 'Das Konto von {name} ist vorübergehend gesperrt.',
  'refusal.target_suspended.remedy':
    'Falls das ein Irrtum ist, reaktivieren Sie es im Verzeichnis und versuchen Sie es erneut.',
  'refusal.target_deactivated.what': 'Das Konto von {name} ist deaktiviert.',
  'refusal.target_deactivated.remedy':
    'Für ausgeschiedene Personen gibt es keinen Code. Falls das ein Irrtum ist, stellen Sie das Konto im Verzeichnis wieder her.',
  'refusal.target_mobile_primary.what': 'Der primäre Kontakt von {name} ist eine Mobilnummer.',
  'refusal.target_mobile_primary.remedy':
    'Für Backup-Codes muss eine E-Mail-Adresse der primäre Kontakt sein. Ändern Sie das zuerst im Verzeichnis.',
  'refusal.target_domain_unverified.what':
    '{domainState, select, none {{name} hat keine E-Mail-Adresse.} lost {Die E-Mail-Adresse von {name} gehört zu {domain}. Diese Domain ist nicht mehr verifiziert: Ihr TXT-Eintrag fehlt.} other {Die E-Mail-Adresse von {name} gehört zu {domain}. Ihre Organisation hat diese Domain nicht verifiziert.}}',
  'refusal.target_domain_unverified.remedy':
    '{domainState, select, none {Ergänzen Sie zuerst eine im Verzeichnis.} unknown {Falls {domain} Ihrer Organisation gehört, bitten Sie Ihren Operator, `backupcode domain add {domain}` auszuführen. Korrigieren Sie sonst die Adresse im Verzeichnis.} lost {Stellen Sie den Eintrag wieder her und bitten Sie dann Ihren Operator, `backupcode domain verify {domain}` auszuführen.} other {Bitten Sie Ihren Operator, `backupcode domain verify {domain}` auszuführen.}}',
  'refusal.target_unknown_to_slack.what': 'Slack kennt diese Person nicht.',
  'refusal.target_unknown_to_slack.remedy':
    'Erwähnen Sie sie erneut: Tippen Sie `@` und wählen Sie die Person aus der Liste.',
  'refusal.target_without_slack.what':
    'Ich kenne kein Slack-Konto von {name} und könnte die Person nicht über einen Code benachrichtigen.',
  'refusal.target_without_slack.remedy':
    'Wenn {name} in Slack ist, erwähnen Sie die Person: `/backupcode @name`. Andernfalls bitten Sie einen Operator, `backupcode code issue` auszuführen, oder einen Inhaber, Codes für Personen ohne Slack zu erlauben: `backupcode policy set codesWithoutSlack=true`.',
  'refusal.target_in_slack.what': '{name} hat ein Slack-Konto.',
  'refusal.target_in_slack.remedy': 'Erwähnen Sie die Person: `/backupcode @name`.',
  'refusal.target_slack_unsure.what':
    'Ihr Slack hat so viele Mitglieder, dass ich ein deaktiviertes Konto von {name} nicht ausschließen kann.',
  'refusal.target_slack_unsure.remedy': 'Bitten Sie einen Operator, `backupcode code issue` auszuführen.',
  'refusal.target_unmailable.what':
    '{name} hat kein Slack-Konto und ist nicht per E-Mail erreichbar, könnte also einen falschen Code nicht stoppen.',
  'refusal.target_unmailable.remedy':
    'Bitten Sie einen Operator, den E-Mail-Versand mit einer öffentlichen Adresse für die Links einzurichten und `backupcode policy set mail=true` auszuführen.',
  'refusal.channel_shared.what':
    'Personen außerhalb Ihrer Organisation können diesen Kanal lesen. Deshalb wird hier kein Code angezeigt.',
  'refusal.channel_shared.remedy': 'Führen Sie den Befehl in Ihrer Direktnachricht mit dem Bot aus.',
  'refusal.channel_unseen.what':
    'Der Bot ist kein Mitglied dieser Unterhaltung und weiß nicht, wer mitliest. Deshalb wird hier kein Code angezeigt.',
  'refusal.channel_unseen.remedy':
    'Laden Sie den Bot in den Kanal ein, oder führen Sie den Befehl in Ihrer Direktnachricht mit ihm aus.',
  'refusal.channel_not_direct.what': 'Ihre Organisation zeigt Codes nur in Ihrer Direktnachricht mit mir an.',
  'refusal.channel_not_direct.remedy': 'Führen Sie `/backupcode` erneut aus. Ich mache dann dort weiter.',
  'refusal.lifetime_not_allowed.what':
    'Laut Richtlinie Ihrer Organisation kann ein Code 10 bis {limit} Minuten lang gelten.',
  'refusal.lifetime_not_allowed.remedy': 'Wählen Sie eine andere Zeit.',
  'refusal.start_not_allowed.what':
    'Die Richtlinie Ihrer Organisation erlaubt keine Codes, die erst später gelten.',
  'refusal.start_not_allowed.remedy': 'Lassen Sie ihn gelten, sobald er erzeugt ist.',
  'refusal.start_too_far.what':
    'Laut Richtlinie Ihrer Organisation kann ein Code höchstens {limit, plural, one {# Tag} other {# Tage}} im Voraus ausgestellt werden.',
  'refusal.start_too_far.remedy': 'Wählen Sie einen früheren Zeitpunkt.',
  'refusal.start_passed.what': 'Der gewählte Zeitpunkt ist schon vorbei.',
  'refusal.start_passed.remedy':
    'Wählen Sie einen späteren, oder lassen Sie den Code gelten, sobald er erzeugt ist.',
  'refusal.reason_required.what': 'Ihre Organisation verlangt einen Grund.',
  'refusal.reason_required.remedy': 'Geben Sie ihn nach dem Namen an: `/backupcode @name Handy verloren`.',
  'refusal.reason_too_long.what': 'Der Grund ist zu lang.',
  'refusal.reason_too_long.remedy': 'Fassen Sie ihn in höchstens 200 Zeichen.',
  'refusal.reason_needed.what': 'Eine Ablehnung braucht einen Grund.',
  'refusal.reason_needed.remedy': 'Drücken Sie erneut **Ablehnen** und geben Sie den Grund an.',
  'refusal.requester_rate_limited.what':
    'Limit erreicht: {limit, plural, one {# Code} other {# Codes}} pro Stunde.',
  'refusal.requester_rate_limited.remedy':
    'Warten Sie, oder wenden Sie sich an einen anderen Organisationsinhaber oder Organisationsadmin. Ein Operator kann das Limit erhöhen. Falls Sie das nicht waren, alarmieren Sie sofort Ihr Sicherheitsteam.',
  'refusal.requester_too_fast.what': 'Das waren zu viele Anfragen in kurzer Zeit.',
  'refusal.requester_too_fast.remedy': 'Warten Sie eine Minute und versuchen Sie es dann erneut.',
  'refusal.target_rate_limited.what':
    'Limit erreicht: {limit, plural, one {# Code} other {# Codes}} pro Tag für {name}.',
  'refusal.target_rate_limited.remedy':
    'Vergewissern Sie sich, dass das kein Angriff ist. Ein Operator kann das Limit erhöhen.',
  'refusal.organization_rate_limited.what':
    'Limit erreicht: {limit, plural, one {# Anfrage} other {# Anfragen}} pro Stunde in der ganzen Organisation.',
  'refusal.organization_rate_limited.remedy':
    'Vergewissern Sie sich, dass das kein Angriff ist. Ein Operator kann das Limit erhöhen.',
  'refusal.organization_frozen.what': 'Es gilt ein Ausgabestopp für die ganze Organisation.',
  'refusal.organization_frozen.remedy':
    'Fragen Sie einen Organisationsinhaber nach dem Grund. Zwei Personen müssen die Ausgabe wieder freigeben. Zuvor ausgestellte Codes gelten weiter.',
  'refusal.organization_held.what':
    'Es wurden ungewöhnlich viele Codes angefragt. Anfragen warten, bis zwei Personen sie geprüft haben.',
  'refusal.organization_held.remedy':
    'Wenden Sie sich an einen Organisationsinhaber. Ihre Anfrage bleibt offen.',
  'refusal.requester_frozen.what':
    'Sie können vorerst keine Codes ausstellen: Jemand hat gemeldet, nicht um einen von Ihnen ausgestellten Code gebeten zu haben.',
  'refusal.requester_frozen.remedy':
    'Niemand wirft Ihnen etwas vor. Vielleicht wurde Ihr Konto missbraucht. Bitten Sie einen Organisationsinhaber, das zu prüfen und Ihre Ausgabe freizugeben: `/backupcode unfreeze @name`.',
  'refusal.act_frozen.what': 'Solange für Sie ein Ausgabestopp gilt, können Sie das nicht tun.',
  'refusal.act_frozen.remedy':
    'Bitten Sie einen Organisationsinhaber, den Fall anzusehen und den Ausgabestopp aufzuheben: `/backupcode unfreeze @name`.',
  'refusal.freezer_frozen.what': 'Für Sie selbst gilt ein Ausgabestopp. Deshalb können Sie keinen beenden.',
  'refusal.freezer_frozen.remedy': 'Wenden Sie sich an einen anderen Organisationsinhaber.',
  'refusal.unfreeze_needs_owner.what': 'Zwei Admins allein können die Ausgabe nicht wieder freigeben.',
  'refusal.unfreeze_needs_owner.remedy':
    'Wenden Sie sich an einen Organisationsinhaber oder an einen Operator: `backupcode unfreeze`.',
  'refusal.release_self.what': 'Sie können Ihre eigene Ausgabe nicht freigeben.',
  'refusal.release_self.remedy': 'Das muss ein anderer Organisationsinhaber prüfen und tun.',
  'refusal.freeze_gone.what': 'Dieser Ausgabestopp ist bereits beendet.',
  'refusal.freeze_gone.remedy': 'Sie müssen nichts weiter tun.',
  'refusal.glass_owners_only.what': 'Den Notfallzugriff können nur Organisationsinhaber nutzen.',
  'refusal.glass_owners_only.remedy':
    'Bitten Sie um Freigabe, oder lassen Sie einen Inhaber die Anfrage stellen.',
  'refusal.glass_words.what': 'Das sind nicht die Wörter, die den Notfallzugriff bestätigen.',
  'refusal.glass_words.remedy': 'Geben Sie „scheibe einschlagen“ ein.',
  'refusal.glass_reason.what': 'Der Notfallzugriff braucht einen Grund mit höchstens 200 Zeichen.',
  'refusal.glass_reason.remedy': 'Geben Sie an, warum der Code nicht auf die Freigabe warten kann.',
  'refusal.glass_rehearsed.what': 'Diese Anfrage ist eine Übung. Aus ihr entsteht kein Code.',
  'refusal.glass_rehearsed.remedy': 'Führen Sie für einen Code `/backupcode` erneut aus.',
  'refusal.glass_review_open.what': 'Ihr letzter Notfallzugriff wurde noch nicht geprüft.',
  'refusal.glass_review_open.remedy':
    'Bitten Sie einen anderen Organisationsinhaber, die Prüfung abzuschließen, oder einen Operator: `backupcode review list`. Bitten Sie bis dahin um Freigabe.',
  'refusal.review_not_found.what': 'Diese Prüfung gibt es nicht.',
  'refusal.review_not_found.remedy':
    'Öffnen Sie den Tab **Home** des Bots: Dort stehen die Prüfungen, die auf Sie warten.',
  'refusal.review_closed.what': 'Diese Prüfung ist bereits abgeschlossen.',
  'refusal.review_closed.remedy': 'Sie müssen nichts weiter tun.',
  'refusal.review_own.what': 'Ihren eigenen Notfallzugriff können Sie nicht prüfen.',
  'refusal.review_own.remedy':
    'Das muss ein anderer Organisationsinhaber tun oder ein Operator: `backupcode review list`.',
  'refusal.review_of_target.what': 'Einen Notfallzugriff für Ihren eigenen Code können Sie nicht prüfen.',
  'refusal.review_of_target.remedy':
    'Das muss ein anderer Organisationsinhaber tun oder ein Operator: `backupcode review list`.',
  'refusal.review_note.what': 'Eine Prüfung braucht eine Notiz mit höchstens 500 Zeichen.',
  'refusal.review_note.remedy': 'Geben Sie an, was Sie geprüft und was Sie festgestellt haben.',
  'refusal.reviewer_frozen.what':
    'Für Sie selbst gilt ein Ausgabestopp. Deshalb können Sie keinen Notfallzugriff prüfen.',
  'refusal.reviewer_frozen.remedy':
    'Wenden Sie sich an einen anderen Organisationsinhaber oder an einen Operator.',
  'refusal.request_not_found.what': 'Diese Anfrage gibt es nicht mehr.',
  'refusal.request_not_found.remedy': 'Führen Sie `/backupcode` erneut aus.',
  'refusal.request_not_yours.what': 'Das kann nur, wer die Anfrage gestellt hat.',
  'refusal.request_not_yours.remedy': 'Führen Sie selbst `/backupcode` aus.',
  'refusal.request_expired.what': 'Die Anfrage ist abgelaufen.',
  'refusal.request_expired.remedy': 'Führen Sie `/backupcode` erneut aus.',
  'refusal.request_settled.what': 'Die Anfrage ist bereits abgeschlossen.',
  'refusal.request_settled.remedy': 'Wenn noch ein Code gebraucht wird, führen Sie `/backupcode` erneut aus.',
  'refusal.operator_unverified.what':
    'Vergewissern Sie sich zuerst auf einem Weg, den Ihre Richtlinie zulässt, dass {name} am Apparat ist, und geben Sie ihn an.',
  'refusal.operator_unverified.remedy':
    'Ergänzen Sie `--verified callback` (oder `video`, `in_person`, `manager`, `other`) und `--evidence` mit dem, was Sie gesehen oder geprüft haben. `backupcode policy show` zeigt, was zählt.',
  'refusal.verification_method.what': 'Diese Art der Prüfung zählt für diese Anfrage nicht.',
  'refusal.verification_method.remedy': 'Wählen Sie eine andere.',
  'refusal.evidence_needed.what': 'Es fehlt, was gesehen oder geprüft wurde.',
  'refusal.evidence_needed.remedy': 'Geben Sie es unter der gewählten Prüfung an.',
  'refusal.callback_impossible.what': 'Das Verzeichnis hat keine Nummer von {name}.',
  'refusal.callback_impossible.remedy': 'Prüfen Sie den Anrufer auf andere Weise.',
  'refusal.ticket_needed.what': 'Ein Ticket ist erforderlich.',
  'refusal.ticket_needed.remedy': 'Klicken Sie auf **Anrufer prüfen** und geben Sie die Nummer ein.',
  'refusal.ticket_pattern.what': 'So schreibt Ihre Organisation Tickets nicht.',
  'refusal.ticket_pattern.remedy': 'Prüfen Sie die Nummer des Tickets.',
  'refusal.manager_unknown.what':
    'Ich kenne die Führungskraft von {name} nicht, oder sie ist nicht im Verzeichnis.',
  'refusal.manager_unknown.remedy':
    'Wählen Sie eine andere Person, oder prüfen Sie den Anrufer auf andere Weise.',
  'refusal.manager_unfit.what':
    'Die Führungskraft von {name} kann nicht bürgen: Es muss eine bestätigte Person sein, nicht Sie oder {name} selbst.',
  'refusal.manager_unfit.remedy': 'Prüfen Sie den Anrufer auf andere Weise.',
  'refusal.manager_not_asked.what': 'Sie werden dazu nicht oder nicht mehr gefragt.',
  'refusal.manager_not_asked.remedy': 'Sie müssen nichts tun.',
  'refusal.manager_waited_for.what': 'Die Führungskraft wurde gefragt und hat noch nicht geantwortet.',
  'refusal.manager_waited_for.remedy':
    'Warten Sie auf die Antwort, oder prüfen Sie den Anrufer zuerst auf andere Weise.',
  'refusal.device_waited_for.what':
    '{name} wurde auf dem registrierten Gerät gefragt und hat noch nicht geantwortet.',
  'refusal.device_waited_for.remedy':
    'Warten Sie auf die Antwort oder prüfen Sie den Anrufer zuerst auf andere Weise.',
  'refusal.device_limit.what':
    'Grenze erreicht: {name} wurde schon {limit}-mal auf dem registrierten Gerät gefragt.',
  'refusal.device_limit.remedy':
    'Prüfen Sie den Anrufer auf andere Weise. Viele Fragen ermüden, bis jemand bestätigt: Prüfen Sie, ob das ein Angriff ist.',
  'refusal.verification_needed.what':
    'Vergewissern Sie sich zuerst, dass {name} anruft, und geben Sie an, wie.',
  'refusal.verification_needed.remedy': 'Klicken Sie auf **Anrufer prüfen**.',
  'refusal.verification_needed_now.what':
    'Jetzt muss der Anrufer geprüft werden: Es gibt ein Warnzeichen, oder die Rolle von {name} oder die Richtlinie Ihrer Organisation hat sich geändert.',
  'refusal.verification_needed_now.remedy': 'Klicken Sie auf **Anrufer prüfen**.',
  'refusal.approval_needed.what': 'Zuerst muss eine zweite Person das freigeben.',
  'refusal.approval_needed.remedy': 'Klicken Sie auf **Freigabe anfordern**.',
  'refusal.approval_needed_now.what':
    'Jetzt muss eine zweite Person das freigeben: Es gibt ein Warnzeichen, oder die Rolle von {name} oder die Richtlinie Ihrer Organisation hat sich geändert.',
  'refusal.approval_needed_now.remedy': 'Klicken Sie auf **Freigabe anfordern**.',
  'refusal.approval_void.what': 'Die Person, die das freigegeben hat, darf es nicht mehr.',
  'refusal.approval_void.remedy':
    'Führen Sie `/backupcode` erneut aus und bitten Sie jemand anderen um die Freigabe.',
  'refusal.approval_not_needed.what': 'Diese Anfrage braucht keine Freigabe.',
  'refusal.approval_not_needed.remedy': 'Klicken Sie auf **Code erzeugen**.',
  'refusal.approver_is_requester.what': 'Sie können Ihre eigene Anfrage nicht freigeben.',
  'refusal.approver_is_requester.remedy':
    'Das muss ein anderer Organisationsinhaber oder Organisationsadmin tun.',
  'refusal.approver_is_target.what': 'Sie können keinen Code für sich selbst freigeben.',
  'refusal.approver_is_target.remedy':
    'Das muss ein anderer Organisationsinhaber oder Organisationsadmin tun.',
  'refusal.approver_role.what':
    'Sie können keine Codes für {role, select, owner {Inhaber} admin {Admins} helpdesk {den Helpdesk} other {Mitglieder}} freigeben.',
  'refusal.approver_role.remedy': 'Darüber muss ein Organisationsinhaber entscheiden.',
  'refusal.self_service_off.what': 'Ihre Organisation nimmt in Slack keine Hilfegesuche an.',
  'refusal.self_service_off.remedy': 'Rufen Sie Ihren Helpdesk an, oder gehen Sie hin.',
  'refusal.not_their_manager.what':
    'Sie können für sich selbst um Hilfe bitten und für Personen, die laut Verzeichnis an Sie berichten.',
  'refusal.not_their_manager.remedy':
    'Bitten Sie die Person oder ihre Führungskraft, `/backupcode request` einzugeben. Wer aus Slack ausgesperrt ist, kann Ihren Helpdesk anrufen.',
  'refusal.help_limit.what': 'Sie haben innerhalb eines Tages {limit}-mal um Hilfe gebeten.',
  'refusal.help_limit.remedy': 'Rufen Sie Ihren Helpdesk an, oder gehen Sie hin.',
  'refusal.help_full.what': 'Zurzeit bitten sehr viele Personen um Hilfe.',
  'refusal.help_full.remedy':
    'Versuchen Sie es in einer Stunde erneut. Wenn es eilt, rufen Sie Ihren Helpdesk an, oder gehen Sie hin.',
  'refusal.help_not_found.what': 'Dieses Hilfegesuch gibt es nicht mehr.',
  'refusal.help_not_found.remedy': 'Es ist nichts mehr zu tun.',
  'refusal.help_not_yours.what':
    'Das können nur die betroffene Person und die Führungskraft, die für sie um Hilfe gebeten hat.',
  'refusal.help_not_yours.remedy': 'Es wurde nichts geändert.',
  'refusal.owners_only.what': 'Das können nur Organisationsinhaber.',
  'refusal.owners_only.remedy': 'Wenden Sie sich an einen Organisationsinhaber.',
  'refusal.approval_counted_once.what':
    '{name} hat dies bereits freigegeben, und einer von Ihnen vertritt den anderen.',
  'refusal.approval_counted_once.remedy':
    'Sie beide zählen als eine Person. Eine weitere Person muss freigeben.',
  'refusal.delegation_off.what': 'In Ihrer Organisation kann sich niemand bei Freigaben vertreten lassen.',
  'refusal.delegation_off.remedy':
    'Bitten Sie einen Operator, es einzuschalten: `backupcode policy set delegation=true`. Bis dahin entscheiden die anderen Berechtigten.',
  'refusal.delegation_nothing.what': 'Keine Regel Ihrer Organisation lässt Sie Codes freigeben.',
  'refusal.delegation_nothing.remedy':
    'Es gibt nichts zu übertragen. `/backupcode policy` zeigt, wer freigibt.',
  'refusal.delegation_until.what': 'Der Zeitpunkt muss in den nächsten 30 Tagen liegen.',
  'refusal.delegation_until.remedy':
    'Wählen Sie, wann Sie zurück sind. Sie können die Vertretung früher beenden.',
  'refusal.delegation_paused.what': 'Sie haben gerade erst eine Vertretung benannt.',
  'refusal.delegation_paused.remedy': 'Warten Sie fünf Minuten, bevor Sie jemand anderen benennen.',
  'refusal.delegation_gone.what': 'Die Vertretung ist bereits beendet.',
  'refusal.delegation_gone.remedy': 'Es ist nichts mehr zu tun.',
  'refusal.delegate_self.what': 'Sie können sich nicht selbst vertreten.',
  'refusal.delegate_self.remedy': 'Wählen Sie eine andere Person.',
  'refusal.delegate_unfit.what':
    '{name} kann zurzeit keine Codes freigeben: Das Konto ist nicht aktiv oder gesperrt.',
  'refusal.delegate_unfit.remedy': 'Wählen Sie eine andere Person.',
  'refusal.delegate_role.what':
    'Sie geben als Organisationsinhaber oder Organisationsadmin frei, und {name} ist keines von beiden.',
  'refusal.delegate_role.remedy': 'Wählen Sie einen Organisationsinhaber oder Organisationsadmin.',
  'refusal.delegate_away.what': '{name} lässt sich selbst gerade vertreten.',
  'refusal.delegate_away.remedy': 'Wählen Sie eine andere Person.',
  'refusal.code_not_found.what': 'Diesen Code gibt es nicht mehr.',
  'refusal.code_not_found.remedy': 'Sie müssen nichts weiter tun.',
  'refusal.code_not_yours.what': 'Dieser Code wurde nicht für Sie ausgestellt.',
  'refusal.code_not_yours.remedy': 'Es wurde nichts geändert.',
  'refusal.code_not_live.what': 'Dieser Code gilt nicht mehr.',
  'refusal.code_not_live.remedy': 'Sie müssen nichts weiter tun.',
  'refusal.provider_account_missing.what': '{vendor} hat kein Konto mit der E-Mail-Adresse von {name}.',
  'refusal.provider_account_missing.remedy':
    'Legen Sie das Konto dort an, oder korrigieren Sie die Adresse bei {vendor} oder im Verzeichnis.',
  'refusal.provider_account_ambiguous.what': '{vendor} hat mehrere Konten, die {name} gehören könnten.',
  'refusal.provider_account_ambiguous.remedy':
    'Entfernen Sie die E-Mail-Adresse von {name} bei {vendor} aus allen bis auf eines.',
  'refusal.provider_account_disabled.what': 'Das Konto von {name} bei {vendor} ist deaktiviert.',
  'refusal.provider_account_disabled.remedy':
    'Wenn {name} Zugang haben soll, aktivieren Sie es dort, und versuchen Sie es erneut.',
  'refusal.provider_account_locked.what':
    'Das Konto von {name} bei {vendor} ist gesperrt. Ein Code würde nicht funktionieren.',
  'refusal.provider_account_locked.remedy':
    'Klären Sie, warum: Vielleicht hat jemand anderes versucht, sich anzumelden. Entsperren Sie es dann bei {vendor}, und versuchen Sie es erneut.',
  'refusal.provider_account_guest.what':
    '{name} ist bei {vendor} ein Gast. Gäste erhalten ihre Codes von ihrer eigenen Organisation.',
  'refusal.provider_account_guest.remedy': 'Bitten Sie die Person, sich an ihren eigenen Helpdesk zu wenden.',
  'refusal.provider_method_off.what': '{vendor} lässt Codes dieser Art in Ihrer Organisation nicht zu.',
  'refusal.provider_method_off.remedy':
    'Bitten Sie einen Administrator von {vendor}, sie einzuschalten: Die Schritte stehen in docs/PROVIDERS.md.',
  'refusal.provider_not_in_scope.what':
    'Nach der Richtlinie von {vendor} darf {name} Codes dieser Art nicht verwenden.',
  'refusal.provider_not_in_scope.remedy':
    'Bitten Sie einen Administrator von {vendor}, {name} in diese Richtlinie aufzunehmen. Bis das wirkt, können einige Minuten vergehen.',
  'refusal.provider_privileged.what':
    '{name} ist bei {vendor} Administrator, und Backupcode darf dort keine Codes für Administratoren erstellen.',
  'refusal.provider_privileged.remedy':
    'Bitten Sie einen anderen Administrator von {vendor}, {name} zu helfen. Ein Operator kann es erlauben: Die Schritte stehen in docs/PROVIDERS.md.',
  'refusal.provider_not_licensed.what': 'Laut {vendor} fehlt eine Lizenz für Codes dieser Art.',
  'refusal.provider_not_licensed.remedy':
    'Bitten Sie einen Administrator von {vendor}, die Lizenz Ihrer Organisation und die von {name} zu prüfen.',
  'refusal.provider_security_keys_only.what':
    '{name} darf sich bei {vendor} nur mit einem Sicherheitsschlüssel anmelden. Ein Code würde nicht funktionieren.',
  'refusal.provider_security_keys_only.remedy':
    'Geben Sie {name} einen anderen Sicherheitsschlüssel, oder ordnen Sie die Person einer Richtlinie mit Übergangsfrist zu.',
  'refusal.provider_no_factor.what':
    '{name} hat bei {vendor} keinen zweiten Schritt eingerichtet. Ein Code würde nichts ersetzen.',
  'refusal.provider_no_factor.remedy':
    'Die Person kann sich mit ihrem Passwort anmelden und dabei einen zweiten Schritt einrichten.',
  'refusal.provider_no_second_step.what':
    '{vendor} verlangt von {name} zurzeit keinen zweiten Schritt. Ein Code ist nicht nötig.',
  'refusal.provider_no_second_step.remedy':
    'Die Person kann sich mit ihrem Passwort anmelden. Bitten Sie einen Administrator von {vendor}, den zweiten Schritt wieder zu verlangen.',
  'refusal.provider_no_later_start.what': '{vendor} kann keinen Code erstellen, der erst später gilt.',
  'refusal.provider_no_later_start.remedy':
    'Wählen Sie keinen späteren Beginn, und erzeugen Sie den Code, wenn {name} ihn braucht.',
  'refusal.provider_credential_refused.what': '{vendor} hat die Zugangsdaten von Backupcode abgelehnt.',
  'refusal.provider_credential_refused.remedy':
    'Bitten Sie Ihren Operator, `backupcode provider test` auszuführen und mit `backupcode provider set` neue Zugangsdaten zu hinterlegen.',
  'refusal.provider_clock_wrong.what':
    '{vendor} hat die Anfrage abgelehnt, weil die Uhr auf dem Rechner von Backupcode falsch geht.',
  'refusal.provider_clock_wrong.remedy':
    'Bitten Sie Ihren Operator, sie über einen Zeitserver (NTP) zu stellen. Versuchen Sie es danach erneut.',
  'refusal.provider_not_permitted.what': 'Backupcode fehlt bei {vendor} eine Berechtigung.',
  'refusal.provider_not_permitted.remedy':
    'Bitten Sie Ihren Operator, `backupcode provider test` auszuführen: Der Befehl nennt sie.',
  'refusal.provider_throttled.what': '{vendor} hat zu viele Anfragen erhalten.',
  'refusal.provider_throttled.remedy': 'Warten Sie eine Minute, und versuchen Sie es dann erneut.',
  'refusal.provider_unreachable.what': '{vendor} hat nicht geantwortet.',
  'refusal.provider_unreachable.remedy':
    'Versuchen Sie es in einer Minute erneut. Bleibt es dabei, prüfen Sie die Statusseite von {vendor}. Backupcode stellt ersatzweise keinen Code anderer Art aus.',
  'refusal.provider_refused.what':
    '{vendor} hat es abgelehnt, einen Code zu erstellen{vendorCode, select, none {.} other { ({vendorCode}).}}',
  'refusal.provider_refused.remedy':
    'Bitten Sie Ihren Operator, diesen Fehler im Protokoll und in der Dokumentation von {vendor} nachzuschlagen.',
  'refusal.provider_unclear.what':
    '{vendor} hat nicht bestätigt, dass ein Code erstellt wurde. Niemand hat einen gesehen.',
  'refusal.provider_unclear.remedy':
    'Backupcode klärt das und meldet sich binnen einiger Minuten. Fordern Sie danach einen neuen an.',
  'refusal.provider_busy.what': 'Der letzte Code für {name} wird bei {vendor} noch beendet.',
  'refusal.provider_busy.remedy': 'Versuchen Sie es in einer Minute erneut.',
  'refusal.provider_gone.what': 'Die Codes von {name} kommen von einem Anbieter, der entfernt wurde.',
  'refusal.provider_gone.remedy':
    'Bitten Sie Ihren Operator, die Regeln zu korrigieren: `backupcode policy show` listet sie auf.',
  'refusal.provider_changed.what':
    'Woher die Codes von {name} kommen, wurde gerade geändert. Es wurde kein Code erstellt.',
  'refusal.provider_changed.remedy': 'Fordern Sie den Code erneut an.',
  'refusal.organization_unknown.what': 'Dieser Slack-Workspace ist mit keiner Organisation verbunden.',
  'refusal.organization_unknown.remedy':
    'Bitten Sie Ihren Operator, ihn zu verbinden: Dazu startet er den Bot mit dem Token dieses Workspace.',
  'refusal.this_person': 'Diese Person',
});
