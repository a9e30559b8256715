import {
  MessageDeclinedError,
  ProviderMisconfiguredError,
  ProviderPermanentError,
  ProviderTemporaryError,
  RecipientUnreachableError,
  RecipientUnsubscribedError,
  TemplateFaultyError,
  type OutgoingMessage,
  type Provider,
} from '../../../../packages/runtime/src/messages';

/** A way to fail, and how: the message that brings it about, and the provider with other settings where those do. */
export interface Failure<M extends OutgoingMessage> {
  readonly kind: FailureKind;
  readonly message: M;
  readonly provider?: Provider<M>;
}

export interface ProviderUnderTest<M extends OutgoingMessage> {
  readonly provider: Provider<M>;
  /** A message that is accepted. */
  message(id: string): M;
  /** Each failure that the provider knows; none for one that cannot fail. */
  readonly failures: ReadonlyArray<Failure<M>>;
  /** Is accepted after a while. */
  readonly slow?: M;
  /** The messages that came whole to the provider's side; left out where there is no other side. */
  readonly accepted?: () => number;
  close(): Promise<void>;
}

/**
 * - temporary: the provider says that it does not take it now
 * - throttled: the same, and to leave it alone for 7 seconds
 * - refused: no connection; nothing can have been sent
 * - silent: a connection that breaks, an answer that never comes or cannot be read; it may have been sent
 */
export type FailureKind =
  | 'temporary'
  | 'throttled'
  | 'refused'
  | 'silent'
  | 'permanent'
  | 'misconfigured'
  | 'unsubscribed'
  | 'unsubscribedFromPromotions'
  | 'unreachable'
  | 'declined'
  | 'windowClosed'
  | 'templateFaulty';

const EXPECTED: Record<FailureKind, { type: new (...args: never[]) => Error; facts: object }> = {
  temporary: { type: ProviderTemporaryError, facts: { code: 'PROVIDER_TEMPORARY', isAnswer: true } },
  throttled: {
    type: ProviderTemporaryError,
    facts: { code: 'PROVIDER_TEMPORARY', isAnswer: true, retryAfter: { milliseconds: 7_000 } },
  },
  refused: { type: ProviderTemporaryError, facts: { code: 'PROVIDER_TEMPORARY', isAnswer: false } },
  silent: { type: ProviderTemporaryError, facts: { code: 'PROVIDER_TEMPORARY', isAnswer: false } },
  permanent: { type: ProviderPermanentError, facts: { code: 'PROVIDER_PERMANENT' } },
  misconfigured: { type: ProviderMisconfiguredError, facts: { code: 'PROVIDER_MISCONFIGURED' } },
  unsubscribed: {
    type: RecipientUnsubscribedError,
    facts: { code: 'RECIPIENT_UNSUBSCRIBED', scope: 'channel' },
  },
  unsubscribedFromPromotions: {
    type: RecipientUnsubscribedError,
    facts: { code: 'RECIPIENT_UNSUBSCRIBED', scope: 'promotional' },
  },
  unreachable: { type: RecipientUnreachableError, facts: { code: 'RECIPIENT_UNREACHABLE' } },
  declined: { type: MessageDeclinedError, facts: { code: 'PROVIDER_DECLINED' } },
  windowClosed: { type: MessageDeclinedError, facts: { code: 'WHATSAPP_WINDOW_CLOSED' } },
  templateFaulty: { type: TemplateFaultyError, facts: { code: 'WHATSAPP_TEMPLATE_FAULTY' } },
};

/** What every provider must do, of every channel. Call it inside a `describe`. */
export function providerConformance<M extends OutgoingMessage>(start: () => Promise<ProviderUnderTest<M>>): void {
  let subject: ProviderUnderTest<M>;
  beforeEach(async () => {
    subject = await start();
  });
  afterEach(() => subject.close());

  test('has a name to be stored with each message', () => {
    expect(subject.provider.name).toMatch(/^[a-z0-9]+$/);
  });

  test('answers with an id of its own once it has taken a message over', async () => {
    const { providerMessageId } = await subject.provider.send(subject.message('first'));
    expect(providerMessageId).not.toBe('');
    expect((await subject.provider.send(subject.message('other'))).providerMessageId).not.toBe(providerMessageId);
  });

  test('takes many messages at once', async () => {
    const sent = Array.from({ length: 20 }, (_, index) => subject.provider.send(subject.message(`message-${index}`)));
    const ids = (await Promise.all(sent)).map(({ providerMessageId }) => providerMessageId);
    expect(new Set(ids).size).toBe(20);
    if (subject.accepted) expect(subject.accepted()).toBe(20);
  });

  test('throws the error that says what to do, with its code, and works on', async () => {
    for (const { kind, message, provider = subject.provider } of subject.failures) {
      const { to } = message;
      const error: unknown = await provider.send(message).catch((reason: unknown) => reason);
      expect({ to, error }).toEqual({ to, error: expect.any(EXPECTED[kind].type) });
      expect({ to, ...(error as object) }).toMatchObject({ to, ...EXPECTED[kind].facts });
    }
    await expect(subject.provider.send(subject.message('after'))).resolves.toBeDefined();
  });

  test('tells when the last byte goes out, and never where there was no connection', async () => {
    if (!subject.accepted) return;
    let told = 0;
    const onLastByte = (): void => void (told += 1);
    for (const { message, provider = subject.provider } of subject.failures.filter(({ kind }) => kind === 'refused')) {
      await provider.send(message, onLastByte).catch(() => undefined);
    }
    expect(told).toBe(0);
    await subject.provider.send(subject.message('first'), onLastByte);
    expect(told).toBe(1);
  });

  test('does not hand over a message whose last byte is held back', async () => {
    if (!subject.accepted) return;
    const onLastByte = (): never => {
      throw new Error('the journal is full');
    };
    await expect(subject.provider.send(subject.message('first'), onLastByte)).rejects.toThrow('the journal is full');
    expect(subject.accepted()).toBe(0);
  });

  test('waits for a provider that takes its time, also while it is closed', async () => {
    if (!subject.slow) return;
    const sending = subject.provider.send(subject.slow);
    await subject.provider.close();
    await expect(sending).resolves.toBeDefined();
  });

  test('can be closed, also twice', async () => {
    await subject.provider.send(subject.message('first'));
    await subject.provider.close();
    await subject.provider.close();
  });
}
