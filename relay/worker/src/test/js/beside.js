// Another Worker, whose bundle lies beside this file as "other.js", with counts of what it asks for:
//   GET /counts    the counts, which restart

import { countAnew, countedBindings, counts } from "./counts.js";
import other from "./other.js";

export default {
  async fetch(request, environment, context) {
    if (new URL(request.url).pathname === "/counts") {
      const answer = JSON.stringify(counts);
      countAnew();
      return new Response(answer);
    }
    counts.requests++;
    return other.fetch(request, countedBindings(environment), context);
  },
};
