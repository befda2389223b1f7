import 'reflect-metadata';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNullableType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  OverlappingFieldsCanBeMergedRule,
  parse,
  printSchema,
  validate,
} from 'graphql';
import type { GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema } from 'graphql';
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

  it('says of everything that may be null when it is', () => {
    const silent = Object.values(schema.getTypeMap())
      .filter((type) => !isIntrospectionType(type))
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => isNullableType(field.type) && !/\bnull\b/i.test(field.description ?? ''))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(silent).toEqual([]);
  });

  it('lets one selection ask for the facts of all user errors, without an alias', () => {
    const types = schema.getPossibleTypes(userErrorOf(schema));
    const facts = types.map((type) => {
      const fields = Object.values(type.getFields()).filter(({ deprecationReason }) => !deprecationReason);
      const names = fields.map(({ name, type: of }) =>
        isCompositeType(getNamedType(of)) ? `${name} { __typename }` : name,
      );
      return `... on ${type.name} { ${names.join(' ')} }`;
    });
    const fragment = parse(`fragment Facts on UserError { ${facts.join(' ')} }`);
    const told = validate(schema, fragment, [OverlappingFieldsCanBeMergedRule]);
    expect(told.map(({ message }) => message)).toEqual([]);
  });

  it('has a code, a message and a path in every user error', () => {
    expect(schema.getPossibleTypes(userErrorOf(schema)).length).toBeGreaterThan(10);
  });
});

describe('the two schemas', () => {
  const mutations = names.flatMap((name) =>
    Object.values(schemas[name].getMutationType()?.getFields() ?? {}),
  );

  it('say of every mutation what it refuses with', () => {
    expect(mutations.filter((one) => refusedWith(one).length === 0).map(({ name }) => name)).toEqual([]);
  });

  it('know the refusals that some mutation names, and no others', () => {
    const told = new Set(mutations.flatMap(refusedWith));
    for (const name of names) {
      const possible = schemas[name].getPossibleTypes(userErrorOf(schemas[name]));
      const errors = possible.filter((type) => !isOnItsWayOut(type)).map((type) => type.name);
      expect([...told].toSorted()).toEqual(errors.toSorted());
    }
  });

  it('say of every mutation with an idempotency key that it may be malformed, or used before', () => {
    const keyed = mutations.filter(({ args }) =>
      args.some(({ type }) => {
        const input = getNamedType(type);
        return isInputObjectType(input) && 'idempotencyKey' in input.getFields();
      }),
    );
    expect(keyed.length).toBeGreaterThan(10);
    for (const one of keyed) {
      expect(refusedWith(one), one.name).toEqual(
        expect.arrayContaining(['InvalidInput', 'IdempotencyConflict']),
      );
    }
  });

  it('say of what is one member’s own who reads it, so that it is true for operators too', () => {
    for (const name of names) {
      for (const type of ['Purchase', 'Notice']) {
        expect(schemas[name].getType(type)?.description).toMatch(/Members read their own .*, operators /);
      }
    }
    // In the storefront the reader is the member; in the admin schema nothing is the reader's.
    expect(printSchema(schemas.admin)).not.toMatch(/\byours?\b/i);
  });

  it('tell what is the signed-in member’s own to members: to operators it is on its way out', () => {
    const deprecated = (schema: GraphQLSchema) =>
      fieldsOf(schema).filter(({ field }) => field.deprecationReason !== undefined);
    const forMembers = new Set(deprecated(schemas.storefront).map(({ path }) => path));
    const outOfAdmin = deprecated(schemas.admin).filter(({ path }) => !forMembers.has(path));
    expect(outOfAdmin.map(({ path }) => path).toSorted()).toEqual([
      'PricePlan.memberPrice',
      'Reward.affordable',
      'Reward.earlyAccess',
      'Reward.limitLeft',
      'Reward.memberPrice',
      'Reward.nextTier',
    ]);
    expect(schemas.admin.getType('NextTierTerms')?.description).toMatch(/ Deprecated; it goes away after /);
    expect(printSchema(schemas.storefront)).not.toContain('no member is signed in');
  });

  it('promise operators nothing that takes a member token', () => {
    const ofMembers = fieldsOf(schemas.admin).filter(({ field }) =>
      /without a member token|signed-in member/.test(field.description ?? ''),
    );
    const lasting = ofMembers.filter(({ field }) => field.deprecationReason === undefined);
    expect(lasting.map(({ path }) => path)).toEqual([]);
  });

  it('say of every name that operators give, and of every list, how many it may have', () => {
    const given = Object.values(schemas.admin.getTypeMap())
      .filter((type) => isInputObjectType(type))
      .filter(({ name }) => /^(Reward|Category|Zone|Pool|Donation|Vote)/.test(name))
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
    const bounded = given.filter(({ field: { name } }) =>
      ['handle', 'key', 'ids', 'images', 'tags', 'variants'].includes(name),
    );
    expect(bounded.length).toBeGreaterThan(15);
    const silent = bounded.filter(({ field }) => !/\d to \d|at most|\d in all/.test(field.description ?? ''));
    expect(silent.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it('keep operator fields out of the storefront', () => {
    const storefront = printSchema(schemas.storefront);
    for (const field of ['accessKeys', 'memberTokenCreate', 'audit(', 'AdminProgram']) {
      expect(storefront).not.toContain(field);
    }
  });
});

/** Every field of every object, as `Type.field`. */
function fieldsOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .filter((type) => isObjectType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ field, path: `${type.name}.${field.name}` })),
    );
}

function userErrorOf(schema: GraphQLSchema): GraphQLInterfaceType {
  const userError = schema.getType('UserError');
  if (!isInterfaceType(userError)) throw new Error('UserError is not an interface.');
  return userError;
}

/** A type cannot be marked as deprecated in itself. */
function isOnItsWayOut({ description }: GraphQLObjectType): boolean {
  return description?.includes('Deprecated;') === true;
}

/** The types named in what follows "refuses" in a description. */
function refusedWith({ description }: { description?: string | null | undefined }): string[] {
  const refusals = (description ?? '').split(/refuse[sd]/i).slice(1);
  return refusals.flatMap((text) => text.match(/\b(?:[A-Z][a-z]+){2,}\b/g) ?? []);
}

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
