import { Socket } from 'node:net';
import pg from 'pg';

/**
 * PostgreSQL asks a client that says nothing for a minute whether it is still there, and ends its session after another. The kernel's own
 * two hours would leave the sessions of every long silence of the network to fill PostgreSQL up.
 */
export const sessionOfLiving =
  'SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 6';

/** A connection whose session PostgreSQL knows by this number. */
interface Watched {
  /** Null until it has said so, which takes it no time. */
  pid: number | null;
  socket: Socket;
  /** What had been sent when the last answer was complete: whatever was sent since is waited for. */
  sentThen: number;
  /** What had come when it was last looked at. */
  cameThen: number;
  /** Looks in a row at which an answer was waited for, and nothing had come since the one before. */
  silentLooks: number;
  /** Looks in a row at which PostgreSQL waited as well. */
  bothWait: number;
}

/** As many looks, and not as much time: a process that was halted itself has not seen what came meanwhile. */
const silentLooksBefore = 10;
/** What PostgreSQL has sent last may be under way when it says that it waits. */
const looksOfBothBefore = 2;

/** Those at which PostgreSQL is at work; of all others it waits for what the client sends or reads, or knows nothing of them. */
const atWorkSql = `SELECT pid FROM pg_stat_activity WHERE pid = ANY($1) AND wait_event_type IS DISTINCT FROM 'Client'`;

/**
 * Finds single connections that were lost without a word, while others go on: something between, such as a firewall, has forgotten them or
 * leads them nowhere. The kernel would find out after a quarter of an hour, and until then whoever asked hangs. A long silence alone says
 * little, for a statement may take minutes; but where PostgreSQL waits for us while we wait for it, nothing will ever come. So nobody may stop
 * reading in the middle of an answer, nor take longer than that to send a statement.
 */
export class LostConnections {
  readonly #watched = new Set<Watched>();

  /** From now on, until it is closed; to be told its number in PostgreSQL when that is known. */
  watch(client: pg.ClientBase): (pid: number) => void {
    const connection = 'connection' in client ? client.connection : undefined;
    if (!(connection instanceof pg.Connection)) return () => undefined;
    const { stream: socket } = connection;
    if (!(socket instanceof Socket)) return () => undefined;
    const watched: Watched = {
      pid: null,
      socket,
      sentThen: socket.bytesWritten,
      cameThen: 0,
      silentLooks: 0,
      bothWait: 0,
    };
    this.#watched.add(watched);
    // Before the driver, which sends what it has kept back as soon as it hears of this.
    connection.prependListener('readyForQuery', () => {
      watched.sentThen = socket.bytesWritten;
      watched.silentLooks = 0;
    });
    socket.once('close', () => this.#watched.delete(watched));
    return (pid) => {
      watched.pid = pid;
    };
  }

  /** To be called about once a second, with somebody who can ask PostgreSQL; nothing is asked while every answer comes in time. */
  async look(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
    const suspects = [...this.#watched].filter(isSilent);
    if (suspects.length === 0) return;
    const { rows } = await client.query<{ pid: number }>(atWorkSql, [
      suspects.flatMap(({ pid }) => pid ?? []),
    ]);
    const atWork = new Set<number | null>(rows.map(({ pid }) => pid));
    for (const suspect of suspects) {
      suspect.bothWait = atWork.has(suspect.pid) ? 0 : suspect.bothWait + 1;
      if (suspect.bothWait >= looksOfBothBefore && suspect.silentLooks > 0) suspect.socket.destroy(lost());
    }
  }
}

/** Counts this look. */
function isSilent(watched: Watched): boolean {
  const { bytesRead, bytesWritten } = watched.socket;
  const waits = bytesWritten > watched.sentThen && bytesRead === watched.cameThen;
  watched.cameThen = bytesRead;
  watched.silentLooks = waits ? watched.silentLooks + 1 : 0;
  if (watched.silentLooks >= silentLooksBefore) return true;
  watched.bothWait = 0;
  return false;
}

function lost(): Error {
  return Object.assign(new Error('A connection to the database was lost without a word.'), {
    code: 'ECONNRESET',
  });
}
