import { describe, expect, it } from 'vitest';
import { demoContent } from './content.js';
import { twice } from './demo.test-kit.js';
import { demoPrograms } from './programs.js';

const [first, second] = demoPrograms;

describe('the brands', () => {
  it('are two, with different keys, handles and members', () => {
    expect(demoPrograms).toHaveLength(2);
    expect(first?.keys).toEqual({ publishable: 'pk_demo', secret: 'sk_demo', partner: 'pt_demo' });
    expect(second?.keys).toEqual({ publishable: 'pk_demo2', secret: 'sk_demo2', partner: 'pt_demo2' });
    expect(
      twice(demoPrograms.flatMap((program) => program.members.map((member) => member.customerId))),
    ).toEqual([]);
    expect(
      twice(demoPrograms.flatMap((one) => one.members.flatMap((m) => m.purchases.map((p) => p.orderId)))),
    ).toEqual([]);
  });

  it('show their own members and no others', () => {
    expect(demoContent.members('sparrow-eave')).toHaveLength(6);
    expect(demoContent.members('ridgeleaf')).toHaveLength(2);
    expect(demoContent.members('another-brand')).toEqual([]);
  });

  it('have members whose English names are the Chinese ones in pinyin, all of them', () => {
    const members = demoPrograms.flatMap((program) => program.members);
    const translated = members.filter((one) => one.displayName.en.toLowerCase() !== one.customerId);
    expect(translated.map((one) => one.displayName.en)).toEqual([]);
  });
});
