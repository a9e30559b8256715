import {
  ProviderMisconfiguredError,
  ProviderPermanentError,
  ProviderTemporaryError,
  type EmailProvider,
  type OutgoingEmail,
} from '../../../../../packages/runtime/src/messages';

export interface ProviderUnderTest {
  readonly provider: EmailProvider;
  /** Providers and recipients that bring about each kind of failure; none for a provider that cannot fail. */
  readonly failures?: ReadonlyArray<{ kind: FailureKind; to: string; provider?: EmailProvider }>;
  close(): Promise<void>;
}

export type FailureKind = 'temporary' | 'permanent' | 'misconfigured';

const ERRORS = {
  temporary: { type: ProviderTemporaryError, code: 'PROVIDER_TEMPORARY' },
  permanent: { type: ProviderPermanentError, code: 'PROVIDER_PERMANENT' },
  misconfigured: { type: ProviderMisconfiguredError, code: 'PROVIDER_MISCONFIGURED' },
};

export const mail = (changes: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  id: '6f1f4c36-3a3c-4bb0-9a77-0d9f7c1b2a10',
  from: 'עדשות Shop <hello@shop.example>',
  to: 'anna@example.com',
  replyTo: null,
  subject: 'ברוכה הבאה, Anna',
  html: '<!doctype html><p>שלום <b>Anna</b></p>',
  text: 'שלום Anna',
  ...changes,
});

/** What every e-mail provider must do. Call it inside a `describe`. */
export function providerContract(start: () => Promise<ProviderUnderTest>): void {
  let subject: ProviderUnderTest;
  beforeEach(async () => {
    subject = await start();
  });
  afterEach(() => subject.close());

  test('has a name to be stored with each message', () => {
    expect(subject.provider.name).toMatch(/^[a-z]+$/);
  });

  test('answers with an id of its own once it has taken a mail over', async () => {
    const { providerMessageId } = await subject.provider.send(mail());
    expect(providerMessageId).not.toBe('');
    expect((await subject.provider.send(mail({ id: 'other' }))).providerMessageId).not.toBe(providerMessageId);
  });

  test('takes many mails at once', async () => {
    const sent = Array.from({ length: 20 }, (_, index) => subject.provider.send(mail({ id: `mail-${index}` })));
    const ids = (await Promise.all(sent)).map(({ providerMessageId }) => providerMessageId);
    expect(new Set(ids).size).toBe(20);
  });

  test('throws the error that says what to do, with its code, and works on', async () => {
    for (const { kind, to, provider = subject.provider } of subject.failures ?? []) {
      const error: unknown = await provider.send(mail({ to })).catch((reason: unknown) => reason);
      expect({ to, error }).toEqual({ to, error: expect.any(ERRORS[kind].type) });
      expect(error).toMatchObject({ code: ERRORS[kind].code });
    }
    await expect(subject.provider.send(mail())).resolves.toBeDefined();
  });

  test('can be closed, also twice', async () => {
    await subject.provider.send(mail());
    await subject.provider.close();
    await subject.provider.close();
  });
}
