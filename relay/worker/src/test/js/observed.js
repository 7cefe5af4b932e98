// The Worker as it is, with a record of the order in which things happen, counts of what costs, a
// clock that can be put forward or, with STOPPED, run by hand, and moments at which it breaks:
//   GET /observed  the record, which restarts
//   GET /counts    the counts, which restart
//   GET /pass?millis=N  puts the clock forward
//   GET /run?millis=N  lets the clock run that has been stopped
//   GET /break?at=MOMENT&how=evict|hold  once, at that moment: the objects are evicted, or all stops

import { env } from "cloudflare:workers";
import { setClock } from "./clock.js";
import { countAnew, counts, countedDatabase, countStorage } from "./counts.js";
import { run, stopClock, took } from "./stopped.js";
import worker, { Row as PlainRow } from "../../../target/worker/index.js";

/** What a query takes, by the clock that stands still. */
const QUERY_MILLIS = 5;

let aheadMillis = Number(env.CLOCK_AHEAD_MILLIS ?? 0);
let observed = [];
let breaks = null;
const rows = new Set();

const platformNow = Date.now;
const platformFetch = globalThis.fetch;
const platformTimeout = globalThis.setTimeout;
if (env.STOPPED) {
  stopClock();
} else {
  setClock(() => platformNow() + aheadMillis);
}

async function moment(name, hows) {
  if (breaks?.at !== name || !hows.includes(breaks.how)) {
    return;
  }
  const { how } = breaks;
  breaks = null;
  console.log(`broken: ${name}`);
  if (how === "hold") {
    await new Promise((resolve) => platformTimeout(resolve, 600_000));
  }
  for (const id of rows) {
    rows.delete(id);
    await env.ROWS.get(env.ROWS.idFromString(id))
      .evict()
      .catch(() => {});
  }
}

async function around(name, move, hows = ["evict", "hold"]) {
  await moment(`${name} begins`, hows);
  const made = await move();
  await moment(`${name} ends`, hows);
  return made;
}

// Deadlines of calls, which come sooner.
if (env.DEADLINE_SPEED) {
  const platformDeadline = AbortSignal.timeout;
  AbortSignal.timeout = (millis) => {
    observed.push(`deadline ${millis}ms`);
    return platformDeadline.call(AbortSignal, millis / env.DEADLINE_SPEED);
  };
}

globalThis.fetch = async (...call) => {
  observed.push("provider called");
  return around("provider", () => platformFetch(...call));
};

export class Row extends PlainRow {
  constructor(context, environment) {
    countStorage(context.storage);
    super(context, environment);
    rows.add(context.id.toString());
  }

  async evict() {
    await this.ctx.storage.sync();
    this.ctx.abort("evicted");
  }

  async #move(name, move) {
    counts.objectRequests++;
    return around(name, move, ["evict"]);
  }

  reserve(...move) {
    observed.push("reserved");
    return this.#move("reserve", () => super.reserve(...move));
  }

  settle(...move) {
    observed.push("settled");
    return this.#move("settle", () => super.settle(...move));
  }

  undo(...move) {
    return this.#move("undo", () => super.undo(...move));
  }

  read() {
    return this.#move("read", () => super.read());
  }

  take(...move) {
    return this.#move("take", () => super.take(...move));
  }

  awaitChange(...wait) {
    counts.objectRequests++;
    return super.awaitChange(...wait);
  }

  alarm() {
    counts.objectRequests++;
    super.alarm();
  }
}

/** The objects from outside: who is held here has an answer that is written for good. */
const seenObjects = {
  idFromName: (name) => env.ROWS.idFromName(name),
  get(id) {
    const stub = env.ROWS.get(id);
    const names = ["reserve", "settle", "undo", "read", "take"];
    const moves = names.map((name) => [
      name,
      (...move) => around(name, () => stub[name](...move), ["hold"]),
    ]);
    return { ...Object.fromEntries(moves), awaitChange: (...wait) => stub.awaitChange(...wait) };
  },
};

/** D1, with the same moments and counts. */
function watched(platform) {
  const database = countedDatabase(platform);
  const name = (sql) =>
    sql.includes("SET phase = 1")
      ? "settle"
      : { INSERT: "reserve", DELETE: "undo", SELECT: "read" }[sql.slice(0, 6)] ?? "take";
  return {
    prepare: (sql) => ({
      run: () => database.prepare(sql).run(),
      bind: (...values) => {
        const asked = (how) => async () => {
          const made = await database.prepare(sql).bind(...values)[how]();
          took(QUERY_MILLIS);
          return made;
        };
        return {
          run: () => around(name(sql), asked("run")),
          first: () => around(name(sql), asked("first")),
        };
      },
    }),
  };
}

const seen = (environment) => ({
  ...environment,
  ROWS: seenObjects,
  ...(environment.DB ? { DB: watched(environment.DB) } : {}),
});

const doors = {
  "/observed"() {
    const answer = observed.join(", ");
    observed = [];
    return answer;
  },

  "/counts"() {
    const answer = JSON.stringify(counts);
    countAnew();
    return answer;
  },

  // The database has a clock of its own, so its rows grow older.
  async "/pass"(query) {
    const millis = Number(query.get("millis"));
    aheadMillis += millis;
    const older = "UPDATE latchkey_rows SET since = since - ?1, until = until - ?1";
    await env.DB?.prepare(older).bind(millis).run();
    return "";
  },

  async "/run"(query) {
    await run(Number(query.get("millis")));
    return "";
  },

  "/break"(query) {
    breaks = { at: query.get("at"), how: query.get("how") };
    return "";
  },
};

export default {
  scheduled: (controller, environment, context) =>
    worker.scheduled(controller, seen(environment), context),

  async fetch(request, environment, context) {
    const { pathname, searchParams } = new URL(request.url);
    if (doors[pathname]) {
      return new Response(await doors[pathname](searchParams));
    }
    counts.requests++;
    return worker.fetch(request, seen(environment), {
      waitUntil(work) {
        observed.push("handed over");
        context.waitUntil(work.then(() => observed.push("done")));
      },
    });
  },
};
