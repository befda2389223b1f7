/** As long as everything else is waited for; see patience.setup.ts. */
const patienceMs = 20_000;

/** Waits for a condition, and leaves a clock that stands still alone, which vi.waitFor and expect.poll move. */
export async function until(condition: () => boolean): Promise<void> {
  const begun = performance.now();
  while (!condition()) {
    if (performance.now() - begun > patienceMs)
      throw new Error(`Within ${patienceMs} ms this did not come true: ${String(condition)}`);
    await new Promise((looked) => setTimeout(looked, 20));
  }
}
