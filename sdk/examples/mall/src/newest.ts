interface State {
  readonly version: string;
}

/** What is known with what was heard: answers and sockets race each other; the version decides which is newer. */
export function withNewer<Heard extends State>(
  known: ReadonlyMap<string, Heard>,
  heard: readonly Heard[],
  idOf: (state: Heard) => string,
): ReadonlyMap<string, Heard> {
  const newest = new Map(known);
  for (const state of heard) {
    const before = newest.get(idOf(state));
    if (before === undefined || BigInt(state.version) >= BigInt(before.version))
      newest.set(idOf(state), state);
  }
  return newest;
}

/** What is open before what is over, otherwise in the order in which it came. */
export function openFirst<Item>(items: readonly Item[], isOpen: (item: Item) => boolean): Item[] {
  return [...items.filter(isOpen), ...items.filter((item) => !isOpen(item))];
}
