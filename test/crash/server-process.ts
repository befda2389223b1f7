import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@jifen/server/platform/embedded-postgres.js';
import { Hang } from './deadline.js';

const main = fileURLToPath(import.meta.resolve('@jifen/server/main.js'));
const startWithinMs = 60_000;

/** One server as it is shipped, in a process of its own, started again whenever it could not start. */
export class ServerProcess {
  #child: ChildProcess | null = null;
  #killed = false;
  readonly #log: number;

  private constructor(
    readonly port: number,
    private readonly databaseUrl: string,
    logFile: string,
    private readonly onDeath: (how: string) => void,
  ) {
    this.#log = openSync(logFile, 'a');
  }

  static async start(
    databaseUrl: string,
    logFile: string,
    onDeath: (how: string) => void,
  ): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), databaseUrl, logFile, onDeath);
    await server.start();
    return server;
  }

  /** As a supervisor does: while PostgreSQL is away, a server that starts gives up, and is started again. */
  async start(): Promise<void> {
    const endsAt = performance.now() + startWithinMs;
    this.#killed = false;
    while (!(await this.#try())) {
      if (performance.now() > endsAt)
        throw new Hang(`Waited ${startWithinMs / 1_000} s in vain until a server started.`);
      await pause(200);
    }
  }

  async #try(): Promise<boolean> {
    const child = spawn(process.execPath, ['--enable-source-maps', main], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: this.databaseUrl,
        PORT: String(this.port),
        DEMO: 'false',
      },
      stdio: ['ignore', 'pipe', this.#log],
    });
    this.#child = child;
    const ready = await new Promise<boolean>((found) => {
      let output = '';
      child.stdout?.on('data', (part) => {
        output += String(part);
        if (output.includes('Admin GraphQL')) found(true);
      });
      child.once('exit', () => found(false));
      child.once('error', () => found(false));
    });
    if (!ready) return false;
    child.once('exit', (code, signalName) => {
      if (!this.#killed) this.onDeath(`ended by itself with ${code ?? signalName ?? 'nothing said'}`);
    });
    return child.exitCode === null && child.signalCode === null;
  }

  /** False when there is no process that could take it. */
  signal(name: NodeJS.Signals): boolean {
    return this.#child?.kill(name) === true;
  }

  /** Without a word of warning, and over when this resolves. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#killed = true;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((ended) => {
      child.once('exit', () => ended());
      child.kill('SIGKILL');
    });
  }
}
