import { runCli, type Terminal } from './cli';

/** How long what is still open may hold the program up after its work is done. */
const GRACE_MS = 5_000;

const terminal: Terminal = {
  env: process.env,
  out: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          // Whoever presses Ctrl-C twice means it: everything is stored, so nothing is lost.
          process.once(signal, () => process.exit(130));
          resolve();
        });
      }
    }),
};

// A node that forgets a promise must not take everybody else's journeys down.
process.on('unhandledRejection', (reason) => {
  terminal.complain(
    `INTERNAL: something failed unattended: ${reason instanceof Error ? reason.stack : String(reason)}`,
  );
});
// Whoever reads the output may stop reading: `aftercart export:workflow --all | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void runCli(process.argv.slice(2), terminal).then((exitCode) => {
  process.exitCode = exitCode;
  setTimeout(() => process.exit(exitCode), GRACE_MS).unref();
});
