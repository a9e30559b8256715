import { callServer } from '../call-server';
import type { Config, PushConfig } from '../config';
import { read, write } from '../storage';
import type { Tracker } from '../tracker';

/** What was told to the server last: this browser, by its name and the address of its push service. */
const TOLD = 'push';
/** No page lies there: a worker that the shop has for its pages stays what it is. */
const SCOPE = 'aftercart-push/';

/** Push messages in this browser: asked for once, told to the server, and told anew when somebody else sits here. */
export class Pushes {
  constructor(
    private readonly tracker: Tracker,
    private readonly config: Config,
    private readonly push: PushConfig,
  ) {
    if (!this.isSupported) return;
    const keep = (): void => void this.keep();
    tracker.onChanged(keep);
    tracker.onAllowed(keep);
    keep();
  }

  get isSupported(): boolean {
    return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  }

  /** Whether the browser has not been asked yet. */
  get isOpen(): boolean {
    return this.isSupported && Notification.permission === 'default';
  }

  /**
   * Has the browser ask, and takes part where the visitor agrees. Browsers want it to follow a click.
   * @param asked the words that the visitor agreed to before
   */
  async subscribe(asked: string): Promise<boolean> {
    if (!this.isSupported || this.tracker.visitor() === undefined) return false;
    if ((await Notification.requestPermission()) !== 'granted') return false;
    const { worker, key } = this.push;
    const registration = await navigator.serviceWorker.register(worker, {
      scope: new URL(SCOPE, new URL(worker, location.href)).pathname,
    });
    await isActive(registration);
    const subscription =
      (await registration.pushManager.getSubscription()) ??
      (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) }));
    await this.tell(subscription, asked);
    return true;
  }

  async unsubscribe(): Promise<void> {
    const subscription = await this.current();
    const anonymousId = this.tracker.visitor();
    if (!subscription) return;
    await subscription.unsubscribe();
    await callServer(this.config, '/v1/push/off', { anonymousId, endpoint: subscription.endpoint });
    write(TOLD, '');
  }

  /** The server may know it under the name of who sat here before, or the browser may have got another address for it. */
  private async keep(): Promise<void> {
    if (Notification.permission !== 'granted' || this.tracker.visitor() === undefined) return;
    const subscription = await this.current();
    if (subscription) await this.tell(subscription, '');
  }

  private async current(): Promise<PushSubscription | null> {
    if (!this.isSupported) return null;
    const scope = new URL(SCOPE, new URL(this.push.worker, location.href)).href;
    const registration = await navigator.serviceWorker.getRegistration(scope);
    return registration?.scope === scope ? await registration.pushManager.getSubscription() : null;
  }

  private async tell(subscription: PushSubscription, asked: string): Promise<void> {
    const anonymousId = this.tracker.visitor();
    const { endpoint, keys } = subscription.toJSON();
    const told = `${anonymousId ?? ''} ${endpoint ?? ''}`;
    if (anonymousId === undefined || read(TOLD) === told) return;
    await callServer(this.config, '/v1/push', { anonymousId, endpoint, keys, asked });
    write(TOLD, told);
  }
}

/** A worker that is only just installed takes no messages yet. */
async function isActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (active || !coming) return;
  await new Promise<void>((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated' || coming.state === 'redundant') resolve();
    });
  });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
