package dev.signet.testing;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Class loaders with a copy of everything, as each application has that brings its own jar. */
public final class JarCopies {
  private JarCopies() {}

  public static URLClassLoader whole() {
    return without("\0");
  }

  /** A copy on a server that lacks what jars with such a name bring. */
  public static URLClassLoader without(String partOfName) {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains(partOfName)) {
        urls.add(url(entry));
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
