export { branchCoverage, connectedOutputs, type BranchCoverage } from './branch-coverage';
export { checkExpectations, pathOf, type Difference } from './check-expectations';
export { copyPeople, copySurroundings, copySurroundingsOfCrowd, type CopyDependencies } from './copy-surroundings';
export {
  CrowdJobs,
  beginningOfCrowd,
  parseCrowd,
  peopleOf,
  printCrowd,
  runCrowd,
  simulateCrowd,
  type Crowd,
  type CrowdJob,
  type CrowdOptions,
  type CrowdPart,
  type CrowdReport,
  type Tally,
} from './crowd';
export { parseScenario, parseScenarios, type ScenarioProblem } from './parse-scenario';
export { printSimulation } from './print-simulation';
export { runScenario } from './run-scenario';
export type { Scenario } from './scenario';
export { beginningOf } from './seed-contact';
export type { SimulatedExecution, SimulatedMessage, SimulatedStep, Simulation } from './simulation';
export type { SimulationAnswer, SimulationFailure, SimulationJob } from './simulation-job';
export { Simulator, type SimulatorOptions } from './simulator';
export { testScenario, type ScenarioResult } from './test-scenario';
export { VirtualClock } from './virtual-clock';
export type { Look, World } from './world';
