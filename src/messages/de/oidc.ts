import { oidc as english } from '../en/oidc.ts';
import { translate } from '../translate.ts';

export const oidc = translate(english, {
  'oidc.signIn.title': 'Backup-Code eingeben',
  'oidc.signIn.titleAgain': 'Noch nicht angemeldet: Backup-Code eingeben',
  'oidc.signIn.lead': 'Damit melden Sie sich einmal bei {service} an, ohne Ihren verlorenen zweiten Faktor.',
  'oidc.signIn.person': 'Anmeldung als',
  'oidc.signIn.label': 'Backup-Code',
  'oidc.signIn.hint':
    '16 Buchstaben und Ziffern. Großschreibung, Bindestriche und Leerzeichen spielen keine Rolle.',
  'oidc.signIn.submit': 'Anmelden',
  'oidc.signIn.noCode': 'Ich habe keinen Code',
  'oidc.signIn.askForOne':
    'Bitten Sie einen Admin von {organization} um einen. Er vergewissert sich, dass Sie es sind, ruft Sie an und liest Ihnen den Code vor. Niemand wird {you} je anrufen und nach einem Code fragen. Falls doch, legen Sie auf und informieren Sie Ihren Admin.',
  'oidc.signIn.you': 'Sie',
  'oidc.signIn.goBack': 'Zurück zu {service}',

  'oidc.typing.complete': 'Alle 16 sind da.',
  'oidc.typing.checking': 'Wird geprüft …',
  'oidc.typing.empty': 'Geben Sie den Code ein, den Ihr Admin Ihnen vorgelesen hat.',
  'oidc.typing.foreign':
    '„{symbol}“ kommt in Codes nicht vor. Codes bestehen nur aus Buchstaben und Ziffern.',
  'oidc.typing.severalForeign':
    'Einige dieser Zeichen kommen in Codes nicht vor. Codes bestehen nur aus Buchstaben und Ziffern.',
  'oidc.typing.tooLong': 'Das ist zu lang. Ein Code hat 16 Buchstaben und Ziffern.',
  'oidc.typing.tooShort': 'Das ist zu kurz. Ein Code hat 16 Buchstaben und Ziffern.',
  'oidc.typing.invalid':
    'Das ist kein gültiger Code. Vergleichen Sie jedes Zeichen mit dem, was Ihnen vorgelesen wurde. Es wurde noch nichts gesendet.',

  'oidc.problem.code_mistyped':
    'Ein Code hat 16 Buchstaben und Ziffern. Vergleichen Sie jedes Zeichen mit dem, was Ihnen vorgelesen wurde. Das zählt nicht als Versuch.',
  'oidc.problem.code_mistyped.what': 'Das ist kein gültiger Code.',
  'oidc.problem.code_refused':
    'Prüfen Sie, ob es Ihr neuester ist: Ein neuer Code ersetzt den vorigen. Falls er weiterhin nicht angenommen wird, fragen Sie Ihren Admin.',
  'oidc.problem.code_refused.what': 'Dieser Code wird nicht angenommen.',
  'oidc.problem.code_not_started':
    'Er wurde für einen späteren Zeitpunkt ausgestellt. Warten Sie bis dahin, oder bitten Sie Ihren Admin um einen neuen. Das zählte nicht als Versuch.',
  'oidc.problem.code_not_started.what': 'Dieser Code gilt noch nicht.',
  'oidc.problem.code_expired': 'Codes laufen schnell ab. Bitten Sie Ihren Admin um einen neuen.',
  'oidc.problem.code_expired.what': 'Dieser Code ist abgelaufen.',
  'oidc.problem.code_used':
    'Ein Code gilt einmal. Bitten Sie Ihren Admin um einen neuen. Falls Sie ihn nicht verwendet haben, sagen Sie das sofort.',
  'oidc.problem.code_used.what': 'Dieser Code wurde bereits verwendet.',
  'oidc.problem.too_many_attempts': 'Warten Sie einige Minuten, oder fragen Sie Ihren Admin.',
  'oidc.problem.too_many_attempts.what': 'Es gab zu viele falsche Versuche.',
  'oidc.problem.tryAgainIn': 'Versuchen Sie es in {wait} erneut.',
  'oidc.problem.seconds': '{count, plural, one {# Sekunde} other {# Sekunden}}',
  'oidc.problem.minutes': '{count, plural, one {# Minute} other {# Minuten}}',

  'oidc.done.title': 'Ihr Code wurde angenommen',
  'oidc.done.lead':
    'Der Code gilt nicht noch einmal. Fahren Sie innerhalb {minutes, plural, one {einer Minute} other {von # Minuten}} fort.',
  'oidc.done.continue': 'Weiter zu {service}',
  'oidc.done.first': 'Das zuerst',
  'oidc.done.setUp':
    '{setUp}, in Ihren Sicherheitseinstellungen: eine Authenticator-App, einen Sicherheitsschlüssel oder einen Passkey.',
  'oidc.done.setUpWithin':
    '{setUp}, in Ihren Sicherheitseinstellungen: eine Authenticator-App, einen Sicherheitsschlüssel oder einen Passkey, innerhalb von {hours, plural, one {# Stunde} other {# Stunden}} (bis {time}).',
  'oidc.done.setUpWhat': 'Richten Sie einen neuen zweiten Faktor ein',
  'oidc.done.remove': '{remove}, damit ihn niemand verwenden kann, der ihn findet.',
  'oidc.done.removeWhat': 'Entfernen Sie den verlorenen',
  'oidc.done.sessionEnds': 'Wenn diese Sitzung endet',
  'oidc.done.session':
    'Dieser Code meldet Sie einmal an, auf diesem Gerät. Wie lange Sie angemeldet bleiben, bestimmt {service}. Werden Sie abgemeldet oder wechseln Sie das Gerät, wird wieder ein zweiter Faktor verlangt. Dieser Code gilt dann nicht mehr. Ohne neuen Faktor brauchen Sie einen weiteren Code von Ihrem Admin.',

  'oidc.finished.title': 'Diese Anmeldung ist abgeschlossen',
  'oidc.finished.lead':
    'Ihr Code wurde angenommen, und Sie sind weiter zu {service} gegangen. Auf dieser Seite gibt es nichts mehr zu tun. Kehren Sie zu {service} zurück.',
  'oidc.finished.hint':
    'Ein Code gilt einmal. Falls {service} Sie erneut zur Anmeldung auffordert und Sie noch keinen zweiten Faktor haben, bitten Sie Ihren Admin um einen neuen Code.',

  'oidc.leave.title': 'Zurück zu {service}',
  'oidc.leave.lead': 'Sie sind nicht angemeldet. Es wurde kein Code verwendet.',
  'oidc.leave.goBack': 'Zurück zu {service}',

  'oidc.sendBack.title': 'Weiter zu {service}',
  'oidc.sendBack.titleError': 'Zurück zu {service}',
  'oidc.sendBack.lead': 'Ihr Code wurde angenommen. Diese Seite leitet Sie automatisch weiter.',
  'oidc.sendBack.leadError': 'Sie sind noch nicht angemeldet. Diese Seite leitet Sie automatisch weiter.',
  'oidc.sendBack.continue': 'Weiter zu {service}',

  'oidc.error.sign_in_lost': 'Diese Anmeldung ist nicht mehr offen',
  'oidc.error.sign_in_lost.remedy':
    'Sie hat zu lange gedauert, war bereits abgeschlossen oder wurde in einem anderen Browser begonnen. Kehren Sie zu dem Dienst zurück, bei dem Sie sich anmelden möchten, und beginnen Sie dort neu. Ein noch nicht verwendeter Code gilt weiter, bis er abläuft.',
  'oidc.error.foreign_form': 'Das kam nicht von unserer Seite',
  'oidc.error.foreign_form.remedy':
    'Kehren Sie zu dem Dienst zurück, bei dem Sie sich anmelden möchten, und beginnen Sie dort neu.',
  'oidc.error.bad_request': 'Diese Anmeldung kann nicht fortgesetzt werden',
  'oidc.error.bad_request.remedy':
    'Der Dienst, der Sie hierher geschickt hat, verlangt etwas Unmögliches. Informieren Sie dessen Admin und nennen Sie die Referenz unten.',
  'oidc.error.not_found': 'Hier gibt es nichts',
  'oidc.error.not_found.remedy':
    'Diese Seite öffnet sich nur, während Sie sich bei einem Dienst anmelden. Beginnen Sie dort.',
  'oidc.error.too_many_requests': 'Zu viele Versuche aus Ihrem Netzwerk',
  'oidc.error.too_many_requests.remedy': 'Warten Sie eine Minute und laden Sie diese Seite dann neu.',
  'oidc.error.service_busy': 'Gerade melden sich zu viele Personen an',
  'oidc.error.service_busy.remedy':
    'Warten Sie eine Minute und beginnen Sie dann bei dem Dienst neu, bei dem Sie sich anmelden möchten. Ein noch nicht verwendeter Code gilt weiter, bis er abläuft.',
  'oidc.error.unavailable': 'Die Anmeldung ist gerade nicht möglich',
  'oidc.error.unavailable.remedy':
    'Das liegt an uns, nicht an Ihnen. Warten Sie eine Minute und laden Sie diese Seite dann neu.',
  'oidc.error.outcome_unknown': 'Wir wissen nicht, ob Ihr Code angenommen wurde',
  'oidc.error.outcome_unknown.remedy':
    'Das liegt an uns, nicht an Ihnen. Warten Sie eine Minute und laden Sie diese Seite dann neu. Wurde Ihr Code angenommen, geht es von dort aus weiter. Beginnen Sie nicht an anderer Stelle neu: Ihr Code ist vielleicht schon verwendet.',
  'oidc.error.reference': 'Referenz:',
});
