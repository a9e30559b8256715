/** A person with an account at a shop, in our terms. Instants are UTC epoch ms. */
export interface ShopCustomer {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly role: string;
  readonly phone: string;
  /** ISO 3166-1 alpha-2; empty where none was given. */
  readonly country: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly meta: Readonly<Record<string, unknown>>;
}
