package dev.signet.it.servers.app;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a user has put into CDI's session. Not final: the container may subclass it. */
@SessionScoped
@SuppressWarnings("serial") // no session is ever written to disk
public class Basket implements Serializable {
  private @Nullable String note;

  /** For CDI. */
  public Basket() {}

  /** What was put in last. */
  public @Nullable String note() {
    return note;
  }

  /** Puts something in. */
  public void put(String text) {
    note = text;
  }
}
