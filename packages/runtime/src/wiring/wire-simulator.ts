import path from 'node:path';

import { Simulator, type SimulatorOptions } from '../simulate';

/** Who runs simulations. The thread is the product once more, beside this one. */
export function wireSimulator(options: Partial<SimulatorOptions> = {}): Simulator {
  return new Simulator({ program: path.join(__dirname, `../simulation-thread${path.extname(__filename)}`), ...options });
}
