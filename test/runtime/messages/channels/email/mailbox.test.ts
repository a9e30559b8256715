import { MailboxProvider } from '../../../../../packages/runtime/src/messages';
import { providerContract } from './provider-contract';

describe('the built-in mailbox', () => {
  providerContract(async () => {
    const provider = new MailboxProvider();
    return await Promise.resolve({ provider, close: () => provider.close() });
  });
});
