import {
  FeedStore,
  FeedTokens,
  receiveEsp,
  receiveMail,
  rememberingFetch,
  Returns,
  type Esp,
  type EspCall,
} from '../returns';
import { TokenSigner } from '../shared';
import type { Contacts } from './wire-contacts';
import type { Events } from './wire-events';
import type { Foundation } from './wire-foundation';
import type { MessageTracking } from './wire-tracking';

export type MessageReturns = ReturnType<typeof wireReturns>;

/** What comes back of messages: bounces, complaints, and what mail services tell. */
export function wireReturns(
  { database, clock, cipher, encryptionKey, fetchText = rememberingFetch() }: Foundation,
  { tell }: Pick<Events, 'tell'>,
  { returnPaths, unsubscribing }: Pick<MessageTracking, 'returnPaths' | 'unsubscribing'>,
  { changed }: Pick<Contacts, 'changed'>,
) {
  const returns = new Returns({ database, clock, tell, changed });
  const feeds = new FeedStore(database, cipher, clock);
  const readPath = (address: string) => returnPaths?.read(address);
  return {
    ...{ returns, feeds },
    feedTokens: new FeedTokens(new TokenSigner(encryptionKey)),
    receiveMail: (workspace: number, raw: Buffer) =>
      receiveMail(workspace, raw, { clock, returns, unsubscribing, readPath }),
    receiveEsp: (workspace: number, provider: Esp, call: EspCall) =>
      receiveEsp(workspace, provider, call, { clock, feeds, returns, fetchText }),
  };
}
