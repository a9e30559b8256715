import { readOnsite, type OnsiteMoment } from '../messages';
import { reactTo } from './react-to';
import type { World } from './world';

/**
 * The contact looks at a page of the shop, in a browser that is theirs: it shows the oldest message that waits for it, or for
 * what the contact does there, and tells that it was seen. A page shows one at a time.
 */
export async function browse(world: World, contact: number, moment: OnsiteMoment): Promise<void> {
  const { browserMessages, workspace } = world;
  const visitor = { workspace, contact, anonymousId: 'simulated' };
  for (const { id, content } of await browserMessages.waitingFor(visitor)) {
    const { moment: awaited } = readOnsite(content);
    if (awaited !== 'now' && awaited !== moment) continue;
    if (!(await browserMessages.show(id, visitor))) continue;
    await reactTo(world, id);
    return;
  }
}
