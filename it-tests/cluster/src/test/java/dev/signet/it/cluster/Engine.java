package dev.signet.it.cluster;

import java.nio.file.Path;

/** An engine as a recipe puts it into a server. */
enum Engine {
  HAZELCAST("com.hazelcast.cache.HazelcastMemberCachingProvider", "hazelcast.xml", "engine") {
    @Override
    Path configure(Members members, Path folder, int member) {
      return members.hazelcast(folder, member);
    }
  },
  HAZELCAST_CLIENT(
      "com.hazelcast.client.cache.HazelcastClientCachingProvider",
      "hazelcast-client.xml",
      "engine") {
    @Override
    Path configure(Members members, Path folder, int member) {
      return members.hazelcastClient(folder);
    }
  },
  INFINISPAN("org.infinispan.jcache.embedded.JCachingProvider", "infinispan.xml", "infinispan") {
    @Override
    Path configure(Members members, Path folder, int member) {
      return members.infinispan(folder, member);
    }
  },
  INFINISPAN_STORED(
      "org.infinispan.jcache.embedded.JCachingProvider", "infinispan-stored.xml", "infinispan") {
    @Override
    Path configure(Members members, Path folder, int member) {
      return members.stored(folder, member);
    }
  };

  private final String provider;
  private final String file;
  private final String jars;

  Engine(String provider, String file, String jars) {
    this.provider = provider;
    this.file = file;
    this.jars = jars;
  }

  /** Writes the recipe's file for one of the members. */
  abstract Path configure(Members members, Path folder, int member);

  String provider() {
    return provider;
  }

  /** What {@code cache} of {@code signet.json} holds for it, revocations included. */
  String settings() {
    return """
        { "provider": "%s", "uri": "%s", "name": "signet-used", "revocations": "signet-revoked" }"""
        .formatted(provider, file);
  }

  /** The folder with its jars. */
  String jars() {
    return jars;
  }
}
