import { bareMails } from './limits/bare-mails';
import type { Line, Report } from './report/report';
import { withDataFolder } from './server/data-folder';
import { startMailServer, type MailServer } from './server/start-mail-server';
import { startServer } from './server/start-server';
import type { Settings } from './settings';
import { moveWaits } from './store/clone-waiting';
import { fillWaiting } from './store/fill-waiting';
import { holdMessages, releaseMessages } from './store/hold-messages';
import { StoredExecutions } from './store/stored-executions';
import { StoredMessages } from './store/stored-messages';
import { BRAND, LETTER_JOURNEY } from './workflows/letter';

/** The server has to be up before they fall due. */
const LEAD = 15_000;
const LONGEST = 900_000;
/** Of a mail with its headers and both parts. */
const MAIL_SIZE = 12_000;
/** Of a hundred mails, how many the mail server treats in which way; it takes the others at once. */
const KINDS = { busy: 5, closing: 3, dropping: 3, unknown: 5, lost: 1, slow: 2 };
/** What is known of a message in the end. Nobody knows of a mail that was taken without an answer: it is not sent again. */
const ENDS: Readonly<Record<string, string>> = { unknown: 'failed', lost: 'uncertain' };

/** Mails that fall due at one moment go out to a mail server: to one that takes them all, then to one that has its whims. */
export async function measureMails(settings: Settings): Promise<Report[]> {
  const server = await startMailServer();
  try {
    return [await measureRate(server, settings), await measureWhims(server, settings)];
  } finally {
    await server.stop();
  }
}

async function measureRate(mailServer: MailServer, { count = 10_000, profile }: Settings): Promise<Report> {
  return await withDataFolder(async (data) => {
    await queueMails(data, count, "'plain-' || i || '@mail.example'");
    const limit = await bareMails(mailServer, MAIL_SIZE);
    const { server, messages, dueAt } = await release(data, mailServer, profile);
    const before = await server.begin();
    await messages.until(['sent'], count, LONGEST);
    const after = await server.usage();
    const { lastAt } = await mailServer.count();
    await server.stop();
    messages.close();

    const rate = count / ((lastAt - dueAt) / 1_000);
    const lines: Line[] = [
      { measure: 'written and handed over', value: rate, unit: '/s', target: '>= 300', limit },
      { measure: 'CPU', value: (after.cpu - before.cpu) / count, unit: 'ms each' },
      { measure: 'event loop delay p99', value: after.loopDelay.p99, unit: 'ms', target: '<= 20' },
      { measure: 'growth of memory (RSS)', value: after.peakRss - before.rss, unit: 'MB', target: '<= 150' },
    ];
    return { title: 'Mails in three languages, due at one moment', lines, settings: { count } };
  });
}

async function measureWhims(mailServer: MailServer, { count = 10_000 }: Settings): Promise<Report> {
  return await withDataFolder(async (data) => {
    await queueMails(data, count, `${kindOf('i % 100')} || '-' || i || '@mail.example'`);
    await mailServer.forget();
    const { server, messages, dueAt } = await release(data, mailServer);
    const before = await server.begin();
    await messages.until(['sent', 'failed', 'uncertain', 'skipped'], count, LONGEST);
    const took = (Date.now() - dueAt) / 1_000;
    const after = await server.usage();
    const [statuses, recipients] = [messages.statuses(), await mailServer.recipients()];
    const inDoubt = messages.count('uncertain');
    await server.stop();
    messages.close();

    let [astray, twice, tried] = [0, 0, 0];
    for (const [address, status] of statuses) {
      const { tries = 0, accepted = 0 } = recipients[address] ?? {};
      const end = ENDS[address.slice(0, address.indexOf('-'))] ?? 'sent';
      if (status !== end || accepted < (end === 'failed' ? 0 : 1)) astray += 1;
      if (accepted > 1) twice += 1;
      tried += tries;
    }
    const lines: Line[] = [
      { measure: 'all have come to their end after', value: took, unit: 's' },
      { measure: 'mails tried', value: tried, unit: '' },
      { measure: 'messages in a state that is not theirs', value: astray, unit: '', target: '<= 0' },
      { measure: 'mails accepted twice', value: twice, unit: '', target: '<= 0' },
      { measure: 'in doubt, and not sent again', value: inDoubt, unit: '' },
      { measure: 'growth of memory (RSS)', value: after.peakRss - before.rss, unit: 'MB', target: '<= 150' },
    ];
    return {
      title: 'Mails to a mail server that answers 250, 421, 450 and 550, hangs up and is slow',
      lines,
      settings: { count },
    };
  });
}

/** Messages to so many contacts, written by a journey and held until `release`. */
async function queueMails(data: string, count: number, address: string): Promise<void> {
  const waiting = await fillWaiting(data, count, LETTER_JOURNEY);
  holdMessages(data, waiting, address);
  moveWaits(data, waiting, String(Date.now()));
  const server = await startServer({ data });
  await server.api('PUT', '/brand', BRAND);
  const executions = new StoredExecutions(data);
  await executions.until('success', count, LONGEST);
  executions.close();
  await server.stop();
}

async function release(data: string, { url }: MailServer, profile?: string) {
  const dueAt = Date.now() + LEAD;
  releaseMessages(data, dueAt);
  const server = await startServer({ data, profile, env: { AFTERCART_SMTP_URL: url } });
  const messages = new StoredMessages(data);
  await new Promise((resolve) => setTimeout(resolve, dueAt - Date.now() - 200));
  if (Date.now() > dueAt) throw new Error('The server took too long to start.');
  return { server, messages, dueAt };
}

/** SQL for the way in which a mail is treated, in terms of a number from 0 to 99. */
function kindOf(number: string): string {
  let below = 0;
  const cases = Object.entries(KINDS).map(([kind, share]) => `WHEN ${number} < ${(below += share)} THEN '${kind}'`);
  return `CASE ${cases.join(' ')} ELSE 'plain' END`;
}
