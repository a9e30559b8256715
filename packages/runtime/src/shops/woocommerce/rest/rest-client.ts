import { CodedOperationalError } from '../../../shared';
import { oauthParameters, readJsonAnswer, type ShopAnswer, type ShopHttp, type ShopRequest } from '../../http';
import { explainRefusal } from './explain-refusal';

export interface RestCredentials {
  /** The address of the shop; WordPress may live in a folder below it. */
  readonly url: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

export type Query = Readonly<Record<string, string | number>>;

/** A page of a collection. */
export interface RestPage {
  readonly objects: readonly unknown[];
  /** `X-WP-Total`; null where something between has taken the header away. */
  readonly total: number | null;
  readonly pages: number | null;
}

/**
 * WooCommerce's REST API v3. Over TLS the keys go as Basic authorisation; WooCommerce refuses that over plain http,
 * where each request is signed by one-legged OAuth 1.0a instead.
 */
export class RestClient {
  constructor(
    private readonly http: ShopHttp,
    private readonly credentials: RestCredentials,
  ) {}

  /** @param path below `/wp-json/wc/v3`, such as `orders` @throws what ShopHttp and `explainRefusal` say */
  async get(path: string, query: Query = {}): Promise<unknown> {
    return readJsonAnswer(await this.call('GET', path, query));
  }

  async list(path: string, query: Query): Promise<RestPage> {
    const answer = await this.call('GET', path, query);
    const objects = readJsonAnswer(answer);
    if (!Array.isArray(objects)) {
      throw new CodedOperationalError(
        'SHOP_ANSWER_UNREADABLE',
        `The shop answered for ${path} with something that is no list.`,
      );
    }
    return { objects, total: countIn(answer, 'x-wp-total'), pages: countIn(answer, 'x-wp-totalpages') };
  }

  async send(
    method: Exclude<ShopRequest['method'], 'GET'>,
    path: string,
    body?: object,
    query: Query = {},
  ): Promise<unknown> {
    return readJsonAnswer(await this.call(method, path, query, body));
  }

  private async call(method: ShopRequest['method'], path: string, query: Query, body?: object): Promise<ShopAnswer> {
    const answer = await this.http.send(() => ({
      method,
      ...this.authorized(method, path, query),
      ...(body && { body }),
    }));
    if (answer.status < 400) return answer;
    throw await explainRefusal(answer, path, () => this.hasPlainPermalinks());
  }

  private authorized(method: string, path: string, query: Query): Pick<ShopRequest, 'url' | 'headers'> {
    const { consumerKey, consumerSecret } = this.credentials;
    const url = this.address(`wp-json/wc/v3/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    if (url.protocol === 'https:') {
      const basic = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
      return { url: url.href, headers: { authorization: `Basic ${basic}` } };
    }
    const signed = oauthParameters(method, url.href, { consumerKey, consumerSecret });
    for (const [name, value] of Object.entries(signed)) url.searchParams.set(name, value);
    return { url: url.href };
  }

  /** WordPress without "pretty" permalinks has its API at another address, which WooCommerce does not support. */
  private async hasPlainPermalinks(): Promise<boolean> {
    const url = this.address('');
    url.searchParams.set('rest_route', '/wc/v3');
    const answer = await this.http.send(() => ({ method: 'GET', url: url.href }));
    return answer.status === 200 && /^\s*\{/.test(answer.text);
  }

  private address(path: string): URL {
    return new URL(path, `${this.credentials.url.replace(/\/+$/, '')}/`);
  }
}

function countIn({ headers }: ShopAnswer, name: string): number | null {
  const text = headers.get(name) ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}
