import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../server/src/platform/database.js';
import { migrate } from '../server/src/platform/migrate.js';
import { type EmbeddedDatabase, startEmbeddedPostgres } from '../server/src/platform/embedded-postgres.js';

const databaseName = 'jifen';

/** A PostgreSQL of a test's own, which may be killed and frozen without disturbing others. */
export class OwnPostgres {
  private constructor(
    private readonly folder: string,
    private running: EmbeddedDatabase,
  ) {}

  /** Started, with a migrated database in it. */
  static async start(): Promise<OwnPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'jifen-gone-'));
    const running = await startEmbeddedPostgres({ dataDir: folder, databaseName });
    const database = await openDatabase({ url: running.url, poolSize: 2, entities: [] });
    await migrate(database);
    await database.close();
    return new OwnPostgres(folder, running);
  }

  get url(): string {
    return this.running.url;
  }

  /** As a power cut would: nothing is said to anybody. */
  async kill(): Promise<void> {
    const postmaster = await this.postmaster();
    const processes = [postmaster, ...(await this.children(postmaster))];
    for (const pid of processes) signal(pid, 'SIGKILL');
    await Promise.all(processes.map(ended));
  }

  /** After `kill`: the same files, at the same address. */
  async startAgain(): Promise<void> {
    const port = Number(new URL(this.url).port);
    this.running = await startEmbeddedPostgres({ dataDir: this.folder, databaseName, port });
  }

  /** Connections stay open, new ones are taken by the kernel, and nothing is ever answered. */
  async freeze(): Promise<void> {
    const postmaster = await this.postmaster();
    // First the one that could make others.
    signal(postmaster, 'SIGSTOP');
    for (const pid of await this.children(postmaster)) signal(pid, 'SIGSTOP');
  }

  async thaw(): Promise<void> {
    const postmaster = await this.postmaster();
    for (const pid of [...(await this.children(postmaster)), postmaster]) signal(pid, 'SIGCONT');
  }

  async remove(): Promise<void> {
    await this.running.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async postmaster(): Promise<number> {
    const text = await readFile(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  }

  private async children(parent: number): Promise<number[]> {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
    const pairs = stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
    return pairs.flatMap(([pid, of]) => (of === parent && pid !== undefined ? [pid] : []));
  }
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    // Gone already.
    return false;
  }
}

async function ended(pid: number): Promise<void> {
  while (signal(pid, 0)) {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({
      stdout: 'Z',
    }));
    // Whoever adopted it may take its time to bury it.
    if (stdout.trim().startsWith('Z')) return;
  }
}
