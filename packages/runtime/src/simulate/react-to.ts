import { countEngagement, findEngaged, tellEngagement } from '../tracking';
import type { World } from './world';

/** A person opens a message, or follows a link in it. @param id of a message that was sent */
export async function reactTo(world: World, id: string, kind: 'open' | 'click'): Promise<void> {
  const { database, workspace, clock, events, route } = world;
  const at = clock.now();
  await database.write(async (tx) => {
    const message = await findEngaged(tx, id);
    if (!message) return;
    await countEngagement(tx, { message: id, kind, class: 'human', workspace, count: 1, at });
    const click = { url: 'https://shop.example/', visit: `simulated-${at}` };
    await tellEngagement(
      tx,
      message,
      { class: 'human', at, ...(kind === 'click' && { click }) },
      async (inTx, event) => {
        const stored = await events.append(inTx, event, at);
        if (stored) await route(inTx, stored);
      },
    );
  });
}
