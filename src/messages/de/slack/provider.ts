import { slackProvider as english } from '../../en/slack/provider.ts';
import { translate } from '../../translate.ts';

export const slackProvider = translate(english, {
  'slack.provider.entra': 'befristeter Zugriffspass',
  'slack.provider.duo': 'Bypass-Code',
  'slack.provider.okta': 'temporärer Zugangscode',
  'slack.provider.google': 'Back-up-Code',
  'slack.provider.onelogin': 'befristetes Token',
  'slack.provider.auth0': 'Wiederherstellungscode',

  'slack.provider.prompt': '*Code*\n{code}, erstellt von {vendor}',
  'slack.provider.terms':
    '{vendor} erstellt den Code. Er gilt einmal, {duration} lang. {name} wird benachrichtigt. Diese Anfrage läuft {until} ab.',

  'slack.provider.title':
    '*{vendor}: {code} für {name}*\nNur Sie sehen das. Es wird nicht noch einmal angezeigt.',
  'slack.provider.read_out':
    'Zum Vorlesen (kleingeschriebene Wörter stehen für Kleinbuchstaben):\n{spelling}',
  'slack.provider.set': 'Die übrigen Codes, zum Ausdrucken und Übergeben. Jeder gilt einmal:',
  'slack.provider.works':
    'Gilt *einmal*, bis *{until}*. Lesen Sie ihn nur in einem Gespräch vor, das Sie selbst begonnen haben. Senden Sie ihn nie per Chat oder E-Mail.',
  'slack.provider.works_later':
    'Gilt *einmal*, von *{start}* bis *{until}*. Lesen Sie ihn nur in einem Gespräch vor, das Sie selbst begonnen haben. Senden Sie ihn nie per Chat oder E-Mail.',
  'slack.provider.kept':
    'Jeder Code gilt *einmal*, und keiner läuft ab. Wenn Sie diesen widerrufen, gilt keiner mehr. Übergeben Sie die Codes persönlich. Senden Sie sie nie per Chat oder E-Mail.',
  'slack.provider.sooner':
    '{vendor} selbst würde ihn {lasts, select, no {annehmen, bis er verwendet wird} other {{duration} lang annehmen}}. Backupcode beendet ihn dort {until}.',
  'slack.provider.cannot_end':
    ':warning: {vendor} kann ihn nicht vorzeitig beenden. Auch wenn Sie ihn hier widerrufen, gilt er dort bis {until}.',
  'slack.provider.still_works':
    ':warning: Der frühere Code von {name} gilt vielleicht noch: {vendor} kann ihn nicht vorzeitig beenden.',

  'slack.provider.use.entra':
    '{name} meldet sich bei Microsoft als `{login}` an und gibt ihn statt des Kennworts ein. Wird er abgelehnt, hilft ein neuer Versuch nach einigen Minuten: Vielleicht kennt Microsoft ihn noch nicht überall. Nach der Anmeldung bleiben 10 Minuten, um unter `aka.ms/mysecurityinfo` eine neue Methode einzurichten.',
  'slack.provider.use.duo':
    '{name} meldet sich als `{login}` mit dem Passwort an. Wenn Duo fragt: *Other options* wählen, dann *Bypass code*. Danach ein neues Gerät hinzufügen.',
  'slack.provider.use.okta':
    '{name} meldet sich als `{login}` an und wählt zur Bestätigung den temporären Zugangscode (*Temporary Access Code*). Danach eine neue Methode einrichten.',
  'slack.provider.use.google':
    '{name} meldet sich als `{login}` mit dem Passwort an und wählt *Andere Option wählen*, dann *Einen Ihrer achtstelligen Back-up-Codes eingeben*. Danach einen neuen zweiten Schritt einrichten.',
  'slack.provider.use.onelogin':
    '{name} meldet sich als `{login}` mit dem Passwort an und gibt ihn ein, wenn OneLogin nach einem Sicherheitscode fragt. Danach einen neuen Faktor einrichten.',
  'slack.provider.use.auth0':
    '{name} meldet sich als `{login}` mit dem Passwort an und wählt *Andere Methode versuchen*, dann *Wiederherstellungscode*. Auth0 zeigt danach einen neuen an: {name} muss ihn aufbewahren.',
  'slack.provider.note.google':
    'Google hat zehn neue Codes erstellt. Die früheren von {name} gelten nicht mehr. {kept, select, yes {} other {Wird dieser verwendet oder läuft er ab, beendet Backupcode die anderen neun.}}',

  'slack.provider.approve': '*Code:* {code}, erstellt von {vendor}',
  'slack.provider.outlives.admin':
    ':warning: *{vendor} kann ihn nicht beenden: Dort gilt er bis {until}.* Sperren Sie das Konto bei {vendor} bis dahin.',
  'slack.provider.unseen_use':
    ':warning: Ob er kurz zuvor verwendet wurde, ist noch nicht bekannt. Sehen Sie im Protokoll von {vendor} nach, und beenden Sie dort gegebenenfalls alle Sitzungen des Kontos.',
  'slack.provider.outlives.target':
    ':warning: {vendor} kann ihn nicht vor {until} beenden. Bitten Sie Ihre Admins, Ihr Konto dort bis dahin zu sperren.',
  'slack.provider.outlives.revoked':
    'Bei {vendor} gilt er noch bis {until}, denn {vendor} kann ihn nicht vorzeitig beenden. Falls Sie nicht darum gebeten haben, klicken Sie auf die Schaltfläche.',

  'slack.provider.target.entra':
    'Es ist ein befristeter Zugriffspass. Geben Sie ihn bei der Anmeldung bei Microsoft statt Ihres Kennworts ein, und richten Sie binnen 10 Minuten eine neue Methode ein: `aka.ms/mysecurityinfo`.',
  'slack.provider.target.duo':
    'Es ist ein Bypass-Code für Duo. Wenn Duo nach dem zweiten Schritt fragt, wählen Sie *Other options*, dann *Bypass code*.',
  'slack.provider.target.okta':
    'Es ist ein temporärer Zugangscode für Okta. Wenn Okta eine Bestätigung verlangt, wählen Sie *Temporary Access Code*.',
  'slack.provider.target.google':
    'Es ist ein Back-up-Code für Google. Wenn Google nach dem zweiten Schritt fragt, wählen Sie *Andere Option wählen*, dann *Einen Ihrer achtstelligen Back-up-Codes eingeben*. Ihre früheren Back-up-Codes gelten nicht mehr.',
  'slack.provider.target.onelogin':
    'Es ist ein befristetes Token für OneLogin. Geben Sie es ein, wenn OneLogin nach einem Sicherheitscode fragt.',
  'slack.provider.target.auth0':
    'Es ist ein Wiederherstellungscode für Auth0. Wenn eine Bestätigung verlangt wird, wählen Sie *Andere Methode versuchen*, dann *Wiederherstellungscode*. Danach sehen Sie einen neuen: Bewahren Sie ihn auf.',

  'slack.provider.made_by': 'Erstellt von {vendor} ({code}).',
  'slack.provider.replaces_none':
    ':warning: {name} hat einen Code, der bis {until} gilt. *Ein neuer beendet ihn nicht:* {vendor} kann einen Code nicht vorzeitig beenden.',
  'slack.provider.enrolment.next':
    'Verwendet: {when}. Bei {vendor} ist seitdem kein neuer Faktor zu sehen. Rufen Sie {name} an: Ohne neuen Faktor ist die Person bald wieder ausgesperrt, und ihr Konto bleibt leichter zu stehlen.',
  'slack.provider.enrolment_untold':
    ':hourglass: *Hat {name} einen neuen zweiten Schritt eingerichtet,* seit der von Ihnen erzeugte Code verwendet wurde?',
  'slack.provider.enrolment_untold.next':
    'Verwendet: {when}. {vendor} meldet neue Faktoren nicht. Rufen Sie {name} an: Ohne neuen Faktor ist die Person bald wieder ausgesperrt, und ihr Konto bleibt leichter zu stehlen.',
  'slack.provider.unused.next':
    '{vendor} meldet eine Verwendung einige Minuten später: Vielleicht ist er schon verwendet. Rufen Sie {name} an. Ist die Person noch ausgesperrt, beginnt *Neuen ausstellen* eine neue Anfrage, und alles wird noch einmal geprüft. Wird der Code nicht mehr gebraucht, widerrufen Sie ihn.',
  'slack.provider.revoked_here':
    ':warning: *Sie haben den Code für {name} hier widerrufen ({time}), aber bei {vendor} gilt er bis {until}.*',
  'slack.provider.revoked_here.next':
    '{vendor} kann einen Code nicht vorzeitig beenden. Ist er in falschen Händen, sperren Sie das Konto von {name} dort bis dahin.',
  'slack.provider.hidden_here':
    ':warning: *Der Code für {name} ist hier beendet, aber bei {vendor} gilt er bis {until}.* {state}',

  'slack.provider.revoked':
    '{vendor} beendet ihn innerhalb von Sekunden. Ist {vendor} nicht erreichbar, melde ich mich bei Ihnen.',
  'slack.provider.unfinished':
    ':information_source: *Für {name} wurde kein Code erzeugt.* {vendor} hat nicht bestätigt, dass einer erstellt wurde. {ends, select, none {Falls doch, hat ihn niemand gesehen, und er läuft von selbst ab.} other {Falls doch, hat ihn niemand gesehen, und er wird dort beendet. Gelingt das nicht, melde ich mich bei Ihnen.}}',
  'slack.provider.unfinished.next':
    'Falls {name} noch einen Code braucht, führen Sie `/backupcode @name` erneut aus.',
  'slack.provider.ended_there':
    ':information_source: *Der {vendor}-Code von {name} gilt nicht mehr.* Jemand hat ihn bei {vendor} beendet ({time}) oder dort einen neuen erstellt.',
  'slack.provider.ended_there.next':
    'Falls das weder Sie noch jemand aus Ihrem Team war, prüfen Sie das Protokoll von {vendor}, und rufen Sie {name} an.',
  'slack.provider.lasting':
    ':rotating_light: *Der Code von {name} gilt bei {vendor} noch.* Hier ist er beendet ({time}), dort konnte ich ihn nicht beenden: {vendor} antwortet nicht oder lehnt es ab.',
  'slack.provider.lasting.next':
    'Ich versuche es weiter. Um sicherzugehen, beenden Sie ihn selbst in der Admin-Konsole von {vendor}{until, select, never {} other {. Dort läuft er {until} ab}}.',
});
