/** Which file measures which figures; in the order in which they run. */
export const benchmarks = [
  { file: 'flow-calls', figures: ['flow.calls'] },
  { file: 'redeem-race', figures: ['redeem.race'] },
  { file: 'redeem-rate', figures: ['redeem.rate'] },
  { file: 'redeem-http', figures: ['redeem.http'] },
  { file: 'ack-latency', figures: ['ack.p50', 'ack.p99', 'ack.p50.mongodb', 'ack.p99.mongodb'] },
  { file: 'ack-rate', figures: ['ack.rate'] },
  { file: 'socket-rate', figures: ['socket.rate'] },
  { file: 'flow-rate', figures: ['flow.rate.sqlite', 'flow.rate.mongodb'] },
  { file: 'audit-append', figures: ['audit.append'] },
  { file: 'import-rate', figures: ['import.rate', 'import.memory'] },
  { file: 'import-resident', figures: ['import.resident'] },
  { file: 'start-ready', figures: ['start.ready'] },
  { file: 'memory', figures: ['memory.rss', 'memory.slope'] },
  {
    file: 'scale',
    figures: ['flow', 'redeem', 'status'].flatMap((what) => [
      `scale.${what}.sqlite`,
      `scale.${what}.mongodb`,
    ]),
  },
  { file: 'instances', figures: ['instances', 'instances.cost'] },
] as const;
