import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { composedSchemas } from './schemas.js';

/** Writes the schemas of the code into schema/, sorted, so that the same code always gives the same text. */
async function emit(): Promise<void> {
  const folder = fileURLToPath(new URL('../../schema/', import.meta.url));
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries(composedSchemas())) {
    await writeFile(`${folder}${name}.graphql`, `${printSchema(lexicographicSortSchema(schema))}\n`);
  }
}

await emit();
