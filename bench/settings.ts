/** What a person can set on the command line. Each benchmark has defaults of its own for what is left out. */
export interface Settings {
  readonly json?: string;
  readonly count?: number;
  readonly rate?: number;
  readonly connections?: number;
  readonly seconds?: number;
  readonly seed?: number;
  readonly profile?: string;
}

interface Flag {
  readonly type: 'string';
  readonly about: string;
}

export const FLAGS: Readonly<Record<keyof Settings, Flag>> = {
  json: { type: 'string', about: 'write all figures to this file, too' },
  count: { type: 'string', about: 'how many (orders, waiting contacts, kills, …)' },
  rate: { type: 'string', about: 'how many a second, where a benchmark holds a rate' },
  connections: { type: 'string', about: 'how many clients call at once' },
  seconds: { type: 'string', about: 'how long a rate is held' },
  seed: { type: 'string', about: 'what chance begins with' },
  profile: { type: 'string', about: 'write CPU profiles of the server into this folder' },
};

/** @throws where a flag that counts is not a number */
export function readSettings(values: Readonly<Record<string, string | boolean | undefined>>): Settings {
  const text = (name: keyof Settings) => (typeof values[name] === 'string' ? values[name] : undefined);
  const number = (name: keyof Settings) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value)) throw new Error(`--${name} is a number, not "${value}"`);
    return Number(value);
  };
  return {
    json: text('json'),
    profile: text('profile'),
    count: number('count'),
    rate: number('rate'),
    connections: number('connections'),
    seconds: number('seconds'),
    seed: number('seed'),
  };
}
