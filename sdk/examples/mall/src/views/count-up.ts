import { AsyncDirective, directive } from 'lit/async-directive.js';
import { noChange } from 'lit/html.js';

const duration = 700;

/** Counts from the number last shown to the new one; at once for those who asked for less motion. */
class CountUp extends AsyncDirective {
  private shown: number | null = null;
  private target = 0;
  private frame = 0;

  override render(value: number, format: (value: number) => string): unknown {
    if (this.shown === null || matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden) {
      cancelAnimationFrame(this.frame);
      this.shown = value;
      this.target = value;
      return format(value);
    }
    if (value === this.target) return this.shown === value ? format(value) : noChange;
    this.target = value;
    this.run(this.shown, performance.now(), format);
    return noChange;
  }

  override disconnected(): void {
    cancelAnimationFrame(this.frame);
    this.shown = this.target;
  }

  private run(from: number, startedAt: number, format: (value: number) => string): void {
    cancelAnimationFrame(this.frame);
    const step = (at: number): void => {
      const passed = Math.min(1, Math.max(0, (at - startedAt) / duration));
      const eased = 1 - (1 - passed) ** 3;
      this.shown = Math.round(from + (this.target - from) * eased);
      this.setValue(format(this.shown));
      if (passed < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }
}

export const countUp = directive(CountUp);
