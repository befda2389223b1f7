import type { Cash } from '../platform/currency.rules.js';

/**
 * Who collects the cash part of an exchange. Every call may come twice, after a lost answer or a crash, and must then do
 * nothing new. A provider answers about the payment; it throws only when it could not be reached. An answer that takes too long is
 * not waited for (in-time.ts), and may still have been carried out.
 */
export interface PaymentProvider {
  readonly name: string;
  /** Opens a payment for one reference of ours, or finds the one opened before. */
  open(reference: string, amount: Cash): Promise<{ intentId: string }>;
  /** Reserves the cash on what the member pays with; declined when it cannot be, or is not wanted any more. */
  authorise(intentId: string, paymentMethod: string): Promise<'authorised' | 'declined'>;
  /** Collects what is authorised; `impossible` when there is nothing to collect. */
  capture(intentId: string): Promise<'captured' | 'impossible'>;
  /** Lets go of what is authorised, gives back what was collected, and refuses whatever comes later. */
  giveBack(intentId: string): Promise<void>;
}
