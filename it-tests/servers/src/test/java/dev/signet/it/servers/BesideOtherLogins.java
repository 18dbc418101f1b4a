package dev.signet.it.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test for which the server has what other applications need for logins of their own. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface BesideOtherLogins {}
