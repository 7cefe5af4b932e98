// The ports that Framer and the provider know: taken strictly, because neither would find another.

import { connect } from "node:net"

export const PLUGIN_PORT = 5173
export const RELAY_PORT = 8787

/** Whether a process listens on a port of localhost. */
export function isInUse(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "localhost" })
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })
}

/** Waits until a process listens, or until `child` has ended. */
export async function awaitPort(port, child) {
  while (child.exitCode === null && !(await isInUse(port))) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return child.exitCode === null
}
