export { armWait, type ArmedWait } from './arm-wait';
export { endWait } from './end-wait';
export { lookBackOf, type LookBack } from './look-back';
export { disarm, storeArms } from './stored-arms';
export type { ConditionArm, DateField, EventArm, FieldArm, TimeArm, Wait, WaitArm, Wake } from './wait-arm';
export { wakeWaits } from './wake-waits';
