// The Worker's two stores from outside: POST /move makes one move, GET /pass lets time pass,
// /now puts the clock right again, and /stored and /rows look at what is written.

import { setClock } from "./clock.js";
import worker, { Row as PlainRow } from "../../../target/contract/index.js";
import { move, vectors } from "../../../target/contract/relay.js";

let aheadMillis = 0;

const platformNow = Date.now;
setClock(() => platformNow() + aheadMillis);

export class Row extends PlainRow {
  async stored() {
    const rows = [...this.ctx.storage.kv.list()].length;
    return `${rows} row, ${(await this.ctx.storage.getAlarm()) === null ? 0 : 1} alarm`;
  }
}

const doors = {
  async "/move"(request, environment) {
    const asked = await request.json();
    const nothing = { attempt: null, replacedAttempt: null, maxAgeMillis: 0, lifeMillis: 0 };
    const sealed = asked.sealed ? Int8Array.from(asked.sealed) : null;
    const isD1 = environment.STORE === "d1";
    return JSON.stringify(await move(isD1 ? environment.DB : environment.ROWS, isD1, { ...nothing, ...asked, sealed }));
  },

  // Objects go by the clock above, the database by its own: its rows grow older.
  async "/pass"(request, environment, query) {
    const millis = Number(query.get("millis"));
    if (environment.STORE === "d1") {
      const older = "UPDATE latchkey_rows SET since = since - ?1, until = until - ?1";
      await environment.DB.prepare(older).bind(millis).run();
    } else {
      aheadMillis += millis;
    }
    return "";
  },

  "/vectors": () => vectors(),

  "/now"() {
    aheadMillis = 0;
    return "";
  },

  "/stored": (request, environment, query) =>
    environment.ROWS.get(environment.ROWS.idFromName(query.get("id"))).stored(),

  "/rows": async (request, environment) =>
    String(await environment.DB.prepare("SELECT COUNT(*) AS n FROM latchkey_rows").first("n")),
};

export default {
  ...worker,
  async fetch(request, environment) {
    const { pathname, searchParams } = new URL(request.url);
    return new Response(await doors[pathname](request, environment, searchParams));
  },
};
