package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever a caller's own function throws, be it no Error at all, no promise of ours must hang and
 * no login must be left half done.
 */
class C14ForeignValuesTest {
  /** As a JavaScript array of functions; the last is what well-behaved code throws. */
  private static final String KINDS =
      """
      [
        () => { throw undefined; },
        () => { throw null; },
        () => { throw "text"; },
        () => { throw 42; },
        () => { throw Symbol("thrown"); },
        () => { throw Object.freeze(new Error("frozen")); },
        () => { throw Object.create(null); },
        () => { throw () => {}; },
        () => {
          const trap = () => { throw undefined; };
          throw new Proxy({}, { get: trap, has: trap, getPrototypeOf: trap, ownKeys: trap });
        },
        () => { throw new Error("ordinary"); },
      ]
      """;

  @RegisterExtension final Stage stage = new Stage();

  private PluginPage plugin;

  @BeforeEach
  void open() {
    stage.expectPageErrors();
    plugin = stage.openPlugin("storage: null");
    plugin.evaluate("void (globalThis.kinds = " + KINDS + ")");
    plugin.evaluate(
        // A key each, because clients of one key share a login under way.
        "void (globalThis.usual = { relay: argument[0], apiOrigins: [argument[1]], storage: null,"
            + " loginTimeoutMillis: 20000, get storageKey() { return crypto.randomUUID(); } })",
        new Object[] {stage.relayUrl(), stage.provider().origin()});
    plugin.evaluate("void (globalThis.profile = argument)", stage.provider().profileUrl());
    plugin.evaluate(
        "void (globalThis.signedIn = (options) => { const made = latchkey.createOAuthClient({"
            + " ...usual, ...options }); made.setTokens(tokens); return made; })");
    Map<String, Object> tokens = stage.login(plugin);
    plugin.evaluate("void (globalThis.tokens = argument)", tokens);
  }

  /** What became of a scene's promise, and of the client, with each kind, all at once and twice. */
  private List<Map<String, Object>> withEachKind(String scene) {
    return withEachKind(List.of(scene));
  }

  /** The same of several scenes, all at once, because some wait for seconds. */
  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> withEachKind(List<String> scenes) {
    return (List<Map<String, Object>>)
        plugin.evaluate(
            "Promise.all(["
                + String.join(", ", scenes)
                + "].flatMap((play, scene) => [true, false].flatMap((isSync) =>"
                + " kinds.map(async (thrower, kind) =>"
                + " ({ scene, kind, ...(await play(thrower, kind, isSync)) })))))");
  }

  /** The same one after another, since logins at once use up the connections to the relay. */
  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> withEachKindInTurn(String scene) {
    return (List<Map<String, Object>>)
        plugin.evaluate(
            "(async () => { const fates = []; for (const [kind, thrower] of kinds.entries())"
                + " fates.push({ kind, ...(await ("
                + scene
                + ")(thrower, kind)) }); return fates; })()");
  }

  private static void assertNoneHangs(List<Map<String, Object>> fates) {
    assertTrue(fates.size() >= 10);
    assertEquals(List.of(), fates.stream().filter(fate -> fate.get("hangs") != null).toList());
    assertEquals(
        List.of(),
        fates.stream().filter(fate -> fate.get("phase") != null).toList(),
        "left waiting");
  }

  private static void assertAllSucceed(List<Map<String, Object>> fates) {
    assertNoneHangs(fates);
    assertEquals(List.of(), fates.stream().filter(fate -> fate.get("error") != null).toList());
  }

  @Test
  void openThrows() {
    List<Map<String, Object>> fates =
        withEachKindInTurn(
            """
            async (thrower) => {
              const client = latchkey.createOAuthClient({
                ...usual,
                open(url) { fetch(url, { mode: "no-cors" }); thrower(); },
              });
              const fate = await outcome(client.login());
              return { ...fate, phase: client.getSnapshot().login };
            }
            """);
    assertNoneHangs(fates);
    assertEquals(List.of(), fates.stream().filter(fate -> fate.get("error") == null).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "/authorize, login()",
    "/poll, login()|pollForTokens('key')",
    "/api/profile, fetch(profile)",
    "/refresh, refresh()|fetch(profile)|getAccessToken()",
  })
  void fetchThrowsOrRejects(String path, String calls) {
    String scene =
        """
        async (thrower, kind, isSync) => {
          const client = signedIn({
            open: () => {},
            loginTimeoutMillis: 500,
            fetch(input, init) {
              if (new URL(input.url ?? input).pathname !== "PATH") return fetch(input, init);
              return isSync ? thrower() : (async () => thrower())();
            },
          });
          if ("PATH" === "/refresh") client.setTokens({ ...tokens, obtained_at: 1 });
          const fate = await outcome(client.CALL);
          return { ...fate, phase: client.getSnapshot().login };
        }
        """
            .replace("PATH", path);
    List<Map<String, Object>> fates =
        withEachKind(
            Stream.of(calls.split("\\|")).map(call -> scene.replace("CALL", call)).toList());
    assertNoneHangs(fates);
    assertEquals(List.of(), fates.stream().filter(fate -> fate.get("error") == null).toList());
  }

  @ParameterizedTest
  @CsvSource({"/authorize, login()", "/poll, login()", "/refresh, refresh()"})
  void anAnswersBodyThrows(String path, String call) {
    assertNoneHangs(
        withEachKind(
            """
            async (thrower) => {
              const client = signedIn({
                open: () => {},
                loginTimeoutMillis: 500,
                async fetch(input, init) {
                  const response = await fetch(input, init);
                  if (new URL(input.url ?? input).pathname === "PATH") {
                    for (const name of ["text", "json", "arrayBuffer", "blob"]) {
                      response[name] = async () => thrower();
                    }
                  }
                  return response;
                },
              });
              const fate = await outcome(client.CALL);
              return { ...fate, phase: client.getSnapshot().login };
            }
            """
                .replace("PATH", path)
                .replace("CALL", call)));
  }

  @Test
  void fetchGivesNoResponse() {
    List<Map<String, Object>> fates =
        withEachKind(
            """
            async (thrower, kind, isSync) => {
              const noResponses = [undefined, null, 42, {}, "text", [], Symbol(), () => {}, 0n, NaN];
              const given = noResponses[kind];
              const fates = await Promise.all(
                ["login", "refresh", "fetch", "pollForTokens"].map(async (method) => {
                  const client = signedIn({
                    open: () => {},
                    loginTimeoutMillis: 500,
                    fetch: () => (isSync ? given : Promise.resolve(given)),
                  });
                  const { error, hangs } = await outcome(
                    client[method](method === "login" ? {} : profile),
                  );
                  return { error, hangs, phase: client.getSnapshot().login };
                }),
              );
              return fates.find((fate) => fate.hangs || fate.phase) ?? {};
            }
            """);
    assertNoneHangs(fates);
  }

  @ParameterizedTest
  @CsvSource({"getItem", "setItem", "removeItem"})
  void storageThrows(String method) {
    List<Map<String, Object>> fates =
        withEachKindInTurn(
            """
            async (thrower) => {
              const held = new Map();
              const storage = {
                getItem: (key) => held.get(key) ?? null,
                setItem: (key, text) => void held.set(key, text),
                removeItem: (key) => void held.delete(key),
              };
              storage.METHOD = thrower;
              const client = latchkey.createOAuthClient({
                ...usual,
                storage,
                open: (url) => void fetch(url, { mode: "no-cors" }),
              });
              const login = await outcome(client.login());
              if (login.error || login.hangs) return login;
              client.setTokens(client.tokens);
              const call = await outcome(client.fetch(profile).then((r) => r.status));
              const refresh = await outcome(client.refresh());
              const logout = await outcome(client.logout());
              const failed = [call, refresh, logout].find((fate) => fate.error || fate.hangs);
              return failed ?? { value: call.value, phase: client.getSnapshot().login };
            }
            """
                .replace("METHOD", method));
    assertAllSucceed(fates);
    assertEquals(
        List.of(),
        fates.stream().filter(fate -> !Integer.valueOf(200).equals(fate.get("value"))).toList());
  }

  @Test
  void listenersThrow() {
    List<Map<String, Object>> fates =
        withEachKindInTurn(
            """
            async (thrower) => {
              const client = latchkey.createOAuthClient({
                ...usual,
                open: (url) => void fetch(url, { mode: "no-cors" }),
              });
              let told = 0;
              client.subscribe(thrower);
              client.subscribe(() => void told++);
              client.subscribe(thrower);
              const fate = await outcome(client.login());
              const refresh = await outcome(client.refresh());
              const logout = await outcome(client.logout());
              const failed = [fate, refresh, logout].find((each) => each.error || each.hangs);
              return failed ?? { value: told, phase: client.getSnapshot().login };
            }
            """);
    assertAllSucceed(fates);
    assertEquals(
        List.of(),
        fates.stream().filter(fate -> ((Number) fate.get("value")).intValue() < 3).toList(),
        "the other listener was not told");
  }

  @ParameterizedTest
  @CsvSource({"login", "pollForTokens", "fetch"})
  void signalsAreAbortedWithAnyReason(String method) {
    List<Map<String, Object>> fates =
        withEachKind(
            """
            async (thrower) => {
              const client = signedIn({
                open: () => {},
                fetch: (input, init) =>
                  new URL(input.url ?? input).pathname === "/authorize"
                    ? fetch(input, init)
                    : new Promise(() => {}),
              });
              const controller = new AbortController();
              const { signal } = controller;
              const promise = {
                login: () => client.login({ signal }),
                pollForTokens: () => client.pollForTokens("key", { signal }),
                fetch: () => client.fetch(profile, { signal }),
              }.METHOD();
              await new Promise((resolve) => setTimeout(resolve, 100));
              let reason;
              try { thrower(); } catch (thrown) { reason = thrown; }
              controller.abort(reason);
              const fate = await outcome(promise);
              return { ...fate, phase: client.getSnapshot().login };
            }
            """
                .replace("METHOD", method));
    assertNoneHangs(fates);
    assertEquals(List.of(), fates.stream().filter(fate -> fate.get("error") == null).toList());
  }

  @Test
  void anAbortedCallRejectsWithTheVeryReasonEvenIfItIsNoError() {
    assertEquals(
        "text",
        plugin
            .outcome("client.fetch(profile, { signal: AbortSignal.abort('text') })")
            .error()
            .get("text"));
    assertEquals(
        "null",
        plugin
            .outcome("client.fetch(profile, { signal: AbortSignal.abort(null) })")
            .error()
            .get("text"));
  }

  @Test
  void parseStoredThrows() {
    assertAllSucceed(
        withEachKindInTurn(
            """
            async (thrower) => {
              const held = new Map([["key", "not ours"]]);
              const client = latchkey.createOAuthClient({
                ...usual,
                storageKey: "key",
                storage: {
                  getItem: (key) => held.get(key) ?? null,
                  setItem: (key, text) => void held.set(key, text),
                  removeItem: (key) => void held.delete(key),
                },
                parseStored: thrower,
                open: (url) => void fetch(url, { mode: "no-cors" }),
              });
              if (client.getSnapshot().isSignedIn || held.get("key") !== "not ours") {
                return { error: "took it" };
              }
              const fate = await outcome(client.login());
              return { ...fate, phase: client.getSnapshot().login };
            }
            """));
  }

  @ParameterizedTest
  @CsvSource({"authorizeRequest", "apiOrigins"})
  void whatPreparesACallThrows(String option) {
    int before = stage.provider().countOf("/api/profile");
    List<Map<String, Object>> fates =
        withEachKind(
            """
            async (thrower) => {
              const client = signedIn({ OPTION: thrower });
              return outcome(client.fetch(profile));
            }
            """
                .replace("OPTION", option));
    assertNoneHangs(fates);
    assertEquals(List.of(), fates.stream().filter(fate -> fate.get("error") == null).toList());
    assertEquals(before, stage.provider().countOf("/api/profile"), "nothing may be sent");
  }
}
