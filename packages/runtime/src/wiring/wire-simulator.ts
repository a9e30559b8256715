import path from 'node:path';

import { Simulator, type SimulatorOptions } from '../simulate';
import { ROOT } from './root';

/** The built program, also for who runs from the sources: a thread has no compiler in it. */
const PROGRAM = path.join(ROOT, 'packages/runtime/dist/simulation-thread.js');

/** Who runs simulations. The thread is the product once more, beside this one. */
export function wireSimulator(options: Partial<SimulatorOptions> = {}): Simulator {
  return new Simulator({ program: PROGRAM, ...options });
}
