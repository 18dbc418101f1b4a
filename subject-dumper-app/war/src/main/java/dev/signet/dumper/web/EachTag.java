package dev.signet.dumper.web;

import jakarta.servlet.jsp.JspException;
import jakarta.servlet.jsp.tagext.SimpleTagSupport;
import java.io.IOException;
import java.util.List;

/** Repeats its body for each item. */
public final class EachTag extends SimpleTagSupport {
  private Iterable<?> items = List.of();
  private String variable = "item";

  /** What to go through. */
  public void setItems(Iterable<?> items) {
    this.items = items;
  }

  /** The name the body knows an item by. */
  public void setVar(String variable) {
    this.variable = variable;
  }

  @Override
  public void doTag() throws JspException, IOException {
    for (Object item : items) {
      getJspContext().setAttribute(variable, item);
      getJspBody().invoke(null);
    }
    getJspContext().removeAttribute(variable);
  }
}
