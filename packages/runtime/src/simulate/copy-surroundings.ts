import { zoneOfWorkspace } from '../audiences';
import type { CalendarStore } from '../calendar';
import type { ContactStore } from '../contacts';
import type { Queries } from '../db';
import { readSendingRules } from '../messages';
import { CodedUserError, days, fractionDigits } from '../shared';
import { contactSchema, LIMITS, type Scenario } from './scenario';

export interface CopyDependencies {
  readonly queries: Queries;
  readonly contacts: Pick<ContactStore, 'detail'>;
  readonly calendarStore: Pick<CalendarStore, 'list'>;
  readonly workspace: number;
  /** UTC epoch ms: how long ago orders are counts from here. */
  readonly now: number;
}

/**
 * Fills in what a scenario leaves out of its `given` from a workspace: time zone, default sending calendar, sending rules;
 * and, where it names a `contactId`, who that contact is and what they bought.
 * @param json a scenario of any origin; what is no scenario comes back as it is
 * @throws CONTACT_NOT_FOUND, SCENARIO_INVALID where `contactId` is none
 */
export async function copySurroundings(json: unknown, dependencies: CopyDependencies): Promise<unknown> {
  if (!isRecord(json) || (json.given !== undefined && !isRecord(json.given))) return json;
  const { contactId, ...given } = json.given ?? {};
  const copied = contactId === undefined ? {} : await copyContact(contactId, dependencies);
  const own = given.contact ?? {};
  return {
    ...json,
    given: {
      ...(await surroundingsOf(dependencies)),
      ...given,
      contact: isRecord(own) ? { ...copied, ...own } : own,
    },
  };
}

/** The same for what a crowd is asked for. */
export async function copySurroundingsOfCrowd(json: unknown, dependencies: CopyDependencies): Promise<unknown> {
  if (!isRecord(json) || (json.given !== undefined && !isRecord(json.given))) return json;
  return { ...json, given: { ...(await surroundingsOf(dependencies)), ...json.given } };
}

async function surroundingsOf({ queries, calendarStore, workspace }: CopyDependencies): Promise<object> {
  const calendar = (await calendarStore.list(workspace)).find(({ channel }) => channel === 'default')?.settings;
  return {
    timeZone: await zoneOfWorkspace(queries, workspace),
    sendingRules: await readSendingRules(queries, workspace),
    ...(calendar && { calendar }),
  };
}

/**
 * Copies contacts for a crowd, the newest first: `count` of them after the first `from`, or fewer where there are no more.
 * Whoever has no e-mail address is left out: the shop of a simulation knows its buyers by it.
 */
export async function copyPeople(
  { from, count }: { readonly from: number; readonly count: number },
  dependencies: CopyDependencies,
): Promise<Array<Scenario['given']['contact']>> {
  const rows = await dependencies.queries.all<{ id: number | string }>(
    'SELECT id FROM contact WHERE workspace = ? AND email IS NOT NULL ORDER BY id DESC LIMIT ? OFFSET ?',
    [dependencies.workspace, count, from],
  );
  const people = [];
  for (const { id } of rows) people.push(contactSchema.parse(await copyContact(Number(id), dependencies)));
  return people;
}

async function copyContact(id: unknown, { contacts, queries, workspace, now }: CopyDependencies): Promise<object> {
  if (typeof id !== 'number' || !Number.isInteger(id)) {
    throw new CodedUserError('SCENARIO_INVALID', 'given.contactId: is the id of a contact, a whole number.');
  }
  const { attributes, consents, lists, tags, ...contact } = await contacts.detail(workspace, id);
  const { email, phone, firstName, lastName, locale, country, timeZone } = contact;
  const fields = Object.entries({ email, phone, firstName, lastName, locale, country, timeZone });
  return {
    ...Object.fromEntries(fields.filter(([, value]) => value !== null)),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)),
    consents: consents.map(({ channel, purpose, status }) => ({ channel, purpose, status })),
    lists: lists.map(({ name }) => name),
    tags,
    orders: await ordersOf(queries, contact.id, now),
  };
}

interface OrderRow {
  readonly id: number;
  readonly status: string;
  readonly currency: string;
  readonly total: number;
  readonly placedAt: number;
}

async function ordersOf(queries: Queries, contact: number, now: number): Promise<object[]> {
  const rows = await queries.all<OrderRow>(
    `SELECT id, status, currency, total, placed_at AS "placedAt" FROM orders
      WHERE contact = ? AND is_deleted = 0 AND status IN ('pending', 'processing', 'completed', 'cancelled', 'failed', 'on-hold')
      ORDER BY placed_at DESC LIMIT ${LIMITS.orders}`,
    [contact],
  );
  return await Promise.all(
    rows.map(async ({ id, status, currency, total, placedAt }) => {
      const lines = await queries.all<{ sku: string; quantity: number; total: number }>(
        `SELECT COALESCE(NULLIF(sku, ''), product_external_id) AS sku, quantity, total FROM order_line
          WHERE "order" = ? AND quantity > 0 ORDER BY id LIMIT 50`,
        [id],
      );
      const major = (amount: number): number => amount / 10 ** fractionDigits(currency);
      return {
        ...{ status, currency, total: major(total) },
        daysAgo: Math.max(0, (now - placedAt) / days(1).milliseconds),
        ...(lines.length > 0 && { lines: lines.map((line) => ({ ...line, total: major(line.total) })) }),
      };
    }),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
