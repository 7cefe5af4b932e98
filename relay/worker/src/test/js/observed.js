// The Worker as it is, with a record of the order in which things happen and a clock that can be
// put forward. GET /observed gives the record and begins a new one.

import { env } from "cloudflare:workers";
import { setClock } from "./clock.js";
import worker, { Row as PlainRow } from "../../../target/worker/index.js";

let observed = [];

const platformNow = Date.now;
setClock(() => platformNow() + Number(env.CLOCK_AHEAD_MILLIS ?? 0));

const platformFetch = globalThis.fetch;
globalThis.fetch = (...call) => {
  observed.push("provider called");
  return platformFetch(...call);
};

export class Row extends PlainRow {
  reserve(...move) {
    observed.push("reserved");
    return super.reserve(...move);
  }

  settle(...move) {
    observed.push("settled");
    return super.settle(...move);
  }
}

export default {
  fetch(request, environment, context) {
    if (new URL(request.url).pathname === "/observed") {
      const answer = observed.join(", ");
      observed = [];
      return new Response(answer);
    }
    return worker.fetch(request, environment, {
      waitUntil(work) {
        observed.push("handed over");
        context.waitUntil(work.then(() => observed.push("done")));
      },
    });
  },
};
