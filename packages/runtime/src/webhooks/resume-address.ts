import type { IncomingCall } from './node-request';

export interface ResumeAddress {
  readonly execution: number;
  /** What the node's "Webhook Suffix" must be. */
  readonly suffix: string;
  readonly token: string | undefined;
}

/**
 * Reads `/webhook-waiting/<execution>/<suffix>?signature=<token>`. Many workflows write the suffix behind
 * `$execution.resumeUrl`, where the signature ends: it is understood there, too.
 */
export function resumeAddressOf({ path, raw }: Pick<IncomingCall, 'path' | 'raw'>): ResumeAddress {
  const [execution = '', ...rest] = path.split('/');
  const signature = new URL(raw.url ?? '/', 'http://localhost').searchParams.get('signature') ?? undefined;
  const [token, ...behind] = signature?.split('/') ?? [];
  return {
    execution: /^\d{1,15}$/.test(execution) ? Number(execution) : 0,
    suffix: [...rest, ...behind].join('/'),
    token,
  };
}
