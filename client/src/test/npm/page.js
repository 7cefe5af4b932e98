import { createOAuthClient } from "latchkey";

const client = createOAuthClient({
  relay: "https://localhost:8787",
  apiOrigins: ["https://api.example.com"],
});
const label = document.getElementById("label");
document.getElementById("button").onclick = async () => {
  await client.login();
  const answer = await client.fetch("https://api.example.com/profile");
  label.textContent = await answer.text();
};
