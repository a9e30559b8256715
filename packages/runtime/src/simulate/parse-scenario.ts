import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';

import { CodedUserError, isTimeZone } from '../shared';
import { readMoment, readUntil } from './read-moment';
import { scenarioSchema, type Scenario } from './scenario';

/** A place in a scenario that cannot be understood. */
export interface ScenarioProblem {
  /** `when.0.at`. */
  readonly path: string;
  /** Of the file, beginning with 1; left out where there is no file. */
  readonly line?: number;
  readonly message: string;
}

const fileSchema = z.object({ scenarios: z.array(z.unknown()).min(1).max(500) }).strict();

/** Checks one scenario. @throws SCENARIO_INVALID with every place that is wrong */
export function parseScenario(json: unknown): Scenario {
  return check(json, [], () => undefined);
}

/**
 * Reads a file of scenarios: YAML, or JSON, which is YAML, too. It holds one scenario, or several under `scenarios`.
 * @param file its name, for the message
 * @throws SCENARIO_INVALID with every place that is wrong, and its line
 */
export function parseScenarios(text: string, file: string): Scenario[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const [broken] = document.errors;
  if (broken) {
    const [at] = broken.linePos ?? [];
    throw invalid([{ path: '', line: at?.line, message: broken.message.split('\n')[0] ?? broken.message }], file);
  }
  const json: unknown = document.toJS({ maxAliasCount: 100 });
  const lineOf = (path: Path): number | undefined => lineIn(document, lines, path);
  if (typeof json !== 'object' || json === null || !('scenarios' in json)) return [check(json, [], lineOf, file)];
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw invalid(problemsOf(parsed.error, [], lineOf), file);
  return parsed.data.scenarios.map((each, index) => check(each, ['scenarios', index], lineOf, file));
}

type Path = ReadonlyArray<string | number>;

function check(json: unknown, at: Path, lineOf: (path: Path) => number | undefined, file?: string): Scenario {
  const parsed = scenarioSchema.safeParse(json ?? {});
  if (!parsed.success) throw invalid(problemsOf(parsed.error, at, lineOf), file);
  const scenario = parsed.data;
  const problems: ScenarioProblem[] = [];
  const attempt = (path: Path, read: () => unknown): void => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof CodedUserError)) throw error;
      problems.push({ path: [...at, ...path].join('.'), line: lineOf([...at, ...path]), message: error.message });
    }
  };
  const { now, timeZone } = scenario.given;
  const hasZone: boolean = isTimeZone(timeZone);
  if (hasZone) {
    const start = { startedAt: Date.parse(now), timeZone };
    for (const [index, each] of scenario.when.entries())
      attempt(['when', index, 'at'], () => readMoment(each.at, start));
    for (const [index, each] of (scenario.then?.messages ?? []).entries()) {
      const { at: moment } = each;
      if (moment !== undefined) attempt(['then', 'messages', index, 'at'], () => readMoment(moment, start));
    }
  } else {
    const path = ['given', 'timeZone'];
    problems.push({
      path: [...at, ...path].join('.'),
      line: lineOf([...at, ...path]),
      message: `there is no time zone "${timeZone}"`,
    });
  }
  attempt(['until'], () => readUntil(scenario.until));
  if (problems.length > 0) throw invalid(problems, file);
  return scenario;
}

function problemsOf(error: z.ZodError, at: Path, lineOf: (path: Path) => number | undefined): ScenarioProblem[] {
  return error.issues.map((issue) => {
    const path = [...at, ...issue.path];
    return { path: path.join('.'), line: lineOf(path), message: issue.message };
  });
}

/** Of the value at a path, or of what is nearest around it. */
function lineIn(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = isMap(node) || isScalar(node) ? node.range : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}

function invalid(problems: readonly ScenarioProblem[], file?: string): CodedUserError {
  const list = problems.map(({ path, line, message }) => {
    const place = [file, line].filter((part) => part !== undefined).join(':');
    return [place, path || 'scenario', message].filter(Boolean).join(': ');
  });
  return new CodedUserError('SCENARIO_INVALID', `The scenario cannot be understood. ${list.join('; ')}.`, { problems });
}
