package io.github.latchkey.relay;

import static io.github.latchkey.relay.RelayUnderTest.FORM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request can mean one thing to the relay and another to who stands before it. */
final class T30SmuggledParametersTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private Login login;

  @BeforeEach
  void start() throws Exception {
    login = relay.logIn();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readKey=KEY&readKey=KEY",
        "readKey=KEY&readKey=",
        "readKey=KEY&read%4bey=x",
        "wait=0&wait=0&readKey=KEY",
        "readKey=KEY&x=1&x=1",
        "readKey=KEY%00",
        "%00&readKey=KEY",
        "readKey=KEY&x=%C0%AF",
        "readKey=KEY&x=%ED%A0%80",
        "readKey=KEY&x=%zz",
        "readKey=KEY&x=%",
        "readKey=KEY&x= ",
        "readKey=KEY&x=é",
        "readKey=KEY&x=\u0000",
        "readKey=KEY\n",
        "readKey=KEY;wait=1"
      })
  void whatIsRepeatedOrMalformedIs400(String form) {
    String sent = form.replace("KEY", login.readKey());
    assertEquals(400, relay.reply("POST", "/poll", sent).status(), form);
    assertEquals(400, relay.reply("POST", "/poll?" + sent, "").status(), form);
    assertEquals(400, relay.reply("POST", "/refresh?code=a&" + sent + "&x=1&x=2", "").status());
    assertEquals(200, relay.pollCompatibly(login).status());
  }

  @Test
  void aParameterInQueryAndBodyIs400() {
    String key = "readKey=" + login.readKey();
    assertEquals(400, relay.reply("POST", "/poll?" + key, key).status());
    assertEquals(400, relay.reply("POST", "/poll?x=1", key + "&x=1").status());
  }

  @Test
  void aRepeatedNativeFieldIsAnErrorInJson() {
    Reply reply = relay.reply("POST", "/poll", "readKey=a&readKey=b");
    Replied.assertNative(400, "invalid_request", reply);
  }

  @Test
  void aBodyOfMoreThan16KibIs413() {
    Request request = RelayUnderTest.request("POST", "/poll", "readKey=" + login.readKey());
    Request tooLong = new Request("POST", "/poll", request.headers(), null);
    assertEquals(413, ((Reply) relay.relay.handle(tooLong)).status());
    String padded = "readKey=" + login.readKey() + "&x=";
    padded += "y".repeat(Request.BODY_MAX_BYTES - padded.length());
    assertEquals(200, relay.reply("POST", "/poll", padded).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain;charset=UTF-8",
        "application/json",
        "multipart/form-data",
        "",
        "application/x-www-form-urlencodedx",
        "x; application/x-www-form-urlencoded"
      })
  void anotherContentTypeIs415(String type) {
    String body = "readKey=" + login.readKey();
    assertEquals(415, relay.reply("POST", "/poll", body, "content-type", type).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FORM,
        FORM + ";charset=UTF-8",
        FORM + " ; charset=utf-8",
        "Application/X-WWW-Form-Urlencoded"
      })
  void theOneContentTypeMayBeWrittenAsHttpHasIt(String type) {
    String body = "readKey=" + login.readKey();
    assertEquals(200, relay.reply("POST", "/poll", body, "content-type", type).status());
  }

  @Test
  void noOrTwoContentTypesAre415() {
    Request request = RelayUnderTest.request("POST", "/poll", "readKey=" + login.readKey());
    request.headers().put("content-type", List.of(FORM, FORM));
    assertEquals(415, ((Reply) relay.relay.handle(request)).status());
    request.headers().remove("content-type");
    assertEquals(415, ((Reply) relay.relay.handle(request)).status());
  }

  @Test
  void anEmptyBodyNeedsNoContentType() {
    assertEquals(200, relay.reply("POST", "/authorize", "").status());
    assertEquals(200, relay.reply("POST", "/authorize", "", "content-type", "text/plain").status());
  }
}
