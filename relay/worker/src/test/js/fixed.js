// The Worker with a clock that stands still, but where GET /pass?millis=N puts it forward, and with
// random bytes that are the same in each run: they restart with each request, by its number.

import { env } from "cloudflare:workers";
import { setClock } from "./clock.js";
import worker, { Row } from "../../../target/worker/index.js";

let request = 0;
let drawn = 0;
let aheadMillis = 0;

setClock(() => Number(env.CLOCK_MILLIS) + aheadMillis);

crypto.getRandomValues = (bytes) => {
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = request * 31 + Math.floor(request / 8) + drawn++ * 7;
  }
  return bytes;
};

export { Row };

export default {
  fetch(...call) {
    const { pathname, searchParams } = new URL(call[0].url);
    if (pathname === "/pass") {
      aheadMillis += Number(searchParams.get("millis"));
      return new Response("passed");
    }
    request++;
    drawn = 0;
    return worker.fetch(...call);
  },
};
