package dev.signet.examples.orders;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All of its resources are for callers with a name. */
@ApplicationPath("/api")
@DeclareRoles("clerks")
public class OrdersApplication extends Application {}
