import type { Database } from '../db';
import { minutes, type Clock } from '../shared';
import { findTold, tellOfMessage, type Telling } from './told-message';

interface Dependencies extends Telling {
  readonly database: Database;
  readonly clock: Clock;
}

/** Clicks on one link within this time are one: previews and double clicks fill no log. */
const ONE_CLICK = minutes(1);

/** Where the short links of messages lead. They are stored: nobody can make one that leads elsewhere. */
export class ShortLinks {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * @param isVisit false for one who only asks whether there is something
   * @returns where it leads; undefined where there is no such link
   */
  async follow(id: string, { isVisit }: { readonly isVisit: boolean }): Promise<string | undefined> {
    const { database, clock } = this.dependencies;
    const link = await database.get<{ url: string; message: string }>(
      'SELECT url, message FROM short_link WHERE id = ?',
      [id],
    );
    if (!link) return undefined;
    if (isVisit) {
      const now = clock.now();
      const key = `${id}:${Math.floor(now / ONE_CLICK.milliseconds)}`;
      await database.write(async (tx) => {
        const message = await findTold(tx, link.message);
        const told = { type: 'message.clicked', at: now, now, key, payload: { link: { url: link.url } } } as const;
        if (message) await tellOfMessage(tx, message, told, this.dependencies);
      });
    }
    return link.url;
  }
}
