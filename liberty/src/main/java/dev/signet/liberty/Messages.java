package dev.signet.liberty;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The messages of the feature itself, each with its id, in the language of the server. Liberty puts
 * them into messages.log. What Signet logs on every server is not among them.
 */
public final class Messages {
  private static final Logger LOG =
      Logger.getLogger("dev.signet.liberty", "dev.signet.liberty.Messages");

  private Messages() {}

  /**
   * Logs a message.
   *
   * @param level as the last letter of the id says
   * @param id of the message
   * @param values what it is about; nothing of a token or a password
   */
  public static void log(Level level, String id, Object... values) {
    LOG.log(level, id, values);
  }
}
