/**
 * What compiled code throws. Most are frozen singletons: they are thrown often, and one that is made
 * beforehand costs no stack trace.
 */

/** An ordinary failure (a property of undefined, a method that is not there): n8n swallows it and gives no value. */
export const MISS = Object.freeze({ signal: 'miss' });

/** This evaluation is not ours to finish, as a value is not understood: the isolate decides. */
export const BAIL = Object.freeze({ signal: 'bail' });

/**
 * The evaluation grows beyond all use. The isolate does not get it: what exhausts the memory inside of one of V8's own
 * functions ends the process, in an isolate as well.
 */
export const EXCESS = Object.freeze({ signal: 'excess' });

/** Travels up an optional chain that ended at `?.`, and becomes undefined at its end. */
export const SHORT_CIRCUIT = Object.freeze({ signal: 'short-circuit' });

/** Thrown while compiling: the expression uses what we do not cover, so the isolate evaluates it always. */
export class NotCovered extends Error {}

export function notCovered(what: string): never {
  throw new NotCovered(what);
}

/* The signals are no Errors on purpose, so the linter's rule is set aside here and nowhere else. */
export function miss(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw MISS;
}

export function bail(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw BAIL;
}

export function excess(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw EXCESS;
}
