import { openApp } from '../../app';
import { banner } from '../../banner';
import type { Command } from '../command';

/** Runs the server until it is told to end. */
export const start: Command = {
  name: 'start',
  synopsis: '',
  summary: 'Run the server until it is told to end (Ctrl-C, SIGTERM).',
  options: {},
  async run(_values, { config, terminal }) {
    const app = await openApp(config);
    try {
      terminal.out(banner(app, await app.start()));
      await terminal.stopped();
    } finally {
      await app.close();
    }
    return 0;
  },
};
