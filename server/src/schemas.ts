import type { GraphQLSchema } from 'graphql';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { compose } from './capabilities.js';
import { systemClock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import { systemRandom } from './platform/random.js';

/** Both schemas as the server serves them, made without a database: nothing in them is ever executed. */
export function composedSchemas(): { storefront: GraphQLSchema; admin: GraphQLSchema } {
  const closed = () => Promise.reject(new Error('There is no database behind these schemas.'));
  const connections = { pool: new pg.Pool(), query: closed, transaction: closed };
  const database: Database = {
    ...connections,
    background: connections,
    commandPool: { connect: closed, end: () => Promise.resolve() },
    orm: new DataSource({ type: 'postgres' }),
    url: '',
    answers: () => false,
    writes: () => false,
    client: () => new pg.Client(),
    keepLock: closed,
    close: () => Promise.resolve(),
  };
  const config = { production: false, introspection: true };
  const { storefront, admin } = compose(
    { config, database, clock: systemClock, random: systemRandom },
    () => {},
  );
  return { storefront, admin };
}
