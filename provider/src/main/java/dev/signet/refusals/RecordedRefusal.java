package dev.signet.refusals;

import java.util.List;

/**
 * One refusal as a monitoring tool gets it. Nothing of the token is in it but {@code alg}, {@code
 * kid} and {@code typ} in safe characters, and the values of claims in {@link #getDetails} while
 * {@code diagnostics} shows them.
 */
public interface RecordedRefusal {

  /**
   * When the token was refused.
   *
   * @return in the form of RFC 3339, in UTC
   */
  String getTime();

  /**
   * What the client's answer and the log line have too.
   *
   * @return eight letters and digits
   */
  String getReference();

  /**
   * The number of the catalogue's entry.
   *
   * @return such as {@code SIGNET-405}
   */
  String getNumber();

  /**
   * The text of the catalogue's entry.
   *
   * @return a fixed text
   */
  String getText();

  /**
   * The definition that refused the token.
   *
   * @return its {@code id}, or empty where none was selected
   */
  String getDefinition();

  /**
   * The application.
   *
   * @return virtual host and context root
   */
  String getApplication();

  /**
   * Whether the application has answered the request all the same, since Signet only reports.
   *
   * @return true in mode {@code report} alone
   */
  boolean isRehearsed();

  /**
   * The HTTP method.
   *
   * @return in safe characters
   */
  String getMethod();

  /**
   * The path without query and path parameters.
   *
   * @return in safe characters, 200 at most
   */
  String getPath();

  /**
   * The address of the connection.
   *
   * @return in safe characters
   */
  String getPeer();

  /**
   * The address of the client behind trusted proxies.
   *
   * @return an address, or {@code unknown}
   */
  String getClient();

  /**
   * What the token's header says.
   *
   * @return 64 safe characters at most; empty where it is missing or not kept
   */
  String getAlg();

  /**
   * What the token's header says.
   *
   * @return as {@link #getAlg}
   */
  String getKid();

  /**
   * What the token's header says.
   *
   * @return as {@link #getAlg}
   */
  String getTyp();

  /**
   * What exactly was wrong.
   *
   * @return a few plain sentences
   */
  List<String> getDetails();
}
