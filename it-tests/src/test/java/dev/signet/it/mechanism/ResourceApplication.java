package dev.signet.it.mechanism;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST resources for every caller with a name. */
@ApplicationPath("/any/rest")
public class ResourceApplication extends Application {
  /** For the server. */
  public ResourceApplication() {}
}
