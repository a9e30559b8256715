import { createPrivateKey } from 'node:crypto';
import { isIP } from 'node:net';
import path from 'node:path';

import { z } from 'zod';

import { CodedUserError, isTimeZone } from './shared';

/** Everything that the environment decides, read once at start. The README lists each setting. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** The ready-made journeys; those of the product where left out. */
  readonly templatesFolder?: string;
  /** Where shops and browsers reach this server, without a trailing slash. */
  readonly publicUrl: string;
  /** Whose word counts on which address a request comes from: addresses, networks, `loopback`, `uniquelocal`. */
  readonly trustedProxies: readonly string[];
  readonly apiKey: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Signs mails; undefined where the mail server does it, or nobody. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
  /** Receives bounces, each mail's at an address of its own. */
  readonly bounceDomain: string | undefined;
  /** Where people can ask by mail to be left alone. */
  readonly unsubscribeAddress: string | undefined;
  /** What becomes of a mail of which nobody knows, after a crash, whether it was sent. */
  readonly mailInDoubt: 'hold' | 'resend';
  readonly databaseUrl: string;
  readonly encryptionKey: string | undefined;
  /** undefined: demo data when the data folder is new. */
  readonly demo: boolean | undefined;
  /** Between two reconciliations of a shop. */
  readonly shopPollMinutes: number;
  /** To one shop. */
  readonly shopCallsPerSecond: number;
  /** For how long it is kept why events did not enter journeys. */
  readonly refusalsKeptDays: number;
  /** Origins of push services besides those of the browsers' makers. */
  readonly pushServices: readonly string[];
  readonly timeZone: string;
  /** Whether workflows that it covers take the lean path. */
  readonly leanPath: boolean;
  /** For tests only: a file that says by how many milliseconds the clock is ahead. */
  readonly testClock: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

function isProxy(text: string): boolean {
  const [address = '', length = '0', ...rest] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  return (
    NAMED_NETWORKS.includes(text) ||
    (isIP(address) > 0 && rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= longest)
  );
}

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const optional = <Schema extends z.ZodTypeAny>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const domain = z
  .string()
  .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i, 'must be a name as DNS has it, such as mail.example.com');

const environment = z.object({
  AFTERCART_HOST: z.string().min(1).default('127.0.0.1'),
  AFTERCART_PORT: z.coerce.number().int().min(0).max(65_535).default(5680),
  AFTERCART_DATA: z.string().min(1).default('./data'),
  AFTERCART_PUBLIC_URL: optional(z.string().url()),
  AFTERCART_TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((text) =>
      text
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    )
    .refine(
      (proxies) => proxies.every(isProxy),
      'must be addresses or networks such as 10.0.0.0/8, loopback or uniquelocal',
    ),
  AFTERCART_API_KEY: optional(z.string().min(16, 'must have at least 16 characters')),
  AFTERCART_SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')),
  AFTERCART_MAIL_FROM: z.string().min(3).default('Aftercart <aftercart@localhost>'),
  AFTERCART_DKIM_DOMAIN: optional(domain),
  AFTERCART_DKIM_SELECTOR: optional(domain),
  AFTERCART_DKIM_PRIVATE_KEY: optional(z.string()),
  AFTERCART_BOUNCE_DOMAIN: optional(domain),
  AFTERCART_UNSUBSCRIBE_ADDRESS: optional(z.string().email()),
  AFTERCART_MAIL_IN_DOUBT: z.enum(['hold', 'resend']).default('hold'),
  AFTERCART_DATABASE_URL: optional(
    z.string().regex(/^(sqlite:|postgres(ql)?:\/\/)/, 'must start with sqlite: or postgres://'),
  ),
  AFTERCART_ENCRYPTION_KEY: optional(z.string().min(16, 'must have at least 16 characters')),
  AFTERCART_DEMO: optional(flag),
  AFTERCART_SHOP_POLL_MINUTES: z.coerce.number().min(0.05).max(1_440).default(5),
  AFTERCART_SHOP_CALLS_PER_SECOND: z.coerce.number().min(0.1).max(1_000).default(5),
  AFTERCART_REFUSALS_KEPT_DAYS: z.coerce.number().positive().max(36_500).default(365),
  AFTERCART_PUSH_SERVICES: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine(
      (all) => all.every((each) => URL.canParse(each) && new URL(each).origin === each),
      'must be origins such as https://push.example.com, with commas between them',
    ),
  AFTERCART_TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA zone such as Europe/Vienna').default('UTC'),
  AFTERCART_LEAN_PATH: flag.default('true'),
  AFTERCART_TEMPLATES: z.string().min(1).optional(),
  AFTERCART_TEST_CLOCK: optional(z.string()),
  AFTERCART_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/**
 * Reads and checks the settings.
 * @throws CONFIG_INVALID naming each setting that is wrong
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new CodedUserError(
      'CONFIG_INVALID',
      `Settings are wrong. ${problems.join('; ')}. The README lists them all.`,
      {
        problems,
      },
    );
  }
  const settings = parsed.data;
  const dataFolder = path.resolve(settings.AFTERCART_DATA);
  return {
    host: settings.AFTERCART_HOST,
    port: settings.AFTERCART_PORT,
    dataFolder,
    templatesFolder:
      settings.AFTERCART_TEMPLATES === undefined ? undefined : path.resolve(settings.AFTERCART_TEMPLATES),
    publicUrl: (settings.AFTERCART_PUBLIC_URL ?? `http://127.0.0.1:${settings.AFTERCART_PORT}`).replace(/\/+$/, ''),
    trustedProxies: settings.AFTERCART_TRUSTED_PROXIES,
    apiKey: settings.AFTERCART_API_KEY,
    smtpUrl: settings.AFTERCART_SMTP_URL,
    mailFrom: settings.AFTERCART_MAIL_FROM,
    dkim: readDkim(settings),
    bounceDomain: settings.AFTERCART_BOUNCE_DOMAIN,
    unsubscribeAddress: settings.AFTERCART_UNSUBSCRIBE_ADDRESS,
    mailInDoubt: settings.AFTERCART_MAIL_IN_DOUBT,
    databaseUrl: settings.AFTERCART_DATABASE_URL ?? `sqlite:${path.join(dataFolder, 'aftercart.sqlite')}`,
    encryptionKey: settings.AFTERCART_ENCRYPTION_KEY,
    demo: settings.AFTERCART_DEMO,
    shopPollMinutes: settings.AFTERCART_SHOP_POLL_MINUTES,
    shopCallsPerSecond: settings.AFTERCART_SHOP_CALLS_PER_SECOND,
    refusalsKeptDays: settings.AFTERCART_REFUSALS_KEPT_DAYS,
    pushServices: settings.AFTERCART_PUSH_SERVICES,
    timeZone: settings.AFTERCART_TIME_ZONE,
    leanPath: settings.AFTERCART_LEAN_PATH,
    testClock: settings.AFTERCART_TEST_CLOCK,
    logLevel: settings.AFTERCART_LOG_LEVEL,
  };
}

/** Line breaks may be written as `\\n`, which is how one line of an environment file holds a key. */
function readDkim(settings: z.infer<typeof environment>): Config['dkim'] {
  const { AFTERCART_DKIM_DOMAIN: domain, AFTERCART_DKIM_SELECTOR: selector } = settings;
  const privateKey = settings.AFTERCART_DKIM_PRIVATE_KEY?.replaceAll('\\n', '\n');
  if (domain === undefined && selector === undefined && privateKey === undefined) return undefined;
  if (domain === undefined || selector === undefined || privateKey === undefined) {
    throw new CodedUserError(
      'CONFIG_INVALID',
      'To sign mails, AFTERCART_DKIM_DOMAIN, AFTERCART_DKIM_SELECTOR and AFTERCART_DKIM_PRIVATE_KEY are needed, all three.',
    );
  }
  if (!isRsaKey(privateKey)) {
    throw new CodedUserError(
      'CONFIG_INVALID',
      'AFTERCART_DKIM_PRIVATE_KEY is no private key of RSA: it must be the text of a PEM file, with \\n for its line breaks.',
    );
  }
  return { domain, selector, privateKey };
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
