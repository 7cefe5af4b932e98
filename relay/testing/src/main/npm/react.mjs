// React as one module for pages of tests, in its development build, which complains of mistakes on
// the console. 18, because Framer's SDK wants that.
export * as React from "react";
export { createRoot } from "react-dom/client";
