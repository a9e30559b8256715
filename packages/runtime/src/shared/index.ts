export type { Cipher } from './cipher';
export { systemClock, type Clock } from './clock';
export { compress, compressQuickly, decompress, leaveUncompressed } from './compression';
export { days, hours, milliseconds, minutes, seconds, type Duration } from './duration';
export { ERROR_CODES, type ErrorCode } from './error-codes';
export {
  codeOf,
  CodedOperationalError,
  CodedUnexpectedError,
  CodedUserError,
  isCoded,
  messageOf,
  type Coded,
} from './errors';
export { isSameSecret } from './is-same-secret';
export { silentLogger, type Logger } from './logger';
export { fractionDigits, parseAmount, toDecimal, type Money } from './money';
export { pointOf } from './point-of';
export { receiveFile } from './receive-file';
export { readRetryAfter } from './retry-after';
export { RecurringJob } from './recurring-job';
export { secureToken } from './secure-token';
export { zoneShifts, type ZoneShift } from './zone-shifts';
export { instantOf, isTimeZone, wallClockOf, wallTimeOf, type WallTime } from './zoned-time';
export { settledWithin } from './settled-within';
export { TestClock } from './test-clock';
export { timeOrderedId } from './time-ordered-id';
export { TokenSigner } from './token-signer';
