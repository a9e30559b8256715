import type { Queries } from '../../db';
import type { Clock } from '../../shared';
import { dueLanes } from './due-lanes';
import { Lane } from './lane';

/** The lanes of one server. They are kept: what a lane knows of its provider outlives its messages. */
export class Lanes {
  private readonly lanes = new Map<string | null, Lane>();

  constructor(
    private readonly clock: Clock,
    /** How many messages each lane has in hand; what its provider takes where left out. */
    private readonly limit?: number,
  ) {}

  /** Those with messages that are due and room for them. */
  async due(queries: Queries): Promise<Lane[]> {
    const keys = await dueLanes(queries, this.clock.now());
    const due = keys.map(({ sender, version }) => {
      const lane = this.of(sender, version);
      lane.follow(version);
      return lane;
    });
    return due.filter(({ room }) => room > 0);
  }

  /** Until its circuit lets one message try again. */
  pause(sender: string): void {
    this.lanes.get(sender)?.circuit.open();
  }

  private of(sender: string | null, version: string): Lane {
    const known = this.lanes.get(sender);
    if (known) return known;
    const lane = new Lane(sender, this.clock, this.limit, version);
    this.lanes.set(sender, lane);
    return lane;
  }
}
