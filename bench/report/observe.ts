import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What some work of this process has cost. */
export interface Observed<Result> {
  readonly result: Result;
  readonly seconds: number;
  /** Of all threads: what the machine's other work does not change. */
  readonly cpuSeconds: number;
  /** Milliseconds. */
  readonly longestDelay: number;
  readonly loopCpu: number;
}

export async function observe<Result>(work: () => Promise<Result>): Promise<Observed<Result>> {
  // What was measured before left garbage of its own: collecting it took up to 280 ms of whatever came next.
  collectGarbage();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [began, cpu, loop] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  const result = await work();
  const [all, own] = [process.cpuUsage(cpu), process.threadCpuUsage(loop)];
  const seconds = (performance.now() - began) / 1_000;
  delay.disable();
  return {
    result,
    seconds,
    cpuSeconds: (all.user + all.system) / 1e6,
    longestDelay: delay.max / 1e6,
    loopCpu: (own.user + own.system) / 1e3,
  };
}
