/** Notices by email. Plain text: nothing here is markup. */
export const mail = {
  'mail.operator': 'An operator',
  'mail.fact.issuer': 'Issued by',
  'mail.fact.issued': 'Issued',
  'mail.fact.asked': 'Asked',
  'mail.fact.asked_by': 'Asked by',
  'mail.fact.used': 'Used',
  'mail.fact.account': 'Account',
  'mail.fact.what': 'What',
  'mail.fact.by': 'By',
  'mail.fact.about': 'About',
  'mail.fact.reason': 'The mail server says',
  'mail.fact.glass_by': 'Glass broken by',
  'mail.fact.reviewed_by': 'Reviewed by',
  'mail.fact.when': 'When',
  'mail.fact.giver': 'In the place of',
  'mail.fact.delegate': 'Approves',
  'mail.fact.until': 'Until',
  'mail.state.active': 'The code works until {until}.',
  'mail.state.later': 'The code works from {start} until {until}.',
  'mail.state.undelivered': 'The code doesn’t work yet.',
  'mail.state.redeemed': 'The code has been used.',
  'mail.state.revoked': 'The code was revoked and no longer works.',
  'mail.state.superseded': 'A newer code replaced it, so it no longer works.',
  'mail.state.expired': 'The code has expired.',
  'mail.never':
    'This email never holds a code or a link to sign in. Never share a backup code. Nobody will ask you for it.',
  'mail.automatic': 'Backupcode of {organization} sent this automatically. Replies aren’t read.',
  'mail.why.target': 'You get this because it’s about your account.',
  'mail.why.requester': 'You get this because you generated the code or asked for it.',
  'mail.why.manager': 'You get this as {name}’s manager, because our notice may not reach {name}.',
  'mail.why.owner': 'You get this as an owner of {organization}.',
  'mail.why.could_approve': 'You get this because you could have approved the code.',
  'mail.why.delegation': 'You get this because it’s about your approvals.',
  'mail.link.label': 'This wasn’t me',
  'mail.link.until':
    'The page opens without signing in, until {time}. Nothing happens until you press its button.',
  'mail.link.none': 'If you didn’t ask for it, call your administrator now.',

  'mail.target_issued': 'A backup code was issued for your {organization} account',
  'mail.target_issued.body':
    'It’s read to you on a call, and lets you sign in once in place of your second factor. If you asked for it, there’s nothing to do.',
  'mail.target_issued.vendor':
    'It’s read to you on a call. {vendor} made it, so use it where you sign in at {vendor}. If you asked for it, there’s nothing else to do.',
  'mail.target_revoked.outlives':
    'At {vendor} it works until {until}, as {vendor} can’t end it early. If you never asked for it, call your administrator.',
  'mail.target_issued.link':
    'If you didn’t ask for it, open this page and press the button. The code stops working and we alert your administrators.',
  'mail.target_redeemed': 'Your {organization} backup code was used to sign in',
  'mail.target_redeemed.body':
    'It can’t be used again. If it was you, set up a new second factor before that session ends.',
  'mail.target_redeemed.link':
    'If it wasn’t you, open this page, press the button, and change your password. We alert your administrators, and no other code works for your account.',
  'mail.target_revoked': 'Your {organization} backup code was revoked',
  'mail.target_revoked.body':
    'It no longer works. If you still can’t sign in, ask your administrator for a new one.',
  'mail.target_revoked.link':
    'If you never asked for a code, open this page and press the button. We alert your administrators.',
  'mail.target_alarm': 'Wrong backup codes were tried for your {organization} account',
  'mail.target_alarm.frozen':
    'Your backup codes are locked for a few minutes. If it wasn’t you, tell your administrator now.',
  'mail.target_alarm.disabled':
    'Your backup codes are locked until an administrator unlocks them. If it wasn’t you, tell your administrator now.',
  'mail.target_alarm.strangers':
    'Your backup codes still work. If it wasn’t you, tell your administrator now.',

  'mail.requester_redeemed': 'The backup code for {name} was used',
  'mail.requester_redeemed.body':
    'It can’t be used again. If it wasn’t {name}, end their sessions and reset their password now.',
  'mail.requester_revoked.unfinished':
    '{vendor} didn’t confirm that it made a code. No one saw one, and whatever was made is being ended there. If a code is still needed, issue a new one in Slack.',
  'mail.requester_revoked.provider_ended':
    'It was ended at {vendor}, not by Backupcode. Someone there revoked it, or made another.',
  'mail.requester_lasting': 'The code for {name} still works at {vendor}',
  'mail.requester_lasting.body':
    'It has ended here, but {vendor} doesn’t answer, or refuses to end it there. Backupcode keeps trying. To be sure, end it in {vendor}’s admin console.',
  'mail.requester_revoked': 'The backup code for {name} was revoked',
  'mail.requester_revoked.outlives':
    'It has ended here. At {vendor} it works until {until}, as {vendor} can’t end it early. If it’s in the wrong hands, suspend the account there.',
  'mail.requester_revoked.body': 'It no longer works. If {name} still needs one, issue a new one in Slack.',
  'mail.requester_revoked.not_allowed':
    '{name}’s account changed in the directory. Check it before you issue another code.',
  'mail.requester_revoked.unsafe':
    'It couldn’t be shown to you safely. If you see a code, it doesn’t work. Issue a new one in Slack.',
  'mail.requester_not_told': '{name} wasn’t notified about the backup code you generated',
  'mail.requester_not_told.body':
    'We can’t reach {name}. Call {name} on a number you know, and make sure that they asked for it.',
  'mail.help_asked': 'Help with signing in was asked for, for your {organization} account',
  'mail.help_asked.body':
    'You are in the queue in Slack. An administrator will call you on the number in your company’s directory. No one from IT will ever ask you for a password or a code.',
  'mail.help_asked.next':
    '{own, select, yes {It was asked from your own Slack account. If that wasn’t you, someone may be using it: call an administrator now.} other {If you aren’t locked out, call an administrator now.}} In Slack, press “This wasn’t me” in your direct message with Backupcode.',
  'mail.help_disowned': '{name} says that they didn’t ask for help',
  'mail.help_disowned.body':
    '{own, select, yes {It was asked from {name}’s own Slack account. Someone may be using it: call {name}, and sign the account out of Slack everywhere.} other {{asker}, the manager in the directory, asked. Call both: it may be a mistake, or someone may be using {asker}’s Slack account.}} Open requests for a code for {name} were cancelled.',
  'mail.request_disowned': '{name} says your request for a backup code wasn’t theirs',
  'mail.request_disowned.body':
    'The request was cancelled. The caller may be an impostor: stop the call, and tell your security team who called and what they said.',
  'mail.manager_not_told': '{name} may not know about a backup code for their account',
  'mail.manager_not_told.body':
    'Call {name} and ask whether they requested it. If they didn’t, tell an owner of {organization} immediately.',

  'mail.security_disowned': '{name} says: “This wasn’t me”',
  'mail.security_disowned.ended': 'The code was live. It no longer works.',
  'mail.security_disowned.unseen_use':
    'Whether it was used just before isn’t known yet: look at {vendor}’s own log.',
  'mail.security_disowned.newer': 'A newer code was live. It no longer works.',
  'mail.security_disowned.sign_in': 'A sign-in with it wasn’t finished. We stopped it.',
  'mail.security_disowned.requests':
    '{count, plural, one {We cancelled an open request for another code.} other {We cancelled # open requests for other codes.}}',
  'mail.security_disowned.frozen':
    '{issuer} can’t issue codes until an Owner has looked and released them in Slack.',
  'mail.security_disowned.used': 'The code was used. End {name}’s sessions now.',
  'mail.security_disowned.next': 'Call {name}, and ask who called {issuer}.',
  'mail.security_lasting': 'A code for {name} still works at {vendor}',
  'mail.security_lasting.body':
    'It has ended here, but {vendor} doesn’t answer, or refuses to end it there. Backupcode keeps trying. To be sure, end it in {vendor}’s admin console.',
  'mail.security_issued': 'A backup code was issued for {name}',
  'mail.security_issued.body': 'If you don’t know why, call {name} and ask whether they requested it.',
  'mail.security_not_told': '{name} doesn’t know about their backup code',
  'mail.security_not_told.body':
    'They can’t be reached. Call {name} and ask whether they requested it. If they didn’t, revoke it in Slack.',
  'mail.security_alarm': 'Many wrong backup codes were tried for {name}',
  'mail.security_alarm.frozen':
    '{name}’s codes are locked for a few minutes. If it isn’t {name}, treat this as an attack.',
  'mail.security_alarm.disabled':
    '{name}’s codes are locked until someone unlocks them. If it isn’t {name}, treat this as an attack.',
  'mail.security_alarm.strangers':
    '{name} isn’t locked out: a code issued to {name} still works. If it isn’t {name}, treat this as an attack.',
  'mail.security_issuer_lost':
    '{name} can no longer issue codes, but {count, plural, one {a code} other {# codes}} they issued still {count, plural, one {works} other {work}}',
  'mail.security_issuer_lost.code': 'For {name}, issued {time}',
  'mail.security_issuer_lost.body': 'If you don’t trust these codes, revoke them in Slack.',
  'mail.security_channel': 'Posts to the security channel fail',
  'mail.security_channel.body':
    'Slack says {why}. Until that is fixed, alarms come to the owners. Invite the bot to the channel, or have an operator choose another.',
  'mail.security_mail': 'Email to {name} comes back',
  'mail.security_mail.body':
    'Until that is fixed, {name} hears of backup codes in Slack alone. Check the address in the directory.',
  'mail.security_mail_down': 'Some email couldn’t be sent',
  'mail.security_mail_down.body':
    'Notices arrived in Slack alone. An operator can find the cause: backupcode doctor',
  'mail.security_sync': 'A directory sync is waiting for an owner of {organization}',
  'mail.security_sync.body':
    '{source} would take access from {losing} of {live} people. Nothing was changed. Decide in Slack.',
  'mail.security_change': 'A security setting of {organization} changed',
  'mail.security_change.body': 'If you don’t know why, ask who made the change first.',
  'mail.why.approver': 'You get this because you can approve the code.',
  'mail.why.released': 'You get this because it’s about your own account.',
  'mail.approval': '{requester} asks you to approve a backup code for {name}',
  'mail.approval.body':
    'Open Slack to approve or reject it: I sent you a direct message there. The request expires {until}.',
  'mail.approval.caution':
    'Ask {requester} first, on a number you know, whether {name} really called. An email can’t approve anything, and this one has no link.',
  'mail.frozen': 'All issuing for {organization} is frozen',
  'mail.frozen.body':
    '{ended, plural, =0 {No request was open.} one {An open request ended.} other {# open requests ended.}} {live, plural, =0 {No issued code works now.} one {One issued code still works.} other {# issued codes still work.}}',
  'mail.frozen.next': 'Two different people have to agree to resume it, in Slack: /backupcode unfreeze',
  'mail.held': 'Unusually many backup codes of {organization} were asked for',
  'mail.held.body':
    'There were more than {count} requests within {minutes, plural, one {a minute} other {# minutes}}. They’re on hold: no code is generated until two people have looked.',
  'mail.held.next':
    'Find out who asked, and why. Then open Slack and release the requests, or stop everything: /backupcode freeze',
  'mail.all_revoked':
    '{count, plural, one {A backup code} other {All # backup codes}} of {organization} that worked {count, plural, one {was} other {were}} revoked',
  'mail.all_revoked.body':
    'The people they were for were notified, and those who issued them. If you don’t know why, call the person who did it.',
  'mail.unfreeze_proposed': 'Someone wants to resume issuing for {organization}',
  'mail.unfreeze_proposed.body':
    '{by} proposed it. If you have looked into what happened and agree, open Slack by {until}. If you don’t know what happened, don’t agree.',
  'mail.unfrozen': 'Issuing for {organization} has resumed',
  'mail.unfrozen.body':
    '{proposedBy} proposed it, and {by} agreed. If that’s wrong, stop it again in Slack: /backupcode freeze',
  'mail.issuer_released': '{name} can issue codes again',
  'mail.issuer_released.body':
    'Their issuing was frozen because someone said “This wasn’t me” about a code. If releasing them was a mistake, suspend their account, and call the person who did it.',
  'mail.released': 'You can issue backup codes again',
  'mail.released.body': 'Requests that ended meanwhile have to be made again, in Slack.',
  'mail.another_admin': 'Another administrator',
  'mail.glass':
    '{rehearsal, select, yes {Rehearsal: {requester} broke the glass for a backup code for {name}} other {{requester} broke the glass for a backup code for {name}}}',
  'mail.glass.body':
    '{rehearsal, select, yes {No code is generated. The reason is in Slack.} other {No one else approved it. The reason is in Slack.}}',
  'mail.glass.next':
    '{rehearsal, select, yes {Practise with it, as in an emergency.} other {{reader, select, you {Not you? Stop all issuing now in Slack (/backupcode freeze), and tell another owner.} owner {Call {requester} now, on a number you know. If it isn’t them, stop all issuing in Slack: /backupcode freeze} other {Call {requester} now, on a number you know. If it isn’t them, tell an owner, who can stop all issuing.}}}}',
  'mail.glass.review':
    'Someone other than {requester} and {name} has to close the review in Slack by {until}.',
  'mail.glass_overdue':
    '{rehearsal, select, yes {Rehearsal: no one has reviewed the break-glass of {requester} for {name}} other {No one has reviewed the break-glass of {requester} for {name}}}',
  'mail.glass_overdue.body':
    'The review was due within a day. Speak to {requester} and to {name}, on numbers you know. Then someone other than the two closes the review in Slack.',
  'mail.glass_overdue.next':
    'We remind you daily. An operator can close it, too: backupcode review list. Until then, {requester} can’t {rehearsal, select, yes {rehearse} other {break the glass}} again.',
  'mail.glass_closed':
    'The break-glass of {requester} for {name} was {verdict, select, justified {justified} other {not justified}}',
  'mail.glass_closed.body':
    '{rehearsal, select, yes {It was a rehearsal. } other {}}The reviewer’s note is in Slack.',
  'mail.glass_closed.frozen': '{requester} can’t issue codes until an owner lets them, in Slack.',
  'mail.glass_closed.live':
    'The code that came of it still works. If it’s in the wrong hands, revoke it in Slack.',
  'mail.delegated':
    '{reader, select, giver {Your approvals of backup codes go to {name}} delegate {You approve backup codes in {giver}’s place} other {{name} approves backup codes in {giver}’s place}}',
  'mail.delegated.body':
    '{reader, select, giver {If this wasn’t you, someone else is in your Slack account: alert your security team now.} delegate {Requests for approval that would go to {giver} come to you in Slack. Your approval counts as {giver}’s: together you count as one person.} other {{giver} named {name} in Slack. If {giver} didn’t, someone else may be in {giver}’s Slack account: ask {giver} in person or by phone.}}',
  'mail.delegated.next':
    '{reader, select, giver {You can still approve yourself. To end it, in Slack: /backupcode delegate} delegate {If you can’t do this, end it in Slack: /backupcode delegate} other {Owners can end it: press End delegation in the message from Backupcode in Slack.}}',
  'mail.delegated.over': 'It has ended meanwhile.',
  'mail.delegation_ended':
    '{reader, select, giver {{name} no longer approves backup codes in your place} other {You no longer approve backup codes in {giver}’s place}}',
  'mail.delegation_ended.why':
    '{why, select, giver_frozen {{reader, select, giver {Your issuing is} other {{giver}’s issuing is}} frozen until an owner has looked.} delegate_frozen {{reader, select, giver {{name}’s issuing is} other {Your issuing is}} frozen until an owner has looked.} switched_off {Your organization no longer lets approvers name someone in their place.} other {{by} ended it.}}',
  'mail.delegation_ended.next':
    '{reader, select, giver {Requests for approval come to you again.} other {Requests go to {giver} again.}}',
  'mail.caller_refused': 'Someone pretended to be {name}',
  'mail.caller_refused.body':
    '{requester} wanted to generate a backup code for {name}, and {by, select, device {{name} said no on their enrolled device} other {the manager said that it isn’t {name}}}. No code was generated.',
  'mail.caller_refused.next':
    'Ask {requester} who called, and warn the other administrators: the caller will try again. To stop all codes, in Slack: /backupcode freeze',
  'mail.source_failing': '{source} can’t be synced',
  'mail.source_failing.body':
    'The last {failed, plural, one {sync} other {# syncs}} of {source} failed, so people who left may still get codes.',
  'mail.source_failing.next': 'An operator finds the cause: backupcode source test {id}',
  'mail.source_works': '{source} can be synced again',
  'mail.source_works.body': 'There is nothing to do.',
  'mail.test': 'A test email of Backupcode',
  'mail.test.body': 'It works: notices can arrive here.',
} as const satisfies Record<`mail.${string}`, string>;
