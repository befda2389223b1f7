import { html, type TemplateResult } from 'lit/html.js';

export interface ProgressBar {
  readonly value: number;
  readonly most: number;
  /** What the bar is about. */
  readonly label: string;
  /** Where it stands, in words. */
  readonly text: string;
  readonly testId: string;
  /** Steps on the way, by their value. */
  readonly marks?: readonly { readonly value: number; readonly reached: boolean }[];
}

/** A bar that glides to its new length; above the whole it is full, and the words say by how much. */
export function progressBar(bar: ProgressBar): TemplateResult {
  const share = (value: number) => Math.min(1, Math.max(0, value / bar.most));
  return html`<div class="progress">
    <div
      class="progress-bar"
      role="progressbar"
      aria-label=${bar.label}
      aria-valuemin="0"
      aria-valuemax=${bar.most}
      aria-valuenow=${Math.min(bar.value, bar.most)}
      aria-valuetext=${bar.text}
      data-testid=${bar.testId}
    >
      <span class="progress-fill" style=${`transform: scaleX(${share(bar.value)})`}></span>
    </div>
    ${(bar.marks ?? []).map(
      ({ value, reached }) =>
        html`<span
          class="progress-mark"
          style=${`inset-inline-start: ${share(value) * 100}%`}
          ?data-reached=${reached}
        ></span>`,
    )}
  </div>`;
}
