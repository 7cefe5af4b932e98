// The SDK waits for Framer as it loads, and would wait for ever in a page that stands alone.
if (window.parent !== window) {
  void import("@framer/plugin").then(({ framer }) => framer.showUI({ width: 320, height: 240 }))
}
