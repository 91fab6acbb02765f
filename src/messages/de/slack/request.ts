import { slackRequest as english } from '../../en/slack/request.ts';
import { translate } from '../../translate.ts';

export const slackRequest = translate(english, {
  'slack.request.help': 'um Hilfe bitten, wenn Sie oder jemand aus Ihrem Team ausgesperrt sind',
  'slack.request.question': 'Wer ist ausgesperrt?',
  'slack.request.refused': 'Es wurde niemand in die Warteschlange gestellt.',

  'slack.button.ask_help': 'Um Hilfe bitten',
  'slack.button.take': 'Übernehmen',
  'slack.button.give_back': 'Zurückgeben',
  'slack.button.decline': 'Ablehnen',
  'slack.button.open_prompt': 'Code erzeugen …',

  'slack.request.form.title': 'Um Hilfe bitten',
  'slack.request.form.intro':
    'Sie kommen in die Warteschlange, und ein Administrator ruft Sie an. Geben Sie hier nie ein Passwort oder einen Code ein.',
  'slack.request.form.reason': 'Was ist passiert?',
  'slack.request.form.example': 'Telefon verloren',

  'slack.request.asked':
    '{self, select, yes {Sie sind} other {{name} ist}} Nummer {position} in der Warteschlange.',
  'slack.request.asked.title':
    ':raising_hand: *{self, select, yes {Sie sind} other {{name} ist}} Nummer {position} in der Warteschlange.*',
  'slack.request.before':
    ':information_source: *{self, select, yes {Sie sind} other {{name} ist}} schon in der Warteschlange, als Nummer {position}.*',
  'slack.request.next':
    '*So geht es weiter:* Ein Administrator ruft {self, select, yes {Sie} other {{name}}} unter der Nummer aus dem Firmenverzeichnis an und prüft, wer am Apparat ist.{self, select, yes { Bleiben Sie bei diesem Telefon.} other {}}',
  'slack.request.never':
    'Die IT fragt nie nach einem Passwort oder einem Code. Wenn ein Anrufer es tut, legen Sie auf. Ihr Platz bleibt bis {until} erhalten.',

  'slack.request.told': 'Für Ihr Konto wurde um Hilfe gebeten.',
  'slack.request.told.own':
    ':raising_hand: *Sie haben um Hilfe gebeten, weil Sie ausgesperrt sind.* Sie sind Nummer {position} in der Warteschlange. Ein Administrator ruft Sie unter der Nummer aus dem Firmenverzeichnis an.',
  'slack.request.told.manager':
    ':raising_hand: *{asker} hat für Sie um Hilfe gebeten,* weil Sie ausgesperrt sind. Sie sind Nummer {position} in der Warteschlange. Ein Administrator ruft Sie unter der Nummer aus dem Firmenverzeichnis an.',
  'slack.request.told.reason': 'Grund: {reason}.',
  'slack.request.told.next':
    '{own, select, yes {Wenn Sie nicht um Hilfe gebeten haben, klicken Sie auf die Schaltfläche: Vielleicht benutzt jemand Ihr Slack.} other {Wenn Sie nicht ausgesperrt sind, klicken Sie auf die Schaltfläche.}} {open, select, yes {Damit verlassen Sie die Warteschlange und alarmieren Ihre Administratoren.} other {Damit alarmieren Sie Ihre Administratoren.}} Die IT fragt nie nach einem Passwort oder einem Code.',
  'slack.request.disown.confirm': 'Das waren Sie nicht?',
  'slack.request.disown.confirm.text':
    'Sie verlassen die Warteschlange, offene Anfragen für einen Code für Sie enden, und Ihre Administratoren werden alarmiert.',

  'slack.request.taken':
    ':telephone_receiver: *{taker} kümmert sich um {self, select, yes {Sie und ruft Sie an} other {{name} und ruft an}},* unter der Nummer aus dem Firmenverzeichnis.',
  'slack.request.taken.words':
    'Ich habe Ihnen in einer anderen Nachricht zwei Wörter geschickt. Der Anrufer muss Ihnen zuerst beide nennen. Wenn er das nicht kann, legen Sie auf.',
  'slack.request.taken.next':
    'Die IT fragt nie nach einem Passwort oder einem Code. Wenn ein Anrufer es tut, legen Sie auf.',
  'slack.request.given_back':
    ':hourglass: *{self, select, yes {Sie warten} other {{name} wartet}} wieder,* als Nummer {position}. Jemand anderes wird sich kümmern.',
  'slack.request.declined':
    ':no_entry: *{by} hat das Hilfegesuch{self, select, yes {} other { für {name}}} abgelehnt.* Grund: {reason}.',
  'slack.request.declined.next':
    'Wenn weiterhin Hilfe nötig ist, sprechen Sie mit {by}, oder wenden Sie sich an Ihren Helpdesk.',
  'slack.request.cancelled':
    ':no_entry: *{by} hat das Hilfegesuch{self, select, yes {} other { für {name}}} zurückgezogen.*',
  'slack.request.cancelled.next': 'Erneut um Hilfe bitten: `/backupcode request`.',
  'slack.request.closed':
    ':no_entry: *Ihre Organisation nimmt in Slack keine Hilfegesuche mehr an.* {self, select, yes {Ihres} other {Das für {name}}} ist damit beendet.',
  'slack.request.closed.next': 'Wenn weiterhin Hilfe nötig ist, wenden Sie sich an Ihren Helpdesk.',
  'slack.request.expired':
    ':hourglass: *Das Hilfegesuch{self, select, yes {} other { für {name}}} ist abgelaufen.* Es ist von {time}, und es wurde kein Code ausgestellt.',
  'slack.request.expired.next':
    'Wenn weiterhin Hilfe nötig ist, geben Sie noch einmal `/backupcode request` ein, oder wenden Sie sich an Ihren Helpdesk.',

  'slack.request.waiting': '{name} ist ausgesperrt und braucht Hilfe.',
  'slack.request.waiting.title': ':raising_hand: *{name} ist ausgesperrt und braucht Hilfe.*',
  'slack.request.waiting.facts':
    '{own, select, yes {{name} hat in Slack um Hilfe gebeten} other {{asker}, die Führungskraft, hat für {name} um Hilfe gebeten}} ({time}). Grund: {reason}.',
  'slack.request.waiting.next':
    'Das beweist nicht, wer gefragt hat. Wer gerade wartet: `/backupcode list queue` oder mein Home-Tab. Ich schreibe wieder, sobald jemand in eine leere Warteschlange kommt.',
  'slack.request.helper.cancelled':
    ':no_entry: *{name} braucht Ihre Hilfe nicht mehr.* {by} hat das Hilfegesuch zurückgezogen ({time}).',
  'slack.request.helper.cancelled.next':
    'Wenn Sie für {name} eine Rückfrage offen haben, brechen Sie sie ab.',
  'slack.request.helper.disowned':
    ':rotating_light: *{name} hat gemeldet: „Das war ich nicht“.* Es geht um das Hilfegesuch, das Sie übernommen haben.',
  'slack.request.helper.disowned.next':
    'Beenden Sie das Gespräch: Der Anrufer kann ein Betrüger sein. Offene Anfragen für einen Code für {name} wurden abgebrochen.',

  'slack.request.alarm': '{name} hat nicht um Hilfe gebeten.',
  'slack.request.alarm.title':
    ':rotating_light: *{name} hat zu einem Hilfegesuch gemeldet: „Das war ich nicht“.*',
  'slack.request.alarm.own':
    'Es kam aus dem Slack-Konto von {name} ({time}). Vielleicht benutzt es jemand anderes: Rufen Sie {name} an, und melden Sie das Konto überall von Slack ab.',
  'slack.request.alarm.manager':
    'Es kam von {asker}, laut Verzeichnis die Führungskraft ({time}). Rufen Sie beide an: Es kann ein Irrtum sein, oder jemand benutzt das Slack-Konto von {asker}.',
  'slack.request.alarm.next':
    'Offene Anfragen für einen Code für {name} wurden abgebrochen. Ob ein Code ausgestellt wurde: `/backupcode status @name`.',

  'slack.request.now.waiting':
    ':raising_hand: {self, select, yes {Sie warten} other {*{name}* wartet}} auf Hilfe, als Nummer {position}.',
  'slack.request.now.taken':
    ':telephone_receiver: {you, select, yes {Sie kümmern} other {{by} kümmert}} sich um {self, select, yes {Sie} other {*{name}*}}.',
  'slack.request.now.done':
    ':white_check_mark: {you, select, yes {Sie haben} other {{by} hat}} einen Code für {self, select, yes {Sie} other {*{name}*}} ausgestellt ({time}).',
  'slack.request.now.declined':
    ':no_entry: {you, select, yes {Sie haben} other {{by} hat}} {self, select, yes {Ihr Hilfegesuch} other {das Hilfegesuch für *{name}*}} abgelehnt ({time}).',
  'slack.request.now.withdrawn':
    ':no_entry: {you, select, yes {Sie haben} other {{by} hat}} {self, select, yes {Ihr Hilfegesuch} other {das Hilfegesuch für *{name}*}} zurückgezogen ({time}).',
  'slack.request.now.disowned':
    ':rotating_light: {self, select, yes {Sie haben} other {*{name}* hat}} gemeldet: „Das war ich nicht“ ({time}). Damit endete das Hilfegesuch.',
  'slack.request.now.not_allowed':
    ':no_entry: {self, select, yes {Ihr Hilfegesuch} other {Das Hilfegesuch für *{name}*}} ist beendet ({time}): Ein Konto, auf dem es beruht, ist nicht mehr aktiv.',
  'slack.request.now.switched_off':
    ':no_entry: {self, select, yes {Ihr Hilfegesuch} other {Das Hilfegesuch für *{name}*}} ist beendet ({time}): Ihre Organisation hat die Warteschlange abgeschaltet.',
  'slack.request.now.expired':
    ':hourglass: {self, select, yes {Ihr Hilfegesuch} other {Das Hilfegesuch für *{name}*}} ist abgelaufen ({time}).',
  'slack.request.late': 'Es wurde nichts geändert.',

  'slack.request.gave_back':
    ':leftwards_arrow_with_hook: Sie haben das Hilfegesuch für *{name}* zurückgegeben. {name} wartet wieder, als Nummer {position}.',
  'slack.request.disowned':
    ':white_check_mark: *Sie haben die Warteschlange verlassen, und wir haben Ihre Administratoren alarmiert.*{count, plural, =0 {} one { Eine offene Anfrage für einen Code für Sie wurde abgebrochen.} other { # offene Anfragen für einen Code für Sie wurden abgebrochen.}}',
  'slack.request.disowned.before':
    ':information_source: Sie haben das schon gemeldet ({time}). Wir haben Ihre Administratoren alarmiert.',
  'slack.request.disowned.next':
    'Wenn jemand Sie nach einem Passwort oder einem Code gefragt hat, ändern Sie jetzt Ihr Passwort. Wenn Sie nicht selbst um Hilfe gebeten haben, melden Sie sich auf allen Geräten von Slack ab.',

  'slack.request.decline.title': 'Hilfegesuch ablehnen',
  'slack.request.decline.intro': '*{name} verlässt die Warteschlange ohne Hilfe* und liest Ihre Begründung.',
  'slack.request.decline.reason': 'Warum?',
  'slack.request.decline.example': 'Bitte mit Ausweis zum Helpdesk kommen',
  'slack.request.decline.gone': 'Dieses Hilfegesuch ist für Sie nicht offen. Es wurde nichts geändert.',

  'slack.request.queue': 'Personen, die auf Hilfe warten',
  'slack.request.queue.title': '*Personen, die auf Hilfe warten* ({count})',
  'slack.request.queue.none': 'Es wartet niemand auf Hilfe.',
  'slack.request.queue.entry':
    '*{place}{name}*, {role}. {own, select, yes {Selbst gemeldet} other {Gemeldet von {asker}, der Führungskraft}} ({time}). Grund: {reason}.',
  'slack.request.queue.taken': '{you, select, yes {Sie kümmern} other {{by} kümmert}} sich darum.',
  'slack.request.queue.more': 'und {count} weitere',
  'slack.request.queue.next':
    'Wer zuerst kommt, ist zuerst dran. Ein Hilfegesuch beweist nicht, von wem es ist: Rufen Sie unter der Nummer aus dem Firmenverzeichnis an.',
  'slack.request.own':
    ':raising_hand: {self, select, yes {*Sie sind Nummer {position}* in der Warteschlange.} other {*{name} ist Nummer {position}* in der Warteschlange.}}',
});
