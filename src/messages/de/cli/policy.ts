import { policyMeaning as english } from '../../en/cli/policy.ts';
import { translate } from '../../translate.ts';

export const policyMeaning = translate(english, {
  'cli.policy.meaning.codeLifetimeMinutes': 'Wie lange ein Code gilt',
  'cli.policy.meaning.codeLifetimeMinutesMax': 'Wie lange ein Admin einen Code höchstens gelten lassen kann',
  'cli.policy.meaning.delayedStartDaysMax':
    'Wie viele Tage im Voraus ein Code ausgestellt werden kann, der erst später gilt; 0: gar nicht',
  'cli.policy.meaning.remindBeforeExpiryMinutes':
    'Wie viele Minuten vor dem Ablauf eines unbenutzten Codes sein Admin erinnert wird',
  'cli.policy.meaning.requestLifetimeMinutes': 'Wie lange eine Rückfrage auf einen Klick wartet',
  'cli.policy.meaning.approvalLifetimeMinutes':
    'Wie viel Zeit für die Freigabe bleibt, und danach für das Erzeugen',
  'cli.policy.meaning.hideAfterSeconds': 'Wie lange der Code auf dem Bildschirm des Admins bleibt',
  'cli.policy.meaning.requestsPerRequesterPerHour': 'Wie viele Codes ein Admin pro Stunde ausstellen kann',
  'cli.policy.meaning.requestsPerTargetPerDay': 'Wie viele Codes eine Person pro Tag bekommen kann',
  'cli.policy.meaning.requestsPerOrganizationPerHour':
    'Wie viele Codes alle Admins zusammen pro Stunde anfragen können',
  'cli.policy.meaning.requestBurst':
    'Mehr Anfragen als diese im Zeitfenster warten, bis zwei Personen sie geprüft haben',
  'cli.policy.meaning.requestBurstMinutes': 'Die Länge dieses Zeitfensters',
  'cli.policy.meaning.delayAfterFailures':
    'Falsche Codes in Folge, nach denen jeder weitere Versuch warten muss',
  'cli.policy.meaning.delaySecondsMax': 'Die längste solche Wartezeit',
  'cli.policy.meaning.burstFailures':
    'Falsche Codes im Zeitfenster, die die Codes der Person vorübergehend sperren',
  'cli.policy.meaning.burstWindowMinutes': 'Die Länge dieses Zeitfensters',
  'cli.policy.meaning.freezeMinutes': 'Wie lange diese Sperre dauert',
  'cli.policy.meaning.failuresMax':
    'Falsche Codes in Folge, die die Codes der Person sperren, bis ein Admin sie entsperrt',
  'cli.policy.meaning.mayIssueFor.owner': 'Für wen Inhaber Codes ausstellen können; nie für sich selbst',
  'cli.policy.meaning.mayIssueFor.admin':
    'Für wen Admins Codes ausstellen können; nie für sich selbst oder Inhaber',
  'cli.policy.meaning.privilegedRoles':
    'Rollen mit besonderen Rechten: Standardmäßig muss eine zweite Person Codes für sie freigeben',
  'cli.policy.meaning.helpDesk.allow.groups': 'Gruppen, deren Mitgliedern der Helpdesk helfen darf',
  'cli.policy.meaning.helpDesk.allow.domains': 'E-Mail-Domains, deren Personen der Helpdesk helfen darf',
  'cli.policy.meaning.helpDesk.limit.groups':
    'Gruppen, deren Mitgliedern der Helpdesk mit mindestens einer Freigabe helfen darf',
  'cli.policy.meaning.helpDesk.limit.domains':
    'E-Mail-Domains, deren Personen der Helpdesk mit mindestens einer Freigabe helfen darf',
  'cli.policy.meaning.helpDesk.deny.groups':
    'Gruppen, deren Mitgliedern der Helpdesk nicht helfen darf, was auch sonst gilt',
  'cli.policy.meaning.helpDesk.deny.domains':
    'E-Mail-Domains, deren Personen der Helpdesk nicht helfen darf, was auch sonst gilt',
  'cli.policy.meaning.helpDesk.lifetimeMinutesMax': 'Wie lange ein Code vom Helpdesk höchstens gilt',
  'cli.policy.meaning.helpDesk.codesPerHour':
    'Wie viele Codes eine Person vom Helpdesk pro Stunde ausstellen kann',
  'cli.policy.meaning.providers':
    'Welcher Anbieter wessen Codes erstellt: Die erste passende Regel entscheidet; passt keine, sind es unsere eigenen Codes',
  'cli.policy.meaning.endSessionsOnDisown':
    'Ob „Das war ich nicht“ auch die Sitzungen der Person beim Anbieter des Codes beendet, sofern er das kann',
  'cli.policy.meaning.managerLane':
    'Ob Führungskräfte Codes für ihre Mitarbeitenden ausstellen können, mit verifiziertem Anrufer und einer Freigabe',
  'cli.policy.meaning.riskSignals':
    'Die Warnzeichen, die zählen: Jedes hebt die Anforderungen an einen Code um eine Stufe',
  'cli.policy.meaning.executiveGroups':
    'Gruppen der Geschäftsleitung: die höchste Stufe, unabhängig von der Rolle',
  'cli.policy.meaning.twoWayWords':
    'Die Stufen, deren Personen zwei Wörter bekommen, an denen sie echte Admins erkennen',
  'cli.policy.meaning.delegation':
    'Ob sich Freigebende eine Zeit lang durch eine andere Person vertreten lassen können',
  'cli.policy.meaning.ticketRequired': 'Ob ein Ticket angegeben werden muss',
  'cli.policy.meaning.ticketPattern': 'Wie ein Ticket geschrieben wird',
  'cli.policy.meaning.ticketLink': 'Wo ein Ticket zu sehen ist',
  'cli.policy.meaning.otherVerification': 'Ihre eigene Art, Anrufer zu prüfen, wie das Formular sie zeigt',
  'cli.policy.meaning.tiers.standard.approvalsRequired':
    'Wie viele Personen einen Code für ein Mitglied freigeben müssen',
  'cli.policy.meaning.tiers.standard.approvers': 'Wer einen Code für ein Mitglied freigeben darf',
  'cli.policy.meaning.tiers.standard.fallbackApprovers':
    'Wer zusätzlich gefragt wird, wenn niemand rechtzeitig einen Code für ein Mitglied freigibt',
  'cli.policy.meaning.tiers.standard.escalateAfterMinutes':
    'Nach wie vielen Minuten das geschieht, wenn es um ein Mitglied geht',
  'cli.policy.meaning.tiers.standard.remindAfterMinutes':
    'Nach wie vielen Minuten erinnert wird, wer einen Code für ein Mitglied freigeben kann',
  'cli.policy.meaning.tiers.privileged.approvalsRequired':
    'Wie viele Personen einen Code für eine privilegierte Person freigeben müssen',
  'cli.policy.meaning.tiers.privileged.approvers':
    'Wer einen Code für eine privilegierte Person freigeben darf',
  'cli.policy.meaning.tiers.privileged.fallbackApprovers':
    'Wer zusätzlich gefragt wird, wenn niemand rechtzeitig einen Code für eine privilegierte Person freigibt',
  'cli.policy.meaning.tiers.privileged.escalateAfterMinutes':
    'Nach wie vielen Minuten das geschieht, wenn es um eine privilegierte Person geht',
  'cli.policy.meaning.tiers.privileged.remindAfterMinutes':
    'Nach wie vielen Minuten erinnert wird, wer einen Code für eine privilegierte Person freigeben kann',
  'cli.policy.meaning.tiers.executive.approvalsRequired':
    'Wie viele Personen einen Code für eine Führungskraft freigeben müssen',
  'cli.policy.meaning.tiers.executive.approvers': 'Wer einen Code für eine Führungskraft freigeben darf',
  'cli.policy.meaning.tiers.executive.fallbackApprovers':
    'Wer zusätzlich gefragt wird, wenn niemand rechtzeitig einen Code für eine Führungskraft freigibt',
  'cli.policy.meaning.tiers.executive.escalateAfterMinutes':
    'Nach wie vielen Minuten das geschieht, wenn es um eine Führungskraft geht',
  'cli.policy.meaning.tiers.executive.remindAfterMinutes':
    'Nach wie vielen Minuten erinnert wird, wer einen Code für eine Führungskraft freigeben kann',
  'cli.policy.meaning.tiers.standard.verificationsRequired':
    'Wie viele Prüfungen des Anrufers ein Code für alle anderen braucht',
  'cli.policy.meaning.tiers.standard.verificationMethods':
    'Welche Prüfungen des Anrufers für alle anderen zählen',
  'cli.policy.meaning.tiers.privileged.verificationsRequired':
    'Wie viele Prüfungen des Anrufers ein Code für Personen mit besonderen Rechten braucht',
  'cli.policy.meaning.tiers.privileged.verificationMethods':
    'Welche Prüfungen des Anrufers für Personen mit besonderen Rechten zählen',
  'cli.policy.meaning.tiers.executive.verificationsRequired':
    'Wie viele Prüfungen des Anrufers ein Code für die Geschäftsleitung braucht',
  'cli.policy.meaning.tiers.executive.verificationMethods':
    'Welche Prüfungen des Anrufers für die Geschäftsleitung zählen',
  'cli.policy.meaning.reasonRequired': 'Ob ein Admin einen Grund angeben muss',
  'cli.policy.meaning.requireReEnrolment':
    'Ob der Admin erinnert wird, wenn innerhalb eines Tages kein neuer Faktor eingerichtet wird',
  'cli.policy.meaning.revealIn':
    'Wo der Code erscheint: in der Direktnachricht mit dem Bot oder in der Rückfrage',
  'cli.policy.meaning.mail': 'Ob Personen neben Slack auch per E-Mail benachrichtigt werden',
  'cli.policy.meaning.codesWithoutSlack':
    'Ob auch Personen ohne Slack-Konto einen Code bekommen können, von dem sie per E-Mail erfahren',
  'cli.policy.meaning.noticeFallback':
    'Wer von einem Code erfährt, wenn die betroffene Person nicht erreichbar ist: niemand oder ihre Führungskraft',
  'cli.policy.meaning.securityChannelId':
    'Der Kanal, der von jedem Code und jedem Alarm erfährt; ohne ihn gehen Alarme an die Inhaber',
  'cli.policy.meaning.selfService':
    'Ob sich ausgesperrte Personen und ihre Führungskräfte in Slack für Hilfe anstellen dürfen',
  'cli.policy.meaning.language':
    'Die Sprache des Sicherheitskanals und aller Personen, deren eigene nicht bekannt ist',
  'cli.policy.meaning.authority.status': 'Welche Quelle über den Status ihrer Personen entscheidet',
  'cli.policy.meaning.authority.role':
    'Welche Quelle mit ihren Regeln über die Rolle ihrer Personen entscheidet',
  'cli.policy.meaning.authority.name': 'Welche Quelle über den Namen ihrer Personen entscheidet',
  'cli.policy.meaning.authority.email': 'Welche Quelle über die E-Mail-Adresse ihrer Personen entscheidet',
  'cli.policy.meaning.authority.manager': 'Welche Quelle über die Führungskraft ihrer Personen entscheidet',
  'cli.policy.meaning.accentColor': 'Die Farbe der Organisation auf der Anmeldeseite',
});
