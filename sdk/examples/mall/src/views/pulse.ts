import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { noChange } from 'lit/html.js';

/** A short glow on an element whenever the value it shows has changed under the member's eyes. */
class Pulse extends Directive {
  private last: string | undefined;

  override render(_value: string): unknown {
    return noChange;
  }

  override update(part: ElementPart, [value]: [string]): unknown {
    const changed = this.last !== undefined && this.last !== value;
    this.last = value;
    if (changed && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
      part.element.animate(
        [
          { backgroundColor: 'var(--glow)', boxShadow: '0 0 0 4px var(--glow)' },
          { backgroundColor: 'transparent' },
        ],
        { duration: 900, easing: 'ease-out' },
      );
    }
    return noChange;
  }
}

export const pulse = directive(Pulse);
