export { DeadLetters, type DeadLetter } from './dead-letters';
