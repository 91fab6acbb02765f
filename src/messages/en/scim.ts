/** What the people who connect an identity provider read in its log: `detail` of a SCIM error. It names attributes, never values. */
export const scim = {
  'scim.error.body': 'The body must be one JSON object.',
  'scim.error.json': 'The body isn’t JSON.',
  'scim.error.deep': 'The body is nested more than {max} levels deep.',
  'scim.error.large': 'The body must not exceed {max} KiB. Send fewer members in one request.',
  'scim.error.mediaType': 'Send Content-Type: application/scim+json, without compression.',
  'scim.error.schemas': '“schemas” must contain {schema}.',
  'scim.error.value': 'The value of {name} has the wrong type.',
  'scim.error.required': '{name} is required.',
  'scim.error.manyValues': '{name} may have at most {max} values.',
  'scim.error.largeResource': 'The attributes of one user or group must not exceed {max} KiB.',
  'scim.error.readOnly': '{name} can’t be changed by a client.',
  'scim.error.path': 'The path {path} names no attribute of this resource.',
  'scim.error.noTarget': 'No value fits the path.',
  'scim.error.operations': '“Operations” must be a list of operations, each with “op” and “path” or “value”.',
  'scim.error.manyOperations': 'A request may have at most {max} operations.',
  'scim.error.op': '“op” must be add, replace or remove.',
  'scim.error.removeWithoutPath': 'To remove something, give its “path”.',
  'scim.error.valueWithoutPath': 'Without “path”, “value” must be an object that names the attributes.',
  'scim.error.filter': 'The filter couldn’t be read.',
  'scim.error.longFilter': 'The filter must not exceed {max} characters.',
  'scim.error.filterAttribute': 'The filter can’t use {name}.',
  'scim.error.filterMembers':
    'Members can only be looked up with “members.value eq”, once, alone or with “and”.',
  'scim.error.manyResources':
    'More than {max} resources would have to be read. Filter by id, userName, externalId, emails.value or displayName with “eq”.',
  'scim.error.projection': '“attributes” and “excludedAttributes” can’t be used together.',
  'scim.error.manyAttributes': 'A request may name at most {max} attributes.',
  'scim.error.sort': 'The list can’t be sorted by {name}.',
  'scim.error.number': '{name} must be a whole number.',
  'scim.error.cursor': 'The cursor doesn’t belong to this list. Start again without one.',
  'scim.error.groupName':
    'displayName must be at most 256 characters of visible text, without control or other hidden characters.',
  'scim.error.member': 'No user has the id {id}. Create the user first. A group can’t be a member.',
  'scim.error.manyMembersRead':
    'The answer would have more than {max} members. Ask with excludedAttributes=members.',
  'scim.error.manyMembers': 'A request may name at most {max} members.',
  'scim.error.notFound': 'There is no such resource.',
  'scim.error.noEndpoint': 'There is nothing at this address.',
  'scim.error.method': 'This address doesn’t take this method.',
  'scim.error.discoveryFilter': 'This list can’t be filtered.',
  'scim.error.unsupported': 'This service has no {name}.',
  'scim.error.version': 'The resource has changed since this version. Read it again.',
  'scim.error.unauthorized':
    'A valid bearer token is needed. Create one with: backupcode client add NAME --scope scim',
  'scim.error.forbidden':
    'This client may not use SCIM. Allow it with: backupcode client set NAME --scope scim',
  'scim.error.noSource':
    'This client has no SCIM source. Add another one: backupcode client add NAME --scope scim',
  'scim.error.rateLimited':
    'Too many requests. Wait for the seconds in Retry-After, or raise the limit with: backupcode client set NAME --rate',
  'scim.error.nameTaken': 'Another resource of this client has this {name}.',
  'scim.error.loginTaken':
    'Another user has this address or number. To decide who they are, run: backupcode source conflicts',
  'scim.error.contact':
    'The user needs an email address, as userName or in emails, or a mobile number in phoneNumbers. Check its spelling.',
  'scim.error.externalId':
    'externalId must be at most {max} characters of visible text, without control or other hidden characters.',
  'scim.error.dismissed': 'An operator decided to leave this person out of the directory.',
  'scim.error.unavailable': 'The service can’t answer at the moment. Nothing was changed.',
  'scim.error.outcomeUnknown': 'It isn’t known whether this took effect. Read the resource again.',
  'scim.error.badRequest': 'The request couldn’t be understood.',
  'scim.error.internal': 'Something went wrong on our side. See request {requestId} in the log.',
  'scim.config.bearer': 'The credential that “backupcode client add” showed, or an access token made with it',
} as const satisfies Record<`scim.${string}`, string>;
