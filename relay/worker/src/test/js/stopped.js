// A clock that stands still but where it is let run, and then goes from one timer to the next: what
// happens by it is the same on a slow machine and on a fast one. It wants one timer at a time.

import { setClock } from "./clock.js";

const platformTimeout = globalThis.setTimeout;
const timers = new Map();
let now = 0;
let end = 0;
let next = 0;

/** Stops all clocks of the Worker, at the moment of its first request. */
export function stopClock() {
  const platformNow = Date.now;
  let begun = 0;
  // Before the first request the platform's clock says 0.
  setClock(() => (begun ||= platformNow()) + now);
  performance.now = () => now;

  globalThis.setTimeout = (callback, millis = 0) => {
    if (millis < 1) {
      return platformTimeout(callback, millis);
    }
    const timer = `timer ${next++}`;
    timers.set(timer, now + millis);
    // Each looks by itself, since a callback must run in the request that it was made in.
    const look = () => {
      const due = timers.get(timer);
      if (due <= end) {
        now = Math.max(now, due);
        timers.delete(timer);
        callback();
      } else if (due !== undefined) {
        platformTimeout(look, 1);
      }
    };
    platformTimeout(look, 1);
    return timer;
  };

  const platformClear = globalThis.clearTimeout;
  globalThis.clearTimeout = (timer) => timers.delete(timer) || platformClear(timer);
}

/** Says how long something took that had no timer. */
export function took(millis) {
  now += millis;
}

/** Lets it run for so long; it stands there when a timer is due only later. */
export async function run(millis) {
  end = now + millis;
  while (timers.size === 0 || Math.min(...timers.values()) <= end) {
    await new Promise((resolve) => platformTimeout(resolve, 1));
  }
  now = Math.max(now, end);
}
