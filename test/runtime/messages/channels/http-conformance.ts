import { createServer, type AddressInfo } from 'node:net';

import type { OutgoingMessage, ProviderDefinition } from '../../../../packages/runtime/src/messages';
import { milliseconds, seconds, systemClock } from '../../../../packages/runtime/src/shared';
import type { HttpAnswer } from '../../../support/http-server';
import { startFaultyHttpProvider, type Accident, type ProviderCallSeen } from './faulty-http-provider';
import { providerConformance, type FailureKind } from './provider-conformance';

/** How to play one provider that is reached by HTTP. */
export interface HttpProviderCase<M extends OutgoingMessage> {
  readonly definition: ProviderDefinition<M>;
  /** Settings of a sender that reaches the provider at this address. */
  readonly settings: (url: string) => object;
  /** The digits of the number that a call is for. */
  readonly recipientOf: (call: ProviderCallSeen) => string;
  /** How the provider says that it took a message. */
  readonly accept: (call: ProviderCallSeen, count: number) => HttpAnswer;
  readonly refusals: ReadonlyArray<{ readonly kind: FailureKind; readonly answer: HttpAnswer }>;
}

const ACCIDENTS: Record<string, Accident> = {
  '972502000001': 'hung',
  '972502000002': 'rubbish',
  '972502000003': 'gateway',
  '972502000004': 'resetAfter',
  '972502000005': 'huge',
  '972502000006': 'redirect',
  '972502000007': 'slow',
};

/**
 * Runs the conformance suite, with every accident that HTTP knows. Call it inside a `describe`.
 * @param message one that is accepted, with changes
 */
export function httpConformance<M extends OutgoingMessage>(
  { definition, settings, recipientOf, accept, refusals }: HttpProviderCase<M>,
  message: (changes?: Partial<OutgoingMessage>) => M,
): void {
  providerConformance<M>(async () => {
    const refused = new Map(refusals.map(({ answer }, index) => [String(972502100010 + index), answer]));
    const server = await startFaultyHttpProvider(
      ACCIDENTS,
      recipientOf,
      (call, count) => refused.get(recipientOf(call)) ?? accept(call, count),
    );
    const dependencies = { clock: systemClock, timeout: seconds(20) };
    const provider = definition.create(settings(server.url), dependencies);
    const impatient = definition.create(settings(server.url), { ...dependencies, timeout: milliseconds(300) });
    const nowhere = definition.create(settings(`http://127.0.0.1:${await closedPort()}`), dependencies);
    const broken = definition.create(settings(`${server.url}/reset-before`), dependencies);
    const to = (digits: string): M => message({ to: `+${digits}` });
    return {
      provider,
      message: (id) => message({ id }),
      accepted: () => server.calls.length,
      slow: to('972502000007'),
      failures: [
        { kind: 'silent', message: to('972502000001'), provider: impatient },
        { kind: 'silent', message: to('972502000002') },
        { kind: 'silent', message: to('972502000003') },
        { kind: 'silent', message: to('972502000004') },
        { kind: 'silent', message: to('972502000005') },
        { kind: 'misconfigured', message: to('972502000006') },
        { kind: 'silent', message: message(), provider: broken },
        { kind: 'refused', message: message(), provider: nowhere },
        ...[...refused.keys()].map((digits, index) => ({
          kind: refusals[index]?.kind ?? 'silent',
          message: to(digits),
        })),
      ],
      async close() {
        for (const each of [provider, impatient, nowhere, broken]) await each.close();
        await server.close();
      },
    };
  });
}

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
