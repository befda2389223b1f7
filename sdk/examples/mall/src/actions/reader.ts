import { store } from '../state.js';

/** Who reads, and in which language: an answer for another reader is another answer. */
export function reader(): string {
  const { customerId, language } = store.state;
  return JSON.stringify([customerId, language]);
}
