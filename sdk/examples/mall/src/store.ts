export interface Store<State extends object> {
  readonly state: Readonly<State>;
  update(patch: Partial<State>): void;
  onChange(listener: () => void): void;
}

/** One state object for the page; listeners hear of any number of changes once per frame. */
export function createStore<State extends object>(initial: State): Store<State> {
  const listeners: (() => void)[] = [];
  const store = { state: initial, update, onChange };
  let scheduled = false;

  function update(patch: Partial<State>): void {
    store.state = { ...store.state, ...patch };
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(notify);
    // A hidden or covered window gets no frames, yet what it shows must be true when it is looked at.
    setTimeout(notify, 100);
  }

  function notify(): void {
    if (!scheduled) return;
    scheduled = false;
    for (const listener of listeners) listener();
  }

  function onChange(listener: () => void): void {
    listeners.push(listener);
  }

  return store;
}
