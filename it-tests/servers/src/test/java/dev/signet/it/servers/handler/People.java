package dev.signet.it.servers.handler;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The login of people: a form. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface People {}
