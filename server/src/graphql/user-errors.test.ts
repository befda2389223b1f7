import 'reflect-metadata';
import { expect, test } from 'vitest';
import type { Refusal } from '../platform/refusal.js';
import { toUserErrors } from './user-errors.js';

const said = (refusal: Refusal) =>
  (['zh', 'en'] as const).map((language) => toUserErrors([refusal], language)[0]?.message);

const limit = { code: 'LIMIT_REACHED', rewardId: 'r', limit: 3 } as const;

test.each([0, 1])('nobody is told of a period where a limit never starts again, %i left', (left) => {
  const [zh, en] = said({ ...limit, left, period: 'ever' });
  expect(zh).not.toContain('本期');
  expect(en).not.toContain('period');
  const [monthly, inEnglish] = said({ ...limit, left, period: 'month' });
  expect(monthly).toContain('本期');
  expect(inEnglish).toContain('period');
});
