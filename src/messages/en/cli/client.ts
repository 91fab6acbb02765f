export const client = {
  'cli.client.list': 'List clients and what each may do',
  'cli.client.none': 'No clients yet. Add one: `backupcode client add NAME`',
  'cli.client.unknown': 'No client is called {client}. List them: `backupcode client list`',
  'cli.client.nameOrId': 'Name or id, as `client list` shows it',

  'cli.client.add': 'Add a client and show its credential, once',
  'cli.client.name': 'What to call it, such as "Single sign-on"',
  'cli.client.scopes': 'What it may do, separated by commas: {scopes}',
  'cli.client.expires':
    'When its access ends: 90d, 12h, or a time such as 2027-01-31T12:00:00Z; never by default',
  'cli.client.rate': 'Requests per minute it may make; 600 by default',
  'cli.client.redirectUri':
    'Makes it an OpenID Connect client: the address people return to after signing in; may be repeated',
  'cli.client.profile': 'How it uses OpenID Connect: {profiles}; code by default',
  'cli.client.auth': 'How it authenticates: {methods}; post by default',
  'cli.client.hintIssuer': 'Another issuer whose ID tokens may name the person, besides ours',
  'cli.client.hintJwks': 'Where that issuer publishes its keys',
  'cli.client.hintAudience': 'The audience of that issuer’s tokens',
  'cli.client.hintClaim': 'The claim with the person’s login; email by default',
  'cli.client.hintTenant': 'With --profile entra: the directory (tenant) ID of your Entra ID',
  'cli.client.nameTaken': 'A client called {name} exists. Choose another name, or remove that client first.',
  'cli.client.strict':
    'With --scope scim: read requests by the RFCs alone, without the quirks of identity providers',
  'cli.client.sourceNameTaken':
    'A source called {name} exists. Choose another name, or see `backupcode source list`.',
  'cli.client.addedScim':
    'Give your identity provider this service’s public address with /scim/v2, and the credential below as the bearer token.',
  'cli.client.added': 'Added {id}. Copy the credential now, it won’t be shown again:',
  'cli.client.addedPublic': 'Added. A public client has no secret. Its client id:',
  'cli.client.addedOidc': 'Added. Client id: {id}',
  'cli.client.oidcSecret': 'Copy the client secret now, it won’t be shown again:',

  'cli.client.set': 'Change what a client may do, how often and until when; its credential stays',
  'cli.client.setScopes': 'Everything it may do from now on, separated by commas: {scopes}',
  'cli.client.setExpires': 'When its access ends: 90d, 12h, never, or a time such as 2027-01-31T12:00:00Z',
  'cli.client.setRate': 'Requests per minute it may make',
  'cli.client.setNothing': 'Say what to change: --scope, --expires or --rate.',
  'cli.client.noRedirectUri':
    '{name} has no redirect URI, so it can’t use OpenID Connect. Add another client: `backupcode client add NAME --redirect-uri URL`',
  'cli.client.changed': 'Changed {name} ({id}), from its next request on:',
  'cli.client.unchanged': 'Nothing changed. {name} ({id}) already has:',

  'cli.client.rotate': 'Give a client a new credential and show it, once; the old one works a while longer',
  'cli.client.overlap': 'How long both credentials work: 24h, 7d, or 0 to end the old one now',
  'cli.client.badOverlap': 'Write --overlap as 24h, 90m, 7d or 0.',
  'cli.client.longOverlap': '--overlap can be at most 30 days.',
  'cli.client.rotated':
    'Rotated {name} ({id}). The old credential works until {until}. Copy the new one now, it won’t be shown again:',
  'cli.client.rotatedNow':
    'Rotated {name} ({id}). The old credential no longer works. Copy the new one now, it won’t be shown again:',

  'cli.client.remove': 'Remove a client’s access, immediately and permanently',
  'cli.client.removeYes': 'Don’t ask, even if it was used in the last 30 days',
  'cli.client.removed': 'Removed {name} ({id}).',
  'cli.client.lastUsed': '{name} was last used on {time}. If you remove it:',
  'cli.client.losesRedeeming':
    'People who sign in there can no longer use a backup code. Its credential stops working immediately.',
  'cli.client.losesEnrolments':
    'It can no longer report new factors. Admins will be reminded of people who have set one up.',
  'cli.client.losesOidc': 'Sign-ins over OpenID Connect no longer reach {addresses}. They end with an error.',
  'cli.client.losesScim':
    'Its identity provider can no longer create, change or suspend people. They stay as they are. A client added with the same name goes on with them.',
  'cli.client.cannotUndo': 'This can’t be undone: adding it again gives it a new id and credential.',
  'cli.client.removeNeedsYes': 'Nothing was removed. To remove it anyway, add --yes.',
  'cli.client.askRemove': 'Remove it?',
  'cli.client.notRemoved': 'Nothing was removed.',

  'cli.client.unknownScope': '{scope} isn’t a scope. Choose from {scopes}.',
  'cli.client.badExpiry': 'Write --expires as 90d, 12h, never, or a time such as 2027-01-31T12:00:00Z.',
  'cli.client.badRate': 'Write --rate as a whole number: requests per minute.',
  'cli.client.badProfile': 'Write --profile as one of {profiles}.',
  'cli.client.badAuth': 'Write --auth as one of {methods}.',
  'cli.client.tenantIsEntra': '--hint-tenant is only for --profile entra.',
  'cli.client.needsRedirectUri':
    'OpenID Connect needs --redirect-uri: the address people return to after signing in.',
  'cli.client.hintTogether': 'Give --hint-issuer, --hint-jwks and --hint-audience together.',
  'cli.client.entraAuth': '--profile entra allows only --auth none.',
  'cli.client.entraTenant': '--profile entra needs --hint-tenant: the directory (tenant) ID, in lower case.',
  'cli.client.entraAudience':
    '--profile entra needs --hint-audience: the application (client) ID of your app registration.',

  'cli.client.nothing': 'nothing',
  'cli.client.never': 'never',
  'cli.client.perMinute': '{count, plural, one {# request} other {# requests}} a minute',
  'cli.client.expired': '{time} (expired; renew with `client set --expires`)',
  'cli.client.oldUntil': 'the old credential works until {time}',
  'cli.client.oidcProfile': 'profile {profile}, {auth}',
  'cli.client.noSecret': 'no secret',
  'cli.client.ownHints': 'unsigned, or signed by us',
  'cli.client.byClaim': 'by the claim {claim}',
} as const satisfies Record<`cli.client.${string}`, string>;
