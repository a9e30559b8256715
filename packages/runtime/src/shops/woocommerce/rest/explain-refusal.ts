import { CodedOperationalError, CodedUserError, isCoded } from '../../../shared';
import { readJsonAnswer, type ShopAnswer } from '../../http';
import { readRecord, readText } from '../../store';

/** What WordPress says in an error's body. */
interface Said {
  readonly code: string;
  readonly message: string;
}

/**
 * What a refusal (4xx) of the REST API means for whoever connects the shop.
 * @returns SHOP_KEY_WRONG, SHOP_KEY_TOO_WEAK, SHOP_PERMALINKS_PLAIN, SHOP_API_MISSING or SHOP_REFUSED
 */
export async function explainRefusal(
  answer: ShopAnswer,
  path: string,
  hasPlainPermalinks: () => Promise<boolean>,
): Promise<Error> {
  const said = readSaid(answer);
  const { status } = answer;
  if (status === 401 || status === 403) return explainKey(status, said);
  if (status === 404 && said?.code === 'rest_no_route') {
    return new CodedUserError(
      'SHOP_API_MISSING',
      `WordPress answers there, but has no route for "${path}": WooCommerce is not active, or too old. It has to be 5.8 or newer.`,
    );
  }
  if (status === 404 && !said) {
    return (await hasPlainPermalinks())
      ? new CodedUserError(
          'SHOP_PERMALINKS_PLAIN',
          'The shop\'s REST API is switched off by its permalinks. In WordPress, choose any structure but "Plain" under Settings › Permalinks.',
        )
      : new CodedUserError(
          'SHOP_API_MISSING',
          'There is no WooCommerce REST API at this address. Enter the address of the shop itself, as its visitors see it.',
        );
  }
  const reason = said ? `${said.code}: ${said.message}` : 'without a reason';
  return new CodedOperationalError('SHOP_REFUSED', `The shop refused "${path}" (${status}, ${reason}).`, {
    status,
    ...(said && { shopCode: said.code }),
  });
}

function explainKey(status: number, said: Said | undefined): Error {
  if (!said) {
    const hint =
      'Something before the shop (a firewall, a password on a staging site) asks for credentials of its own.';
    return new CodedUserError('SHOP_KEY_WRONG', `The shop answered ${status} and not as WooCommerce does. ${hint}`);
  }
  const isTooWeak = /cannot_(view|create|edit|read)|read[-_ ]?only|does not have (read|write)/i.test(
    `${said.code} ${said.message}`,
  );
  const advice = isTooWeak
    ? 'Make a REST key with read and write access for an administrator or shop manager.'
    : 'Compare consumerKey and consumerSecret with the REST key of the shop.';
  return new CodedUserError(
    isTooWeak ? 'SHOP_KEY_TOO_WEAK' : 'SHOP_KEY_WRONG',
    `The shop refuses the key (${said.code}: ${said.message}). ${advice}`,
  );
}

/** undefined where the answer is none of WordPress's own. */
function readSaid(answer: ShopAnswer): Said | undefined {
  try {
    const body = readRecord(readJsonAnswer(answer));
    return typeof body.code === 'string'
      ? { code: body.code, message: readText(body.message).slice(0, 200) }
      : undefined;
  } catch (error) {
    if (!isCoded(error)) throw error;
    return undefined;
  }
}
