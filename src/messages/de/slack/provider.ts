export const slackProvider = {
  'slack.provider.entra': 'befristeter Zugriffspass',
  'slack.provider.duo': 'Bypass-Code',
  'slack.provider.okta': 'temporärer Zugangscode',
  'slack.provider.google': 'Backup-Code',
  'slack.provider.onelogin': 'befristetes Token',
  'slack.provider.auth0': 'Wiederherstellungscode',

  'slack.provider.prompt': '*Code*\n{code} von {vendor}',
  'slack.provider.terms':
    '{vendor} erstellt den Code. Er gilt einmal, {duration} lang. {name} wird benachrichtigt. Diese Anfrage läuft {until} ab.',

  'slack.provider.title':
    '*{vendor}: {code} für {name}*\nNur Sie sehen das. Es wird nicht noch einmal angezeigt.',
  'slack.provider.read_out': 'Zum Vorlesen (ein kleingeschriebenes Wort ist ein Kleinbuchstabe):\n{spelling}',
  'slack.provider.set': 'Der Rest des Satzes, zum Drucken und Übergeben. Jeder gilt einmal:',
  'slack.provider.works':
    'Gilt *einmal*, bis *{until}*. Lesen Sie ihn in einem Gespräch vor, das Sie selbst begonnen haben. Schicken Sie ihn nie per Chat oder E-Mail.',
  'slack.provider.works_later':
    'Gilt *einmal*, von *{start}* bis *{until}*. Lesen Sie ihn in einem Gespräch vor, das Sie selbst begonnen haben. Schicken Sie ihn nie per Chat oder E-Mail.',
  'slack.provider.kept':
    'Jeder Code gilt *einmal*, und keiner läuft ab. Um alle zu beenden, widerrufen Sie diesen. Schicken Sie sie nie per Chat oder E-Mail.',
  'slack.provider.sooner':
    'Bei {vendor} würde er {lasts, select, no {gelten, bis er verwendet wird} other {{duration} lang gelten}}. Backupcode beendet ihn dort {until}.',
  'slack.provider.cannot_end':
    ':warning: {vendor} kann ihn nicht vor seinem Ablauf beenden. Wenn Sie ihn hier widerrufen, gilt er dort weiter bis {until}.',
  'slack.provider.still_works':
    ':warning: Der frühere Code von {name} gilt bei {vendor} vielleicht noch: Er lässt sich dort nicht vor seinem Ablauf beenden.',

  'slack.provider.use.entra':
    '{name} meldet sich als `{login}` an und gibt ihn als befristeten Zugriffspass ein. Bis Entra ID ihn überall kennt, können einige Minuten vergehen. Danach bleiben 10 Minuten, um unter `aka.ms/mysecurityinfo` eine neue Methode einzurichten.',
  'slack.provider.use.duo':
    '{name} meldet sich als `{login}` an und wählt, wenn Duo fragt, *Other options* und dann *Bypass code*.',
  'slack.provider.use.okta':
    '{name} meldet sich als `{login}` an und wählt unter den Bestätigungsarten den temporären Zugangscode (*Temporary Access Code*). Danach lässt sich eine neue einrichten.',
  'slack.provider.use.google':
    '{name} meldet sich als `{login}` an und wählt *Andere Option wählen*, dann *Einen Ihrer achtstelligen Back-up-Codes eingeben*.',
  'slack.provider.use.onelogin':
    '{name} meldet sich als `{login}` an und gibt ihn dort ein, wo nach einem Sicherheitscode gefragt wird.',
  'slack.provider.use.auth0':
    '{name} meldet sich als `{login}` an und wählt *Andere Methode versuchen*, dann *Wiederherstellungscode*. Danach wird ein neuer angezeigt, zum Aufbewahren.',
  'slack.provider.note.google':
    'Er ist einer von zehn, die die bisherigen von {name} ersetzen. {kept, select, yes {} other {Sobald er verwendet wird oder abläuft, werden die anderen beendet.}}',

  'slack.provider.approve': '*Code:* {code}, erstellt von {vendor}',
  'slack.provider.outlives.admin':
    ':warning: *{vendor} kann ihn nicht beenden: Dort gilt er bis {until}.* Sperren Sie das Konto bei {vendor} bis dahin.',
  'slack.provider.outlives.target':
    ':warning: {vendor} kann ihn nicht vor {until} beenden. Bitten Sie Ihre Admins, Ihr Konto dort bis dahin zu sperren.',

  'slack.provider.target':
    'Es ist ein {code} von {vendor}: Verwenden Sie ihn, wo Sie sich bei {vendor} anmelden.',

  'slack.provider.revoked':
    '{ends, select, none {:warning: {vendor} kann ihn nicht beenden: Er gilt dort, bis er abläuft.} other {{vendor} beendet ihn innerhalb von Sekunden. Ist {vendor} nicht erreichbar, erhalten Sie eine Nachricht.}}',
  'slack.provider.unfinished':
    ':information_source: *Niemand hat einen Code für {name}.* {vendor} hat nicht bestätigt, dass einer erstellt wurde. {ends, select, none {Falls doch, hat ihn niemand gesehen, und er läuft von selbst ab.} other {Was erstellt wurde, wird dort beendet. Gelingt das nicht, erhalten Sie eine Nachricht.}}',
  'slack.provider.unfinished.next': 'Wird er noch gebraucht, führen Sie `/backupcode @name` erneut aus.',
  'slack.provider.ended_there':
    ':information_source: *Der Code von {vendor} für {name} gilt nicht mehr.* Er wurde {time} bei {vendor} beendet, oder ein anderer hat ihn dort ersetzt.',
  'slack.provider.ended_there.next':
    'Waren das weder Sie noch jemand aus Ihrem Team, sehen Sie im Protokoll von {vendor} nach.',
  'slack.provider.lasting':
    ':rotating_light: *Der Code für {name} gilt bei {vendor} noch.* Hier ist er seit {time} beendet, aber {vendor} ließ sich nicht erreichen, um ihn auch dort zu beenden.',
  'slack.provider.lasting.next':
    'Ich versuche es weiter. Um sicherzugehen, beenden Sie ihn in der Verwaltung von {vendor}{until, select, never {} other { (dort läuft er {until} ab)}}.',
} as const;
