import { CodedUserError, isCoded, messageOf } from '../../shared';

/** @returns TEMPLATE_TOO_LARGE */
export function templateTooLarge(reason: string): CodedUserError {
  return new CodedUserError('TEMPLATE_TOO_LARGE', `The message's template is too large. ${reason}`);
}

/** Which template is meant, for whoever wrote it. */
export interface TemplatePlace {
  readonly part: 'subject' | 'body' | 'preheader' | 'layout';
  /** Left out of what all languages share. */
  readonly language?: string;
}

/**
 * Turns whatever Handlebars threw into TEMPLATE_INVALID with the line and the reason in words. Coded errors stay as they are.
 */
export function asTemplateError(error: unknown, place: TemplatePlace): Error {
  if (isCoded(error)) return error;
  const { line, reason } = explain(error);
  const where = `The ${place.part}${place.language === undefined ? '' : ` in language "${place.language}"`}`;
  const at = line === undefined ? '' : `, line ${line}`;
  return new CodedUserError('TEMPLATE_INVALID', `${where} cannot be rendered${at}: ${reason}`, {
    ...place,
    line: line ?? null,
    reason,
  });
}

function explain(error: unknown): { line?: number; reason: string } {
  const message = messageOf(error);
  const parseError = /^Parse error on line (\d+):\n(.*)\n-*\^\n[\s\S]*got '([^']*)'/.exec(message);
  if (parseError) {
    const near = parseError[2]?.slice(-60) ?? '';
    const got = parseError[3] === 'EOF' ? 'the template ends too early' : 'something is not expected';
    return {
      line: Number(parseError[1]),
      reason: `${got} near "${near}". Check that each {{ has its }} and each {{#block}} its {{/block}}.`,
    };
  }
  if (error instanceof RangeError) return { reason: 'it is nested too deeply or grows without end.' };
  const line = lineOf(error) ?? lineIn(message);
  const unknownHelper = /knownHelpersOnly, but used the unknown helper (\S+)/.exec(message);
  if (unknownHelper) return { line, reason: `there is no helper "${unknownHelper[1]}".` };
  return { line, reason: message.replace(/ - \d+:\d+$/, '').trim() };
}

function lineOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('lineNumber' in error)) return undefined;
  return typeof error.lineNumber === 'number' ? error.lineNumber : undefined;
}

function lineIn(message: string): number | undefined {
  const match = /on line (\d+)/.exec(message);
  return match ? Number(match[1]) : undefined;
}
