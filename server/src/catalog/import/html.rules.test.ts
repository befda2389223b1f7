import { describe, expect, it } from 'vitest';
import { firstSentence, plainText } from './html.rules.js';

describe('the plain text of HTML', () => {
  it('keeps paragraphs, breaks and lists apart', () => {
    const html = '<p>Two\n cups</p><ul><li>one</li><li>two</li></ul>A<br/>B';
    expect(plainText(html)).toBe('Two cups\n\n• one\n• two\nA\nB');
  });

  it('decodes entities once', () => {
    expect(plainText('Tom &amp; J&#101;rry&#x2019;s &lt;b&gt; &amp;lt; &unknown;')).toBe(
      'Tom & Jerry’s <b> &lt; &unknown;',
    );
  });

  it('leaves out scripts, styles and comments, closed or not', () => {
    expect(plainText('a<script>alert("<b>")</script>b<style>p{}</style>c<!-- d -->e')).toBe('abce');
    expect(plainText('a<script>never closed')).toBe('a');
  });

  it('keeps a lone less-than sign', () => expect(plainText('1 < 2 > 0')).toBe('1 < 2 > 0'));

  it('does not choke on hostile markup', () => {
    const started = performance.now();
    plainText('<script'.repeat(100_000));
    plainText('<'.repeat(200_000));
    plainText(' \n'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('the first sentence', () => {
  it('ends at its stop, in both languages', () => {
    expect(firstSentence('手冲挂耳。每盒十包。')).toBe('手冲挂耳。');
    expect(firstSentence('Only 1.5 kg. Light.')).toBe('Only 1.5 kg.');
  });

  it('is cut when it is long', () => expect(firstSentence('x'.repeat(500))).toHaveLength(120));
});
