/** The benchmark files in the order they run, and the figures each one measures. */
export const benchmarks = [
  { file: 'flow-calls', figures: ['flow.calls'] },
  { file: 'redeem-race', figures: ['redeem.race'] },
  { file: 'redeem-rate', figures: ['redeem.rate'] },
  { file: 'ack', figures: ['ack.p50', 'ack.p99'] },
  { file: 'click-to-code', figures: ['click.to.code'] },
  { file: 'flow-headroom', figures: ['flow.headroom.sqlite', 'flow.headroom.mongodb'] },
  { file: 'organizations', figures: ['organizations.sqlite', 'organizations.mongodb'] },
  { file: 'scim', figures: ['scim.create', 'scim.patch', 'scim.lookup'] },
  { file: 'start-ready', figures: ['start.ready'] },
  { file: 'import', figures: ['import.rate', 'import.peak'] },
  {
    file: 'scale',
    figures: ['flow', 'redeem', 'status'].flatMap((what) => [
      `scale.${what}.sqlite`,
      `scale.${what}.mongodb`,
    ]),
  },
  {
    file: 'scim-scale',
    figures: ['lookup', 'first', 'last'].flatMap((what) => [
      `scim.scale.${what}`,
      `scim.scale.${what}.mongodb`,
    ]),
  },
  { file: 'scim-group', figures: ['scim.group.sqlite', 'scim.group.mongodb'] },
  { file: 'sync-noop', figures: ['sync.noop'] },
  { file: 'source-peak', figures: ['source.peak.okta', 'source.peak.onelogin', 'source.peak.ldap'] },
  { file: 'memory', figures: ['memory.rss', 'memory.slope'] },
] as const;
