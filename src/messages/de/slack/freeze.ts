import { slackFreeze as english } from '../../en/slack/freeze.ts';
import { translate } from '../../translate.ts';

export const slackFreeze = translate(english, {
  'slack.freeze.help': 'im Notfall die gesamte Ausgabe stoppen (Inhaber)',
  'slack.freeze.question': 'Warum soll die Ausgabe gestoppt werden?',
  'slack.freeze.refused': 'Es wurde nichts gestoppt.',
  'slack.freeze.ask': 'Die gesamte Ausgabe von {organization} stoppen?',
  'slack.freeze.ask.title': ':snowflake: *Die gesamte Ausgabe von {organization} stoppen?*',
  'slack.freeze.ask.effect':
    'Niemand kann mehr einen Code anfordern, freigeben oder erzeugen, auch Operatoren nicht. {open, plural, =0 {Keine Anfrage ist offen.} one {Die offene Anfrage endet.} other {Die # offenen Anfragen enden.}}',
  'slack.freeze.ask.reason': 'Grund: {reason}',
  'slack.freeze.codes':
    '{count, plural, =0 {Derzeit gilt kein ausgestellter Code.} one {Ein ausgestellter Code gilt weiter und kann verwendet werden.} other {# ausgestellte Codes gelten weiter und können verwendet werden.}}',
  'slack.freeze.ask.terms':
    'Zwei Personen müssen zustimmen, bevor die Ausgabe weitergeht. Ihr Name wird protokolliert.',
  'slack.freeze.confirm': 'Die gesamte Ausgabe stoppen?',
  'slack.freeze.confirm.text':
    'Niemand kann mehr einen Code anfordern, freigeben oder erzeugen, bis zwei Personen den Stopp aufheben. Bereits ausgestellte Codes gelten weiter.',
  'slack.freeze.done': ':snowflake: *Sie haben die gesamte Ausgabe gestoppt* ({time}).',
  'slack.freeze.done.ended':
    '{count, plural, =0 {Keine Anfrage war offen.} one {Eine offene Anfrage wurde beendet; die anfragende Person wurde benachrichtigt.} other {# offene Anfragen wurden beendet; die anfragenden Personen wurden benachrichtigt.}}',
  'slack.freeze.done.next':
    'Inhaber und Sicherheitskanal werden benachrichtigt. Zwei Personen müssen den Stopp aufheben.',
  'slack.freeze.before': ':snowflake: *Die gesamte Ausgabe ist bereits gestoppt* (seit {time}).',
  'slack.freeze.before.next': 'Zwei Personen müssen den Stopp aufheben: `/backupcode unfreeze`.',

  'slack.revoke_all.confirm': 'Alle Codes widerrufen?',
  'slack.revoke_all.confirm.text':
    '{count, plural, one {Der gültige Code wird} other {Alle # gültigen Codes werden}} sofort ungültig. Das lässt sich nicht rückgängig machen. Wer sich gerade anmeldet, muss erneut fragen.',
  'slack.revoke_all.done':
    ':no_entry: *Sie haben {count, plural, one {den einen gültigen Code} other {alle # gültigen Codes}} widerrufen.* {count, plural, one {Die Person wurde} other {Alle Beteiligten wurden}} benachrichtigt.',
  'slack.revoke_all.none': ':information_source: Es gilt kein Code mehr. Es wurde nichts widerrufen.',

  'slack.unfreeze.help':
    'gemeinsam mit einer zweiten Person den Ausgabestopp aufheben, oder den einer einzelnen Person',
  'slack.unfreeze.question': 'Wer darf wieder Codes ausstellen?',
  'slack.unfreeze.refused': 'Es wurde kein Ausgabestopp aufgehoben.',
  'slack.unfreeze.confirm': 'Ausgabe fortsetzen?',
  'slack.unfreeze.confirm.text':
    'Nur wenn Sie den Grund für den Stopp kennen und die Gefahr vorbei ist. Es braucht zwei Personen. Ihr Name wird protokolliert.',
  'slack.unfreeze.proposed':
    ':hourglass: *Sie möchten, dass die Ausgabe weitergeht.* Eine zweite Person muss bis {until} zustimmen.',
  'slack.unfreeze.proposed_before':
    ':hourglass: *Sie haben bereits zugestimmt.* Eine zweite Person muss bis {until} zustimmen.',
  'slack.unfreeze.proposed.next':
    '{mayAdmins, select, yes {Ich habe die Inhaber und Admins benachrichtigt: Eine dieser Personen kann zustimmen, Sie selbst nicht noch einmal} other {Ich habe die anderen Inhaber benachrichtigt: Eine dieser Personen kann zustimmen, Sie selbst nicht noch einmal}}. Auch ein Operator kann das: `backupcode unfreeze`.',
  'slack.unfreeze.done': ':white_check_mark: *Die Ausgabe geht weiter.* Zwei Personen haben zugestimmt.',
  'slack.unfreeze.done.released':
    '{count, plural, =0 {Keine Anfrage hat gewartet.} one {Eine wartende Anfrage läuft weiter; die anfragende Person wurde benachrichtigt.} other {# wartende Anfragen laufen weiter; die anfragenden Personen wurden benachrichtigt.}}',
  'slack.unfreeze.not_frozen': ':information_source: *Es gilt kein Ausgabestopp.* Es wurde nichts geändert.',
  'slack.unfreeze.not_frozen.since': 'Er wurde aufgehoben: {time}.',

  'slack.release.confirm': 'Diese Person wieder Codes ausstellen lassen?',
  'slack.release.confirm.text':
    'Rufen Sie zuerst {name} an und auch die Person, die „Das war ich nicht“ gemeldet hat. Ihr Name wird protokolliert.',
  'slack.release.done':
    ':white_check_mark: *{name} kann wieder Codes ausstellen.* {name} wurde benachrichtigt.',
  'slack.release.not_frozen':
    ':information_source: *Für {name} gilt kein Ausgabestopp.* Es wurde nichts geändert.',

  'slack.frozen': '{by} hat die gesamte Ausgabe gestoppt.',
  'slack.frozen.title': ':snowflake: *{by} hat die gesamte Ausgabe gestoppt.*',
  'slack.frozen.facts':
    'Niemand kann mehr einen Code anfordern, freigeben oder erzeugen. {ended, plural, =0 {Keine Anfrage war offen.} one {Eine offene Anfrage wurde beendet.} other {# offene Anfragen wurden beendet.}}',
  'slack.frozen.next':
    'Finden Sie heraus, was passiert ist, bevor Sie den Stopp aufheben. Zwei verschiedene Inhaber müssen zustimmen; gibt es nur einen, ein Inhaber und ein Admin; oder ein Operator und eine dieser Personen.',

  'slack.held': 'Es wurden ungewöhnlich viele Backup-Codes angefordert. Die Anfragen warten auf Sie.',
  'slack.held.title':
    ':rotating_light: *Mehr als {count} Backup-Codes wurden innerhalb von {minutes} Minuten angefordert.*',
  'slack.held.facts':
    'Anfragen warten jetzt, und es wird kein Code erzeugt, bis zwei Personen sie weiterlaufen lassen. Ist es ein Angriff, stoppen Sie die gesamte Ausgabe: Das beendet alle Anfragen.',
  'slack.held.next':
    '`/backupcode list` zeigt, wer gefragt hat. Sprechen Sie mit diesen Personen, bevor Sie etwas weiterlaufen lassen.',
  'slack.held.request': 'Ihre Anfrage für {name} wartet auf Prüfung.',
  'slack.held.request.title':
    ':hourglass: *Ihre Anfrage nach einem Backup-Code für {name} wartet auf Prüfung.*',
  'slack.held.request.why':
    'Es wurden ungewöhnlich viele Codes angefordert. Deshalb müssen zuerst zwei Personen nachsehen. Ich habe die Inhaber benachrichtigt und schicke Ihnen eine Direktnachricht, wenn es weitergeht.',
  'slack.held.request.terms': 'Die Anfrage läuft ab: {until}.',
  'slack.held.released': 'Ihre Anfrage für {name} kann weiterlaufen.',
  'slack.held.released.title':
    ':white_check_mark: *Ihre Anfrage nach einem Backup-Code für {name} kann weiterlaufen.*',

  'slack.all_revoked':
    ':no_entry: *{by} hat {count, plural, one {den einen gültigen Backup-Code} other {alle # gültigen Backup-Codes}} widerrufen.*',
  'slack.all_revoked.next':
    'Die Personen, für die sie bestimmt waren, und die ausstellenden Personen wurden benachrichtigt.',

  'slack.proposed': '{by} möchte, dass die Ausgabe weitergeht.',
  'slack.proposed.title':
    '{was, select, hold {:hourglass: *{by} möchte die wartenden Anfragen weiterlaufen lassen.*} other {:snowflake: *{by} möchte den Ausgabestopp aufheben.*}}',
  'slack.proposed.ask':
    'Eine zweite Person muss bis {until} zustimmen. Sprechen Sie zuerst mit {by}, und stimmen Sie nur zu, wenn Sie wissen, dass die Gefahr vorbei ist.',

  'slack.unfrozen':
    ':white_check_mark: *{was, select, hold {Wartende Anfragen laufen weiter} other {Die Ausgabe geht weiter}}.* {proposedBy} hat es vorgeschlagen, und {by} hat zugestimmt.',
  'slack.unfrozen.released':
    '{count, plural, =0 {Keine Anfrage hat gewartet.} one {Eine Anfrage läuft weiter.} other {# Anfragen laufen weiter.}}',

  'slack.issuer_released': ':white_check_mark: *{name} kann wieder Codes ausstellen.* Aufgehoben von {by}.',
  'slack.issuer_released.yours':
    ':white_check_mark: *Sie können wieder Codes ausstellen.* {by} hat den Ausgabestopp aufgehoben.',
  'slack.issuer_released.yours.next': 'Beendete Anfragen müssen Sie neu stellen: `/backupcode @name`.',

  'slack.request_frozen':
    ':snowflake: *Ihre Anfrage nach einem Backup-Code für {name} wurde beendet* ({time}), weil die Ausgabe gestoppt wurde.',
  'slack.request_frozen.next':
    'Es wurde kein Code erzeugt. Fragen Sie einen Organisationsinhaber, was passiert ist.',
});
