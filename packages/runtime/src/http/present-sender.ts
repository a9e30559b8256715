import type { Sender } from '../messages';
import { callbackUrlOf } from '../messages';
import { toIso } from './iso';
import type { SenderAnswer } from './schemas/sender';

/** A sender as the API shows it. */
export function presentSender(sender: Sender, publicUrl: string): SenderAnswer {
  const { workspace: _workspace, token: _token, createdAt, updatedAt, secrets, ...shown } = sender;
  return {
    ...shown,
    secrets: [...secrets],
    callbackUrl: callbackUrlOf(sender, publicUrl) ?? null,
    createdAt: toIso(createdAt),
    updatedAt: toIso(updatedAt),
  };
}
