import ky from "ky";
import { createOAuthClient } from "latchkey";

const client = createOAuthClient({
  relay: "https://localhost:8787",
  apiOrigins: ["https://api.example.com"],
});
const api = ky.create({ fetch: client.fetch });
const label = document.getElementById("label");
const button = document.getElementById("button");
if (label && button) {
  button.onclick = async () => {
    await client.login();
    const profile = await api("https://api.example.com/profile").json<{ name: string }>();
    label.textContent = profile.name;
  };
  label.onclick = async () => {
    const answer = await api.put("https://api.example.com/profile", { json: { sent: "through ky" } });
    label.textContent = `answered ${String(answer.status)}`;
  };
}
