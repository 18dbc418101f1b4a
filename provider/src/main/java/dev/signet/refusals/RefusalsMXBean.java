package dev.signet.refusals;

import java.util.List;

/**
 * The last refusals of an application, as {@code dev.signet:type=Refusals,application=…}. They are
 * operations: monitoring tools read every attribute, and this is for administrators alone.
 */
public interface RefusalsMXBean {

  /**
   * The last refusals, the latest first. The last 1,000 are kept, fewer where they take more than 1
   * MB.
   *
   * @param count how many at most
   * @return empty where there was none
   */
  List<RecordedRefusal> last(int count);

  /**
   * The refusal with a reference.
   *
   * @param reference eight letters and digits, in upper or lower case
   * @return one refusal, or none where it is not kept any more
   */
  List<RecordedRefusal> find(String reference);

  /**
   * How many tokens this application has refused since its start.
   *
   * @return with those that are not kept any more
   */
  long getRefused();
}
