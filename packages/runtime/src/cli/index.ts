export type { Terminal } from './command';
export { runCli } from './run-cli';
