import type { z } from 'zod';

import { unreadable } from './feed-error';

/** @throws NOTICE_UNREADABLE */
export function readJson<Schema extends z.ZodTypeAny>(schema: Schema, text: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('its body is no JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as z.output<Schema>;
  const [issue] = parsed.error.issues;
  throw unreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`);
}
