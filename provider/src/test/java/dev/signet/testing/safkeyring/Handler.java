package dev.signet.testing.safkeyring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Opens addresses {@code safkeyring:///RING}: what is read is the name of the ring. */
public final class Handler extends URLStreamHandler {
  @Override
  protected URLConnection openConnection(URL address) {
    return new URLConnection(address) {
      @Override
      public void connect() {
        // nothing is far away
      }

      @Override
      public InputStream getInputStream() {
        return new ByteArrayInputStream(address.getPath().substring(1).getBytes(UTF_8));
      }
    };
  }
}
