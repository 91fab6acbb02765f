/** What is wrong with something an operator typed, or with a row of a file. */
export const problem = {
  'cli.problem.name.malformed': 'The name isn’t well-formed text.',
  'cli.problem.name.empty': 'The name is empty.',
  'cli.problem.name.too_long': 'The name is longer than {max} characters.',
  'cli.problem.name.hidden': 'The name contains a line break, or a control or invisible character.',
  'cli.problem.name.formula': 'The name starts with = + - or @, which a spreadsheet would read as a formula.',
  'cli.problem.no_email': 'That isn’t an email address. Write it like ada@company.example.',

  'cli.problem.terms.no_scope': 'A client needs at least one scope.',
  'cli.problem.terms.expired': 'The access has to end in the future.',
  'cli.problem.terms.rate_out_of_range': 'The rate has to be from {min} to {max} requests a minute.',
  'cli.problem.terms.no_redirect_uri': 'Add --redirect-uri: the address people return to after signing in.',
  'cli.problem.terms.redirect_uri_no_https_address':
    'The redirect URI {address} has to be a full https address, such as https://portal.example/callback.',
  'cli.problem.terms.redirect_uri_plain_http':
    'The redirect URI {address} has to be https. Plain http works only on this machine (127.0.0.1).',
  'cli.problem.terms.redirect_uri_user_or_fragment':
    'The redirect URI {address} must not contain a user, password or fragment.',
  'cli.problem.terms.hint_jwks_no_https_address':
    '--hint-jwks {address} has to be a full https address, such as https://login.example/keys.',
  'cli.problem.terms.hint_jwks_plain_http':
    '--hint-jwks {address} has to be https. Plain http works only on this machine (127.0.0.1).',
  'cli.problem.terms.hint_jwks_user_or_fragment':
    '--hint-jwks {address} must not contain a user, password or fragment.',
  'cli.problem.terms.no_hint_issuer': 'The hint issuer needs a name, an audience and a claim.',
  'cli.problem.terms.entra_redirect_uris': 'Entra ID has exactly one redirect URI.',
  'cli.problem.terms.entra_plain_http': 'The redirect URI for Entra ID has to be https.',
  'cli.problem.terms.entra_secret': 'Entra ID uses no secret: it authenticates only by its signed hints.',
  'cli.problem.terms.entra_tenant': 'Entra ID needs --hint-tenant: the tenant whose hints name the person.',

  'cli.problem.policy.out_of_range': '{field} can be {min} to {max}.',
  'cli.problem.policy.lifetime_above_max':
    '{field} can be at most codeLifetimeMinutesMax, {max}. Set both to allow more.',
  'cli.problem.policy.issuer_role': '{field}: only owners and admins can issue codes, not "{role}".',
  'cli.problem.policy.admin_for_owner': '{field}: Admins can’t issue codes for Owners.',
  'cli.problem.policy.no_approver':
    '{role, select, any {No one could ever approve a code of the tier {tier}} other {A code of the tier {tier} for a person of the role {role} could no longer be approved}}: {needed, plural, one {# person has} other {# people have}} to approve, and beside the requester and the target the rules leave {count, plural, =0 {no one} other {only {people}}}. A warning sign raises a code by one tier. Name more people, or ask for fewer approvals.',
  'cli.problem.policy.scope_domain':
    'helpDesk.{scope}.domains: {domain} isn’t a verified domain of the organization. List them: backupcode domain list',
  'cli.problem.policy.unknown_source': 'There is no such source. List them: backupcode source list',
  'cli.problem.policy.unknown_group':
    '{field}: there is no such group any longer. List the groups: `backupcode directory groups`',
  'cli.problem.policy.unknown_provider': 'There is no such provider. List them: backupcode provider list',
  'cli.problem.policy.rule_domain':
    'providers: {domain} isn’t a verified domain of the organization. List them: backupcode domain list',
  'cli.problem.policy.unreachable_rule':
    'providers: rule {place} is never used, as an earlier rule fits the same people. Put it before that rule, or leave it out.',
  'cli.problem.policy.too_few_methods':
    'tiers.{tier}.verificationsRequired is more than there are ways that count: {usable}. Allow more in tiers.{tier}.verificationMethods, or set otherVerification.',
  'cli.problem.policy.no_device_check':
    'The tier {tier} can’t allow the method device yet: no identity provider asks people on their devices. First: backupcode device-check set',
  'cli.problem.policy.ticket_pattern':
    '{field} can be up to 40 characters without spaces, such as INC-#####: # is a digit, * is anything.',
  'cli.problem.policy.ticket_link':
    '{field} can be an https address of up to 300 characters with {brace} in it, such as https://desk.example/{brace}.',
  'cli.problem.policy.other_text': '{field} can be 3 to 70 characters.',
  'cli.problem.policy.no_color': '{field} can be a colour such as #4a154b, or none.',

  'cli.problem.channel.public':
    'The channel is public, so everyone in the workspace can read who got a code.',
  'cli.problem.channel.archived': 'The channel is archived.',
  'cli.problem.channel.shared': 'The channel is shared with another organization.',
  'cli.problem.channel.not_member': 'The bot isn’t a member of the channel.',
  'cli.problem.channel.elsewhere':
    'The channel is in the Slack workspace {workspace}, which isn’t the organization’s.',
  'cli.problem.channel.not_found': 'Slack can’t find the channel ({error}).',
  'cli.problem.channel.slack_failed': 'Slack couldn’t check the channel ({error}).',
  'cli.problem.channel.public.remedy': 'Choose a private channel, or make this one private.',
  'cli.problem.channel.archived.remedy': 'Choose another channel.',
  'cli.problem.channel.shared.remedy': 'Choose a channel that only your own people can read.',
  'cli.problem.channel.not_member.remedy': 'Type /invite @Backupcode in #{channel}, then try again.',
  'cli.problem.channel.elsewhere.remedy': 'Use the bot token of the organization’s own workspace.',
  'cli.problem.channel.not_found.remedy': 'Check the channel’s id. If it’s private, invite the bot.',
  'cli.problem.channel.slack_failed.remedy':
    'Check SLACK_BOT_TOKEN with `backupcode doctor`, then try again.',

  'cli.problem.row.no_text': 'This has to be text.',
  'cli.problem.row.missing': 'This is missing.',
  'cli.problem.row.no_contact': 'There is no email address and no mobile number.',
  'cli.problem.row.governed':
    'The source {source} decides the {fields} of this person. Change it there, or remove the source: backupcode source remove {source}',
  'cli.problem.row.two_people': 'The logins in this row belong to two different people in the directory.',
  'cli.problem.row.no_role': 'There is no role.',
  'cli.problem.row.no_owner_left': 'No confirmed owner would be left.',
  'cli.problem.row.unknown_column': 'Unknown column {text}. Our columns: {columns}.',
  'cli.problem.row.no_email': '{text} isn’t an email address.',
  'cli.problem.row.no_alias': '{text} doesn’t have the form of an email address.',
  'cli.problem.row.too_long': 'This is longer than {max} characters.',
  'cli.problem.row.no_choice': '{text} isn’t one of {choices}.',
  'cli.problem.row.no_primary':
    'The primary contact is set to {primary, select, email {email, but there is no email address} other {mobile, but there is no mobile number}}.',
  'cli.problem.row.login_repeated': '{login} is also in line {firstLine}.',
  'cli.problem.row.person_repeated': 'This is the same person as in line {firstLine}.',
  'cli.problem.row.admin_email':
    'This would change the email address of an {role} from {before} to {after}. If that’s right, add --change-admin-emails.',
  'cli.problem.row.admin_email_gone':
    'This would remove the email address {before} of an {role}. If that’s right, add --change-admin-emails.',
  'cli.problem.row.login_taken': 'Someone else has just been given one of these logins.',

  'cli.problem.mobile.no_country_code':
    '{text} has no country code. Write it like +441234567890, or add --country GB.',
  'cli.problem.mobile.unknown_country_code': '{text} has a country code that doesn’t exist.',
  'cli.problem.mobile.too_short': '{text} is too short for its country.',
  'cli.problem.mobile.too_long': '{text} is too long for its country.',
  'cli.problem.mobile.invalid_length': '{text} has the wrong length for its country.',
  'cli.problem.mobile.shortened':
    '{text} was shortened by a spreadsheet. Format the column as text and export it again.',
  'cli.problem.mobile.letters': '{text} contains letters. Write one number, without an extension.',
  'cli.problem.mobile.several_numbers': '{text} isn’t a single number. Write it like +441234567890.',
  'cli.problem.mobile.extension': '{text} has an extension. Leave it out.',
  'cli.problem.mobile.no_number': '{text} isn’t a mobile number. Write it like +441234567890.',
} as const satisfies Record<`cli.problem.${string}`, string>;
