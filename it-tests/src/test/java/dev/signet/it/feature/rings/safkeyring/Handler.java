package dev.signet.it.feature.rings.safkeyring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens {@code safkeyring:///RING}: the rings are in the folder {@code signet.rings}. */
public final class Handler extends URLStreamHandler {
  @Override
  protected URLConnection openConnection(URL address) {
    return new URLConnection(address) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() throws IOException {
        String ring = address.getPath().substring(1);
        return Files.newInputStream(Path.of(System.getProperty("signet.rings"), ring));
      }
    };
  }
}
