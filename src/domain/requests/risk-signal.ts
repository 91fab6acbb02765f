/** What makes a request look like an attack. Each has its words, and raises the tier. */
export const riskSignals = [
  'issued_today',
  'used_minutes_ago',
  'on_leave',
  'night',
  'requester_new',
  'link_new',
  'several_requesters',
  'wrong_codes',
  'burst',
] as const;
export type RiskSignal = (typeof riskSignals)[number];
