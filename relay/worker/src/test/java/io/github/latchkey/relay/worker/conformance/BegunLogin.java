package io.github.latchkey.relay.worker.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;

/** What {@code POST /authorize} gave on both hosts. */
record BegunLogin(String readKey, String state) {
  static BegunLogin at(BothHosts hosts) throws IOException {
    RawAnswer answer = hosts.same("POST", "/authorize", "");
    assertEquals(200, answer.status());
    JsonObject login = new Gson().fromJson(answer.body(), JsonObject.class);
    String state = login.get("url").getAsString().replaceAll(".*[?&]state=([^&]*).*", "$1");
    return new BegunLogin(login.get("readKey").getAsString(), state);
  }
}
