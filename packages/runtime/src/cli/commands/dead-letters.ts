import { WORKSPACE } from '../../workspace';
import { textOption, UsageError, type Command } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

/** Lists what does not go on by itself, and tries it again. */
export const deadLetters: Command = {
  name: 'dead-letters',
  synopsis: '[--retry=ID | --retry-all]',
  summary: 'List executions that are held or crashed and messages that failed, as JSON; or try one, or all, again.',
  options: { retry: { type: 'string' }, 'retry-all': { type: 'boolean' } },
  async run(values, { config, terminal }) {
    const id = textOption(values, 'retry');
    const isAll = values['retry-all'] === true;
    if (id !== undefined && isAll) throw new UsageError('Say either --retry=ID or --retry-all.');
    const server = await RunningServer.find(config);
    if (id === undefined && !isAll) {
      const found = server
        ? ((await server.call('GET', '/dead-letters')) as { data: unknown[] }).data
        : await withApp(config, async (app) => await app.deadLetters.list(WORKSPACE));
      terminal.out(JSON.stringify(found, null, 2));
      return 0;
    }
    const route = id === undefined ? '/dead-letters/retry' : `/dead-letters/${encodeURIComponent(id)}/retry`;
    const result = server
      ? await server.call('POST', route)
      : await withApp(config, async ({ deadLetters: letters }) => {
          if (id === undefined) return await letters.retryAll(WORKSPACE);
          await letters.retry(WORKSPACE, id);
          return { retried: 1 };
        });
    terminal.out(JSON.stringify(result, null, 2));
    return (result as { failed?: unknown[] }).failed?.length ? 1 : 0;
  },
};
