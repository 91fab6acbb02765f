export const policy = {
  'cli.policy.show': 'Show the organization’s policy',
  'cli.policy.set': 'Change settings of the policy: all the given ones, or none',
  'cli.policy.settings': 'Settings as `policy show` lists them; separate roles by commas',
  'cli.policy.unchecked': 'Set a security channel without checking it in Slack',
  'cli.policy.notPair': 'Write setting=value instead of {text}.',
  'cli.policy.unknown': '{name} isn’t a setting. Choose from {names}.',
  'cli.policy.twice': '{name} is given twice.',
  'cli.policy.badValue': '{name} can be {allowed}.',
  'cli.policy.unchanged': 'Nothing changed: the policy already says so.',
  'cli.policy.changed': '{name}: {before} -> {after}',
  'cli.policy.changedForNew': '{name}: {before} -> {after} (new requests only)',
  'cli.policy.changedAuthority': '{name}: {before} -> {after} (from the next sync)',
  'cli.policy.badChannel':
    'securityChannelId={channel}: {problem} {remedy} Nothing changed. To set it anyway, add --unchecked.',
  'cli.policy.channelNeedsSlack':
    'securityChannelId={channel}: the configuration isn’t complete, so Slack can’t check the channel. Run: backupcode doctor. Nothing changed. To set it anyway, add --unchecked.',
  'cli.policy.riskyChannel': 'WARNING: {channel}: {problem} {remedy}',

  'cli.policy.groups': 'names or ids of groups, separated by commas, or none',
  'cli.policy.badGroup': '{name}: {problem}',
  'cli.policy.emptyGroup': 'a name is missing between two commas.',
  'cli.policy.groupTwice': '{group} is given twice.',
  'cli.policy.unknownGroup':
    'no group is called {group}. List the groups: `backupcode directory groups`. Groups come from a source, such as SCIM; if it is new, sync the source first. Give the id of a group that has a comma in its name.',
  'cli.policy.nearGroups':
    'no group is called {group}. Did you mean {names}? List the groups: `backupcode directory groups`',
  'cli.policy.severalGroups': 'several groups are called {group}. Give the id of the one you mean:\n{list}',
  'cli.policy.goneGroup': '{id} (no longer exists)',
  'cli.policy.goneGroups':
    'WARNING: {settings} still names a group that no longer exists: {id}. It protects no one. Set it again without it.',
  'cli.policy.goneProvider':
    'WARNING: providers still names a provider that no longer exists: {id}. Codes for its people are refused. Set the rules again without it.',
  'cli.policy.providerRules':
    'rules such as group:NAME=PROVIDER, domain:NAME=PROVIDER, tier:NAME=PROVIDER or everyone=PROVIDER, separated by commas, or none; own stands for our codes',
  'cli.policy.badProviderRule':
    '{rule} isn’t a rule. Write group:NAME=PROVIDER, domain:NAME=PROVIDER, tier:standard=PROVIDER (or privileged, executive) or everyone=PROVIDER; own as the provider stands for our codes.',
  'cli.policy.unknownProvider':
    'no provider is called {provider}. List the providers: `backupcode provider list`. For our own codes, write own.',
  'cli.policy.domains': 'verified domains of the organization, separated by commas, or none',
  'cli.policy.pattern': 'up to 40 characters, such as INC-#####: # is a digit, * is anything; or none',
  'cli.policy.link': 'an https address with {brace} in it, or none',
  'cli.policy.text': '3 to 70 characters, or none',
  'cli.policy.range': '{min} to {max}',
  'cli.policy.roles': 'any of {roles}, or none',
  'cli.policy.yesOrNo': 'true or false',
  'cli.policy.approvers': 'any of owner, admin, manager (the person’s), and names or ids of groups',
  'cli.policy.fallbackApprovers': 'the same, or none',
  'cli.policy.minutesOrNone': '{min} to {max}, or none',
  'cli.policy.places': 'prompt or direct_message',
  'cli.policy.channel': 'a Slack channel id (C... or G...), or none',
  'cli.policy.source': 'the name of a source, or none: the one that provisioned the person',
  'cli.policy.languages': 'en or de',
  'cli.policy.noticeFallbacks': 'none or manager',
  'cli.policy.color': 'a colour such as #4a154b, or none',
} as const satisfies Record<`cli.policy.${string}`, string>;

/** The settings by name, also in notices. */
export const policyMeaning = {
  'cli.policy.meaning.codeLifetimeMinutes': 'How long a code works',
  'cli.policy.meaning.codeLifetimeMinutesMax': 'The longest that an admin can let a code work',
  'cli.policy.meaning.delayedStartDaysMax':
    'How many days ahead a code can be issued that starts to work later; 0: not at all',
  'cli.policy.meaning.remindBeforeExpiryMinutes':
    'How many minutes before an unused code expires its admin is reminded',
  'cli.policy.meaning.requestLifetimeMinutes': 'How long a prompt waits for a click',
  'cli.policy.meaning.approvalLifetimeMinutes': 'How long an approver has, and then the requester',
  'cli.policy.meaning.hideAfterSeconds': 'How long the code stays on the admin’s screen',
  'cli.policy.meaning.requestsPerRequesterPerHour': 'How many codes one admin can issue an hour',
  'cli.policy.meaning.requestsPerTargetPerDay': 'How many codes one person can get a day',
  'cli.policy.meaning.requestsPerOrganizationPerHour':
    'How many codes all admins together can ask for in an hour',
  'cli.policy.meaning.requestBurst':
    'More requests than this within the window wait until two people have looked',
  'cli.policy.meaning.requestBurstMinutes': 'The length of that window',
  'cli.policy.meaning.delayAfterFailures': 'Wrong codes in a row before each new try has to wait',
  'cli.policy.meaning.delaySecondsMax': 'The longest such wait',
  'cli.policy.meaning.burstFailures':
    'Wrong codes within the window that lock the person’s codes for a while',
  'cli.policy.meaning.burstWindowMinutes': 'The length of that window',
  'cli.policy.meaning.freezeMinutes': 'How long that lockout lasts',
  'cli.policy.meaning.failuresMax':
    'Wrong codes in a row that lock the person’s codes until an admin unlocks them',
  'cli.policy.meaning.mayIssueFor.owner': 'Who Owners can issue codes for; never themselves',
  'cli.policy.meaning.mayIssueFor.admin': 'Who Admins can issue codes for; never themselves or an Owner',
  'cli.policy.meaning.privilegedRoles':
    'Roles whose members are privileged: by default a second person has to approve a code for them',
  'cli.policy.meaning.helpDesk.allow.groups': 'Groups whose members the help desk may help',
  'cli.policy.meaning.helpDesk.allow.domains': 'Email domains whose people the help desk may help',
  'cli.policy.meaning.helpDesk.limit.groups':
    'Groups whose members the help desk may help with one approval at least',
  'cli.policy.meaning.helpDesk.limit.domains':
    'Email domains whose people the help desk may help with one approval at least',
  'cli.policy.meaning.helpDesk.deny.groups':
    'Groups whose members the help desk may not help, whatever else is set',
  'cli.policy.meaning.helpDesk.deny.domains':
    'Email domains whose people the help desk may not help, whatever else is set',
  'cli.policy.meaning.helpDesk.lifetimeMinutesMax': 'How long a code from the help desk works at most',
  'cli.policy.meaning.helpDesk.codesPerHour': 'Codes that one person of the help desk can issue in an hour',
  'cli.policy.meaning.providers':
    'Which provider makes whose codes: the first rule that fits; our own codes where none does',
  'cli.policy.meaning.endSessionsOnDisown':
    'Whether “This wasn’t me” also ends the person’s sessions at the provider that made the code, where it can',
  'cli.policy.meaning.managerLane':
    'Whether managers can issue a code for those who report to them, with a verified caller and one approval',
  'cli.policy.meaning.riskSignals': 'The warning signs that count: each raises what a code needs by one tier',
  'cli.policy.meaning.executiveGroups':
    'Groups whose members are executives: the highest tier, whatever their role',
  'cli.policy.meaning.twoWayWords':
    'The tiers whose people get two words by which they know a real administrator',
  'cli.policy.meaning.delegation':
    'Whether approvers can name a person who approves in their place for a time',
  'cli.policy.meaning.ticketRequired': 'Whether a ticket has to be given',
  'cli.policy.meaning.ticketPattern': 'How a ticket is written',
  'cli.policy.meaning.ticketLink': 'Where a ticket can be seen',
  'cli.policy.meaning.otherVerification': 'Your own way of verifying a caller, as the form shows it',
  'cli.policy.meaning.tiers.standard.approvalsRequired':
    'How many people have to approve a code for a member',
  'cli.policy.meaning.tiers.standard.approvers': 'Who can approve a code for a member',
  'cli.policy.meaning.tiers.standard.fallbackApprovers':
    'Who is asked too when no one approves a code for a member in time',
  'cli.policy.meaning.tiers.standard.escalateAfterMinutes':
    'After how many minutes they are asked, for a member',
  'cli.policy.meaning.tiers.standard.remindAfterMinutes':
    'After how many minutes approvers of a code for a member are reminded',
  'cli.policy.meaning.tiers.privileged.approvalsRequired':
    'How many people have to approve a code for a privileged person',
  'cli.policy.meaning.tiers.privileged.approvers': 'Who can approve a code for a privileged person',
  'cli.policy.meaning.tiers.privileged.fallbackApprovers':
    'Who is asked too when no one approves a code for a privileged person in time',
  'cli.policy.meaning.tiers.privileged.escalateAfterMinutes':
    'After how many minutes they are asked, for a privileged person',
  'cli.policy.meaning.tiers.privileged.remindAfterMinutes':
    'After how many minutes approvers of a code for a privileged person are reminded',
  'cli.policy.meaning.tiers.executive.approvalsRequired':
    'How many people have to approve a code for an executive',
  'cli.policy.meaning.tiers.executive.approvers': 'Who can approve a code for an executive',
  'cli.policy.meaning.tiers.executive.fallbackApprovers':
    'Who is asked too when no one approves a code for an executive in time',
  'cli.policy.meaning.tiers.executive.escalateAfterMinutes':
    'After how many minutes they are asked, for an executive',
  'cli.policy.meaning.tiers.executive.remindAfterMinutes':
    'After how many minutes approvers of a code for an executive are reminded',
  'cli.policy.meaning.tiers.standard.verificationsRequired':
    'How many ways of verifying the caller a code for everyone else needs',
  'cli.policy.meaning.tiers.standard.verificationMethods':
    'Which ways of verifying the caller count for everyone else',
  'cli.policy.meaning.tiers.privileged.verificationsRequired':
    'How many ways of verifying the caller a code for privileged people needs',
  'cli.policy.meaning.tiers.privileged.verificationMethods':
    'Which ways of verifying the caller count for privileged people',
  'cli.policy.meaning.tiers.executive.verificationsRequired':
    'How many ways of verifying the caller a code for executives needs',
  'cli.policy.meaning.tiers.executive.verificationMethods':
    'Which ways of verifying the caller count for executives',
  'cli.policy.meaning.reasonRequired': 'Whether an admin has to give a reason',
  'cli.policy.meaning.requireReEnrolment':
    'Whether the admin is reminded if no new factor is set up within a day',
  'cli.policy.meaning.revealIn':
    'Where the code appears: in the direct message with the bot, or in the prompt',
  'cli.policy.meaning.securityChannelId':
    'The channel that hears of every code and alert; without one, alerts go to the owners',
  'cli.policy.meaning.mail': 'Whether people get notices by email as well as in Slack',
  'cli.policy.meaning.codesWithoutSlack':
    'Whether people without a Slack account can get a code, of which they are notified by email',
  'cli.policy.meaning.noticeFallback':
    'Who is notified of a code when the person it is for can’t be: no one, or their manager',
  'cli.policy.meaning.selfService':
    'Whether people who are locked out, and their managers, may queue for help in Slack',
  'cli.policy.meaning.language': 'The language of the security channel, and of people whose own isn’t known',
  'cli.policy.meaning.authority.status': 'Which source decides the status of the people it is linked to',
  'cli.policy.meaning.authority.role': 'Which source’s rules decide the role of the people it is linked to',
  'cli.policy.meaning.authority.name': 'Which source decides the name of the people it is linked to',
  'cli.policy.meaning.authority.email':
    'Which source decides the email address of the people it is linked to',
  'cli.policy.meaning.authority.manager': 'Which source decides the manager of the people it is linked to',
  'cli.policy.meaning.accentColor': 'The organization’s colour on the sign-in page',
} as const satisfies Record<`cli.policy.meaning.${string}`, string>;
