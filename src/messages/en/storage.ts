/** What an operator reads when the database can’t be opened or doesn’t answer. */
export const storage = {
  'storage.unavailable.transaction': 'A transaction didn’t end in time.',
  'storage.unavailable.overloaded': 'The database is overloaded. Nothing was written.',
  'storage.unavailable.tooMany': 'Too many transactions are waiting. Nothing was written.',
  'storage.unavailable.queue': 'The transactions before this one took too long. Nothing was written.',
  'storage.unavailable.tooSlow': 'The transaction took longer than {milliseconds} ms and was rolled back.',
  'storage.unavailable.closed': 'The store is closed.',
  'storage.unavailable.locked': 'The SQLite store is busy: another process holds its lock.',
  'storage.unavailable.sqlite': 'The SQLite store isn’t available: {error}',
  'storage.unavailable.mongo': 'The database doesn’t answer: {error}',
  'storage.unreadable': 'Column "{column}" of the store has an unreadable value.',
  'storage.unknown.disk': 'The disk failed during a commit: {error}',
  'storage.unknown.commit':
    'The database didn’t say whether it committed ({error}). Check before you try again.',

  'storage.sqlite.foreign':
    'The database file belongs to another program. Set DATABASE_URL to a file of its own.',
  'storage.sqlite.newer':
    'The database was written by a newer version of Backupcode (schema {found}; this version knows {known}). Run that version, or restore a backup from before the upgrade.',
  'storage.sqlite.cannotOpen': 'The database file {path} can’t be opened for writing ({code}). {remedy}',
  'storage.sqlite.check': 'Check DATABASE_URL.',
  'storage.sqlite.noWal': 'SQLite can’t use its write-ahead log on this file system. Use a local disk.',
  'storage.sqlite.EACCES': 'Let this user write to its folder, or name another file in DATABASE_URL.',
  'storage.sqlite.EPERM': 'Let this user write to its folder, or name another file in DATABASE_URL.',
  'storage.sqlite.EROFS': 'Its disk is read-only. Name a file on another disk in DATABASE_URL.',
  'storage.sqlite.EISDIR': 'That’s a folder. Name a file in it in DATABASE_URL.',
  'storage.sqlite.ENOTDIR': 'Part of its path is a file, not a folder. Correct DATABASE_URL.',
  'storage.sqlite.ENOENT': 'Its folder can’t be created. Name another file in DATABASE_URL.',
  'storage.sqlite.ENOSPC': 'The disk is full. Free some space.',

  'storage.mongo.standalone':
    'The MongoDB server in DATABASE_URL is a standalone, which has no transactions. Run it as a replica set; one member is enough. Start mongod with --replSet rs0 and run rs.initiate() once.',
  'storage.mongo.noPrimary': 'No MongoDB primary answers at the address in DATABASE_URL: {why}',
  'storage.mongo.refused':
    'The MongoDB server in DATABASE_URL refuses: {error}. Check user, password and authSource.',
  'storage.mongo.badAddress':
    'DATABASE_URL isn’t a usable MongoDB address: {why}. It should look like mongodb://user:password@host:27017/backupcode, with special characters of the password percent-encoded.',
  'storage.mongo.noDnsRecord': 'the mongodb+srv address has no DNS record ({code}): check the host',
  'storage.mongo.noMember':
    'no host is a member of the replica set "{setName}": check replicaSet and the hosts',
  'storage.mongo.host.notPrimary': '{address} is not a primary',
  'storage.mongo.host.fails': '{address} fails ({why})',
  'storage.mongo.host.ENOTFOUND': '{address} doesn’t exist: check its name',
  'storage.mongo.host.EAI_AGAIN': '{address} can’t be looked up now: check the DNS of this machine',
  'storage.mongo.host.ECONNREFUSED':
    '{address} refuses connections: check host and port, and that MongoDB is running',
  'storage.mongo.host.ECONNRESET':
    '{address} ends the connection: check whether it wants tls=true or tls=false',
  'storage.mongo.host.ETIMEDOUT': '{address} doesn’t answer: check host, port and firewall',
  'storage.mongo.host.EPROTO': '{address} doesn’t speak TLS: check tls',
  'storage.mongo.host.untrusted':
    '{address} has a certificate that isn’t trusted: name your certificate authority with tlsCAFile',
  'storage.mongo.host.CERT_HAS_EXPIRED': '{address} has an expired certificate',
  'storage.mongo.host.ERR_TLS_CERT_ALTNAME_INVALID':
    '{address} has a certificate for another name: check the host',
  'storage.mongo.cannotPrepare':
    'The MongoDB collection "{collection}" can’t be prepared: {error}. The database user needs the role readWrite.',
  'storage.mongo.duplicates':
    'The MongoDB collection "{collection}" has duplicates, so its unique index "{index}" on {fields} can’t be built. Remove all but one of each, then start again.',
  'storage.mongo.cannotBuild':
    'The index "{index}" on {fields} of the MongoDB collection "{collection}" can’t be built: {error}. If another index on the same fields is in the way, drop that one, then start again.',
  'storage.mongo.indexDiffers':
    'The index "{index}" of the MongoDB collection "{collection}" isn’t as this version declares it. Drop it and start again: it will be rebuilt.',
  'storage.mongo.indexMissing':
    'The index "{index}" of the MongoDB collection "{collection}" is missing, although it was built. Start again: it will be rebuilt.',
} as const satisfies Record<`storage.${string}`, string>;
