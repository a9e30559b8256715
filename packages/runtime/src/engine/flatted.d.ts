// flatted ships a CommonJS build, but its types say that it is an ES module only.
declare module 'flatted' {
  export function parse(text: string): unknown;
  export function stringify(value: unknown): string;
}
