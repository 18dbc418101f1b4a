package dev.signet.dumper.web;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;

/** Shows its body when the test holds. */
public final class WhenTag extends SimpleTagSupport {
  private boolean test;

  /** Whether to show the body. */
  public void setTest(boolean test) {
    this.test = test;
  }

  @Override
  public void doTag() throws JspException, IOException {
    if (test) {
      getJspBody().invoke(null);
    }
  }
}
