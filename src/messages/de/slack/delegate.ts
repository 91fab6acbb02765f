import { slackDelegate as english } from '../../en/slack/delegate.ts';
import { translate } from '../../translate.ts';

export const slackDelegate = translate(english, {
  'slack.delegate.help': 'wer an Ihrer Stelle freigibt, während Sie abwesend sind',
  'slack.delegate.question': 'Wer gibt an Ihrer Stelle frei?',
  'slack.delegate.title': 'Ihre Freigaben',
  'slack.delegate.refused': 'Es wurde nichts geändert.',
  'slack.delegate.none':
    ':palm_tree: *Anfragen zur Freigabe gehen an Sie.* Während Sie abwesend sind, kann eine andere Person an Ihrer Stelle freigeben.',
  'slack.delegate.given': ':palm_tree: *Ihre Freigabeanfragen gehen an {name}*, bis {until}.',
  'slack.delegate.taken': ':bust_in_silhouette: *Sie geben an Stelle von {name} frei*, bis {until}.',
  'slack.delegate.ask': ':palm_tree: *Soll {name} an Ihrer Stelle freigeben?*',
  'slack.delegate.ask.next': 'Das Formular fragt, bis wann. Es ersetzt Ihre bisherige Vertretung.',
  'slack.button.delegate': 'Vertretung',
  'slack.button.delegate.submit': 'Benennen',
  'slack.button.end_delegation': 'Vertretung beenden',
  'slack.delegate.form.title': 'Vertretung benennen',
  'slack.delegate.form.intro':
    '*Während Sie abwesend sind, gibt eine andere Person an Ihrer Stelle frei.* Sie darf freigeben, was Sie freigeben dürften, und nicht mehr. Sie selbst können weiterhin freigeben; zusammen zählen Sie als eine Person.',
  'slack.delegate.form.person': 'Wer gibt an Ihrer Stelle frei?',
  'slack.delegate.form.person.missing': 'Wählen Sie eine Person.',
  'slack.delegate.form.until': 'Bis wann?',
  'slack.delegate.form.until.hint': 'Höchstens 30 Tage ab jetzt. Sie können die Vertretung früher beenden.',
  'slack.delegate.form.until.missing': 'Wählen Sie Tag und Uhrzeit.',
  'slack.delegate.form.next':
    'Die Vertretung beginnt sofort. Die Person, die Inhaber Ihrer Organisation und der Sicherheitskanal werden benachrichtigt.',
  'slack.delegate.done.next':
    '{name} erhält die Freigabeanfragen. Sie können weiterhin freigeben. Früher beenden: `/backupcode delegate` oder im Home-Tab.',
  'slack.delegate.end.confirm': 'Jetzt beenden?',
  'slack.delegate.end.confirm.text':
    'Anfragen gehen wieder an die vertretene Person. Freigaben in Vertretung zählen nur für bereits erzeugte Codes.',
  'slack.delegate.ended': ':white_check_mark: {name} gibt nicht mehr an Stelle von {giver} frei.',
  'slack.delegate.started':
    '{reader, select, giver {:palm_tree: *Ihre Freigabeanfragen gehen an {name}*, bis {until}.} delegate {:bust_in_silhouette: *Sie geben an Stelle von {giver} frei*, bis {until}.} other {:bust_in_silhouette: *{name} gibt an Stelle von {giver} frei*, bis {until}.}}',
  'slack.delegate.started.facts':
    '{reader, select, giver {Wenn Sie das nicht waren, hat jemand anderes Zugriff auf Ihr Slack-Konto: Beenden Sie die Vertretung und alarmieren Sie Ihr Sicherheitsteam.} delegate {Freigabeanfragen an {giver} gehen an Sie. Ihre Freigabe zählt als die von {giver}: Zusammen zählen Sie als eine Person.} other {{giver} hat {name} in Slack benannt. Wenn das nicht stimmt, hat womöglich jemand anderes Zugriff auf das Slack-Konto von {giver}.}}',
  'slack.delegate.started.next':
    '{reader, select, giver {Sie selbst können weiterhin freigeben.} delegate {Wenn Sie das nicht übernehmen können, beenden Sie die Vertretung: {giver} wird benachrichtigt.} other {Fragen Sie {giver} persönlich oder am Telefon, nicht in Slack. Inhaber können die Vertretung beenden.}}',
  'slack.delegate.over':
    '{reader, select, giver {:white_check_mark: {name} gibt nicht mehr an Ihrer Stelle frei.} other {:white_check_mark: Sie geben nicht mehr an Stelle von {giver} frei.}}{why, select, person { {by} hat das beendet.} giver_frozen { {reader, select, giver {Für Sie gilt} other {Für {giver} gilt}} ein Ausgabestopp, bis ein Inhaber nachgesehen hat.} delegate_frozen { {reader, select, giver {Für {name} gilt} other {Für Sie gilt}} ein Ausgabestopp, bis ein Inhaber nachgesehen hat.} switched_off { Ihre Organisation erlaubt keine Vertretung mehr.} other {}}',
  'slack.delegate.over.next':
    '{reader, select, giver {Freigabeanfragen gehen wieder an Sie.} other {Anfragen gehen wieder an {giver}.}}',
  'slack.delegate.in_place': '{by} (in Vertretung von {giver})',
});
