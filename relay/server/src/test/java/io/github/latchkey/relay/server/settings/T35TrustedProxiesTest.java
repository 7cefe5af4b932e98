package io.github.latchkey.relay.server.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.settings.SettingsException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody may choose, by a header, the address that the limits count. */
class T35TrustedProxiesTest {
  private static String caller(String trusted, String peer, String... forwardedFor)
      throws Exception {
    List<String> parts = trusted.isEmpty() ? List.of() : List.of(trusted.split(","));
    return TrustedProxies.parse(parts)
        .caller(InetAddress.getByName(peer), List.of(forwardedFor), () -> {})
        .getHostAddress();
  }

  @Test
  void aStrangersHeaderIsIgnored() throws Exception {
    assertEquals("203.0.113.9", caller("", "203.0.113.9", "198.51.100.1"));
    assertEquals("203.0.113.9", caller("10.0.0.0/8", "203.0.113.9", "198.51.100.1"));
  }

  @Test
  void aTrustedProxysWordIsTaken() throws Exception {
    assertEquals("203.0.113.9", caller("10.0.0.1", "10.0.0.1", "203.0.113.9"));
  }

  @Test
  void whatTheCallerPutInFrontIsIgnored() throws Exception {
    assertEquals("203.0.113.9", caller("10.0.0.1", "10.0.0.1", "192.0.2.7, 203.0.113.9"));
    assertEquals("203.0.113.9", caller("10.0.0.1", "10.0.0.1", "192.0.2.7", "203.0.113.9"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9:4711, 203.0.113.9",
    "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
    "[2001:db8::1]:4711, 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 2001:db8:0:0:0:0:0:1"
  })
  void aPortOrBracketsAreNoPartOfTheAddress(String header, String address) throws Exception {
    assertEquals(address, caller("10.0.0.1", "10.0.0.1", header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "", "_hidden"})
  void anEntryThatIsNoAddressIsReported(String header) throws Exception {
    AtomicInteger reports = new AtomicInteger();
    TrustedProxies.parse(List.of("10.0.0.1"))
        .caller(InetAddress.getByName("10.0.0.1"), List.of(header), reports::incrementAndGet);
    assertEquals(1, reports.get());
  }

  @Test
  void aChainOfTrustedProxiesIsFollowedToItsEnd() throws Exception {
    assertEquals(
        "203.0.113.9", caller("10.0.0.0/8,127.0.0.1", "127.0.0.1", "1.1.1.1,203.0.113.9,10.1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "example.com", "999.1.1.1", "[203.0.113.9", ":::", ","})
  void whatIsNoAddressLeavesTheProxysOwn(String header) throws Exception {
    assertEquals("10.0.0.1", caller("10.0.0.1", "10.0.0.1", header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999.1.1.1",
        "256.0.0.1",
        "1.1.1.300",
        "1.1.1",
        "1.1.1.1.1",
        "1..1.1",
        ".1.1.1",
        "0001.1.1.1",
        "4294967297.1.1.1",
        "0x7f.0.0.1",
        "1.1.1.1."
      })
  void numbersThatAreNoAddressAreNeverLookedUp(String header) throws Exception {
    assertNull(TrustedProxies.ipv4(header));
    assertEquals("10.0.0.1", caller("10.0.0.1", "10.0.0.1", header));
    assertArrayEquals(new byte[] {-1, -7, -57, 9}, TrustedProxies.ipv4("255.249.199.09"));
  }

  @Test
  void addressesOfTheNewKindAreKnownByTheirBits() throws Exception {
    String peer = "2001:db8:0:7:0:0:0:1";
    assertEquals("203.0.113.9", caller("2001:db8::/32", peer, "203.0.113.9"));
    assertEquals(peer, caller("2001:db8:0:6::/64", peer, "203.0.113.9"));
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/7,11.255.0.1", "10.0.0.0/31,10.0.0.1", "0.0.0.0/0,198.51.100.4"})
  void aNetworkEndsWhereItsBitsEnd(String network, String peer) throws Exception {
    assertEquals("203.0.113.9", caller(network, peer, "203.0.113.9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.example.com",
        "10.0.0.0/33",
        "10.0.0",
        "::1/129",
        "10.0.0.0/x",
        "/8",
        "256.1.1.1"
      })
  void anythingElseInTheSettingStopsTheStartByItsName(String part) {
    SettingsException refused =
        assertThrows(SettingsException.class, () -> TrustedProxies.parse(List.of(part)));
    assertTrue(refused.getMessage().startsWith("TRUSTED_PROXIES "), refused.getMessage());
  }
}
