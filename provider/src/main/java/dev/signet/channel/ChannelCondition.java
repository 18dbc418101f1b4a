package dev.signet.channel;

import java.util.List;

/**
 * One condition on a request. A missing attribute matches no expected value. An attribute that
 * every request has may be unknown for this one: the client's address, or a path that is not
 * normalized. Then the condition is neither true nor false, and so is its negation: a filter
 * accepts only what matches for certain.
 */
public sealed interface ChannelCondition {

  /**
   * Whether it holds.
   *
   * @param channel the attributes of the request
   * @return whether it holds, does not hold, or is unknown
   */
  Truth truth(Channel channel);

  /**
   * The setting that it was read from.
   *
   * @return such as {@code remoteAddress}, or {@code requestHeader x-test}
   */
  String setting();

  /** Whether a condition holds. */
  enum Truth {
    /** It holds. */
    YES,
    /** It does not. */
    NO,
    /** Its attribute is unknown. */
    UNKNOWN;

    static Truth of(boolean holds) {
      return holds ? YES : NO;
    }

    Truth not() {
      return this == UNKNOWN ? UNKNOWN : of(this == NO);
    }

    Truth and(Truth other) {
      if (this == NO || other == NO) {
        return NO;
      }
      return this == UNKNOWN ? UNKNOWN : other;
    }
  }

  /**
   * At least one value of an attribute matches an expected value.
   *
   * @param attribute the attribute
   * @param values the expected values; one is enough
   * @param match how they are compared
   */
  record OneOf(ChannelAttribute attribute, List<String> values, TextMatch match)
      implements ChannelCondition {
    /** Copies the values. */
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public String setting() {
      return attribute.setting();
    }

    @Override
    public Truth truth(Channel channel) {
      List<String> actual = channel.values(attribute);
      return attribute.isKnownFrom(actual)
          ? Truth.of(actual.stream().anyMatch(a -> values.stream().anyMatch(w -> match.fits(a, w))))
          : Truth.UNKNOWN;
    }
  }

  /**
   * No value of an attribute contains any of these texts (Liberty's {@code notContain}). It holds
   * where the request does not have the attribute.
   *
   * @param attribute the attribute
   * @param values the texts that it must not contain
   */
  record NotContaining(ChannelAttribute attribute, List<String> values)
      implements ChannelCondition {
    /** Copies the values. */
    public NotContaining {
      values = List.copyOf(values);
    }

    @Override
    public String setting() {
      return attribute.setting() + " (notContain)";
    }

    @Override
    public Truth truth(Channel channel) {
      return new OneOf(attribute, values, TextMatch.CONTAINS).truth(channel).not();
    }
  }

  /**
   * The client's address is in a range.
   *
   * @param ranges one is enough
   */
  record AddressIn(List<AddressRange> ranges) implements ChannelCondition {
    private static final ChannelAttribute ADDRESS =
        new ChannelAttribute(ChannelAttribute.Kind.REMOTE_ADDRESS, "");

    /** Copies the ranges. */
    public AddressIn {
      ranges = List.copyOf(ranges);
    }

    @Override
    public String setting() {
      return ADDRESS.setting();
    }

    @Override
    public Truth truth(Channel channel) {
      List<String> addresses = channel.values(ADDRESS);
      for (String address : addresses) {
        if (AddressRange.oneIncludes(ranges, address)) {
          return Truth.YES;
        }
      }
      return ADDRESS.isKnownFrom(addresses) ? Truth.NO : Truth.UNKNOWN;
    }
  }

  /**
   * One of several filters matches.
   *
   * @param filters at least one
   */
  record AnyOf(List<ChannelFilter> filters) implements ChannelCondition {
    /** Copies the filters. */
    public AnyOf {
      filters = List.copyOf(filters);
    }

    @Override
    public String setting() {
      return "any";
    }

    @Override
    public Truth truth(Channel channel) {
      return new NoneOf(filters).truth(channel).not();
    }
  }

  /**
   * None of several filters matches.
   *
   * @param filters at least one
   */
  record NoneOf(List<ChannelFilter> filters) implements ChannelCondition {
    /** Copies the filters. */
    public NoneOf {
      filters = List.copyOf(filters);
    }

    @Override
    public String setting() {
      return "none";
    }

    @Override
    public Truth truth(Channel channel) {
      Truth truth = Truth.YES;
      for (ChannelFilter filter : filters) {
        truth = truth.and(filter.truth(channel).not());
      }
      return truth;
    }
  }

  /** How a value is compared with an expected value. */
  enum TextMatch {
    /** Character for character. */
    EQUALS,
    /** As a part of the value. */
    CONTAINS,
    /**
     * As a servlet's URL pattern (Jakarta Servlet 6.0 section 12.2): exact, {@code /a/*}, {@code
     * *.do}.
     */
    PATH;

    boolean fits(String actual, String wanted) {
      return switch (this) {
        case EQUALS -> actual.equals(wanted);
        case CONTAINS -> actual.contains(wanted);
        case PATH -> matchesPattern(actual, wanted);
      };
    }

    private static boolean matchesPattern(String path, String pattern) {
      if (pattern.endsWith("/*")) {
        String folder = pattern.substring(0, pattern.length() - 2);
        return path.equals(folder) || path.startsWith(folder + "/");
      }
      return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : path.equals(pattern);
    }
  }
}
