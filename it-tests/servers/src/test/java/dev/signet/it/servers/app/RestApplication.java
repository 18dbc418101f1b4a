package dev.signet.it.servers.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the resources are; the container finds them. */
@ApplicationPath("/any/rest")
public class RestApplication extends Application {}
