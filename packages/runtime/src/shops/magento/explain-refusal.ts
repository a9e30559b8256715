import { CodedOperationalError, CodedUserError } from '../../shared';
import type { ShopAnswer } from '../http';
import { isRecord, readRecord, readText, type Json } from '../store';

interface Request {
  readonly path: string;
  readonly root: string;
  readonly isBearer: boolean;
}

const BEARER_HINT =
  'Magento refuses access tokens as Bearer tokens since 2.4.4. Enter consumerKey, consumerSecret and accessTokenSecret of the integration, too, or allow them in Stores › Configuration › Services › OAuth › Consumer Settings.';

/**
 * What an answer other than 2xx means, and what to do about it. A Bearer token that is not allowed, one that is wrong and a
 * permission that is missing look the same from outside: 401, "The consumer isn't authorized to access %resources."
 */
export function explainRefusal(answer: ShopAnswer, { path, root, isBearer }: Request): Error {
  const { status } = answer;
  const json = readJson(answer.text);
  const said = messageOf(json);
  const details = { status, path, ...(said && { said }) };
  if (status === 404) {
    return new CodedUserError(
      'SHOP_API_MISSING',
      `There is no ${root}${path}. Enter the address of the shop's main page; the REST API of Magento is below /rest.`,
      details,
    );
  }
  if (status !== 401 && status !== 403) {
    return new CodedOperationalError('SHOP_REFUSED', `The shop refused ${path} (${status})${saying(said)}.`, details);
  }
  const problem = /oauth_problem=(\w+)/.exec(said)?.[1];
  if (problem === 'signature_invalid') {
    return new CodedUserError(
      'SHOP_KEY_WRONG',
      'The shop says that the signature is wrong. Compare the secrets of the integration, and enter the address as the shop itself has it (Stores › Configuration › Web › Base URLs).',
      details,
    );
  }
  const resource = readText(readRecord(json?.parameters).resources);
  if (resource && !problem && !isBearer) {
    return new CodedUserError(
      'SHOP_KEY_TOO_WEAK',
      `The integration may not use ${path}: allow it ${resource} (System › Integrations › API), and save it again.`,
      details,
    );
  }
  const hint = isBearer ? BEARER_HINT : 'Compare them with System › Integrations, and see that it is active there.';
  const permission = resource ? ` It may also lack the permission ${resource}.` : '';
  return new CodedUserError(
    'SHOP_KEY_WRONG',
    `The shop does not accept the credentials (${status})${saying(said)}. ${hint}${permission}`,
    details,
  );
}

function saying(said: string): string {
  return said && `: ${said.replace(/\.$/, '')}`;
}

/** `%resources` and the like stand for the parameters beside the message. */
function messageOf(json: Json | undefined): string {
  const parameters = readRecord(json?.parameters);
  const text = readText(json?.message).replace(/%(\w+)/g, (placeholder, name: string) => {
    return readText(parameters[name]) || placeholder;
  });
  return text.slice(0, LONGEST_MESSAGE);
}

const LONGEST_MESSAGE = 300;

/** Undefined where a proxy or a security plugin answers with a page instead. */
function readJson(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isRecord(json) ? json : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
