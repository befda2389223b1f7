import 'reflect-metadata';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { composedSchemas } from '../server/src/schemas.js';

const schemas = composedSchemas();
const names = ['storefront', 'admin'] as const;

describe.each(names)('the %s schema', (name) => {
  const schema = schemas[name];

  it('describes every type, field, argument, input field and enum value', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('is the one written in schema/', async () => {
    const written = await readFile(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8');
    expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(written);
  });

  it('is the same however often it is made', () => {
    expect(printSchema(composedSchemas()[name])).toBe(printSchema(schema));
  });

  it('has a code, a message and a path in every user error', () => {
    const userError = schema.getType('UserError');
    if (!isInterfaceType(userError)) throw new Error('UserError is not an interface.');
    expect(schema.getPossibleTypes(userError).length).toBeGreaterThan(10);
  });
});

describe('the two schemas', () => {
  it('keep operator fields out of the storefront', () => {
    const storefront = printSchema(schemas.storefront);
    for (const field of ['accessKeys', 'memberTokenCreate', 'audit(', 'AdminProgram']) {
      expect(storefront).not.toContain(field);
    }
  });
});

function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const check = (what: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) missing.push(what);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return missing;
}
