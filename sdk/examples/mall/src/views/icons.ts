import { html, svg, type TemplateResult } from 'lit/html.js';

const paths = {
  search: svg`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`,
  close: svg`<path d="M6 6l12 12M18 6 6 18" />`,
  bag: svg`<path d="M5 8h14l-1 12H6L5 8Z" /><path d="M9 8a3 3 0 0 1 6 0" />`,
  person: svg`<circle cx="12" cy="8.5" r="3.8" /><path d="M4.5 20c1-4 4-5.7 7.5-5.7s6.5 1.7 7.5 5.7" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  sliders: svg`<path d="M4 7h9M19 7h1M4 17h1M11 17h9" /><circle cx="16" cy="7" r="2.5" /><circle cx="8" cy="17" r="2.5" />`,
  back: svg`<path d="m14.5 5-7 7 7 7" />`,
  next: svg`<path d="m9.5 5 7 7-7 7" />`,
  minus: svg`<path d="M6 12h12" />`,
  plus: svg`<path d="M6 12h12M12 6v12" />`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9.5" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />`,
  rise: svg`<path d="M5 16.5 10.5 11l3 3L19 8.5M14.5 8.5H19V13" />`,
  clock: svg`<circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" />`,
  receipt: svg`<path d="M6 3.5h12v17l-3-2-3 2-3-2-3 2v-17Z" /><path d="M9.5 8.5h5M9.5 12.5h5" />`,
  gift: svg`<path d="M4.5 11.5h15V20h-15zM3.5 7.5h17v4h-17zM12 7.5V20" /><path d="M12 7.5C9 7.5 7.5 6.5 7.5 5a2 2 0 0 1 2-1.5c1.5 0 2.5 1.5 2.5 4 0-2.5 1-4 2.5-4a2 2 0 0 1 2 1.5c0 1.5-1.5 2.5-4.5 2.5Z" />`,
  heart: svg`<path d="M12 19.5C6 15.5 4 12.2 4 9.3A3.9 3.9 0 0 1 12 8a3.9 3.9 0 0 1 8 1.3c0 2.9-2 6.2-8 10.2Z" />`,
  tag: svg`<path d="M4 4.5h8l8 8-7.5 7.5-8.5-8.5v-7Z" /><circle cx="8.5" cy="8.8" r="1.3" />`,
  star: svg`<path d="m12 4 2.4 5 5.6.7-4.1 3.9 1 5.5-4.9-2.7-4.9 2.7 1-5.5L4 9.7 9.6 9 12 4Z" />`,
  cake: svg`<path d="M5 20v-7.5h14V20M3.5 20h17M5 16c1.5 0 1.5-1.2 3.5-1.2S10.5 16 12 16s1.5-1.2 3.5-1.2S17.5 16 19 16M12 12.500V9" /><path d="M12 7.200c-1.2-1-1-2 0-3.2 1 1.2 1.2 2.2 0 3.200Z" />`,
  truck: svg`<path d="M3 6h11v10.500H3zM14 10h4l3 3v3.500h-7" /><circle cx="7.5" cy="17.5" r="1.9" /><circle cx="17" cy="17.5" r="1.9" />`,
  service: svg`<path d="M4.5 14.500v-2a7.5 7.5 0 0 1 15 0v2" /><path d="M4.5 13.500h3v5h-2a1 1 0 0 1-1-1zM19.5 13.500h-3v5h2a1 1 0 0 0 1-1zM18 18.500c0 1.5-1.5 2.3-4 2.3" />`,
  bell: svg`<path d="M6 16.5c1.2-1.2 1.6-2.6 1.6-5.6a4.4 4.4 0 0 1 8.8 0c0 3 .4 4.4 1.6 5.6Z" /><path d="M10.2 19.5a2 2 0 0 0 3.6 0M12 6.4V4.6" />`,
  ballot: svg`<path d="M4.5 12.5h15V20h-15zM8.5 12.5V4.5h7v8" /><path d="m10.3 8.4 1.3 1.3 2.2-2.4" />`,
  together: svg`<circle cx="12" cy="7.5" r="3" /><circle cx="7" cy="16" r="3" /><circle cx="17" cy="16" r="3" />`,
  trash: svg`<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7" />`,
  wifi: svg`<path d="M4 10a12 12 0 0 1 16 0M7.5 13.5a7 7 0 0 1 9 0" /><circle cx="12" cy="17.5" r=".8" />`,
};

export type IconName = keyof typeof paths;

/** Decoration only: the words next to an icon, or the button's label, carry the meaning. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths[name]}</svg>`;
}

/** The mall's coin, the sign of points wherever an amount stands. */
export const coin = html`<span class="coin" aria-hidden="true"></span>`;
