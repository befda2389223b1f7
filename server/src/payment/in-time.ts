import type { Cancel, Timers } from '../platform/timers.js';
import type { PaymentProvider } from './payment-provider.js';

/** Longer than a provider takes on a bad day. */
const longestAnswerMs = 30_000;

/**
 * The same provider, of whom nobody waits longer than thirty seconds for an answer: it then counts as one that could not be reached, and
 * is asked again later. Otherwise two calls that never end would take both places that jobs run in, and no job would run any more.
 */
export function inTime(provider: PaymentProvider, timers: Timers): PaymentProvider {
  const answerOf = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    let cancel: Cancel = () => undefined;
    const late = new Promise<never>((_, fail) => {
      const seconds = longestAnswerMs / 1_000;
      cancel = timers.after(longestAnswerMs, () =>
        fail(new Error(`The payment provider ${provider.name} has not answered within ${seconds} seconds.`)),
      );
    });
    try {
      return await Promise.race([asked, late]);
    } finally {
      cancel();
    }
  };
  return {
    name: provider.name,
    open: (reference, amount) => answerOf(provider.open(reference, amount)),
    authorise: (intentId, paymentMethod) => answerOf(provider.authorise(intentId, paymentMethod)),
    capture: (intentId) => answerOf(provider.capture(intentId)),
    giveBack: (intentId) => answerOf(provider.giveBack(intentId)),
  };
}
