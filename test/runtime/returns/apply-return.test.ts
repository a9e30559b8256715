import { SOFT_BOUNCES } from '../../../packages/runtime/src/returns';
import { days, minutes } from '../../../packages/runtime/src/shared';
import { databaseSettings } from '../../support/databases';
import { done, onEvents } from '../../support/journey';
import { startReturns, type ReturnsBed } from './start-returns';

jest.setTimeout(120_000);

describe.each(databaseSettings())('what comes back, on %s', (_name, makeSettings) => {
  let bed: ReturnsBed;
  beforeEach(async () => {
    bed = await startReturns(await makeSettings());
  });
  afterEach(async () => await bed.finish());

  test('an address that does not exist is written to no more, and the message says why', async () => {
    const farewell = await bed.activate([onEvents('message.bounced'), done]);
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    const notice = bed.notice(id);
    expect(await bed.tell(notice, notice)).toEqual({ applied: 1, known: 1, unknown: 0 });

    expect((await bed.latestOf(anna)).delivery).toBe('bounced');
    const { body } = await bed.api('GET', `/messages/${id}/returns`);
    const at = new Date(bed.clock.now()).toISOString();
    const told = { kind: 'hard', provider: 'mail', code: '5.1.1', text: '550 5.1.1 <…>: No such user' };
    expect(body).toEqual({ data: [{ ...told, at, recordedAt: at }] });
    const [event, ...more] = await bed.returnedOf(anna);
    expect([event!.type, event!.payload.message!.id, more]).toEqual(['message.bounced', id, []]);
    expect(event!.payload.returned).toEqual(told);
    expect(await bed.roundsOf(farewell)).toEqual(['success at Done']);

    const next = await bed.nextTo(anna);
    expect([next.status, next.reasonCode]).toEqual(['skipped', 'CONTACT_SUPPRESSED']);
    expect(next.reason).toContain('does not exist');
  });

  test('an operator lets an address be written to again', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    await bed.tell(bed.notice(id));
    const address = { channel: 'email', address: 'Anna@Example.com' };
    expect((await bed.api('POST', '/suppressions/lift', address)).body).toEqual({ lifted: true });
    expect((await bed.nextTo(anna)).status).toBe('sent');
  });

  test('a full mailbox or a matter of policy is looked at by a person, and suppresses nobody', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    await bed.tell(bed.notice(id, { kind: 'review', code: '5.7.1' }));
    expect((await bed.returnedOf(anna)).map(({ payload }) => payload.returned!.kind)).toEqual(['review']);
    expect(await bed.suppressions()).toEqual([]);
    expect((await bed.nextTo(anna)).status).toBe('sent');
  });

  test('soft bounces suppress when there are too many of them within a month', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    const soft = () => bed.notice(id, { kind: 'soft', code: '4.2.2' });
    for (let count = 1; count < SOFT_BOUNCES; count += 1) await bed.tell(soft());
    expect(await bed.suppressions()).toEqual([]);
    bed.advanceOnly(days(31)); // the ones before are too long ago
    await bed.tell(soft());
    expect(await bed.suppressions()).toEqual([]);
    for (let count = 1; count < SOFT_BOUNCES; count += 1) await bed.tell(soft());
    expect(await bed.suppressions()).toEqual(['soft_bounced']);

    // Lifted, it begins anew.
    await bed.api('POST', '/suppressions/lift', { channel: 'email', address: 'anna@example.com' });
    await bed.tell(soft());
    expect(await bed.suppressions()).toEqual([]);
  });

  test('who marks a mail as spam gets nothing promotional any more, but still what they ordered', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    bed.advanceOnly(minutes(1));
    await bed.tell(bed.notice(id, { kind: 'complaint', code: 'abuse', text: null, key: 'the complaint' }));
    const { body } = (await bed.api('GET', `/contacts/${anna}/consents`)) as { body: any };
    expect(body.consents).toMatchObject([{ channel: 'email', purpose: 'promotional', status: 'withdrawn' }]);
    expect(body.ledger.at(-1)).toMatchObject({
      source: 'complaint',
      proof: { message: id, provider: 'mail', code: 'abuse' },
      reference: 'complaint:the complaint',
    });
    expect((await bed.returnedOf(anna)).map(({ type }) => type)).toEqual(['message.complained']);

    // Also where somebody grants it for them again.
    bed.advanceOnly(minutes(1));
    await bed.api('POST', `/contacts/${anna}/consents`, { channel: 'email', status: 'granted' });
    const next = await bed.nextTo(anna);
    expect([next.status, next.reason]).toEqual(['skipped', expect.stringContaining('marked as spam')]);
    await bed.transactional();
    await bed.happens('form.submitted', anna);
    const { body: all } = (await bed.api('GET', `/messages?contactId=${anna}`)) as { body: any };
    expect(all.data.map(({ purpose, status }: any) => `${purpose} ${status}`)).toContain('transactional sent');
  });

  test('what is told late does not undo what is known: a mail that came back was not delivered', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    const kinds = ['deferred', 'delivered', 'hard', 'delivered', 'deferred'] as const;
    const seen = [];
    for (const kind of kinds) {
      await bed.tell(bed.notice(id, { kind }));
      seen.push((await bed.latestOf(anna)).delivery);
    }
    expect(seen).toEqual(['deferred', 'delivered', 'bounced', 'bounced', 'bounced']);
    expect((await bed.returnedOf(anna)).map(({ type }) => type)).toEqual(['message.delivered', 'message.bounced']);
  });

  test('an address alone means a message only where whoever tells it has proven who they are', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    await bed.receive(anna);
    const byAddress = { message: undefined, recipients: ['anna@example.com'] };
    expect((await bed.tell(bed.notice('', byAddress))).unknown).toBe(1);
    expect(await bed.suppressions()).toEqual([]);
    expect((await bed.tell(bed.notice('', { ...byAddress, isProven: true }))).applied).toBe(1);
    expect(await bed.suppressions()).toEqual(['bounced']);
  });

  test('a mail that was sent on and came back from there leaves the address as it is', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    await bed.tell(bed.notice(id, { recipients: ['anna@old-work.example'] }));
    expect((await bed.returnedOf(anna)).map(({ payload }) => payload.returned!.kind)).toEqual(['review']);
    expect(await bed.suppressions()).toEqual([]);
  });

  test('nothing is told of the messages of others', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    expect(await bed.returns.take(2, [bed.notice(id)])).toEqual({ applied: 0, known: 0, unknown: 1 });
    expect(await bed.tell(bed.notice('5f0f4a0e-6a39-4c44-9d0e-0f3a8f6f2c11'))).toMatchObject({ unknown: 1 });
  });

  test('erasing a contact leaves nothing of what came back', async () => {
    await bed.journey();
    const anna = await bed.reader('anna@example.com');
    const { id } = await bed.receive(anna);
    await bed.tell(bed.notice(id));
    await bed.api('DELETE', `/contacts/${anna}`);
    expect(await bed.database.all('SELECT notice FROM message_return')).toEqual([]);
    expect(await bed.suppressions()).toEqual(['erased']);
  });
});
