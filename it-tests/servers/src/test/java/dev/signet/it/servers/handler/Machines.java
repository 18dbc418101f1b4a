package dev.signet.it.servers.handler;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The login of machines: HTTP Basic. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Machines {}
