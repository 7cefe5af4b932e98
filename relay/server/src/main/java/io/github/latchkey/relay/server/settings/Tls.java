package io.github.latchkey.relay.server.settings;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.github.latchkey.relay.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A certificate chain and its private key, from PEM files.
 *
 * @param context serves this certificate
 * @param warning what the operator should hear about it, or null
 */
public record Tls(SSLContext context, String warning) {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /**
   * Loads the files of {@code TLS_CERT} and {@code TLS_KEY}.
   *
   * @param certFile the chain, the relay's own certificate first (RFC 8446 4.4.2)
   * @param keyFile a private key in PKCS#8 (RFC 5958), RSA or EC, not encrypted
   * @throws SettingsException where a file is of no use, or the two do not belong together
   */
  public static Tls load(String certFile, String keyFile) throws SettingsException {
    if (certFile == null) {
      throw new SettingsException("TLS_CERT", "is missing, and TLS_KEY is set");
    }
    if (keyFile == null) {
      throw new SettingsException("TLS_KEY", "is missing, and TLS_CERT is set");
    }
    Certificate[] chain = chain(read("TLS_CERT", certFile));
    PublicKey publicKey = chain[0].getPublicKey();
    PrivateKey key = key(read("TLS_KEY", keyFile), publicKey.getAlgorithm());
    try {
      if (!belongTogether(publicKey, key)) {
        throw new SettingsException("TLS_KEY", "is not the key of TLS_CERT");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("relay", key, new char[0], chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return new Tls(context, warningFor((X509Certificate) chain[0]));
    } catch (GeneralSecurityException | IOException e) {
      throw new SettingsException("TLS_CERT", "and TLS_KEY cannot be used together");
    }
  }

  /**
   * Serves the certificate with cipher suites that have forward secrecy and authenticate (AEAD).
   */
  public HttpsConfigurator configurator() {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setCipherSuites(
        Stream.of(parameters.getCipherSuites())
            .filter(suite -> !suite.startsWith("TLS_RSA_") && !suite.contains("_CBC_"))
            .toArray(String[]::new));
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters connection) {
        connection.setSSLParameters(parameters);
      }
    };
  }

  private static Certificate[] chain(byte[] pem) throws SettingsException {
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .toArray(new Certificate[0]);
      if (chain.length > 0) {
        return chain;
      }
    } catch (CertificateException e) {
      // Said below.
    }
    throw new SettingsException("TLS_CERT", "holds no certificate in PEM");
  }

  private static PrivateKey key(byte[] pem, String algorithm) throws SettingsException {
    Matcher matcher = PRIVATE_KEY.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      throw new SettingsException(
          "TLS_KEY",
          "holds no PKCS#8 private key in PEM;"
              + " \"openssl pkcs8 -topk8 -nodes\" makes one of an older form");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new SettingsException("TLS_KEY", "holds no " + algorithm + " key, as TLS_CERT has it");
    }
  }

  /** Or every handshake would fail, and only the browser would say so. */
  private static boolean belongTogether(PublicKey publicKey, PrivateKey key)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            publicKey.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    return signature.verify(signed);
  }

  private static String warningFor(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return null;
    } catch (CertificateException e) {
      return "the certificate of TLS_CERT is valid from "
          + certificate.getNotBefore().toInstant()
          + " to "
          + certificate.getNotAfter().toInstant()
          + " only.";
    }
  }

  private static byte[] read(String setting, String file) throws SettingsException {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new SettingsException(setting, "names a file that cannot be read: " + file);
    }
  }
}
