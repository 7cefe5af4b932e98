// Sets the clock that the Worker reads.

const Platform = Date;

/** Makes "now" say what time it is, in milliseconds since 1970. */
export function setClock(now) {
  globalThis.Date = class extends Platform {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }

    static now() {
      return now();
    }
  };
}
