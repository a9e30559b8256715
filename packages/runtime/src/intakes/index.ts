export { takenBy, type Intake, type Taker } from './intake';
export { Intakes } from './intakes';
export { readProgress, type IntakeProgress } from './read-progress';
export { setIntakes, type IntakeOwner, type WantedIntake } from './set-intakes';
export { wantedOf } from './wanted-of';
