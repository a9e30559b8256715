/** What a push message holds: payload-of.ts of the server writes it. */
interface Payload {
  readonly id: string;
  readonly token: string;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly url?: string;
  readonly icon?: string;
  readonly image?: string;
}

interface Shown {
  readonly token: string;
  readonly url: string | undefined;
}

// The types of workers and those of pages exclude each other: what is used of a worker is named here.
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface PushEvent extends ExtendableEvent {
  readonly data: { json(): unknown } | null;
}
interface NotificationEvent extends ExtendableEvent {
  readonly notification: Notification & { readonly data: unknown };
}
interface Worker {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { openWindow(url: string): Promise<unknown> };
  addEventListener(type: 'push', listen: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick' | 'notificationclose', listen: (event: NotificationEvent) => void): void;
}

/** Shows push messages, opens what a click on one leads to, and tells the server of both. */
export function begin({ url: server }: { readonly url: string }): void {
  const worker = self as unknown as Worker;
  const tell = async ({ token, url }: Shown, reaction: 'shown' | 'clicked' | 'dismissed'): Promise<void> => {
    try {
      const body = JSON.stringify({ token, reaction, url });
      // The answer says nothing, so that no origin has to be allowed to read it.
      await fetch(`${server}/v1/messages/reactions`, { method: 'POST', mode: 'no-cors', body, keepalive: true });
    } catch {
      // no network: that it was shown is not told
    }
  };

  worker.addEventListener('push', (event) => {
    const payload = payloadOf(event);
    // A browser takes the permission back from a site that shows nothing: nothing else is sent here, by nobody else.
    if (payload) event.waitUntil(show(worker.registration, payload).then(() => tell(payload as Shown, 'shown')));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const shown = event.notification.data as Shown;
    event.waitUntil(Promise.all([worker.clients.openWindow(shown.url ?? '/'), tell(shown, 'clicked')]));
  });
  worker.addEventListener('notificationclose', (event) => {
    event.waitUntil(tell(event.notification.data as Shown, 'dismissed'));
  });
}

function payloadOf({ data }: PushEvent): Payload | undefined {
  try {
    const payload = data?.json() as Partial<Payload> | undefined;
    return typeof payload?.token === 'string' ? (payload as Payload) : undefined;
  } catch {
    return undefined; // it is none of ours
  }
}

async function show(registration: ServiceWorkerRegistration, payload: Payload): Promise<void> {
  const { id, token, title, text, language, direction, url, icon, image } = payload;
  const data: Shown = { token, url };
  const options = { body: text, lang: language, dir: direction, icon, image, tag: id, data };
  await registration.showNotification(title || location.hostname, options);
}
