import type { Finding } from './finding';

/** Findings for people: a line each. */
export function printFindings(name: string, findings: readonly Finding[]): string {
  const lines = findings.map(({ code, severity, message }) => `  ${severity.padEnd(7)}  ${code}  ${message}`);
  return [name, ...(lines.length > 0 ? lines : ['  nothing to say'])].join('\n');
}
