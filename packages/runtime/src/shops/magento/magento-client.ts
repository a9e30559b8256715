import { CodedOperationalError } from '../../shared';
import { oauthHeader, readJsonAnswer, type OAuthKeys, type ShopAnswer, type ShopHttp } from '../http';
import { isRecord, readCount, readRecords, type Json } from '../store';
import { explainRefusal } from './explain-refusal';
import { searchQuery, type SearchCriteria } from './search-criteria';

/**
 * What opens Magento's REST API: the four credentials of an integration (OAuth 1.0a), or its access token alone, as a
 * Bearer token, which Magento refuses since 2.4.4 unless the shop allows it.
 */
export type MagentoKeys = Required<OAuthKeys> | { readonly token: string };

export interface SearchPage {
  readonly items: readonly Json[];
  /** Of all that fits the criteria; null where the shop does not say. */
  readonly totalCount: number | null;
}

/** Magento's REST API. */
export class MagentoClient {
  private readonly root: string;

  constructor(
    shopUrl: string,
    private readonly keys: MagentoKeys,
    private readonly http: ShopHttp,
  ) {
    this.root = `${shopUrl.replace(/\/+$/, '')}/rest/V1/`;
  }

  /**
   * @param path below `/rest/V1/`, with its query
   * @throws SHOP_KEY_WRONG, SHOP_KEY_TOO_WEAK, SHOP_API_MISSING, SHOP_REFUSED, and what ShopHttp throws
   */
  async get(path: string): Promise<unknown> {
    const answer = await this.send(path);
    this.requireSuccess(path, answer);
    return readJsonAnswer(answer);
  }

  /** The same; undefined where the shop has nothing at this address. */
  async find(path: string): Promise<unknown> {
    const answer = await this.send(path);
    if (answer.status === 404) return undefined;
    this.requireSuccess(path, answer);
    return readJsonAnswer(answer);
  }

  /** Makes something of `body`, and gives back what the shop made of it. @throws what `get` throws */
  async post(path: string, body: object): Promise<unknown> {
    const answer = await this.send(path, body);
    this.requireSuccess(path, answer);
    return readJsonAnswer(answer);
  }

  /** The first page of what fits the criteria. @throws what `get` throws */
  async search(path: string, criteria: SearchCriteria): Promise<SearchPage> {
    return this.readPage(path, await this.get(`${path}?${searchQuery(criteria)}`));
  }

  /** The same; undefined where the shop knows no such list. */
  async findPage(path: string, criteria: SearchCriteria): Promise<SearchPage | undefined> {
    const json = await this.find(`${path}?${searchQuery(criteria)}`);
    return json === undefined ? undefined : this.readPage(path, json);
  }

  /** No items at all are written as null. */
  private readPage(path: string, json: unknown): SearchPage {
    if (!isRecord(json) || !('items' in json)) {
      throw new CodedOperationalError(
        'SHOP_ANSWER_UNREADABLE',
        `The shop answered a search for ${path} with something that is no list.`,
      );
    }
    return { items: readRecords(json.items), totalCount: readCount(json.total_count) };
  }

  private async send(path: string, body?: object): Promise<ShopAnswer> {
    const url = this.root + path;
    const method = body ? 'POST' : 'GET';
    return await this.http.send(() => ({
      method,
      url,
      headers: { authorization: this.authorization(method, url) },
      body,
    }));
  }

  private authorization(method: string, url: string): string {
    return 'consumerKey' in this.keys ? oauthHeader(method, url, this.keys) : `Bearer ${this.keys.token}`;
  }

  private requireSuccess(path: string, answer: ShopAnswer): void {
    if (answer.status >= 200 && answer.status < 300) return;
    throw explainRefusal(answer, {
      path: path.split('?')[0] ?? path,
      root: this.root,
      isBearer: !('consumerKey' in this.keys),
    });
  }
}
