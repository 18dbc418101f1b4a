package dev.signet.it.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test for which Conscrypt lies beside the jar in the server's own place, and is configured. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface SignedByConscrypt {}
