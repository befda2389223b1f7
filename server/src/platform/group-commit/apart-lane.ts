import { databaseTrouble } from '../database-trouble.js';
import { failAll, type Waiting } from './waiting.js';

export interface ApartLaneOptions {
  maxGroup: number;
  /** Runs a group with patience; it fails when its rows are still kept after that. */
  store(group: readonly Waiting[]): Promise<void>;
  /** Those of a group whose rows can be had at this moment; nobody when that cannot be found out. */
  freeOf(group: readonly Waiting[]): Promise<ReadonlySet<Waiting>>;
  /** Runs those who need not wait after all, as if nobody kept anything. */
  goOn(group: readonly Waiting[]): Promise<void>;
  /** Told of a group that failed for another reason. */
  failed(group: readonly Waiting[], failed: unknown): Promise<void>;
  onIdle(): void;
}

/** Commands that need rows which somebody keeps for longer than groups do: they wait for them here, while the others go on. */
export class ApartLane {
  readonly #queue: Waiting[] = [];
  #busy = false;

  constructor(private readonly options: ApartLaneOptions) {}

  get waiting(): number {
    return this.#queue.length;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Takes those of a contended group who are held up; the others go on, and who has waited here before has waited long enough. */
  async setApart(group: readonly Waiting[], contended: unknown): Promise<void> {
    const free = await this.options.freeOf(group);
    // Where nobody can be told from the others, all of them wait.
    const held = free.size === group.length ? group : group.filter((waiting) => !free.has(waiting));
    failAll(
      held.filter(({ waitedApart }) => waitedApart),
      contended,
    );
    this.#queue.push(...held.filter(({ waitedApart }) => !waitedApart));
    void this.#work();
    if (held.length < group.length) await this.options.goOn([...free]);
  }

  /** One group at a time. */
  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, this.options.maxGroup);
      for (const waiting of group) waiting.waitedApart = true;
      try {
        await this.options.store(group);
      } catch (failed) {
        if (databaseTrouble(failed) === 'contended') await this.setApart(group, failed);
        else await this.options.failed(group, failed);
      }
    }
    this.#busy = false;
    this.options.onIdle();
  }
}
