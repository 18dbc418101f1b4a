package dev.signet.it.app;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a user has put into CDI's session. Not final: CDI may subclass it. */
@SessionScoped
@SuppressWarnings("serial") // no session is ever written to disk
public class Basket implements Serializable {
  private @Nullable String content;

  /** For CDI. */
  public Basket() {}

  @Nullable String content() {
    return content;
  }

  void put(String text) {
    content = text;
  }
}
