import { createOAuthClient } from "latchkey";

let open;

onmessage = async ({ data }) => {
  if (data === "with open") {
    open = (url) => postMessage({ open: url });
    return;
  }
  const client = createOAuthClient({
    relay: "https://localhost:8787",
    apiOrigins: ["https://api.example.com"],
    open,
  });
  try {
    await client.login();
    const answer = await client.fetch("https://api.example.com/profile");
    postMessage({ text: await answer.text() });
  } catch (reason) {
    postMessage({ text: String(reason) });
  }
};
