package dev.signet.jetty;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A request of Jetty's and its response, as the servlets of the application's environment. */
record Messages(HttpServletRequest request, HttpServletResponse response) {}
