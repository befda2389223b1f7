import type { Achievement } from '@jifen/sdk';
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';

const glyphs = {
  TIER: svg`<path d="m12 4.6 2.3 4.8 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 10l5.2-.7Z" />`,
  CHECK_IN: svg`<path d="M5 6.5h14V19H5zM5 10.2h14M9 4.4v3.4M15 4.4v3.4" /><path d="m9.2 14.6 2 2 3.8-3.8" />`,
  EXCHANGE: svg`<path d="M5 9h13l-3.2-3.2M19 15H6l3.2 3.2" />`,
  GIFT: svg`<path d="M12 19C6.4 15.3 4.6 12.2 4.6 9.5A3.7 3.7 0 0 1 12 8.2a3.7 3.7 0 0 1 7.4 1.3c0 2.7-1.8 5.8-7.4 9.5Z" />`,
  PROJECT: svg`<path d="M12 19.5v-8M12 13c0-3.6-2.4-5.6-6.6-5.6 0 3.8 2.6 5.6 6.6 5.6ZM12 11c0-3.2 2.2-5.4 6.6-5.4 0 3.8-2.6 5.4-6.6 5.4Z" />`,
  POOL: svg`<circle cx="12" cy="7.4" r="3" /><circle cx="7.3" cy="15.6" r="3" /><circle cx="16.7" cy="15.6" r="3" />`,
  BALLOT: svg`<path d="M4.6 12.5h14.8v7H4.6zM8.4 12.5V4.8h7.2v7.7" /><path d="m10.3 8.5 1.3 1.3 2.3-2.4" />`,
  MEMBERSHIP: svg`<path d="M5 19.4h14M6.6 19.4v-6h10.8v6M12 13.4v-3.6M12 5c1.2 1.3 1.2 2.6 0 3.1-1.2-.5-1.2-1.8 0-3.1Z" />`,
};

const points = 16;
const [middle, outer, inner] = [32, 29, 26];

/** A rosette of soft points. */
const rosette = Array.from({ length: points }, (_, at) => {
  const on = (radius: number, part: number) => {
    const angle = ((at + part) / points) * 2 * Math.PI;
    return `${(middle + radius * Math.sin(angle)).toFixed(1)} ${(middle - radius * Math.cos(angle)).toFixed(1)}`;
  };
  return `${at === 0 ? 'M' : ''}${at === 0 ? on(inner, 0) : ''}Q${on(outer + 4, 0.5)} ${on(inner, 1)}`;
}).join('');
const shield = 'M32 3.5 56 11v19c0 15-9.5 25-24 30.5C17.5 55 8 45 8 30V11Z';

/** The sign of an award: its kind by shape and colour, its step by number. Decoration: words stand beside it. */
export function emblem({ key, kind }: Pick<Achievement, 'key' | 'kind'>): TemplateResult {
  const step = /-(\d+)$/.exec(key)?.[1];
  return html`<svg class="emblem" viewBox="0 0 64 68" aria-hidden="true">
    <path class="emblem-back" d=${kind === 'TIER' ? shield : `${rosette}Z`} />
    <circle class="emblem-ring" cx="32" cy="31" r="20.5" />
    <g class="emblem-glyph" transform="translate(17.6 15.4) scale(1.2)">${glyphs[kind]}</g>
    ${
      step === undefined || kind === 'TIER' || step === '1'
        ? nothing
        : svg`<rect class="emblem-plate" x="18" y="51" width="28" height="16" rx="8" />
            <text class="emblem-step" x="32" y="63" text-anchor="middle">${step}</text>`
    }
  </svg>`;
}
