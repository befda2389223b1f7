import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inTurn } from './test-database.js';

const root = fileURLToPath(new URL('..', import.meta.url));
export const main = fileURLToPath(new URL('../server/dist/main.js', import.meta.url));

/** The server as it is shipped: compiled, for a process of its own. */
export function buildServer(): Promise<void> {
  // A compiler beside this one would write anew what processes of the first test file are reading.
  return inTurn('build', async () => {
    const build = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server'], { cwd: root });
    const code = await new Promise((done) => build.once('close', done));
    if (code !== 0) throw new Error('The server does not compile.');
  });
}

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export interface Started {
  readonly pid: number;
  /** Resolves once the text was printed, or with null when the process ended without it. */
  printed(text: RegExp): Promise<RegExpExecArray | null>;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/** Runs a compiled program of the server in a process of its own; the server itself unless another one is named. */
export function start(environment: Record<string, string>, program: string[] = [main]): Started {
  const child = spawn(process.execPath, program, {
    env: { PATH: process.env['PATH'], DEMO: 'false', ...environment },
  });
  let output = '';
  let errors = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (part) => {
    output += String(part);
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (part) => (errors += String(part)));
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, output, errors })));
  return {
    pid: child.pid ?? 0,
    ended,
    signal: (name) => void child.kill(name),
    printed: (text) =>
      new Promise((found) => {
        const look = () => {
          const match = text.exec(output);
          if (match !== null) found(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => found(null));
      }),
  };
}

export function residentMegabytes({ pid }: Started): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1_024;
}
