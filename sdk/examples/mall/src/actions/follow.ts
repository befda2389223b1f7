const following = new Map<string, Map<string, () => void>>();

/** Watches each of some things of one kind, starts what is new and stops what is gone. */
export function follow(kind: string, ids: Iterable<string>, watch: (id: string) => () => void): void {
  const before = following.get(kind) ?? new Map<string, () => void>();
  const now = new Map([...new Set(ids)].map((id) => [id, before.get(id) ?? watch(id)]));
  for (const [id, stop] of before) if (!now.has(id)) stop();
  following.set(kind, now);
}
