import { describe, expect, it } from 'vitest';
import { demoContent, pictured } from './content.js';
import { handlesBreaking, rewards, twice } from './demo.test-kit.js';
import { renderPicture } from './picture.js';

/** The tags that are opened and never closed, or closed and never opened. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, closing, name = '', selfClosing] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)(?:\s[a-zA-Z-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (closing) {
      if (open.pop() !== name) wrong.push(name);
    } else if (!selfClosing) open.push(name);
  }
  return [...open, ...wrong];
}

describe('the pictures', () => {
  it('every picture is well-formed: each tag closed, each number a number', () => {
    // Whatever is left after taking out whole tags must be the title alone.
    const tag = /<\/?[a-zA-Z]+(?:\s[a-zA-Z-]+="[^"<]*")*\s*\/?>/g;
    const wellFormed = (svg: string) =>
      unbalanced(svg).length === 0 && !/[<>"]/.test(svg.replaceAll(tag, ''));
    expect(handlesBreaking(pictured, (one) => wellFormed(renderPicture(one)))).toEqual([]);
    const numbers = (svg: string) => !/NaN|undefined|null|Infinity/.test(svg);
    expect(handlesBreaking(pictured, (one) => numbers(renderPicture(one)))).toEqual([]);
  });

  it('every picture is self-contained: no script, no font, no address but its own gradient', () => {
    for (const reward of pictured) {
      const svg = renderPicture(reward);
      expect(svg).not.toMatch(/<(script|style|image|use|foreignObject|text|a)\b|\shref=|\son\w+=/);
      expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
      expect(new Set(svg.match(/url\([^)]*\)/g))).toEqual(new Set([`url(#light-${reward.handle})`]));
      expect(svg.length).toBeLessThan(12_000);
    }
  });

  it('the same reward always gives the same picture, and no two rewards look alike', () => {
    const drawn = pictured.map((one) => JSON.stringify(one.picture));
    expect(twice(drawn)).toEqual([]);
    for (const reward of rewards) expect(renderPicture({ ...reward })).toBe(renderPicture(reward));
  });

  it('a title with signs of its own cannot break out of its picture', () => {
    const [reward] = rewards;
    if (!reward) throw new Error('The demo has no rewards.');
    const svg = renderPicture({ ...reward, title: { zh: '<script>', en: '"A" & B</title>' } });
    expect(svg).toContain('&lt;script&gt; · &quot;A&quot; &amp; B&lt;/title&gt;');
    expect(unbalanced(svg)).toEqual([]);
  });

  it('a picture is found by the handle of its reward, and unknown handles have none', () => {
    expect(demoContent.picture('drip-coffee-gift-box')).toMatch(/^<svg /);
    expect(demoContent.picture('no-such-reward')).toBeNull();
  });
});
