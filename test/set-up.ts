import { answers } from './support/postgres/answers';
import { startPostgres } from './support/postgres/start-postgres';

const COMMON_URL = 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * Jest calls it before all tests: finds them a Postgres. The one at AFTERCART_TEST_POSTGRES_URL, else one that is started
 * for them alone, else the one that runs on this machine; empty where there is none.
 */
export default async function setUp(): Promise<void> {
  const { env } = process;
  if (env.AFTERCART_TEST_POSTGRES_URL) return;
  const own = await startPostgres();
  if (own !== undefined) env.AFTERCART_TEST_POSTGRES_TEMPLATE = 'aftercart_test_template';
  env.AFTERCART_TEST_POSTGRES_URL = own ?? ((await answers(COMMON_URL)) ? COMMON_URL : '');
}
