export { parseScenario, parseScenarios, type ScenarioProblem } from './parse-scenario';
export { runScenario } from './run-scenario';
export type { Scenario } from './scenario';
export { beginningOf } from './seed-contact';
export type { SimulatedExecution, SimulatedMessage, SimulatedStep, Simulation } from './simulation';
export type { SimulationAnswer, SimulationFailure, SimulationJob } from './simulation-job';
export { Simulator, type SimulatorOptions } from './simulator';
export { VirtualClock } from './virtual-clock';
export type { Look, World } from './world';
