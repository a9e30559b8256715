import { CodedUserError } from '../shared';

/** More would be an attack, not a form. */
const MOST_PARTS = 1_000;
const HEAD_ENDS = Buffer.from('\r\n\r\n');

export interface FormPart {
  readonly name: string;
  /** undefined for a field; empty where a browser's file input was left empty. */
  readonly fileName: string | undefined;
  /** The content type that the part says it is of. */
  readonly type: string | undefined;
  readonly content: Buffer;
}

/**
 * Takes a body of the type multipart/form-data apart (RFC 7578).
 * @throws BODY_INVALID
 */
export function parseMultipart(contentType: string, body: Buffer): FormPart[] {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw invalid('its header names no boundary');
  // The first delimiter may lack the line break before it, all others are part of it.
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts: FormPart[] = [];
  let start = whole.indexOf(delimiter);
  for (;;) {
    if (start < 0) throw invalid('its last part has no end');
    start += delimiter.length;
    if (whole.subarray(start, start + 2).toString() === '--') return parts;
    if (parts.length >= MOST_PARTS) throw invalid(`it has more than ${MOST_PARTS} parts`);
    const next = whole.indexOf(delimiter, start);
    if (next >= 0) parts.push(parsePart(whole.subarray(whole.indexOf('\r\n', start) + 2, next)));
    start = next;
  }
}

function parsePart(part: Buffer): FormPart {
  const end = part.indexOf(HEAD_ENDS);
  if (end < 0) throw invalid('a part of it has no head');
  const head = part.subarray(0, end).toString('utf8');
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const name = parameterOf(disposition, 'name');
  if (name === undefined) throw invalid('a part of it has no name');
  return {
    name,
    fileName: parameterOf(disposition, 'filename'),
    type: /^content-type:\s*([^;\r\n]+)/im.exec(head)?.[1]?.trim(),
    content: part.subarray(end + HEAD_ENDS.length),
  };
}

/** Browsers write a quote and line breaks in a name as %22, %0D and %0A; other programs as \". */
function parameterOf(disposition: string, parameter: string): string | undefined {
  const found = new RegExp(`;\\s*${parameter}="((?:\\\\"|[^"])*)"|;\\s*${parameter}=([^;\\s]+)`, 'i').exec(disposition);
  const text = found?.[1] ?? found?.[2];
  return text?.replaceAll('\\"', '"').replace(/%(22|0D|0A)/gi, (escaped) => decodeURIComponent(escaped));
}

function invalid(reason: string): CodedUserError {
  return new CodedUserError('BODY_INVALID', `The form cannot be read: ${reason}.`);
}
