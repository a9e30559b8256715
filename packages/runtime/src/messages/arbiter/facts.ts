import {
  parseConsentSettings,
  suppressionHash,
  type ConsentChannel,
  type ConsentSettings,
  type ConsentState,
  type SuppressionReason,
} from '../../consent';
import type { entities, Queries } from '../../db';
import { parseSendingRules, type SendingRules } from './sending-rules';

/** Of which message, and to whom. */
export type Addressee = Pick<entities.Message, 'workspace' | 'contact' | 'purpose' | 'recipient'> & {
  /** Empty for a message that is not stored yet. */
  readonly id: string;
  readonly channel: ConsentChannel;
};

/** What most rules look at, read by one statement. */
export interface Facts {
  /** Why nothing goes to the address; undefined where that is not so. */
  readonly suppression: SuppressionReason | undefined;
  /** Undefined where nothing was ever said. */
  readonly consent: Pick<ConsentState, 'status' | 'basis' | 'sinceAt'> | undefined;
  readonly consentSettings: ConsentSettings;
  readonly rules: SendingRules;
  /** When the contact was sent the latest other promotional message, and when the next one is due (UTC epoch ms). */
  readonly lastClearedAt: number | null;
  readonly nextDueAt: number | null;
}

interface Row {
  readonly consentSettings: string | null;
  readonly sendingRules: string | null;
  readonly status: ConsentState['status'] | null;
  readonly basis: ConsentState['basis'];
  readonly sinceAt: number;
  readonly suppression: SuppressionReason | null;
  readonly erased: number | null;
  readonly lastClearedAt: number | null;
  readonly nextDueAt: number | null;
}

/** What a message counts as while it is with a provider, was sent, or may have been. */
export const HANDED_OVER = `status IN ('sending', 'sent', 'uncertain')`;

export async function readFacts(queries: Queries, message: Addressee): Promise<Facts> {
  const { id, workspace, contact, channel, purpose, recipient } = message;
  const address = recipient.toLowerCase();
  // A number that was erased is kept once, for all channels that go to numbers.
  const number = channel === 'whatsapp' ? suppressionHash({ workspace, channel: 'sms', address }) : null;
  const row = await queries.get<Row>(READ, [
    ...[
      channel,
      suppressionHash({ workspace, channel, address }),
      number,
      contact,
      id,
      contact,
      id,
      contact,
      channel,
      purpose,
      workspace,
    ],
  ]);
  return {
    suppression: row?.erased === 1 ? 'erased' : (row?.suppression ?? undefined),
    consent: row?.status ? { status: row.status, basis: row.basis, sinceAt: row.sinceAt } : undefined,
    consentSettings: knownConsentSettings(row?.consentSettings ?? null),
    rules: knownRules(row?.sendingRules ?? null),
    lastClearedAt: row?.lastClearedAt ?? null,
    nextDueAt: row?.nextDueAt ?? null,
  };
}

const READ = `SELECT w.consent_settings AS "consentSettings", w.sending_rules AS "sendingRules",
    c.status, c.basis, c.since_at AS "sinceAt",
    (SELECT s.reason FROM suppression s WHERE s.workspace = w.id AND s.channel = ? AND s.hash = ?) AS suppression,
    (SELECT 1 FROM suppression s WHERE s.workspace = w.id AND s.channel = 'sms' AND s.hash = ? AND s.reason = 'erased') AS erased,
    (SELECT m.cleared_at FROM message m WHERE m.contact = ? AND m.cleared_at IS NOT NULL AND m.purpose = 'promotional'
      AND m.id <> ? AND m.${HANDED_OVER} ORDER BY m.cleared_at DESC LIMIT 1) AS "lastClearedAt",
    (SELECT m.due_at FROM message m WHERE m.contact = ? AND m.due_at IS NOT NULL AND m.purpose = 'promotional'
      AND m.id <> ? AND m.status = 'queued' AND m.channel <> 'onsite' ORDER BY m.due_at LIMIT 1) AS "nextDueAt"
  FROM workspace w LEFT JOIN consent c ON c.contact = ? AND c.channel = ? AND c.purpose = ? WHERE w.id = ?`;

/** Settings are read with every message and change seldom. */
function remember<Parsed>(parse: (stored: string | null) => Parsed): (stored: string | null) => Parsed {
  let last: { stored: string | null; parsed: Parsed } | undefined;
  return (stored) => {
    if (last?.stored !== stored) last = { stored, parsed: parse(stored) };
    return last.parsed;
  };
}

const knownConsentSettings = remember(parseConsentSettings);
const knownRules = remember(parseSendingRules);
