import { ConsentLinks, Consents } from '../../packages/runtime/src/consent';
import { AttributeStore, ContactWriter, ListStore, tellConsent } from '../../packages/runtime/src/contacts';
import type { Database } from '../../packages/runtime/src/db';
import type { Publish } from '../../packages/runtime/src/events';
import type { People } from '../../packages/runtime/src/hub';
import { TokenSigner, type Clock } from '../../packages/runtime/src/shared';

/** Contacts and their consents on a database, where nobody is merged or erased, nor asked by mail. */
export function peopleOn({ database, clock, publish }: { database: Database; clock: Clock; publish: Publish }): People {
  const nothing = async (): Promise<void> => undefined;
  const links = new ConsentLinks(new TokenSigner('of a test'), 'http://127.0.0.1:5680');
  return {
    writer: new ContactWriter({ database, clock, publish, mergeEntries: nothing, mergeScores: nothing, end: nothing }),
    attributes: new AttributeStore(database, clock),
    lists: new ListStore(database, clock),
    consents: new Consents({ ...{ database, clock, links, changed: tellConsent(publish) }, sendConfirmation: nothing }),
  };
}
