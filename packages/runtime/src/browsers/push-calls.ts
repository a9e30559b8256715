import type { PushDevices } from '../messages';
import type { BrowserCall, Callers } from './callers';

interface Dependencies {
  readonly callers: Callers;
  readonly devices: Pick<PushDevices, 'keep' | 'drop'>;
}

/** What browsers tell of taking push messages: that they do, whose they are now, and that they do not any more. */
export class PushCalls {
  constructor(private readonly dependencies: Dependencies) {}

  /** @throws PUSH_DEVICE_INVALID, and as Callers.of */
  async subscribe(call: BrowserCall): Promise<void> {
    const { callers, devices } = this.dependencies;
    const { site, workspace, anonymousId, isBot } = await callers.of(call);
    if (isBot) return;
    const { endpoint, keys, asked } = call.body;
    const { p256dh, auth } = (typeof keys === 'object' && keys !== null ? keys : {}) as Record<string, unknown>;
    const words = typeof asked === 'string' ? asked : '';
    await devices.keep({ workspace, site: site.id, anonymousId, endpoint, p256dh, auth, asked: words });
  }

  /** @throws as Callers.of */
  async unsubscribe(call: BrowserCall): Promise<void> {
    const { callers, devices } = this.dependencies;
    const { workspace } = await callers.of(call);
    const { endpoint } = call.body;
    // Whoever knows the address of a device could send to it, if they had the keys: it is a secret of the browser.
    if (typeof endpoint === 'string') await devices.drop(workspace, endpoint);
  }
}
