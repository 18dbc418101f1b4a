package dev.signet.it.claims;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** What switches a server's own MicroProfile JWT on for an application. */
@LoginConfig(authMethod = "MP-JWT", realmName = "own")
@ApplicationPath("/any/rest")
public class TokenApplication extends Application {}
