import { beforeEach, describe, expect, it } from 'vitest';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

describe('a grant', () => {
  const grant = async (more: object) => {
    const input = { customerId: shopper.customerId, points: 50, idempotencyKey: mall.name(), ...more };
    const answer = await mall.server.admin(
      'mutation ($input: PointsGrantInput!) { pointsGrant(input: $input) { member { balance { available } } userErrors { code path } } }',
      { input },
    );
    return at(answer, 'pointsGrant');
  };

  it('is given once for a key, with the note and a trail', async () => {
    const input = { idempotencyKey: mall.name(), note: { zh: '生日快乐', en: 'Happy birthday' } };
    const given = { member: { balance: { available: 50 } }, userErrors: [] };
    expect([await grant(input), await grant(input)]).toEqual([given, given]);
    expect(await grant({ ...input, points: 51 })).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
    });
    expect(await mall.trail(shopper.id)).toMatchObject([
      {
        action: 'pointsGrant',
        before: null,
        after: { points: 50, note: { zh: '生日快乐', en: 'Happy birthday' } },
      },
    ]);
  });

  it('is given once for a key, though its expiry has passed when it is asked for again', async () => {
    const { clock } = mall.server;
    const expiresAt = new Date(clock.now().getTime() + 1_000).toISOString();
    const input = { idempotencyKey: mall.name(), expiresAt };
    expect(await grant(input)).toMatchObject({ member: { balance: { available: 50 } } });
    clock.forward(2_000);
    expect(await grant(input)).toEqual({ member: { balance: { available: 0 } }, userErrors: [] });
    expect(await mall.trail(shopper.id)).toHaveLength(1);
  });

  it('leaves a trail of when its points expire, given or by the rule', async () => {
    await grant({ expiresAt: '2027-01-01T00:00:00Z' });
    await grant({});
    const [named, ruled] = (await shopper.lots()).map((lot) => lot.expires_at.toISOString());
    expect(await mall.trail(shopper.id)).toMatchObject([
      { after: { expiresAt: ruled } },
      { after: { expiresAt: named } },
    ]);
  });

  it('with a blank note is given without one', async () => {
    await grant({ note: { zh: '  ', en: '' } });
    expect(await mall.trail(shopper.id)).toMatchObject([{ after: { points: 50, note: null } }]);
  });

  it('makes the member on first sight', async () => {
    expect(await grant({ customerId: 'never-seen-before' })).toEqual({
      member: { balance: { available: 50 } },
      userErrors: [],
    });
  });

  it.each([
    ['no points', { points: 0 }, ['points']],
    ['negative points', { points: -5 }, ['points']],
    ['more than a hundred million', { points: 100_000_001 }, ['points']],
    ['an expiry that has passed', { expiresAt: '2026-11-22T04:00:00Z' }, ['expiresAt']],
    ['a note that is a book', { note: { zh: 'x'.repeat(201), en: '' } }, ['note']],
    ['no key', { idempotencyKey: '' }, ['idempotencyKey']],
    ['a note with half a character', { note: { zh: '', en: '\ud800' } }, ['note']],
    ['a key with a character that cannot be stored', { idempotencyKey: 'a\0b' }, ['idempotencyKey']],
    ['a key that is too long', { idempotencyKey: 'x'.repeat(201) }, ['idempotencyKey']],
  ])('of %s is refused', async (_what, more, path) => {
    expect(await grant(more)).toEqual({ member: null, userErrors: [{ code: 'INVALID_INPUT', path }] });
    expect((await shopper.balance()).available).toBe(0);
  });
});
