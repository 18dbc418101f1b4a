package dev.signet.config;

import java.util.List;

/** One condition on a request. What a request does not say fits no wanted value. */
public sealed interface ChannelCondition {

  /**
   * Whether it holds.
   *
   * @param channel what the request says about itself
   * @return true where it does
   */
  boolean holds(Channel channel);

  /**
   * Some value of an attribute is as wanted.
   *
   * @param attribute which
   * @param values what is wanted; one is enough
   * @param match how they are compared
   */
  record OneOf(ChannelAttribute attribute, List<String> values, TextMatch match)
      implements ChannelCondition {
    /** Copies the values. */
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public boolean holds(Channel channel) {
      return channel.values(attribute).stream()
          .anyMatch(actual -> values.stream().anyMatch(wanted -> match.fits(actual, wanted)));
    }
  }

  /**
   * No value of an attribute has any of these texts in it (Liberty's {@code notContain}). It holds
   * where the request has no such attribute at all.
   *
   * @param attribute which
   * @param values what must not be in it
   */
  record NotContaining(ChannelAttribute attribute, List<String> values)
      implements ChannelCondition {
    /** Copies the values. */
    public NotContaining {
      values = List.copyOf(values);
    }

    @Override
    public boolean holds(Channel channel) {
      return channel.values(attribute).stream()
          .allMatch(actual -> values.stream().noneMatch(actual::contains));
    }
  }

  /**
   * The client's address lies in a range. An address that is not known lies in none.
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
    public boolean holds(Channel channel) {
      for (String address : channel.values(ADDRESS)) {
        if (AddressRange.oneIncludes(ranges, address)) {
          return true;
        }
      }
      return false;
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
    public boolean holds(Channel channel) {
      return filters.stream().anyMatch(filter -> filter.matches(channel));
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
    public boolean holds(Channel channel) {
      return filters.stream().noneMatch(filter -> filter.matches(channel));
    }
  }

  /** How a value is compared with what is wanted. */
  enum TextMatch {
    /** Character for character. */
    EQUALS,
    /** As a part of it. */
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
