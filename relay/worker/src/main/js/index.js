// What Cloudflare calls, under the names that it wants; all the rest is Java, in relay.js.

import { DurableObject } from "cloudflare:workers";
import { presets } from "./presets.js";
import { handle, openRow, removeExpired } from "./relay.js";

export default {
  fetch: (request, env, context) => handle(request, env, context, presets),
  scheduled: removeExpired,
};

/** One login, or one refresh: a row, and the requests that wait for it. */
export class Row extends DurableObject {
  #row = openRow(this.ctx.storage);

  reserve(...move) {
    return this.#row.reserve(...move);
  }

  settle(...move) {
    return this.#row.settle(...move);
  }

  undo(...move) {
    return this.#row.undo(...move);
  }

  read() {
    return this.#row.read();
  }

  take(...move) {
    return this.#row.take(...move);
  }

  awaitChange(...wait) {
    return this.#row.awaitChange(...wait);
  }

  alarm() {
    this.#row.alarm();
  }
}
