import { teller } from '../events';
import { countEngagement, findEngaged, tellEngagement } from '../tracking';
import type { World } from './world';

/** What is followed where nobody says which link. */
export const SOME_LINK = 'https://shop.example/';

/** A person opens a message, or follows a link in it. @param id of a message that was sent @param url of the link */
export async function reactTo(world: World, id: string, url?: string): Promise<void> {
  const { database, workspace, clock } = world;
  const at = clock.now();
  await database.write(async (tx) => {
    const message = await findEngaged(tx, id);
    if (!message) return;
    const kind = url === undefined ? 'open' : 'click';
    await countEngagement(tx, { message: id, kind, class: 'human', workspace, count: 1, at });
    await tellEngagement(
      tx,
      message,
      { class: 'human', at, ...(url !== undefined && { click: { url, visit: `simulated-${at}` } }) },
      teller(world),
    );
  });
}
