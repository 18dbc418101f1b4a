package dev.signet.it.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test for which the jar lies in the server's own place, and in no application. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface EveryApplication {}
