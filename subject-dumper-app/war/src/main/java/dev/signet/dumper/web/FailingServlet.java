package dev.signet.dumper.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Fails as an application does, to show the caller on the error page. */
@WebServlet("/error/500")
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class FailingServlet extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    throw new IllegalStateException("This page always fails.");
  }
}
