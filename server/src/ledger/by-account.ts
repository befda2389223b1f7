import type { CarryingKind } from './ledger.rows.js';

interface OfAccount {
  ownerId: string;
  kind: CarryingKind;
}

/** One item an account. By two maps: to put a name together of owner and kind cost more than to look it up. */
export class ByAccount<Item extends OfAccount> {
  readonly #kinds = new Map<CarryingKind, Map<string, Item>>();

  get(ownerId: string, kind: CarryingKind): Item | null {
    return this.#kinds.get(kind)?.get(ownerId) ?? null;
  }

  set(item: Item): void {
    const owners = this.#kinds.get(item.kind);
    if (owners === undefined) this.#kinds.set(item.kind, new Map([[item.ownerId, item]]));
    else owners.set(item.ownerId, item);
  }

  all(): Item[] {
    const all: Item[] = [];
    for (const owners of this.#kinds.values()) all.push(...owners.values());
    return all;
  }
}
