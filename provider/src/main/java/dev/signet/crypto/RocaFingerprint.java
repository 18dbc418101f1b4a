package dev.signet.crypto;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recognises RSA moduli of the generator behind CVE-2017-15361. Its primes are powers of 65537
 * modulo a product of small primes, so such a modulus is a power of 65537 modulo each of them; of
 * other moduli, fewer than one in 10^8 is.
 */
final class RocaFingerprint {
  private static final int GENERATOR = 65_537;
  private static final Map<Integer, Set<Integer>> POWERS = new TreeMap<>();

  static {
    List.of(11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)
        .forEach(prime -> POWERS.put(prime, powersModulo(prime)));
  }

  private RocaFingerprint() {}

  private static Set<Integer> powersModulo(int prime) {
    Set<Integer> powers = new HashSet<>();
    int power = 1;
    while (powers.add(power)) {
      power = power * (GENERATOR % prime) % prime;
    }
    return powers;
  }

  static boolean matches(BigInteger modulus) {
    return POWERS.entrySet().stream()
        .allMatch(
            e -> e.getValue().contains(modulus.mod(BigInteger.valueOf(e.getKey())).intValue()));
  }
}
