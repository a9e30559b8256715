// flatted ships a CommonJS build, but its types say that it is an ES module only.
declare module 'flatted' {
  export function parse(text: string, reviver?: (key: string, value: unknown) => unknown): unknown;
  export function stringify(value: unknown, replacer?: (key: string, value: unknown) => unknown): string;
}
