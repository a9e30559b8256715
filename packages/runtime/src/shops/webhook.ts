import { ERROR_CODES, type ErrorCode } from '../shared';

/** Headers as Node gives them: lower-case names. */
export type DeliveryHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A call of a shop. */
export interface WebhookRequest {
  readonly headers: DeliveryHeaders;
  /** The exact bytes of the request: the signature is over them. */
  readonly rawBody: Buffer;
}

/** For the shop: it looks at the status only. The body is for a person with curl. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: object;
}

/** A header, the first of several; '' where there is none. @param name in lower case */
export function headerOf(headers: DeliveryHeaders, name: string): string {
  const value = headers[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}

export function refusal(code: ErrorCode, message: string): WebhookAnswer {
  return { status: ERROR_CODES[code], body: { accepted: false, code, message } };
}
