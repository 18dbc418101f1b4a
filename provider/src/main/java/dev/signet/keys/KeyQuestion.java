package dev.signet.keys;

import dev.signet.crypto.SignatureAlgorithm;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The look-up of a key for a request; several definitions may share the key.
 *
 * @param name the key id in the token
 * @param algorithm the algorithm of the token
 * @param definition the id of the definition that asks
 * @param address the client's address; empty where it is unknown
 * @param waiting the number of requests of the definition that wait
 */
record KeyQuestion(
    Optional<String> name,
    SignatureAlgorithm algorithm,
    String definition,
    String address,
    AtomicInteger waiting) {}
