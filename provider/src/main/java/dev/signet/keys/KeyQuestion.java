package dev.signet.keys;

import dev.signet.crypto.SignatureAlgorithm;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request's question for a key that several definitions may share.
 *
 * @param name what the token calls its key
 * @param algorithm what the token is signed with
 * @param definition the id of the definition that asks
 * @param address where the request came from; empty where it does not say
 * @param waiting how many requests of the definition wait
 */
record KeyQuestion(
    Optional<String> name,
    SignatureAlgorithm algorithm,
    String definition,
    String address,
    AtomicInteger waiting) {}
