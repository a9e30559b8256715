import { z } from 'zod';

import { kindOfStatus } from '../kind-of-status';
import type { ReturnKind, ReturnNotice } from '../notice';
import type { EspCall } from './esp-event';
import { ourMessageId } from './our-message-id';
import { readJson } from './read-json';
import { readSns, type FetchText } from './sns';

export const sesKeys = z
  .object({ topicArn: z.string().regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/, 'must be the ARN of an SNS topic') })
  .strict();

const recipient = z.object({
  emailAddress: z.string(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});

const notification = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({
    messageId: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
    commonHeaders: z.object({ messageId: z.string().optional() }).optional(),
  }),
  bounce: z
    .object({
      bounceType: z.string(),
      bouncedRecipients: z.array(recipient),
      timestamp: z.string(),
      feedbackId: z.string(),
    })
    .optional(),
  complaint: z
    .object({
      complainedRecipients: z.array(recipient),
      timestamp: z.string(),
      feedbackId: z.string(),
      complaintFeedbackType: z.string().nullish(),
    })
    .optional(),
  delivery: z
    .object({ recipients: z.array(z.string()), timestamp: z.string(), smtpResponse: z.string().optional() })
    .optional(),
  deliveryDelay: z.object({ delayedRecipients: z.array(recipient), timestamp: z.string() }).optional(),
});

type Notification = z.output<typeof notification>;

/**
 * Reads a notification or an event of Amazon SES, which come by way of SNS.
 * @throws as `readSns`
 */
export async function readSes(
  { rawBody }: EspCall,
  { topicArn }: z.output<typeof sesKeys>,
  { now, fetchText }: { readonly now: number; readonly fetchText: FetchText },
): Promise<ReturnNotice[]> {
  const said = await readSns(rawBody.toString('utf8'), { topicArn, fetchText, now });
  // On connecting SES says in words that the topic works.
  if (said === undefined || !said.trimStart().startsWith('{')) return [];
  return noticesOf(readJson(notification, said));
}

interface Told {
  readonly kind: ReturnKind;
  readonly to: string;
  readonly id: string;
  readonly at: string;
  readonly code?: string | undefined;
  readonly text?: string | undefined;
}

function noticesOf(told: Notification): ReturnNotice[] {
  const { messageId, headers, commonHeaders } = told.mail;
  const header = headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  const message = ourMessageId(header) ?? ourMessageId(commonHeaders?.messageId);
  return toldIn(told, messageId).map(({ kind, to, id, at, code, text }) => ({
    ...{ kind, key: `ses:${id}:${kind}:${to}`, message, providerMessageId: messageId },
    ...{ recipients: [to.toLowerCase()], isProven: true, provider: 'ses' },
    ...{ code: code ?? null, text: text ?? null, at: Date.parse(at) || 0 },
  }));
}

function toldIn(
  { notificationType, eventType, bounce, complaint, delivery, deliveryDelay }: Notification,
  id: string,
): Told[] {
  switch (notificationType ?? eventType) {
    case 'Bounce':
      return (bounce?.bouncedRecipients ?? []).map(({ emailAddress: to, status: code, diagnosticCode: text }) => ({
        ...{ kind: bounceKind(bounce?.bounceType, code), to, code, text },
        ...{ id: bounce?.feedbackId ?? id, at: bounce?.timestamp ?? '' },
      }));
    case 'Complaint':
      if (!complaint || complaint.complaintFeedbackType === 'not-spam') return [];
      return complaint.complainedRecipients.map(({ emailAddress: to }) => ({
        ...{ kind: 'complaint', to, code: complaint.complaintFeedbackType ?? undefined },
        ...{ id: complaint.feedbackId, at: complaint.timestamp },
      }));
    case 'Delivery':
      return (delivery?.recipients ?? []).map((to) => ({
        ...{ kind: 'delivered', to, id, at: delivery?.timestamp ?? '', text: delivery?.smtpResponse },
      }));
    case 'DeliveryDelay':
      return (deliveryDelay?.delayedRecipients ?? []).map(
        ({ emailAddress: to, status: code, diagnosticCode: text }) => ({
          ...{
            kind: 'deferred',
            to,
            code,
            text,
            id: `${id}:${deliveryDelay?.timestamp}`,
            at: deliveryDelay?.timestamp ?? '',
          },
        }),
      );
    default:
      return [];
  }
}

function bounceKind(type: string | undefined, status: string | undefined): ReturnKind {
  if (type === 'Permanent') return kindOfStatus(status ?? '') === 'review' ? 'review' : 'hard';
  return type === 'Transient' ? 'soft' : 'review';
}
