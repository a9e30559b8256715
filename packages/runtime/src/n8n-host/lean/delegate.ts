/** What instances of n8n-core's context have beside the methods of its class. */
const OWN_PROPERTIES = [
  'workflow',
  'node',
  'mode',
  'runExecutionData',
  'runIndex',
  'connectionInputData',
  'executeData',
  'inputData',
  'abortSignal',
  'instanceSettings',
  'helpers',
  'nodeHelpers',
  'subNodeExecutionResults',
];

/**
 * Gives a class everything that instances of another one have and its own do not: it is looked up there when it is asked
 * for, and called on that instance.
 */
export function delegate<Instance extends object>(
  prototype: Instance,
  to: { readonly prototype: object },
  targetOf: (instance: Instance) => object,
): void {
  const names = new Set(OWN_PROPERTIES);
  for (let each = to.prototype; each !== Object.prototype; each = Object.getPrototypeOf(each) as object) {
    Object.getOwnPropertyNames(each).forEach((name) => names.add(name));
  }
  for (const name of names) {
    if (name in prototype) continue;
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: Instance): unknown {
        const target = targetOf(this) as Record<string, unknown>;
        const value = target[name];
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }
}
