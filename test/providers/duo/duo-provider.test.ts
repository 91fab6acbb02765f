import { describeDuoPerson } from '../../../src/sandbox/vendors/duo-records.ts';
import { describeProvider, type ProviderSubject } from '../describe-provider.ts';
import { startDuo } from './start-duo.ts';

describeProvider(async (): Promise<ProviderSubject> => {
  const { fake, connection, account, pass, setStatus } = await startDuo();
  const addTwin = () => {
    const twin = describeDuoPerson('ada@corp.example', { email: '' });
    fake.people.set(twin.user_id, twin);
  };
  return {
    fake,
    kind: 'duo',
    connection,
    email: 'ada@corp.example',
    account,
    isMaking: ({ method, path }) => method === 'POST' && path.endsWith('/bypass_codes'),
    addTwin,
    unfit: [
      ['provider_account_disabled', () => setStatus({ status: 'disabled' })],
      ['provider_account_locked', () => setStatus({ status: 'locked out' })],
      ['provider_no_second_step', () => setStatus({ status: 'bypass' })],
      ['provider_no_factor', () => setStatus({ is_enrolled: false, phones: [] })],
    ],
    makeOther: () => fake.makeCode(account.id),
    working: () => fake.working(account.id),
    made: () => fake.made,
    redeem: (code) => fake.redeem(account.id, code),
    enrol: () => fake.enrol(account.id),
    sessionsEnded: () => 0,
    pass,
    confidential: [fake.secretKey, 'corp.example', 'Ada'],
    // Duo's log is late.
    tellsUseAfterMs: 120_000,
  };
});
