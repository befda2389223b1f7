import { expect, test } from 'vitest';
import { databaseTrouble, troubleLine } from './database-trouble.js';

const failing = (code: string, more: object = {}) => Object.assign(new Error('so it is'), { code, ...more });

test.each([
  ['ECONNREFUSED', 'away'],
  ['EHOSTUNREACH', 'away'],
  ['57P01', 'away'],
  ['08006', 'away'],
  ['53300', 'away'],
  ['53100', 'hindered'],
  ['57014', 'hindered'],
  ['25006', 'hindered'],
  ['EMFILE', 'hindered'],
  ['55P03', 'contended'],
  ['40P01', 'contended'],
  ['40001', 'contended'],
  ['23505', null],
  ['42P01', null],
  ['ENOENT', null],
])('an error of the code %s says that the database is %s', (code, trouble) => {
  expect(databaseTrouble(failing(code))).toBe(trouble);
});

test('the driver says in words that a connection broke', () => {
  expect(databaseTrouble(new Error('Connection terminated unexpectedly'))).toBe('away');
  expect(databaseTrouble(new TypeError('a bug'))).toBeNull();
});

test('work that failed in several places has one trouble or none', () => {
  const [lost, full] = [failing('ECONNREFUSED'), failing('53100')];
  expect(databaseTrouble(new AggregateError([lost, lost]))).toBe('away');
  expect(databaseTrouble(new AggregateError([lost, full]))).toBeNull();
  expect(databaseTrouble(new AggregateError([lost, new TypeError('a bug')]))).toBeNull();
});

test('operators are told where others hold rows', () => {
  const error = failing('55P03', { where: 'while locking tuple (0,1) in relation "stock"\nmore' });
  expect(troubleLine('contended', error)).toBe('Rows are held by others for too long: so it is (stock)');
});
