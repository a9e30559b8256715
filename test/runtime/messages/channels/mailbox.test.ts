import { MailboxProvider } from '../../../../packages/runtime/src/messages';
import { providerConformance } from './provider-conformance';
import { mail } from './email/sample-mail';

describe('the built-in mailbox', () => {
  providerConformance(async () => {
    const provider = new MailboxProvider();
    const message = (id: string) => mail({ id });
    return await Promise.resolve({ provider, message, failures: [], close: () => provider.close() });
  });
});
