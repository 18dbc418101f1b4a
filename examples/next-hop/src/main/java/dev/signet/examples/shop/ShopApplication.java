package dev.signet.examples.shop;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All of its resources are for callers with a name. */
@ApplicationPath("/api")
public class ShopApplication extends Application {}
