/*
 * What the child process runs: n8n's JavaScript runner, whose file is the argument. Node starts this file as it is,
 * also uncompiled in development, so it imports nothing and exports nothing.
 *
 * Code that throws in a timer, or forgets to await a promise that fails, would end the process and with it everybody
 * else's tasks; here it ends nothing but itself.
 */
process.on('uncaughtException', (error) => process.stderr.write(`Uncaught in code: ${error.message}\n`));
process.on('unhandledRejection', (reason) => process.stderr.write(`Unhandled in code: ${String(reason)}\n`));

import(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`The runner does not load: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
