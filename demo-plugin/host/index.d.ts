/** A button of the stand-in that sends a POST request, for example to a fake API of your own. */
export interface StandInAction {
  label: string
  /** The URL must allow the stand-in's origin by CORS. */
  url: string
}

export interface StandInOptions {
  /** The URL of the plugin's dev server, for example http://localhost:5173. */
  plugin: string
  /** The name in the window. Default: the name in the plugin's framer.json. */
  title?: string
  /** Default: 5199, or the next port that is free. */
  port?: number
  /** The modes to choose from. Default: the modes in the plugin's framer.json. */
  modes?: string[]
  /** A menu of buttons. */
  actions?: { title: string; items: StandInAction[] }
  /** The path of an ES module. Its default export has SDK methods that are added, or replace the stand-in's. */
  methods?: string
}

export interface StandIn {
  /** The stand-in's URL. Its parameters `mode` and `theme` (light, dark) select what is opened. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the stand-in on this machine. Rejects if an option is invalid or the port is in use. */
export function startStandIn(options: StandInOptions): Promise<StandIn>
