import { z } from 'zod';

/** What the environment decides; everything else is configuration of a program. */
export interface Config {
  /** Null: the embedded PostgreSQL under dataDir. */
  databaseUrl: string | null;
  port: number;
  dataDir: string;
  production: boolean;
  /** Seed the demo mall when the database has no program. */
  demo: boolean;
  introspection: boolean;
  poolSize: number;
}

/** A mistake of whoever started the process; said in one sentence, without a stack. */
export class ConfigurationError extends Error {}

const flag = (otherwise: boolean) =>
  z
    .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
    .transform((value) => value === 'true' || value === '1')
    .default(otherwise);

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const postgresUrl = z
  .string()
  .refine(
    (value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value),
    'must look like postgres://user:password@host:5432/name',
  )
  .refine(
    isEncoded,
    'must have what is no letter or digit in its user, password and name percent-encoded (% is %25)',
  );

function isEncoded(value: string): boolean {
  if (!URL.canParse(value)) return true;
  const { username, password, pathname } = new URL(value);
  try {
    [username, password, pathname].forEach(decodeURIComponent);
    return true;
  } catch {
    return false;
  }
}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const production = environment['NODE_ENV'] === 'production';
  const shape = z.object({
    DATABASE_URL: postgresUrl.optional(),
    PORT: wholeNumber(0, 65_535).default(4000),
    DATA_DIR: z.string().min(1, 'must name a folder').default('.data'),
    DEMO: flag(!production),
    INTROSPECTION: flag(true),
    POOL_SIZE: wholeNumber(2, 500).default(10),
  });
  const given = Object.fromEntries(
    Object.keys(shape.shape)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigurationError(
      `${issue?.path.join('.') ?? 'The configuration'} ${issue?.message ?? 'is wrong'}.`,
    );
  }
  if (production && parsed.data.DEMO) {
    throw new ConfigurationError(
      'DEMO must not be true when NODE_ENV is production: the demo keys are public.',
    );
  }
  return {
    databaseUrl: parsed.data.DATABASE_URL ?? null,
    port: parsed.data.PORT,
    dataDir: parsed.data.DATA_DIR,
    production,
    demo: parsed.data.DEMO,
    introspection: parsed.data.INTROSPECTION,
    poolSize: parsed.data.POOL_SIZE,
  };
}
